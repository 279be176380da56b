"""What is told of the ledger itself."""
