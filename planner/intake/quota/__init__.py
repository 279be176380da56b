"""Workbooks of targets: read, and as forms to fill in."""
