"""The sheets of a campaign workbook, read into a campaign."""
