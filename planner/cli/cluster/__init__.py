"""The command by which this computer serves a cluster."""
