"""A finished answer of the solver: who stays where from when to when, and what that is worth in every goal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise

from planner.domain.distance import Whereabouts
from planner.domain.plan import Assignment
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.criteria import PROMISED, CollectedRow, Criterion, values_of_rows
from planner.model.instance.eligible_pairs import covers
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import broken_by
from planner.model.instance.visits import (
    MachineVisit,
    WorkedSlot,
    filled,
    fulfils_wish,
    goes_on_held,
    is_held,
    keeps_reach,
    num_counted,
    too_far,
)

Periods = Mapping[tuple[UnitCode, int], Set[int]]
"""For each pair, some of its periods."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Visits in time order, the slots they work, and the goals' values (travel in metres)."""

    visits: tuple[MachineVisit, ...]
    work: tuple[WorkedSlot, ...]
    left: Mapping[UnitCode, int]
    """Dossiers left uncollected, for every unit of the subproblem."""
    scores: Mapping[Criterion, int]
    collected_by: tuple[int, ...]
    """For each phase, dossiers collected by its last day."""

    def assignments(self, problem: Subproblem) -> list[Assignment]:
        """The slots as a plan's rows."""
        rows = []
        for visit_number, ordinal, dossiers in self.work:
            visit = self.visits[visit_number]
            slot = problem.campaign.calendar.slot(ordinal)
            rows.append(
                Assignment(machine=visit.machine, unit=visit.unit, date=slot.day, shift=slot.shift, dossiers=dossiers)
            )
        return rows


def schedule_of(problem: Subproblem, visits: Iterable[MachineVisit]) -> Schedule:
    """The schedule that these visits make, without the periods in which they would have nothing to do.

    It never has a visit that collects nothing, unless that is pinned (`useful`); one that was announced, though nobody
    needs it any more, is kept only where the way would be longer without it, or too long within a day.
    """
    in_time = tuple(sorted(visits, key=lambda visit: (visit.first, problem.machine_rank[visit.machine])))
    schedule = _valued(problem, _trimmed(problem, in_time, problem.expected))
    if problem.detours_can_pay:
        with_excused = _valued(problem, _trimmed(problem, in_time, problem.excused))
        is_needed = not keeps_reach(problem, schedule.visits) and keeps_reach(problem, with_excused.visits)
        if is_needed or with_excused.scores[Goal.TRAVEL] < schedule.scores[Goal.TRAVEL]:
            schedule = with_excused
    near = _within_reach(problem, schedule.visits)
    return schedule if len(near) == len(schedule.visits) else _valued(problem, near)


def _within_reach(problem: Subproblem, visits: Sequence[MachineVisit]) -> tuple[MachineVisit, ...]:
    """The visits without those that are too far from the one before within a day.

    Models allow no such visit, except where they do not know which of several machines that are alike comes first at a
    unit, and so which of them still collects something on its way.
    """
    kept = list(visits)
    while True:
        far = next(too_far(problem, kept), None)
        if far is None:
            return tuple(kept)
        one, other = far
        kept.remove(one if _is_pinned(problem, other) and not _is_pinned(problem, one) else other)


def _is_pinned(problem: Subproblem, visit: MachineVisit) -> bool:
    return covers(problem.pair[visit.unit, visit.machine_class].pinned, visit.first, visit.last)


def _valued(problem: Subproblem, visits: tuple[MachineVisit, ...]) -> Schedule:
    work, left = filled(problem, visits)
    return Schedule(visits, work, left, _scores(problem, visits, work, left), _collected_by(problem, work))


def _trimmed(problem: Subproblem, visits: Sequence[MachineVisit], expected: Periods) -> tuple[MachineVisit, ...]:
    """Visits shortened by what they have to do nothing in, unless it is expected or fulfils a wish."""
    work, _ = filled(problem, visits)
    collected: defaultdict[tuple[int, int], int] = defaultdict(int)
    for number, ordinal, dossiers in work:
        collected[number, problem.period_of[ordinal]] += dossiers
    useful = {
        number: [
            period
            for period in range(visit.first, visit.last + 1)
            if collected[number, period] > 0 or period in expected[visit.unit, visit.machine_class]
        ]
        for number, visit in enumerate(visits)
    }
    counted = num_counted(problem, (visits[number] for number, periods in useful.items() if periods))
    kept = {
        number: tuple(_pieces(problem, visits[number], periods, counted))
        for number, periods in useful.items()
        if periods
    }
    if not fulfils_wish(problem, chain.from_iterable(kept.values())):
        kept.update(_for_the_wish(problem, visits, kept))
    pieces = [piece for number in sorted(kept) for piece in kept[number]]
    return tuple(sorted(pieces, key=lambda visit: (visit.first, problem.machine_rank[visit.machine])))


