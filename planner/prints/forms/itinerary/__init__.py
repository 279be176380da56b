"""Where a machine goes, day by day."""
