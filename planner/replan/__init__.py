"""From what happened and what was promised to what a re-plan starts from, and from two plans to what changed."""
