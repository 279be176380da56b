"""Workbooks of targets, read from whatever table an office has."""
