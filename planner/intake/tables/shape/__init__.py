"""Where the tables of a workbook stand, and what of its sheets no table reads."""
