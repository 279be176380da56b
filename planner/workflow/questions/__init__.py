"""Questions about a plan that store nothing."""
