"""The search for lines of work: one general model for crews and for published rosters."""
