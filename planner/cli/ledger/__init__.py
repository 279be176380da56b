"""The commands that keep the ledger safe."""
