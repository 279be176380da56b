"""The workbook that remembers who was invited to which slot."""
