"""What the rules say of visits once it is known who makes them: dossiers, `visits`, `useful` and `reach`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.options import covers
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit import Visit, Work


def filled(problem: Subproblem, visits: Sequence[Visit]) -> tuple[tuple[Work, ...], dict[UnitCode, int]]:
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
        work.append(Work(number, ordinal, dossiers))
    return tuple(work), left


def is_held(problem: Subproblem, visit: Visit) -> bool:
    """Whether a pin of the workbook holds the visit, so that it does not count for `visits`."""
    pair = problem.pair[visit.unit, visit.machine_class]
    return covers(pair.held, visit.first, visit.last) or goes_on_held(problem, visit)


def goes_on_held(problem: Subproblem, visit: Visit) -> bool:
    """Whether the visit goes on from one of the past that a pin holds."""
    starts_at_once = visit.first == problem.classes[visit.machine_class].periods[0]
    return problem.pair[visit.unit, visit.machine_class].goes_on_held and starts_at_once


def num_counted(problem: Subproblem, visits: Iterable[Visit]) -> Counter[UnitCode]:
    """`visits`: how many visits of each unit count; no more than the unit's `visits` may."""
    return Counter(visit.unit for visit in visits if not is_held(problem, visit))


def is_excused(problem: Subproblem, visit: Visit) -> bool:
    """`useful`: whether the visit may collect nothing, since one of its slots is pinned or was announced to the unit.

    One that goes on from the past may too, but never has to; see `Subproblem.excused`.
    """
    return covers(problem.excused[visit.unit, visit.machine_class], visit.first, visit.last)


def useless(problem: Subproblem, visits: Sequence[Visit]) -> list[Visit]:
    """`useful`: the visits that collect nothing and are not excused; no plan may have one."""
    work, _left = filled(problem, visits)
    collecting = {one.visit for one in work if one.dossiers > 0}
    return [visit for number, visit in enumerate(visits) if number not in collecting and not is_excused(problem, visit)]


def too_far(problem: Subproblem, visits: Iterable[Visit]) -> Iterator[tuple[Visit, Visit]]:
    """`reach`: every two visits of a machine between which it would go too far within a day."""
    if not problem.limits_reach:
        return
    by_machine: defaultdict[MachineName, list[Visit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: visit.first):
        if not problem.classes[visit.machine_class].is_fixed:
            by_machine[visit.machine].append(visit)
    days = problem.timeline.days
    for mine in by_machine.values():
        for one, other in pairwise(mine):
            if days[one.last] == days[other.first] and not problem.within_reach(one.unit, other.unit):
                yield one, other


def keeps_reach(problem: Subproblem, visits: Iterable[Visit]) -> bool:
    """`reach`: whether no machine goes too far within a day."""
    return next(too_far(problem, visits), None) is None
