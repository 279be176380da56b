"""Citizens invited to the slots of a plan."""
