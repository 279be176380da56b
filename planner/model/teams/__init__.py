"""Assigning teams to hamlets and days: parts that share nothing, their rules, the goals in order."""
