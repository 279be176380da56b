"""Planners to measure ourselves against, each simple and each its own: none shares a line with the solver."""
