"""Names, days and figures as they stand on paper."""
