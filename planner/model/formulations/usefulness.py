"""Rule `useful` in models whose visits are of any length: a visit collects a dossier, or is excused.

What is left at a unit never grows, so a visit collects something exactly if something is left for it in its first slot:
the machines that stood there before, and those that come before it in the workbook, have not filled the whole need.

Among machines that are alike nobody knows yet which comes first in the workbook: one that arrives is taken to come
before those that were there already. So a bound holds for every order, and `schedule_of` sees to the few plans for
which no order would do.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ortools.sat.python import cp_model

from planner.domain.campaign import Unit
from planner.model.instance.subproblem import Subproblem

Linear = cp_model.LinearExprT


class StartingVisit(Protocol):
    """What rule `useful` asks of a possible visit."""

    unit: Unit
    starts: dict[tuple[int, int], cp_model.IntVar]
    """(class, period) to whether it starts then."""

    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """The literal that says whether it covers this period with this class, if it can."""
        ...


class Collecting(NamedTuple):
    """One slot in which a visit may collect."""

    ordinal: int
    machine_class: int
    period: int
    dossiers: int
    """The most that the slot brings."""
    visit: StartingVisit
    literal: cp_model.IntVar
    """Whether the visit covers the slot."""


def keep_useful(
    model: cp_model.CpModel, problem: Subproblem, visits: Sequence[StartingVisit], slots: Sequence[Collecting]
) -> None:
    """Each of these visits of one unit collects something, or covers a slot that is frozen or was announced.

    `slots` are those of all visits of the unit, held ones included, in time order.
    """
    if not visits:
        return
    need = visits[0].unit.need
    filled_before = _filled_before(model, slots) if len({id(one.visit) for one in slots}) > 1 else {}
    by_ordinal = _by_ordinal(slots)
    rank = {id(visit): place for place, visit in enumerate(visits)}
    for visit in visits:
        excuse = _excuse(model, problem, visit)
        for (machine_class, period), start in visit.starts.items():
            ordinal = problem.pair[visit.unit.code, machine_class].worked[period][0]
            ahead = [
                one.dossiers * literal
                for one in by_ordinal.get(ordinal, ())
                for literal in _comes_before(problem, one, visit, machine_class, rank)
            ]
            filled = cp_model.LinearExpr.sum([filled_before.get(ordinal, 0), *ahead])
            model.add(filled <= need - 1).only_enforce_if([start, *(~literal for literal in excuse)])


def _filled_before(model: cp_model.CpModel, slots: Sequence[Collecting]) -> dict[int, Linear]:
    """For each slot, what the slots before it could collect, whether or not so much was needed."""
    before: dict[int, Linear] = {}
    total: Linear = 0
    most = 0
    for ordinal, here in _by_ordinal(slots).items():
        before[ordinal] = total
        most += sum(one.dossiers for one in here)
        after = model.new_int_var(0, most, f"filled by {ordinal}")
        model.add(after == cp_model.LinearExpr.sum([total, *(one.dossiers * one.literal for one in here)]))
        total = after
    return before


def _by_ordinal(slots: Sequence[Collecting]) -> dict[int, list[Collecting]]:
    """What may be collected in each slot, in time order."""
    found: dict[int, list[Collecting]] = {}
    for one in slots:
        found.setdefault(one.ordinal, []).append(one)
    return found


def _excuse(model: cp_model.CpModel, problem: Subproblem, visit: StartingVisit) -> list[cp_model.IntVar]:
    """A literal that may hold only if the visit covers a period that excuses it; none where there is no such period."""
    covered = [
        literal
        for machine_class in sorted({machine_class for machine_class, _period in visit.starts})
        for period in sorted(problem.excused[visit.unit.code, machine_class])
        for literal in visit.spans(machine_class, period)
    ]
    if not covered:
        return []
    excuse = model.new_bool_var(f"{visit.unit.code} excused")
    model.add_bool_or([~excuse, *covered])
    return [excuse]


def _comes_before(
    problem: Subproblem, other: Collecting, visit: StartingVisit, machine_class: int, rank: dict[int, int]
) -> list[cp_model.IntVar]:
    """Whether another visit collects in the slot before one that arrives in it with this class, as far as is known."""
    if other.visit is visit:
        return []
    if other.machine_class != machine_class:
        ranks = problem.machine_rank
        last_of_other = max(ranks[name] for name in problem.classes[other.machine_class].machines)
        first_of_mine = min(ranks[name] for name in problem.classes[machine_class].machines)
        return [other.literal] if last_of_other < first_of_mine else []
    is_earlier_visit = rank.get(id(other.visit), len(rank)) < rank[id(visit)]
    start = other.visit.starts.get((other.machine_class, other.period))
    return [start] if is_earlier_visit and start is not None else []
