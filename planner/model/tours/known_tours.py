"""The tours of plans that are known: what machines do there, and what it costs in a tour problem."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

from planner.domain.record import MachineName
from planner.model.instance.visits import MachineVisit
from planner.model.tours.tour_pricing import TourSet, is_zone, numbered_kinds
from planner.model.tours.tour_problem import TourProblem


def tours_of(problem: TourProblem, visits: Iterable[MachineVisit]) -> list[TourSet]:
    """What machines do in a plan whose visits are in the order of time, and what it costs: of all machines of a zone's
    fleet together, else of each alone. Those that would be late are left out.
    """
    number = {code: place for place, code in enumerate(problem.units)}
    by_machine: defaultdict[tuple[int, MachineName], list[int]] = defaultdict(list)
    for visit in visits:
        if visit.unit in number:
            by_machine[visit.machine_class, visit.machine].append(number[visit.unit])
    tours = []
    for first, kind in numbered_kinds(problem):
        for place, fleet in enumerate(kind.fleets, first):
            own = tuple(tuple(units) for (owner, _name), units in by_machine.items() if owner == fleet.machine_class)
            told = (own,) if is_zone(kind) else tuple((each,) for each in own)
            tours += [TourSet(place, each, inf) for each in told if each]
    return costed(problem, tours)


def costed(problem: TourProblem, tours: Sequence[TourSet]) -> list[TourSet]:
    """The same tours, found elsewhere, with what they cost here; without those that would be late."""
    costs = [_cost(problem, one) for one in tours]
    return [one._replace(metres=cost) for one, cost in zip(tours, costs, strict=True) if cost < inf]


def metres_of(problem: TourProblem, tours: TourSet) -> float:
    """What the ways of these tours cost, as the problem weighs metres."""
    first = problem.fleets[tours.fleet].first_metres
    return sum(
        float(first[tour[0]]) + sum(float(problem.metres[one, other]) for one, other in pairwise(tour))
        for tour in tours.tours
        if tour
    )


def _cost(problem: TourProblem, tours: TourSet) -> float:
    """Infinite where one of them would be late."""
    fleet = problem.fleets[tours.fleet]
    cost = metres_of(problem, tours)
    for tour in tours.tours:
        free = 0
        for unit in tour:
            cost += float(fleet.spent[unit, free])
            free = int(fleet.after[unit, free])
            if free > fleet.capacity:
                return inf
    return cost
