"""Campaigns whose rules speak of single slots: searched as one model of who stands where in each slot."""
