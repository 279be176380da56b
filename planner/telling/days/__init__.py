"""What is told of days that are lived through: what was announced, recorded, reported and changed."""
