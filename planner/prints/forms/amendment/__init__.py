"""What a new version changes of an announced one, and what to tell whom."""
