"""What is told of duty rosters."""
