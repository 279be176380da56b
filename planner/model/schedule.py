"""A finished answer of the solver: who stays where from when to when, and what that is worth in every goal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.plan import Assignment
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.criteria import PROMISED, Criterion
from planner.model.part import Part
from planner.model.stays import broken_by, covers


class Visit(NamedTuple):
    """One machine's stay at one unit under one duty, periods counted on the part's timeline, both included."""

    machine: MachineName
    duty: int
    unit: UnitCode
    first: int
    last: int


class Stay(NamedTuple):
    """A visit by some machine of a class, not yet said which; periods included."""

    duty: int
    unit: UnitCode
    first: int
    last: int


class Work(NamedTuple):
    """One slot of a visit and the dossiers collected in it."""

    visit: int
    ordinal: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Visits in time order, the slots they work, and the goals' values (travel in metres)."""

    visits: tuple[Visit, ...]
    work: tuple[Work, ...]
    left: Mapping[UnitCode, int]
    """Dossiers left uncollected, for every unit of the part."""
    scores: Mapping[Criterion, int]
    collected_by: tuple[int, ...]
    """For each phase, dossiers collected by its last day."""

    def assignments(self, part: Part) -> list[Assignment]:
        """The slots as a plan's rows."""
        rows = []
        for visit_number, ordinal, dossiers in self.work:
            visit = self.visits[visit_number]
            slot = part.campaign.calendar.slot(ordinal)
            rows.append(
                Assignment(machine=visit.machine, unit=visit.unit, date=slot.day, shift=slot.shift, dossiers=dossiers)
            )
        return rows


def schedule_of(part: Part, visits: Iterable[Visit]) -> Schedule:
    """The schedule that these visits make, without the periods in which they would have nothing to do.

    Where roads are such that a detour through a unit is shorter than the way past it, nothing is taken away.
    """
    in_time = tuple(sorted(visits, key=lambda visit: (visit.first, part.machine_rank[visit.machine])))
    as_found, trimmed = _valued(part, in_time), _valued(part, _trimmed(part, in_time))
    return trimmed if trimmed.scores[Goal.TRAVEL] <= as_found.scores[Goal.TRAVEL] else as_found


def _valued(part: Part, visits: tuple[Visit, ...]) -> Schedule:
    work, left = _filled(part, visits)
    return Schedule(visits, work, left, _scores(part, visits, work, left), _collected_by(part, work))


def _filled(part: Part, visits: Sequence[Visit]) -> tuple[tuple[Work, ...], dict[UnitCode, int]]:
    """Dossiers follow placements: a unit's slots in time order, then machines in workbook order, each to its rate."""
    slots = sorted(
        (ordinal, part.machine_rank[visit.machine], number, most)
        for number, visit in enumerate(visits)
        for ordinal, most in part.meeting[visit.unit, visit.duty].slots(visit.first, visit.last)
    )
    left = {code: part.campaign.units_by_code[code].need for code in part.meetings}
    work = []
    for ordinal, _rank, number, most in slots:
        unit = visits[number].unit
        dossiers = min(left[unit], most)
        left[unit] -= dossiers
        work.append(Work(number, ordinal, dossiers))
    return tuple(work), left


