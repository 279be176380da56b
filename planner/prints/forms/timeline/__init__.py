"""Machines against all days of the campaign, in one picture."""
