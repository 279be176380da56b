"""Assigning teams to hamlets: from the workbook to the proven list and its papers."""
