"""Rosters judged from the bare facts: which rules they break, how good they are, and whether what they say is true."""
