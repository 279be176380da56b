"""What one visit to each unit takes and costs machines of a class, by the period in which they are free before it.

A visit may begin later than the machine is free, and never ends earlier for that, nor does anybody wait less. So each
table tells of the best visit from that period on, and never falls from column to column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.campaign import Unit
from planner.domain.record import UnitCode
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import VisitOption
from planner.model.tours.set_labels import make_never_better_later
from planner.model.tours.set_tables import NEVER, Longs


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
class VisitTables:
    """A row a stop, a column for the period in which the machine is free; one more than there are periods."""

    capacity: int
    """Periods in which each machine can work before the latest finish."""
    after: Longs
    """The period in which the machine is free again; beyond the capacity where the visit is late."""
    waiting: Longs
    """How long people wait, in slots over all dossiers of the stop; `NEVER` where the visit is late."""
    ends: Longs
    """The last slot of the visit, likewise."""
    late: Longs
    """Dossiers that are not collected by a phase's last day, over all phases, likewise."""


def full_stops(problem: Subproblem, codes: Sequence[UnitCode]) -> list[Stop]:
    """Of each unit one visit that serves its whole need."""
    return [
        Stop(
            problem.campaign.units_by_code[code],
            {pair.machine_class: pair for pair in problem.pairs[code]},
            {pair.machine_class: problem.visit_options[code, pair.machine_class] for pair in problem.pairs[code]},
        )
        for code in codes
    ]


def visit_tables(problem: Subproblem, stops: Sequence[Stop], number: int, finish: int | None) -> VisitTables:
    """The tables of the class with this number, of visits that end by the finish; None is no limit."""
    machine_class = problem.classes[number]
    capacity = len(machine_class.periods_until(finish))
    after = np.full((len(stops), capacity + 1), capacity + 1, np.int64)
    waiting = np.full((len(stops), capacity + 1), NEVER, np.int64)
    ends, late = waiting.copy(), waiting.copy()
    for place, stop in enumerate(stops):
        pair = stop.pairs.get(number)
        if pair is None:
            continue
        for option in stop.options[number]:
            end = pair.worked[option.last][-1]
            if finish is None or end <= finish:
                before = machine_class.local_period(option.first)
                after[place, before] = min(after[place, before], machine_class.local_period(option.last + 1))
                waiting[place, before] = min(waiting[place, before], option.waiting)
                ends[place, before] = min(ends[place, before], end)
                missed = sum(stop.unit.need - collected for collected in option.collected_by)
                late[place, before] = min(late[place, before], missed)
    for table in (after, waiting, ends, late):
        make_never_better_later(table)
    return VisitTables(capacity, after, waiting, ends, late)
