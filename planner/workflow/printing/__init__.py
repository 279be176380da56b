"""Stored plans on paper."""
