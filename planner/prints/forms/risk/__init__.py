"""The report on what may become of a plan, and its pictures."""
