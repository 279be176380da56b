"""A paper as PDF or picture, set by typst."""
