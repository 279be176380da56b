"""Plans that somebody makes by hand on a stored version: judged as they are made, then stored, or pinned."""
