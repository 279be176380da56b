"""A small subproblem told by how long machines stay and how long people wait, for tables over all sets of units.

Each unit gets one visit that serves it in full, and a machine makes one after the other without a pause, each in the
fewest periods that such a visit can take. Where every day is like every other that is what the best plans do; elsewhere
no plan is better than the best one told like this, so that what is found is a bound, and a plan only if it obeys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.domain.campaign import Unit
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import VisitOption
from planner.model.tours.set_tables import NEVER, Longs
from planner.model.tours.tour_problem import Floats, shortest_metres

MOST_UNITS = 20
"""As 2 to the power of units times units numbers are kept for each class that travels."""
MOST_NUMBERS = 25_000_000
"""Numbers that may be kept at once, eight bytes each."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Machines of one class. One that changes its posting is told in several crews."""

    machines: tuple[MachineName, ...]
    capacity: int
    """Periods in which each can work before the latest finish."""
    durations: Longs
    """Of each unit, in periods; beyond the capacity where they may not serve it."""
    travels: bool
    metres: Longs
    """A row and a column a unit; all 0 where people come to the machines."""
    first_metres: Longs
    waiting: Longs
    """A row a unit, a column for how many periods the machine has worked before; `NEVER` where it is late."""
    ends: Longs
    """The last slot of the visit, likewise."""
    late: Longs
    """Dossiers of the visit that are not collected by a phase's last day, over all phases, likewise."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What is to be collected of one unit in one visit: all that it needs, or some of it."""

    unit: Unit
    """With this need."""
    pairs: Mapping[int, EligiblePair]
    """By the number of the class that may come."""
    options: Mapping[int, Sequence[VisitOption]]
    """Likewise the visits that collect it."""


@dataclass(frozen=True, slots=True)
class SmallPart:
    """Few units with a need, and the machines that may serve them."""

    units: tuple[UnitCode, ...]
    crews: tuple[Crew, ...]

    @property
    def num_machines(self) -> int:
        """All machines that there are."""
        return sum(len(crew.machines) for crew in self.crews)

    @property
    def effort(self) -> float:
        """About how many seconds of a processor the tables take."""
        sets = 2.0 ** len(self.units)
        parted = 3.0 ** len(self.units) * max(0, self.num_machines - 2) / (6 if len(self.crews) == 1 else 1)
        return 1e-9 * (sets * len(self.units) ** 2 * sum(crew.travels for crew in self.crews) + parted)


def small_part(problem: Subproblem, limits: EpsilonConstraints, *, visits_once: bool = False) -> SmallPart | None:
    """The part within the limits of unserved and finish. None where it is too large, or somebody may be left or gets
    more than one visit; with `visits_once` these get one all the same, so that rounds make a plan but are no bound.
    """
    codes = tuple(code for code in problem.pairs if problem.campaign.units_by_code[code].need)
    numbers = 2 ** len(codes) * len(codes) * len(problem.mobile) if len(codes) <= MOST_UNITS else inf
    if not codes or not problem.classes or numbers > MOST_NUMBERS or not limits.serves_everybody or problem.parts:
        return None
    if not visits_once and not all(map(problem.gets_one_visit, codes)):
        return None
    stops = [
        Stop(
            problem.campaign.units_by_code[code],
            {pair.machine_class: pair for pair in problem.pairs[code]},
            {pair.machine_class: problem.visit_options[code, pair.machine_class] for pair in problem.pairs[code]},
        )
        for code in codes
    ]
    return part_of(problem, limits, stops)


def part_of(problem: Subproblem, limits: EpsilonConstraints, stops: Sequence[Stop]) -> SmallPart:
    """The machines with these stops to make, each in one visit."""
    codes = tuple(stop.unit.code for stop in stops)
    metres, first_metres = shortest_metres(problem, codes)
    first_metres = {
        number: _whatever_was_before(problem, codes, number, first_metres[number]) for number in first_metres
    }
    nowhere = np.zeros((len(codes), len(codes)))
    crews = [
        Crew(
            machine_class.machines,
            visits.capacity,
            visits.durations,
            number in first_metres,
            _rounded(metres if number in first_metres else nowhere),
            _rounded(first_metres.get(number, nowhere[0])),
            visits.waiting,
            visits.ends,
            visits.late,
        )
        for number, machine_class in enumerate(problem.classes)
        for visits in [_visits(problem, stops, number, limits.finish)]
    ]
    return SmallPart(codes, tuple(crews))


def visited_at_least_once(problem: Subproblem, limits: EpsilonConstraints) -> SmallPart | None:
    """The part where each visit takes a single period and only travel is told: no plan travels less than its best
    rounds, into however many visits it parts what units need. None as with `small_part`.
    """
    part = small_part(problem, limits, visits_once=True)
    if part is None:
        return None
    crews = []
    for number, crew in enumerate(part.crews):
        pairs = [problem.pair.get((code, number)) for code in part.units]
        comes = np.array([pair is not None and bool(pair.open_periods) for pair in pairs])
        nothing = np.where(comes[:, None], np.zeros_like(crew.waiting), NEVER)
        durations = np.where(comes, 1, crew.capacity + 1)
        crews.append(replace(crew, durations=durations, waiting=nothing, ends=nothing, late=nothing))
    return replace(part, crews=tuple(crews))


def _whatever_was_before(problem: Subproblem, codes: Sequence[UnitCode], number: int, first: Floats) -> Floats:
    """The least metres of the first leg where the machines have another posting before this one: from its base, where
    they stood at fixed places, and from anywhere else.
    """
    machine_class = problem.classes[number]
    before = [other for other in problem.classes[:number] if other.fleet == machine_class.fleet]
    if not before:
        return first
    if not all(other.is_fixed for other in before):
        return np.zeros(len(codes))
    from_base = np.array([problem.new_start_metres(machine_class, code) for code in codes], np.float64)
    return np.minimum(first, from_base)


def _rounded(metres: NDArray[np.float64]) -> Longs:
    return np.rint(metres).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Visits:
    """What visits of one class take and cost; see `Crew`."""

    capacity: int
    durations: Longs
    waiting: Longs
    ends: Longs
    late: Longs


def _visits(problem: Subproblem, stops: Sequence[Stop], number: int, finish: int | None) -> _Visits:
    machine_class = problem.classes[number]
    begins = [machine_class.open_ordinals[period][0] for period in machine_class.periods]
    capacity = sum(finish is None or ordinal <= finish for ordinal in begins)
    durations = np.full(len(stops), capacity + 1, np.int64)
    waiting = np.full((len(stops), capacity + 1), NEVER, np.int64)
    ends, late = waiting.copy(), waiting.copy()
    served = [(place, stop, stop.pairs[number]) for place, stop in enumerate(stops) if number in stop.pairs]
    for place, stop, pair in served:
        for option in stop.options[number]:
            end = pair.worked[option.last][-1]
            if finish is None or end <= finish:
                before = machine_class.local_period(option.first)
                length = machine_class.local_period(option.last + 1) - before
                durations[place] = min(durations[place], length)
                waiting[place, before] = min(waiting[place, before], option.waiting)
                ends[place, before] = min(ends[place, before], end)
                missed = sum(stop.unit.need - collected for collected in option.collected_by)
                late[place, before] = min(late[place, before], missed)
    for table in (waiting, ends, late):
        _never_better_later(table)
    return _Visits(capacity, durations, waiting, ends, late)


def _never_better_later(table: Longs) -> None:
    """A visit may begin later than the machine is free: the least of what it comes to from then on."""
    table[:, ::-1] = np.minimum.accumulate(table[:, ::-1], axis=1)
