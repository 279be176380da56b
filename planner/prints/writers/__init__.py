"""Papers and charts as files of a format."""
