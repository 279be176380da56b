"""Sheets of cells to tables: heads, columns, and what a cell means."""
