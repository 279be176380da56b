"""What may become of a plan: draws of what nobody knows beforehand, lived through with the re-planning rule."""
