"""The records and facts that all rooms share."""
