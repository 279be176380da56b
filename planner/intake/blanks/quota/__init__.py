"""The blank table of targets."""
