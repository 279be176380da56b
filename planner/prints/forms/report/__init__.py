"""Progress reports: sentences, tables and charts."""
