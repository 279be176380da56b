"""Plans made, made anew and stored."""
