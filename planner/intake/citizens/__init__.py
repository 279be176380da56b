"""Lists of citizens: read, and as forms to fill in."""