def _pieces(
    problem: Subproblem, visit: MachineVisit, useful: Sequence[int], counted: Counter[UnitCode]
) -> Iterator[MachineVisit]:
    """The visit from its first useful period to its last; where pins hold visits, left while it has nothing to do.

    What a pin holds does not count for `visits`, so nobody has to wait there from one pin to the next. `counted` holds
    how many visits count, and is added to where a piece does that was none before.
    """
    pair = problem.pair[visit.unit, visit.machine_class]
    most = problem.campaign.units_by_code[visit.unit].visits
    first, last = visit.first if goes_on_held(problem, visit) else useful[0], useful[-1]
    for before, after in pairwise(useful) if pair.has_held_visits else ():
        whole, one, other = (
            not is_held(problem, visit._replace(first=begins, last=ends))
            for begins, ends in ((first, last), (first, before), (after, last))
        )
        more = one + other - whole
        idles = any(pair.worked[period] for period in range(before + 1, after))
        if idles and counted[visit.unit] + more <= most:
            counted[visit.unit] += more
            yield visit._replace(first=first, last=before)
            first = after
    yield visit._replace(first=first, last=last)


def _for_the_wish(
    problem: Subproblem, visits: Sequence[MachineVisit], kept: Mapping[int, Sequence[MachineVisit]]
) -> dict[int, tuple[MachineVisit, ...]]:
    """The visit that fulfils the wish with the fewest periods more than are kept of it, by its number.

    One of which nothing is kept has nothing else to do there, so it comes last.
    """
    chances = [
        (number not in kept, last - first, last, number, visit._replace(first=first, last=last))
        for number, visit in enumerate(visits)
        if problem.is_wished(visit.unit)
        for period in problem.pair[visit.unit, visit.machine_class].wished
        if visit.first <= period <= visit.last
        for first, last in [_stretched(kept.get(number, ()), period)]
    ]
    return {number: (visit,) for _is_idle, _length, _last, number, visit in sorted(chances)[:1]}


def _stretched(pieces: Sequence[MachineVisit], period: int) -> tuple[int, int]:
    """First and last period of the visit if it covers this period too."""
    return min([period, *(piece.first for piece in pieces)]), max([period, *(piece.last for piece in pieces)])


def _scores(
    problem: Subproblem, visits: Sequence[MachineVisit], work: Sequence[WorkedSlot], left: Mapping[UnitCode, int]
) -> dict[Criterion, int]:
    rows = [CollectedRow(visits[number].unit, ordinal, dossiers) for number, ordinal, dossiers in work]
    return {
        **values_of_rows(problem.campaign, rows, left),
        Goal.TRAVEL: sum(problem.metres(*leg) for leg in _legs(problem, visits)),
        **_broken(problem, visits, work),
    }


def _broken(problem: Subproblem, visits: Sequence[MachineVisit], work: Sequence[WorkedSlot]) -> dict[Criterion, int]:
    """What the announced slots cost that are not kept, or not by the machine that was announced."""
    standing: defaultdict[UnitCode, defaultdict[int, list[MachineName]]] = defaultdict(lambda: defaultdict(list))
    for number, ordinal, _dossiers in work:
        standing[visits[number].unit][ordinal].append(visits[number].machine)
    broken = [broken_by(problem.promises[code], standing[code]) for code in problem.promised_units]
    return {criterion: sum(costs[criterion] for costs in broken) for criterion in PROMISED}


def _collected_by(problem: Subproblem, work: Sequence[WorkedSlot]) -> tuple[int, ...]:
    return tuple(sum(dossiers for _, ordinal, dossiers in work if ordinal <= end) for end in problem.phase_ends)


def _legs(problem: Subproblem, visits: Sequence[MachineVisit]) -> Iterator[tuple[UnitCode, UnitCode]]:
    """Origin and destination of every leg that is driven; visits stand in time order."""
    whereabouts = Whereabouts(
        {
            machine: machine_class.standing
            for machine_class in problem.classes
            for machine in machine_class.machines
            if machine_class.standing is not None
        }
    )
    for visit in visits:
        origin = whereabouts.move(visit.machine, problem.classes[visit.machine_class].posting, visit.unit)
        if origin is not None:
            yield origin, visit.unit


def travel_km(problem: Subproblem, schedule: Schedule) -> float:
    """Road km of mobile machines, unrounded."""
    return sum(problem.roads.km(origin, destination) for origin, destination in _legs(problem, schedule.visits))


def missing(collected_by: Sequence[int], targets: Sequence[int]) -> int:
    """Dossiers missing at the phases' last days."""
    return sum(max(0, target - collected) for target, collected in zip(targets, collected_by, strict=True))
