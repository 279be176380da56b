"""Why a wish cannot be fulfilled: facts, and smallest sets of them that exclude it."""
