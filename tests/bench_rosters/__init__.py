"""The published shift-scheduling instances, solved with the search that rosters crews."""
