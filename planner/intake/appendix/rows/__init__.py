"""The rows of the appendix: which are lines of the schedule, and what stands around them."""
