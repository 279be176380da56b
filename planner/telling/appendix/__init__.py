"""What is told of an appendix that somebody made or edited."""
