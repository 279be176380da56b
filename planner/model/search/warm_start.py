"""The plan made before, as far as it still holds: where the search for a new one begins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit, is_held, obeys_rules


def warm_start(problem: Subproblem, previous: Sequence[Assignment]) -> Schedule | None:
    """What the previous plan makes of this subproblem, or None if what is left of it breaks a rule.

    Placements that are no longer open or served fall away, pins go first, and visits beyond those that a unit may
    get are left out, those with the fewest periods first.
    """
    visits = [
        visit for machine_class in range(len(problem.classes)) for visit in _runs_of(problem, machine_class, previous)
    ]
    kept = _as_many_as_allowed(problem, visits)
    schedule = schedule_of(problem, kept)
    return schedule if obeys_rules(problem, schedule.visits) else None


def _runs_of(problem: Subproblem, machine_class: int, previous: Sequence[Assignment]) -> Iterator[MachineVisit]:
    """The visits that the machines of a class make in the previous plan."""
    for machine in problem.classes[machine_class].machines:
        occupied = _occupied(problem, machine_class, machine, previous)
        periods = sorted(occupied)
        start = 0
        for position in range(1, len(periods) + 1):
            if position < len(periods) and _is_one_run(
                problem, machine_class, occupied, periods[position - 1], periods[position]
            ):
                continue
            yield MachineVisit(machine, machine_class, occupied[periods[start]], periods[start], periods[position - 1])
            start = position


def _occupied(
    problem: Subproblem, machine_class: int, machine: MachineName, previous: Sequence[Assignment]
) -> dict[int, UnitCode]:
    """Where the machine is in each period: where it is pinned, else at the first unit of the previous plan."""
    occupied: dict[int, UnitCode] = {}
    for (code, number), pair in problem.pair.items():
        if number == machine_class:
            occupied.update(dict.fromkeys(pair.pinned, code))
    for row in previous:
        pair_here = problem.pair.get((row.unit, machine_class)) if row.machine == machine else None
        if pair_here is None or row.shift not in problem.campaign.calendar.shift_labels:
            continue
        ordinal = problem.campaign.calendar.ordinal(row.date, row.shift)
        period = problem.period_of.get(ordinal)
        if period is not None and ordinal in pair_here.worked[period]:
            occupied.setdefault(period, row.unit)
    return occupied


def _is_one_run(
    problem: Subproblem, machine_class: int, occupied: Mapping[int, UnitCode], one: int, next_one: int
) -> bool:
    """Whether the stay at a unit goes on: no period that both have open lies between."""
    code = occupied[one]
    worked = problem.pair[code, machine_class].worked
    return occupied[next_one] == code and not any(worked[period] for period in range(one + 1, next_one))


def _as_many_as_allowed(problem: Subproblem, visits: Iterable[MachineVisit]) -> list[MachineVisit]:
    by_unit: defaultdict[UnitCode, list[MachineVisit]] = defaultdict(list)
    for visit in visits:
        by_unit[visit.unit].append(visit)
    kept = []
    for code, mine in by_unit.items():
        allowed = problem.campaign.units_by_code[code].visits
        counted = [visit for visit in mine if not is_held(problem, visit)]
        counted.sort(key=lambda visit: (not _is_pinned(problem, visit), visit.first - visit.last, visit.first))
        kept += [*(visit for visit in mine if is_held(problem, visit)), *counted[:allowed]]
    return kept


def _is_pinned(problem: Subproblem, visit: MachineVisit) -> bool:
    return any(visit.first <= period <= visit.last for period in problem.pair[visit.unit, visit.machine_class].pinned)
