"""The papers of a crew roster: week, month, attendance, notice of changes, and a slip for each officer."""
