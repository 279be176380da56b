"""A large subproblem most of whose machines serve a zone of few units, while a few may go anywhere: how early it ends.

| of every plan that ends by a slot | in mathematics |
|---|---|
| a zone's own machines serve a set in time | $E_z(S_z) \\le t$, $E_z$ by tables over all sets |
| roaming machines serve everybody else | $\\sum_z \\sum_{u \\in U_z \\setminus S_z} w_u \\le C_t$ |

$w_u$ is the least that the days of a visit of a roaming machine could have brought, with all slots of these days, and
$C_t$ what all roaming machines could bring in days that have begun by $t$. So no plan ends before the first slot for
which sets can be chosen like this; where what is left for roaming machines is few units, tables tell whether they can
serve them by then, and all rounds together are a plan. Rounds of a zone take as long as they do in whatever order, half
days included, which relaxations that count days cannot tell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import islice
from math import inf
from typing import NamedTuple

import numpy as np

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.counting_bounds import finish_candidates
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem, restricted
from planner.model.subsets.best_rounds import MOST_LABELS, best_rounds, crew_labels, earliest_end
from planner.model.subsets.small_part import small_part
from planner.model.tours.set_tables import NEVER, Longs, loads_of, one_machine_ends, with_one_more
from planner.model.tours.tour_problem import Floats

MOST_IN_A_ZONE, MOST_MACHINES = 16, 6
"""As $3^n$ steps are taken for each machine after the first."""
MOST_CHOICES = 12
"""Sets of a zone that are tried, those that leave least to roaming machines."""
MOST_TRIED = 60
"""Ways to choose a set of each zone that are tried."""
MOST_SHORT, MOST_SHORT_CHOICES = 200, 400
"""The same where short tours are looked for."""
MOST_LOOKED_AT = 20_000
"""Ways that are looked at, also those that leave too much to roaming machines."""
DEAREST, STEPS_OF_ROOM = 1_000.0, 30
"""Metres for a dossier of roaming machines' time, and how often the price is halved."""
NOBODY = 2**40
"""In place of what a visit takes of the roaming machines' time where none may serve the unit."""

EVERYBODY = EpsilonConstraints().at_most(Goal.UNSERVED, 0)
Tours = Mapping[MachineName, tuple[UnitCode, ...]]
Rooms = Mapping[int, Sequence[int]]
"""By the number of a roaming class what one machine could bring in each period."""


class Choice(NamedTuple):
    """A set that a zone's own machines serve."""

    value: float
    """The less the better."""
    rest: int
    """What roaming machines need for all others."""
    chosen: int


@dataclass(frozen=True, slots=True)
class Zone:
    """Units and the machines that serve none but these."""

    units: tuple[UnitCode, ...]
    classes: tuple[int, ...]
    ends: Longs
    """Of each set of units, the slot by which these machines can have served it."""
    rests: Longs
    """Of each set, what roaming machines need for all others."""

    def members(self, chosen: int) -> list[UnitCode]:
        """The units of a set."""
        return [unit for place, unit in enumerate(self.units) if chosen >> place & 1]

    def least_rest(self, end: int) -> int:
        """The least that is left to roaming machines where the zone's own end by this slot."""
        return int(self.rests[self.ends <= end].min())

    def choices(self, end: int) -> list[Choice]:
        """Sets that the zone's own can serve by this slot; those that leave least first."""
        sets = np.flatnonzero(self.ends <= end)
        order = np.argsort(self.rests[sets], kind="stable")[:MOST_CHOICES]
        return [Choice(float(self.rests[chosen]), int(self.rests[chosen]), int(chosen)) for chosen in sets[order]]


