"""What is told of a plan: what it comes to, what it changes, what it leaves, and what may still be better."""
