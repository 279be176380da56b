"""Who works the machines: the search for rosters."""
