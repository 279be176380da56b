"""The appendix: where each machine stands on which days."""
