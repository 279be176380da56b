"""Tests of plans tried in draws of what nobody knows beforehand."""
