"""The process that searches, and what it sends up."""
