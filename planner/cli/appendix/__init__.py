"""The command about an appendix that somebody made."""
