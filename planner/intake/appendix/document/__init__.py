"""The file of an appendix, a workbook or a document, as grids of cells; and the account of every piece of it."""
