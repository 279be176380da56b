"""The search, asked in a process of its own."""
