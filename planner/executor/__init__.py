"""Independent tasks given to processes of this machine, or of a cluster; knows no solver, no campaign and no file."""
