"""A paper as a workbook."""
