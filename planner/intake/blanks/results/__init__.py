"""The blank form of a day of results."""
