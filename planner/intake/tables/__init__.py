"""Sheets of cells to tables: rows whose cells are known by their column."""
