"""Searches that the board has started: one at a time, apart from the server, stopped from any page."""
