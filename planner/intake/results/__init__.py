"""Results workbooks: read, and as forms to fill in."""
