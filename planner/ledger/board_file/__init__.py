"""What the board keeps beside the workbook and may lose: drafts, accounts and sessions."""
