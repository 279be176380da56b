"""The use cases; the only composer of rooms."""
