"""Where lines and pages turn."""
