"""The rules and goals a second time, read from a finished plan and from the campaign's bare facts."""
