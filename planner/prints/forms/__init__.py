"""The papers that are printed of a plan, one folder each."""
