"""The command that opens the board."""
