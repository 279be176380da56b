"""Which ledger goes with a workbook, and how it is kept safe."""
