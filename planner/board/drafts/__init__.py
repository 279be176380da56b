"""Drafts on the board: what somebody moves, how it is judged, how it is kept between two clicks."""
