"""The plan made before, as far as it still holds: where the search for a new one begins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Part
from planner.model.instance.visit import Visit
from planner.model.instance.visit_rules import is_held
from planner.model.soundness import obeys_rules


def still_holding(part: Part, former: Sequence[Assignment]) -> Schedule | None:
    """What the former plan makes of this part, or None if what is left of it breaks a rule.

    Placements that are no longer open or served fall away, pins go first, and visits beyond those that a unit may
    get are left out, those with the fewest periods first.
    """
    visits = [visit for duty in range(len(part.duties)) for visit in _runs_of(part, duty, former)]
    kept = _as_many_as_allowed(part, visits)
    schedule = schedule_of(part, kept)
    return schedule if obeys_rules(part, schedule.visits) else None


def _runs_of(part: Part, duty: int, former: Sequence[Assignment]) -> Iterator[Visit]:
    """The visits that the machines of a duty make in the former plan."""
    for machine in part.duties[duty].machines:
        occupied = _occupied(part, duty, machine, former)
        periods = sorted(occupied)
        start = 0
        for position in range(1, len(periods) + 1):
            if position < len(periods) and _is_one_run(part, duty, occupied, periods[position - 1], periods[position]):
                continue
            yield Visit(machine, duty, occupied[periods[start]], periods[start], periods[position - 1])
            start = position


def _occupied(part: Part, duty: int, machine: MachineName, former: Sequence[Assignment]) -> dict[int, UnitCode]:
    """Where the machine is in each period: where it is pinned, else at the first unit of the former plan."""
    occupied: dict[int, UnitCode] = {}
    for (code, number), meeting in part.meeting.items():
        if number == duty:
            occupied.update(dict.fromkeys(meeting.pinned, code))
    for row in former:
        meeting_here = part.meeting.get((row.unit, duty)) if row.machine == machine else None
        if meeting_here is None or row.shift not in part.campaign.calendar.shift_labels:
            continue
        ordinal = part.campaign.calendar.ordinal(row.date, row.shift)
        period = part.period_of.get(ordinal)
        if period is not None and ordinal in meeting_here.worked[period]:
            occupied.setdefault(period, row.unit)
    return occupied


def _is_one_run(part: Part, duty: int, occupied: Mapping[int, UnitCode], one: int, next_one: int) -> bool:
    """Whether the stay at a unit goes on: no period that both have open lies between."""
    code = occupied[one]
    worked = part.meeting[code, duty].worked
    return occupied[next_one] == code and not any(worked[period] for period in range(one + 1, next_one))


def _as_many_as_allowed(part: Part, visits: Iterable[Visit]) -> list[Visit]:
    by_unit: defaultdict[UnitCode, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_unit[visit.unit].append(visit)
    kept = []
    for code, mine in by_unit.items():
        allowed = part.campaign.units_by_code[code].visits
        counted = [visit for visit in mine if not is_held(part, visit)]
        counted.sort(key=lambda visit: (not _is_pinned(part, visit), visit.first - visit.last, visit.first))
        kept += [*(visit for visit in mine if is_held(part, visit)), *counted[:allowed]]
    return kept


def _is_pinned(part: Part, visit: Visit) -> bool:
    return any(visit.first <= period <= visit.last for period in part.meeting[visit.unit, visit.duty].pinned)
