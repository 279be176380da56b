"""The heads of a table of the appendix: which column holds what."""
