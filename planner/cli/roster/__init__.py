"""The commands about who works the machines."""
