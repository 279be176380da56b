"""Visits of a plan, and what the rules say of them once it is known which machine makes each.

No search is believed to have kept the rules: `obeys_rules` is asked of every plan before it is taken over. All rules
that are not asked here are kept by how a subproblem is told. The checker, which knows nothing of this room, asks all of
it again at the end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.eligible_pairs import covers
from planner.model.instance.subproblem import Subproblem


class MachineVisit(NamedTuple):
    """One machine at one unit under one posting, periods counted on the subproblem's timeline, both included."""

    machine: MachineName
    machine_class: int
    unit: UnitCode
    first: int
    last: int


class ClassVisit(NamedTuple):
    """A visit by some machine of a class, not yet said which; periods included."""

    machine_class: int
    unit: UnitCode
    first: int
    last: int


class WorkedSlot(NamedTuple):
    """One slot of a visit and the dossiers collected in it."""

    visit: int
    ordinal: int
    dossiers: int


def handed_out(problem: Subproblem, options: Iterable[ClassVisit]) -> Iterator[MachineVisit]:
    """Visits given to machines of their class, in time order, each to the first that is free (intervals colour)."""
    free_from: defaultdict[tuple[int, MachineName], int] = defaultdict(int)
    for option in sorted(options, key=lambda option: (option.first, option.machine_class, option.unit)):
        machine = next(
            name
            for name in problem.classes[option.machine_class].machines
            if free_from[option.machine_class, name] <= option.first
        )
        free_from[option.machine_class, machine] = option.last + 1
        yield MachineVisit(machine, option.machine_class, option.unit, option.first, option.last)


def obeys_rules(problem: Subproblem, visits: Sequence[MachineVisit]) -> bool:
    """Whether the visits break no rule and fulfil the wish, if there is one."""
    return (
        keeps_one_place(problem, visits)
        and keeps_visits(problem, visits)
        and keeps_pins(problem, visits)
        and keeps_together(problem, visits)
        and keeps_reach(problem, visits)
        and not useless(problem, visits)
        and fulfils_wish(problem, visits)
    )


def keeps_one_place(problem: Subproblem, visits: Sequence[MachineVisit]) -> bool:
    """`one-place`: no machine's visits overlap, and none reaches across a pin elsewhere."""
    busy_until: dict[MachineName, int] = {}
    for visit in sorted(visits, key=lambda visit: visit.first):
        taken = problem.pair[visit.unit, visit.machine_class].taken
        if visit.first <= busy_until.get(visit.machine, -1):
            return False
        if any(visit.first <= period <= visit.last for period in taken):
            return False
        busy_until[visit.machine] = visit.last
    return True


def keeps_visits(problem: Subproblem, visits: Sequence[MachineVisit]) -> bool:
    """`visits`: so many visits at a unit and no more, but for those that a pin holds."""
    counted = num_counted(problem, visits)
    return all(number <= problem.campaign.units_by_code[code].visits for code, number in counted.items())


def keeps_pins(problem: Subproblem, visits: Sequence[MachineVisit]) -> bool:
    """`pinned`, `frozen`."""
    taken = {
        (visit.unit, visit.machine_class, period) for visit in visits for period in range(visit.first, visit.last + 1)
    }
    return all(
        (code, machine_class, period) in taken
        for (code, machine_class), pair in problem.pair.items()
        for period in pair.pinned
    )


def keeps_together(problem: Subproblem, visits: Sequence[MachineVisit]) -> bool:
    """`together`, counted in slots that are really worked."""
    present = Counter[tuple[UnitCode, int]](
        (visit.unit, ordinal)
        for visit in visits
        for ordinal, _dossiers in problem.pair[visit.unit, visit.machine_class].slots(visit.first, visit.last)
    )
    return all(count <= problem.campaign.units_by_code[code].together for (code, _ordinal), count in present.items())


def filled(problem: Subproblem, visits: Sequence[MachineVisit]) -> tuple[tuple[WorkedSlot, ...], dict[UnitCode, int]]:
    """Dossiers follow placements: a unit's slots in time order, then machines in workbook order, each to capacity.

    Returns the slots worked, with the place of their visit in `visits`, and the dossiers left at each unit of the
    subproblem.
    """
    slots = sorted(
        (ordinal, problem.machine_rank[visit.machine], number, most)
        for number, visit in enumerate(visits)
        for ordinal, most in problem.pair[visit.unit, visit.machine_class].slots(visit.first, visit.last)
    )
    left = {code: problem.campaign.units_by_code[code].need for code in problem.pairs}
    work = []
    for ordinal, _rank, number, most in slots:
        unit = visits[number].unit
        dossiers = min(left[unit], most)
        left[unit] -= dossiers
        work.append(WorkedSlot(number, ordinal, dossiers))
    return tuple(work), left


def is_held(problem: Subproblem, visit: MachineVisit) -> bool:
    """Whether a pin of the workbook holds the visit, so that it does not count for `visits`."""
    pair = problem.pair[visit.unit, visit.machine_class]
    return covers(pair.held, visit.first, visit.last) or goes_on_held(problem, visit)


def goes_on_held(problem: Subproblem, visit: MachineVisit) -> bool:
    """Whether the visit goes on from one of the past that a pin holds."""
    starts_at_once = visit.first == problem.classes[visit.machine_class].periods[0]
    return problem.pair[visit.unit, visit.machine_class].goes_on_held and starts_at_once


def num_counted(problem: Subproblem, visits: Iterable[MachineVisit]) -> Counter[UnitCode]:
    """`visits`: how many visits of each unit count; no more than the unit's `visits` may."""
    return Counter(visit.unit for visit in visits if not is_held(problem, visit))


def is_excused(problem: Subproblem, visit: MachineVisit) -> bool:
    """`useful`: whether the visit may collect nothing, since one of its slots is pinned or was announced to the unit.

    One that goes on from the past may too, but never has to; see `Subproblem.excused`.
    """
    return covers(problem.excused[visit.unit, visit.machine_class], visit.first, visit.last)


def useless(problem: Subproblem, visits: Sequence[MachineVisit]) -> list[MachineVisit]:
    """`useful`: the visits that collect nothing and are not excused; no plan may have one."""
    work, _left = filled(problem, visits)
    collecting = {one.visit for one in work if one.dossiers > 0}
    return [visit for number, visit in enumerate(visits) if number not in collecting and not is_excused(problem, visit)]


def too_far(problem: Subproblem, visits: Iterable[MachineVisit]) -> Iterator[tuple[MachineVisit, MachineVisit]]:
    """`reach`: every two visits of a machine between which it would go too far within a day."""
    if not problem.limits_reach:
        return
    by_machine: defaultdict[MachineName, list[MachineVisit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: visit.first):
        if not problem.classes[visit.machine_class].is_fixed:
            by_machine[visit.machine].append(visit)
    days = problem.timeline.days
    for mine in by_machine.values():
        for one, other in pairwise(mine):
            if days[one.last] == days[other.first] and not problem.within_reach(one.unit, other.unit):
                yield one, other


def keeps_reach(problem: Subproblem, visits: Iterable[MachineVisit]) -> bool:
    """`reach`: whether no machine goes too far within a day."""
    return next(too_far(problem, visits), None) is None


def fulfils_wish(problem: Subproblem, visits: Iterable[MachineVisit]) -> bool:
    """Whether these visits do what is wished of the subproblem, if anything is."""
    if problem.wish is None or problem.wish.unit not in problem.pairs:
        return True
    return any(
        visit.unit == problem.wish.unit
        and covers(problem.pair[visit.unit, visit.machine_class].wished, visit.first, visit.last)
        for visit in visits
    )
