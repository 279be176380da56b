"""A small subproblem told by how long machines stay and how long people wait, for tables over all sets of units.

Each unit gets one visit that serves it in full, and a machine makes one after the other, each as soon as it is free and
the unit open, and no longer than it has to: a visit that begins later never ends earlier, and nobody waits less. So no
plan is better than the best one told like this. That is a plan itself but where roads are shorter through a third unit,
or a rule speaks of more than single visits: of moves within a day, or of units that one machine was announced to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.tours.set_labels import evened, fewest_periods
from planner.model.tours.set_tables import NEVER, Longs
from planner.model.tours.tour_problem import Floats, shortest_metres
from planner.model.tours.visit_tables import Stop, full_stops, visit_tables

MOST_UNITS = 20
"""As 2 to the power of units times units numbers are kept for each class that travels."""
MOST_NUMBERS = 25_000_000
"""Sets by last units, over all classes that travel; about half of them are ever told."""
ENDS_OF_A_SET = 3
"""About how many times as much has to be told where how long a set takes depends on the order."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Machines of one class. One that changes its posting is told in several crews."""

    machines: tuple[MachineName, ...]
    capacity: int
    """Periods in which each can work before the latest finish."""
    after: Longs
    """A row a unit, a column for the period in which the machine is free: that in which it is free again after the
    unit's visit; beyond the capacity where it is late. It never falls from column to column.
    """
    travels: bool
    metres: Longs
    """A row and a column a unit; all 0 where people come to the machines."""
    first_metres: Longs
    waiting: Longs
    """Of the visit, likewise; `NEVER` where it is late."""
    ends: Longs
    """The last slot of the visit, likewise."""
    late: Longs
    """Dossiers of the visit that are not collected by a phase's last day, over all phases, likewise."""

    @property
    def durations(self) -> Longs:
        """Of each unit the fewest periods until the machine is free again; beyond the capacity where it never is."""
        return fewest_periods(self.after)

    @property
    def is_even(self) -> bool:
        """Whether each visit takes as long whenever it begins."""
        return np.array_equal(self.after, self.evened().after)

    def evened(self) -> "Crew":
        """The same as if each visit that can begin in time took the fewest periods: nothing takes longer."""
        return replace(self, after=evened(self.after))


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
        ends = sum(crew.travels * (1 if crew.is_even else ENDS_OF_A_SET) for crew in self.crews)
        return 1e-9 * (sets * len(self.units) ** 2 * ends + parted)

    def evened(self) -> "SmallPart":
        """The same as if each visit took the fewest periods whenever it begins: its best rounds are no worse."""
        return replace(self, crews=tuple(crew.evened() for crew in self.crews))


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
    return part_of(problem, limits, full_stops(problem, codes))


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
            visits.after,
            number in first_metres,
            _rounded(metres if number in first_metres else nowhere),
            _rounded(first_metres.get(number, nowhere[0])),
            visits.waiting,
            visits.ends,
            visits.late,
        )
        for number, machine_class in enumerate(problem.classes)
        for visits in [visit_tables(problem, stops, number, limits.finish)]
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
        after = np.where(comes[:, None], np.arange(crew.capacity + 1) + 1, crew.capacity + 1)
        crews.append(replace(crew, after=after, waiting=nothing, ends=nothing, late=nothing))
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
