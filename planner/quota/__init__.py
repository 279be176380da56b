"""Targets and their daily share: units by indicators, rounded as the documents round."""