def _trimmed(part: Part, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Visits shortened by what they have to do nothing in, unless it is pinned, was announced or fulfils a wish."""
    work, _ = _filled(part, visits)
    collected: defaultdict[tuple[int, int], int] = defaultdict(int)
    for number, ordinal, dossiers in work:
        collected[number, part.period_of[ordinal]] += dossiers
    kept = {}
    for number, visit in enumerate(visits):
        useful = [
            period
            for period in range(visit.first, visit.last + 1)
            if collected[number, period] > 0 or period in part.expected[visit.unit, visit.duty]
        ]
        if useful:
            kept[number] = visit._replace(first=useful[0], last=useful[-1])
    if not fulfils_wish(part, kept.values()):
        kept.update(_for_the_wish(part, visits, kept))
    return tuple(kept[number] for number in sorted(kept))


def fulfils_wish(part: Part, visits: Iterable[Visit]) -> bool:
    """Whether these visits do what is wished of the part, if anything is."""
    if part.wish is None or part.wish.unit not in part.meetings:
        return True
    return any(
        visit.unit == part.wish.unit and covers(part.meeting[visit.unit, visit.duty].wished, visit.first, visit.last)
        for visit in visits
    )


def _for_the_wish(part: Part, visits: Sequence[Visit], kept: Mapping[int, Visit]) -> dict[int, Visit]:
    """The visit that fulfils the wish with the fewest periods more than are kept of it, by its number."""
    chances = [
        (last - first, last, number, visit._replace(first=first, last=last))
        for number, visit in enumerate(visits)
        if part.is_wished(visit.unit)
        for period in part.meeting[visit.unit, visit.duty].wished
        if visit.first <= period <= visit.last
        for first, last in [_stretched(kept.get(number), period)]
    ]
    return {number: visit for _length, _last, number, visit in sorted(chances)[:1]}


def _stretched(visit: Visit | None, period: int) -> tuple[int, int]:
    """First and last period of the visit if it covers this period too."""
    return (period, period) if visit is None else (min(visit.first, period), max(visit.last, period))


def _scores(
    part: Part, visits: Sequence[Visit], work: Sequence[Work], left: Mapping[UnitCode, int]
) -> dict[Criterion, int]:
    units = part.campaign.units_by_code
    never = part.timeline.last_ordinal + 1
    return {
        Goal.UNSERVED: sum(units[code].priority * dossiers for code, dossiers in left.items()),
        Goal.FINISH: max((ordinal for _, ordinal, _ in work), default=0),
        Goal.TRAVEL: sum(part.metres(*leg) for leg in _legs(part, visits)),
        Goal.WAITING: sum(dossiers * ordinal for _, ordinal, dossiers in work) + sum(left.values()) * never,
        **_broken(part, visits, work),
    }


def _broken(part: Part, visits: Sequence[Visit], work: Sequence[Work]) -> dict[Criterion, int]:
    """What the announced slots cost that are not kept, or not by the machine that was announced."""
    standing: defaultdict[UnitCode, defaultdict[int, list[MachineName]]] = defaultdict(lambda: defaultdict(list))
    for number, ordinal, _dossiers in work:
        standing[visits[number].unit][ordinal].append(visits[number].machine)
    broken = [broken_by(part.promises[code], standing[code]) for code in part.promised_units]
    return {criterion: sum(costs[criterion] for costs in broken) for criterion in PROMISED}


def _collected_by(part: Part, work: Sequence[Work]) -> tuple[int, ...]:
    return tuple(sum(dossiers for _, ordinal, dossiers in work if ordinal <= end) for end in part.phase_ends)


def _legs(part: Part, visits: Sequence[Visit]) -> Iterator[tuple[UnitCode, UnitCode]]:
    """Origin and destination of every leg that is driven; visits stand in time order."""
    place: dict[MachineName, UnitCode | None] = {
        machine: duty.standing for duty in part.duties for machine in duty.machines
    }
    for visit in visits:
        duty = part.duties[visit.duty]
        if duty.is_fixed:
            place[visit.machine] = None
            continue
        origin = place.get(visit.machine) or duty.posting.base
        if origin:
            yield origin, visit.unit
        place[visit.machine] = visit.unit


def travel_km(part: Part, schedule: Schedule) -> float:
    """Road km of mobile machines, unrounded."""
    return sum(part.roads.km(origin, destination) for origin, destination in _legs(part, schedule.visits))


def missing(collected_by: Sequence[int], targets: Sequence[int]) -> int:
    """Dossiers missing at the phases' last days."""
    return sum(max(0, target - collected) for target, collected in zip(targets, collected_by, strict=True))
