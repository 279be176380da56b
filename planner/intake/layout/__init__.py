"""What is declared of every sheet and column: of campaigns by sheet, of results, and what a column is."""
