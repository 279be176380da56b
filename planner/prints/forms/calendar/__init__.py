"""Machines against the days of a month."""
