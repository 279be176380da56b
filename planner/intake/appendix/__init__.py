"""An appendix that was typed or edited by hand → a plan, or every cell that could not be read."""
