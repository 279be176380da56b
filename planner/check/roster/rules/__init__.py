"""The rules of rosters, each judged by one function."""
