"""Lists of invited citizens: of a session, to follow up, and what their files are called."""
