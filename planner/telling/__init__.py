"""What the doors tell of a use case's record: sentences for people, JSON for programs, CSV for spreadsheets."""
