"""What is told of citizens' lists: counts, slots and files, never a person."""
