"""A paper before any file format: paragraphs, tables, charts, and the frame around them."""
