"""What a cell of days says: its text by a grammar, and the days, hours and shifts that it means."""
