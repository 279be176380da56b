"""What is left of a subproblem where only travel asks: who has to be visited, by whom, for how long, and all roads.

A *tour* is what one machine does: units one after the other, each for as many periods as it needs from the day on which
the visit begins, all within the periods that the machine has. Waiting, promises and phases are left out, so the
cheapest choice of tours costs no more than any plan. Where a road is shorter through a third unit the shorter one
counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.record import UnitCode
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.tours.set_labels import fewest_periods, make_never_better_later
from planner.model.tours.set_tables import Longs
from planner.model.tours.visit_tables import Stop, full_stops, visit_tables

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
NEVER = 2**15
"""The duration of a unit that a machine may not serve."""


@dataclass(frozen=True, slots=True)
class Fleet:
    """Machines that are alike and start from the same place."""

    machine_class: int
    """Its number in the subproblem."""
    machines: int
    capacity: int
    """Periods in which each can work."""
    first_metres: Floats
    """Of each unit: from where the machines start."""
    after: Longs
    """A row a unit, a column for the period in which a machine is free: that in which it is free again after the unit's
    visit; beyond the capacity where it is late. It never falls from column to column.
    """
    spent: Longs
    """What the visit costs beside the way to it, likewise; 0 where it is late, and always where only travel asks."""

    @property
    def is_even(self) -> bool:
        """Whether each unit's visit takes as long whenever it begins, and may begin as long as it ends in time."""
        alike = np.minimum(fewest_periods(self.after)[:, None] + np.arange(self.capacity + 1), self.capacity + 1)
        return np.array_equal(self.after, alike)


@dataclass(frozen=True, slots=True)
class Kind:
    """Fleets that need the same time everywhere, whenever they begin, so that only their first legs differ; and by when
    they have to end, where all days are alike.
    """

    durations: Ints
    """Of each unit the fewest periods that a visit takes; `NEVER` where they may not serve it."""
    usual: Floats
    """Of each unit the periods of a visit that serves all its need, in the mean of all days on which it may begin."""
    fleets: tuple[Fleet, ...]


@dataclass(frozen=True, slots=True)
class TourProblem:
    """Units that mobile machines alone can serve, and these machines."""

    units: tuple[UnitCode, ...]
    metres: Floats
    """A row and a column a unit."""
    kinds: tuple[Kind, ...]

    @property
    def fleets(self) -> tuple[Fleet, ...]:
        """Those of all kinds, by their numbers."""
        return tuple(fleet for kind in self.kinds for fleet in kind.fleets)

    @property
    def is_even(self) -> bool:
        """Whether a visit takes as long whenever it begins."""
        return all(np.array_equal(kind.durations, kind.usual) for kind in self.kinds)


def tour_problem(problem: Subproblem, limits: EpsilonConstraints) -> TourProblem | None:
    """The tours of plans within these limits. None where tours say nothing of such plans: somebody may be left, or a
    machine changes its posting, so that it may start twice.
    """
    of_fleet = [machine_class.fleet for machine_class in problem.classes]
    if not limits.serves_everybody or problem.parts or len(set(of_fleet)) < len(of_fleet):
        return None
    units = tuple(code for code in problem.pairs if _must_be_visited(problem, code))
    if not units or not problem.mobile:
        return None
    metres, first_metres = shortest_metres(problem, units)
    stops = full_stops(problem, units)
    by_durations: defaultdict[_Durations, list[Fleet]] = defaultdict(list)
    for number in problem.mobile:
        machine_class, after = problem.classes[number], _after(problem, stops, number, limits.finish)
        capacity = after.shape[1] - 1
        fleet = Fleet(number, machine_class.count, capacity, first_metres[number], after, np.zeros_like(after))
        by_durations[_durations(problem, units, fleet, limits.finish)].append(fleet)
    kinds = tuple(
        Kind(np.array(durations.fewest, np.int32), np.array(durations.usual, np.float64), tuple(fleets))
        for durations, fleets in sorted(by_durations.items(), key=itemgetter(0))
    )
    return TourProblem(units, metres, kinds)


def _must_be_visited(problem: Subproblem, code: UnitCode) -> bool:
    """Whether a mobile machine has to come, whatever else is done."""
    unit = problem.campaign.units_by_code[code]
    return unit.need > 0 and not any(problem.classes[pair.machine_class].is_fixed for pair in problem.pairs[code])


class _Durations(NamedTuple):
    """What fleets of a kind have in common."""

    fewest: tuple[int, ...]
    usual: tuple[float, ...]
    after: bytes
    """Empty where all days are alike."""


def _durations(problem: Subproblem, units: tuple[UnitCode, ...], fleet: Fleet, finish: int | None) -> _Durations:
    """The fewest and the usual periods of each unit's visits, and when they may be made where that matters."""
    lengths = [_lengths(problem, code, fleet.machine_class, finish) for code in units]
    fewest = tuple(_fewest(problem, code, fleet.machine_class, each) for code, each in zip(units, lengths, strict=True))
    usual = tuple(sum(each) / len(each) if each else float(NEVER) for each in lengths)
    return _Durations(fewest, usual, b"" if fleet.is_even else fleet.after.tobytes())


def _after(problem: Subproblem, stops: Sequence[Stop], number: int, finish: int | None) -> Longs:
    """When machines of a class are free again after each unit's visit, by when they are before."""
    machine_class, tables = problem.classes[number], visit_tables(problem, stops, number, finish)
    for place, stop in enumerate(stops):
        pair = stop.pairs.get(number)
        if pair is not None and pair.open_periods and not problem.gets_one_visit(stop.unit.code):
            begins = [machine_class.local_period(period) for period in pair.open_periods]
            in_time = np.array([begin for begin in begins if begin < tables.capacity], np.int64)
            row = tables.after[place : place + 1]
            row[:] = tables.capacity + 1
            row[0, in_time] = in_time + 1
            make_never_better_later(row)
    return tables.after


def _fewest(problem: Subproblem, code: UnitCode, number: int, lengths: Sequence[int]) -> int:
    pair = problem.pair.get((code, number))
    if pair is not None and pair.open_periods and not problem.gets_one_visit(code):
        return 1
    return min(lengths, default=NEVER)


def _lengths(problem: Subproblem, code: UnitCode, number: int, finish: int | None) -> list[int]:
    """The periods, of those in which the class can work, that each visit takes that serves the unit's whole need."""
    pair = problem.pair.get((code, number))
    if pair is None:
        return []
    machine_class = problem.classes[number]
    return [
        machine_class.local_period(option.last + 1) - machine_class.local_period(option.first)
        for option in problem.visit_options[code, number]
        if not option.stays_on and (finish is None or pair.worked[option.last][0] <= finish)
    ]


def shortest_metres(problem: Subproblem, units: Sequence[UnitCode]) -> tuple[Floats, dict[int, Floats]]:
    """Metres between these units, and to each from the start of each mobile class, by way of any unit of the subproblem
    where that is shorter.
    """
    through = tuple(problem.pairs)
    metres = np.array([[problem.metres(one, other) for other in through] for one in through], np.float64)
    np.fill_diagonal(metres, 0.0)
    for between in range(len(through)):
        metres = np.minimum(metres, metres[:, [between]] + metres[[between], :])
    places = [through.index(code) for code in units]
    first = {}
    for number in problem.mobile:
        direct = np.array([problem.first_leg_metres(problem.classes[number], code) for code in through], np.float64)
        first[number] = (direct[:, None] + metres).min(axis=0)[places]
    return metres[np.ix_(places, places)], first
