"""Workbooks that people fill in, written from the declarations of their columns."""
