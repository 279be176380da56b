"""A few units and machines planned exactly by tables over all sets of units, without the solver."""
