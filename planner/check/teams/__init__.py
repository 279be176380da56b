"""Judging an assignment of teams: every rule and goal read again from its visits, apart from the model."""
