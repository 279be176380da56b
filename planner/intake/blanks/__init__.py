"""Workbooks that people fill in."""
