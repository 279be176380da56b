"""The board: the same use cases as the command line, as pages of a browser on this machine."""
