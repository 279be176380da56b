"""Rosters: made, made anew, judged and published."""
