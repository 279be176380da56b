"""The notice to a unit's people, as a letter and as a message."""
