"""How long people wait at least in plans that travel no further than a limit: tours with travel priced into waiting.

Of every such plan waiting plus a price for each metre is no less than the cheapest choice of tours at these costs, so
its waiting is no less than that, less the price of the metres that it may travel (Lagrangian relaxation: Fisher,
Management Science 27 (1981) 1-18). The price is mended by what the tours chosen travel: too far asks for a higher one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, inf

from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit
from planner.model.tours.known_tours import costed, metres_of, tours_of
from planner.model.tours.timed_pricing import timed_pricers
from planner.model.tours.tour_pricing import TourSet
from planner.model.tours.travel_bound import Rounds
from planner.model.tours.weighed_problem import Weights, weighed_problem

SLOT = 32
"""The weight of a dossier's wait for a slot, so that a metre may count for a fraction of it."""
FIRST_PRICE = 0.25
"""Of a metre, as a share of what all waiting would cost if it were spread over the metres."""
STRONGER = 2
"""By so much a price is raised or lowered."""
MOST_PRICES = 4
NEARLY = 0.01
"""Of the limit: so near to it the tours chosen travel, no other price is of use."""
ROUNDING = 1.0
"""Costs are sums of numbers with rounding; none is worth a whole dossier's wait."""
USUAL_ROUNDS = 60
"""From so many on a bound is near to what it will be."""


@dataclass(slots=True)
class WaitingBound:
    """What the prices came to."""

    waiting: int
    """No plan within the limits waits less."""
    effort: float
    """Seconds, as they are reckoned, not as they were."""


def least_waiting(
    problem: Subproblem,
    limits: EpsilonConstraints,
    known: int,
    *,
    visits: Sequence[MachineVisit] = (),
    most_effort: float = inf,
    is_over: Callable[[], bool] = lambda: False,
    better: Callable[[int], None] = lambda _waiting: None,
) -> WaitingBound | None:
    """The bound, as good as it becomes until the effort is spent or time over; `better` hears of it. `known` is how
    long people wait in the best plan known, and `visits` are its visits in the order of time. None where tours do not
    tell it, no travel is allowed, or it would take longer.
    """
    if not limits.travel or known <= 0:
        return None
    answer, weights, tried = WaitingBound(0, 0.0), _first_weights(known, limits.travel), set[int]()
    before: list[TourSet] | None = None
    while weights.metre not in tried and len(tried) < MOST_PRICES and not is_over() and answer.effort < most_effort:
        tried.add(weights.metre)
        weighed = weighed_problem(problem, limits, weights)
        if weighed is None:
            return None
        rounds = Rounds(weighed, timed_pricers(weighed))
        if len(tried) == 1 and rounds.effort * USUAL_ROUNDS > most_effort:
            return None
        rounds.begin_with(tours_of(weighed, visits) if before is None else costed(weighed, before))
        spent = weights.metre * limits.travel
        is_complete = False
        while not (is_complete or is_over()) and answer.effort < most_effort:
            answer.effort += rounds.effort
            is_complete = not rounds.go_on()
            bound = ceil((rounds.bound - ROUNDING - spent) / weights.waiting)
            if bound > answer.waiting:
                answer.waiting = bound
                better(bound)
        before = rounds.known
        metres = sum(share * metres_of(weighed, one) for one, share in rounds.chosen()) / weights.metre
        if not is_complete or abs(metres - limits.travel) <= NEARLY * limits.travel:
            break
        weights = _mended(weights, is_dearer=metres > limits.travel)
    return answer


def _first_weights(waiting: int, metres: int) -> Weights:
    return Weights(max(1, round(SLOT * FIRST_PRICE * waiting / metres)), SLOT)


def _mended(weights: Weights, *, is_dearer: bool) -> Weights:
    metre = weights.metre * STRONGER if is_dearer else weights.metre // STRONGER
    return weights._replace(metre=max(1, metre))
