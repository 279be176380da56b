"""The models of a subproblem: time-indexed, routing, assignment relaxation, split and aggregated visits."""
