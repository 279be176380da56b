"""The search for lines of work."""
