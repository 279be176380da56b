"""What one cell means: text, number, day, hour, weekday, yes or no. One reading each, and never a guess."""
