"""Plans that somebody made or edited in a document of their own."""
