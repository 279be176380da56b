"""Appendices as people lay them out, made from plans that are known."""