@dataclass(frozen=True)
class Zones:
    """All zones of a subproblem in which everybody is to be served in one visit, and the machines that roam."""

    problem: Subproblem
    zones: tuple[Zone, ...]
    roaming: tuple[int, ...]
    """Numbers of their classes."""
    others: tuple[UnitCode, ...]
    """Units with a need that are in no zone."""
    rooms: Rooms

    @cached_property
    def least_end(self) -> int:
        """No plan ends before this slot."""
        candidates = finish_candidates(self.problem)
        is_possible = (self._needed(end) <= self._room(end) for end in candidates)
        return next((end for end, enough in zip(candidates, is_possible, strict=True) if enough), candidates[-1])

    @cached_property
    def _needed_by_others(self) -> int:
        return sum(_least_room(self.problem, code, self.rooms) for code in self.others)

    def _needed(self, end: int) -> int:
        return self._needed_by_others + sum(zone.least_rest(end) for zone in self.zones)

    def _room(self, end: int) -> int:
        """What roaming machines could bring in periods that have begun by then."""
        classes = [(self.problem.classes[number], rooms) for number, rooms in self.rooms.items()]
        return sum(one.count * sum(rooms[period] for period in one.periods_until(end)) for one, rooms in classes)

    def tours_by(self, end: int) -> Tours | None:
        """Tours that end by this slot, of all machines that set out; None where none were found."""
        limits = EVERYBODY.at_most(Goal.FINISH, end)
        choices = [zone.choices(end) for zone in self.zones]
        for chosen in islice(self._ways(choices, end), MOST_TRIED):
            tours = _tours_of_all(self.problem, self._shares(chosen), limits)
            if tours is not None:
                return tours
        return None

    def short_tours(self, end: int, prices: Mapping[UnitCode, float]) -> Iterator[Tours | None]:
        """Tours that end by this slot, each shorter than all before; None after a trial that has found none.

        `prices` are about what it costs roaming machines to come to a unit: zones choose by them what they leave, and
        then the roaming machines' best tours are made.
        """
        limits, shortest = EVERYBODY.at_most(Goal.FINISH, end), inf
        metres = [_metres_of_sets(self.problem, zone, limits) for zone in self.zones]
        choices = self._short_choices(metres, prices, end)
        for chosen in islice(self._ways(choices, end), MOST_SHORT):
            own = sum(float(of_zone[one]) for of_zone, one in zip(metres, chosen, strict=True))
            left = self._left_by(chosen)
            part = small_part(restricted(self.problem, left, self.roaming), limits) if left else None
            rounds = None if part is None else best_rounds(part, (Goal.TRAVEL,))
            roaming = inf if rounds is None else rounds.values[Goal.TRAVEL]
            tours = None
            if own + (roaming if left else 0) < shortest:
                shortest = own + (roaming if left else 0)
                tours = _tours_of_all(self.problem, self._shares(chosen), limits)
            yield tours

    def _short_choices(
        self, metres: Sequence[Floats], prices: Mapping[UnitCode, float], end: int
    ) -> list[list[Choice]]:
        """Sets of each zone by what they cost with what they leave, and so much for the room that this takes that all
        zones together leave no more than there is.
        """
        costs = []
        for zone, of_sets in zip(self.zones, metres, strict=True):
            paid = _added_up([prices.get(code, 0.0) for code in zone.units])
            costs.append(of_sets + (paid[-1] - paid))
        room, low, high = self._room(end) - self._needed_by_others, 0.0, DEAREST
        for _step in range(STEPS_OF_ROOM):
            price = (low + high) / 2
            taken = sum(
                int(zone.rests[int(np.argmin(cost + price * zone.rests))])
                for zone, cost in zip(self.zones, costs, strict=True)
            )
            low, high = (low, price) if taken <= room else (price, high)
        return [_cheapest_choices(zone, cost + high * zone.rests) for zone, cost in zip(self.zones, costs, strict=True)]

    def _left_by(self, chosen: Sequence[int]) -> list[UnitCode]:
        """The units that roaming machines serve where zones' own serve these sets."""
        left = [zone.members(own ^ (len(zone.ends) - 1)) for zone, own in zip(self.zones, chosen, strict=True)]
        return [*self.others, *(unit for of_zone in left for unit in of_zone)]

    def _shares(self, chosen: Sequence[int]) -> list[tuple[Sequence[UnitCode], Sequence[int]]]:
        """Units with the classes that serve them, the roaming ones' first."""
        left = self._left_by(chosen)
        own = [(zone.members(one), zone.classes) for zone, one in zip(self.zones, chosen, strict=True) if one]
        return [*([(left, self.roaming)] if left else []), *own]

    def _ways(self, choices: Sequence[Sequence[Choice]], end: int) -> Iterator[tuple[int, ...]]:
        """A set of each zone for its own machines, where roaming ones have room for the rest; the best first."""
        room = self._room(end) - self._needed_by_others
        if not all(choices):
            return
        first = (0,) * len(choices)
        waiting, seen = [(sum(of_zone[0].value for of_zone in choices), first)], {first}
        for _look in range(MOST_LOOKED_AT):
            if not waiting:
                return
            value, places = heappop(waiting)
            chosen = [of_zone[place] for of_zone, place in zip(choices, places, strict=True)]
            if sum(one.rest for one in chosen) <= room:
                yield tuple(one.chosen for one in chosen)
            for zone, place in enumerate(places):
                later = (*places[:zone], place + 1, *places[zone + 1 :])
                if place + 1 < len(choices[zone]) and later not in seen:
                    seen.add(later)
                    more = choices[zone][place + 1].value - choices[zone][place].value
                    heappush(waiting, (value + more, later))


def _cheapest_choices(zone: Zone, costs: Floats) -> list[Choice]:
    """The sets that cost least; none that cannot be served."""
    sets = np.argsort(costs, kind="stable")[:MOST_SHORT_CHOICES]
    return [Choice(float(costs[one]), int(zone.rests[one]), int(one)) for one in sets if np.isfinite(costs[one])]


def _added_up(values: Sequence[float]) -> Floats:
    """Of each set the sum of its units' values."""
    sums = np.zeros(1)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def _metres_of_sets(problem: Subproblem, zone: Zone, limits: EpsilonConstraints) -> Floats:
    """What the zone's own machines travel that serve each set in time; infinite where they cannot."""
    part = small_part(restricted(problem, zone.units, zone.classes), limits)
    metres: Longs | None = None
    for crew in () if part is None else part.crews:
        labels = crew_labels(crew, {Goal.TRAVEL: 1}, np.full(len(zone.ends), crew.capacity), MOST_LABELS)
        if labels is None:
            return np.full(len(zone.ends), inf)
        for _machine in crew.machines:
            metres = labels.least if metres is None else _with_one_more(metres, labels.least, takes_latest=False)
    if metres is None:
        return np.full(len(zone.ends), inf)
    told: Floats = np.where(metres < NEVER, metres, inf)
    return told


