"""Which models are small enough to be built in time; larger subproblems are rebuilt by hand and bounded by counting."""

from planner.domain.record import UnitCode
from planner.model.instance.subproblem import Subproblem

MOST_ARCS = 120_000
"""An arc from each optional visit to each other, by each class."""
MOST_PERIODS = 250_000
"""A number for each period of each eligible pair."""


def fits_routing(problem: Subproblem) -> bool:
    """Whether the routing formulation can be built in time."""
    visits = {code: _most_visits(problem, code) for code in problem.pairs}
    by_class = sum(visits[code] * len(pairs) for code, pairs in problem.pairs.items())
    return by_class * sum(visits.values()) <= MOST_ARCS


def _most_visits(problem: Subproblem, code: UnitCode) -> int:
    """No more visits than may be made, nor than there are dossiers for."""
    unit = problem.campaign.units_by_code[code]
    brought = (most for pair in problem.pairs[code] for brings in pair.brings for most in brings)
    return min(unit.visits, 1 + unit.need // min(brought, default=1))


def fits_time_indexed(problem: Subproblem, finish: int | None) -> bool:
    """Whether the time-indexed formulation, of plans that end by then, can be built in time."""
    return num_periods(problem, finish) <= MOST_PERIODS


def num_periods(problem: Subproblem, finish: int | None) -> int:
    """How many periods of all eligible pairs can be used by plans that end by then."""
    return sum(
        1
        for pair in problem.pair.values()
        for slots in pair.worked
        if slots and (finish is None or slots[-1] <= finish)
    )
