"""Targets in all and a day, as a table."""
