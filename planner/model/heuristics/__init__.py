"""Plans made by hand of rounds: list scheduling, and ruin and recreate."""
