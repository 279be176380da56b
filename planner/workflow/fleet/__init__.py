"""How many machines a campaign needs, and where they start from."""
