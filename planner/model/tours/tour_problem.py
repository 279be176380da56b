"""What is left of a subproblem where only travel asks: who has to be visited, by whom, for how long, and all roads.

A *tour* is what one machine does: units one after the other, each for no fewer periods than it needs, all within the
periods that the machine has. Waiting, closures, promises and phases are left out, so the cheapest choice of tours costs
no more than any plan. Where a road is shorter through a third unit the shorter one counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import gcd

import numpy as np
from numpy.typing import NDArray

from planner.domain.record import UnitCode
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.machine_classes import MachineClass
from planner.model.instance.subproblem import Subproblem
from planner.model.tours.set_labels import make_never_better_later
from planner.model.tours.set_tables import Longs

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
    room: int
    """Slots of these periods in which each can work; see `Kind.takes`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Fleets that need the same time everywhere, so that only their first legs differ."""

    durations: Ints
    """Of each unit the fewest periods that a visit takes; `NEVER` where they may not serve it."""
    takes: Ints
    """Of each unit the fewest slots of a machine's time that the days of a visit take, by what all of them can be
    divided; `NEVER` likewise. Where days differ, slots tell more than periods.
    """
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
    kinds = []
    by_durations = [(_durations(problem, units, number, limits.finish), number) for number in problem.mobile]
    by_durations.sort(key=lambda each: (each[0], each[1]))
    for (durations, takes, usual), together in groupby(by_durations, key=lambda each: each[0]):
        divisor = gcd(*(slots for slots in takes if slots < NEVER)) or 1
        fleets = tuple(
            Fleet(
                number,
                problem.classes[number].count,
                _capacity(problem.classes[number], limits.finish),
                first_metres[number],
                _after(problem, units, number, limits.finish),
                _room(problem.classes[number], limits.finish) // divisor,
            )
            for _same, number in together
        )
        told = [slots // divisor if slots < NEVER else NEVER for slots in takes]
        kinds.append(Kind(np.array(durations, np.int32), np.array(told, np.int32), np.array(usual, np.float64), fleets))
    return TourProblem(units, metres, tuple(kinds))


def _must_be_visited(problem: Subproblem, code: UnitCode) -> bool:
    """Whether a mobile machine has to come, whatever else is done."""
    unit = problem.campaign.units_by_code[code]
    return unit.need > 0 and not any(problem.classes[pair.machine_class].is_fixed for pair in problem.pairs[code])


def _durations(
    problem: Subproblem, units: tuple[UnitCode, ...], number: int, finish: int | None
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[float, ...]]:
    """The fewest periods and slots of each unit's visits, and the usual periods of one that serves all its need."""
    lengths = [_lengths(problem, code, number, finish) for code in units]
    fewest = tuple(_fewest(problem, code, number, each) for code, each in zip(units, lengths, strict=True))
    usual = tuple(sum(each) / len(each) if each else float(NEVER) for each in lengths)
    takes = tuple(_takes(problem, code, number, finish) for code in units)
    return fewest, takes, usual


def _takes(problem: Subproblem, code: UnitCode, number: int, finish: int | None) -> int:
    """The fewest slots in which the class can work of the periods of a visit."""
    pair = problem.pair.get((code, number))
    if pair is None:
        return NEVER
    slots = [len(ordinals) for ordinals in problem.classes[number].open_ordinals]
    if pair.open_periods and not problem.gets_one_visit(code):
        return min(slots[period] for period in pair.open_periods)
    return min(
        (
            sum(slots[option.first : option.last + 1])
            for option in problem.visit_options[code, number]
            if finish is None or pair.worked[option.last][-1] <= finish
        ),
        default=NEVER,
    )


def _after(problem: Subproblem, units: tuple[UnitCode, ...], number: int, finish: int | None) -> Longs:
    """When machines of a class are free again after each unit's visit, by when they are before."""
    machine_class = problem.classes[number]
    capacity = _capacity(machine_class, finish)
    after = np.full((len(units), capacity + 1), capacity + 1, np.int64)
    for place, code in enumerate(units):
        pair = problem.pair.get((code, number))
        if pair is None:
            continue
        if pair.open_periods and not problem.gets_one_visit(code):
            after[place] = np.arange(capacity + 1) + 1
            continue
        for option in problem.visit_options[code, number]:
            if finish is None or pair.worked[option.last][-1] <= finish:
                before = machine_class.local_period(option.first)
                after[place, before] = min(after[place, before], machine_class.local_period(option.last + 1))
    make_never_better_later(after)
    return after


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


def _capacity(machine_class: MachineClass, finish: int | None) -> int:
    """Periods in which the class can work and that begin before the latest finish is over."""
    return len(machine_class.periods_until(finish))


def _room(machine_class: MachineClass, finish: int | None) -> int:
    """Slots in which the class can work, of the periods that begin before the latest finish is over."""
    return sum(len(machine_class.open_ordinals[period]) for period in machine_class.periods_until(finish))


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
