"""The manual on paper, from the Markdown that it is written in."""