def _with_one_more(fewer: Longs, one: Longs, *, takes_latest: bool) -> Longs:
    """What one machine more makes of each set."""
    is_asked, given = np.ones(len(one), np.bool_), np.zeros(len(one), np.int32)
    return with_one_more(fewer, one, is_asked, np.array([takes_latest]), given)


def _tours_of_all(
    problem: Subproblem, shares: Sequence[tuple[Sequence[UnitCode], Sequence[int]]], limits: EpsilonConstraints
) -> dict[MachineName, tuple[UnitCode, ...]] | None:
    """The best tours in which classes serve the units that are given to them; None where some cannot in time, or tables
    do not tell.
    """
    tours: dict[MachineName, tuple[UnitCode, ...]] = {}
    for units, classes in shares:
        part = small_part(restricted(problem, units, classes), limits)
        rounds = None if part is None or earliest_end(part) is None else best_rounds(part, (Goal.TRAVEL, Goal.WAITING))
        if rounds is None:
            return None
        tours.update(rounds.tours)
    return tours


def zones_of(problem: Subproblem, is_over: Callable[[], bool] = lambda: False) -> Zones | None:
    """The zones; None where there are none, or tables say nothing of one: somebody may get several visits, or a machine
    changes its posting. None as well where time is over before the last is made.
    """
    needy = [unit.code for unit in problem.units if unit.need]
    fleets = [machine_class.fleet for machine_class in problem.classes]
    if problem.parts or len(set(fleets)) < len(fleets) or not all(map(problem.gets_one_visit, needy)):
        return None
    joined = _joined(problem, needy)
    roaming = sorted(set(range(len(problem.classes))) - {number for _units, classes in joined for number in classes})
    rooms = {number: _rooms(problem, number) for number in roaming}
    zones = [None if is_over() else _zone(problem, units, classes, rooms) for units, classes in joined]
    told = tuple(zone for zone in zones if zone is not None)
    if not told or len(told) < len(zones):
        return None
    in_zones = {unit for units, _classes in joined for unit in units}
    others = tuple(code for code in needy if code not in in_zones)
    return Zones(problem, told, tuple(roaming), others, rooms)


def _joined(problem: Subproblem, needy: Sequence[UnitCode]) -> list[tuple[list[UnitCode], list[int]]]:
    """Units that machines of few units join, with the numbers of these machines' classes; none that are too many."""
    serves: defaultdict[int, list[UnitCode]] = defaultdict(list)
    for code in needy:
        for pair in problem.pairs[code]:
            serves[pair.machine_class].append(code)
    joined: list[tuple[set[UnitCode], list[int]]] = []
    for number, codes in sorted(serves.items()):
        if len(codes) <= MOST_IN_A_ZONE:
            touched = [one for one in joined if one[0] & set(codes)]
            joined = [one for one in joined if one not in touched]
            units = set(codes).union(*(one[0] for one in touched))
            joined.append((units, sorted([number, *(other for one in touched for other in one[1])])))
    return [(sorted(units), classes) for units, classes in joined if len(units) <= MOST_IN_A_ZONE]


def _zone(problem: Subproblem, units: Sequence[UnitCode], classes: Sequence[int], rooms: Rooms) -> Zone | None:
    """The zone with its tables; None where there are none."""
    part = small_part(restricted(problem, units, classes), EVERYBODY)
    if part is None or part.num_machines > MOST_MACHINES:
        return None
    tables = [(one_machine_ends(crew.after, crew.ends), crew.machines) for crew in part.crews]
    ends, *others = [table for table, machines in tables for _machine in machines]
    for one in others:
        ends = _with_one_more(ends, one, takes_latest=True)
    takes = np.array([_least_room(problem, code, rooms) for code in part.units])
    return Zone(part.units, tuple(classes), ends, np.ascontiguousarray(loads_of(takes)[::-1]))


def _rooms(problem: Subproblem, number: int) -> list[int]:
    """Of each period what one machine of the class could bring with all slots in which it can work."""
    most: defaultdict[int, int] = defaultdict(int)
    for pair in (found for pairs in problem.pairs.values() for found in pairs if found.machine_class == number):
        for ordinals, brings in zip(pair.worked, pair.brings, strict=True):
            for ordinal, brought in zip(ordinals, brings, strict=True):
                most[ordinal] = max(most[ordinal], brought)
    return [sum(most[ordinal] for ordinal in ordinals) for ordinals in problem.classes[number].open_ordinals]


def _least_room(problem: Subproblem, code: UnitCode, rooms: Rooms) -> int:
    """The least that a visit to the unit takes of what a roaming machine could bring."""
    return min(
        (
            sum(of_class[option.first : option.last + 1])
            for number, of_class in rooms.items()
            for option in problem.visit_options.get((code, number), ())
        ),
        default=NOBODY,
    )
