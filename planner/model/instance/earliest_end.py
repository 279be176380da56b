"""How early a plan could end, by counting alone."""

from collections import defaultdict
from itertools import accumulate

from planner.domain.record import UnitCode
from planner.model.instance.subproblem import Subproblem


def finish_candidates(problem: Subproblem) -> list[int]:
    """Ordinals at which a plan can end: 0 for one without work, else the last slots in which somebody may work."""
    ends = {ordinals[-1] for pairs in problem.pairs.values() for pair in pairs for ordinals in pair.worked if ordinals}
    return [0, *sorted(ends)]


def first_ordinal_with_room(problem: Subproblem, dossiers: int) -> int:
    """The first slot by which all machines together can have collected so much; 0 for nothing at all."""
    if dossiers <= 0:
        return 0
    room: defaultdict[tuple[int, int], int] = defaultdict(int)
    for pairs in problem.pairs.values():
        for pair in pairs:
            for ordinals, brings in zip(pair.worked, pair.brings, strict=True):
                for ordinal, most in zip(ordinals, brings, strict=True):
                    room[ordinal, pair.machine_class] = max(room[ordinal, pair.machine_class], most)
    by_ordinal: defaultdict[int, int] = defaultdict(int)
    for (ordinal, machine_class), most in room.items():
        by_ordinal[ordinal] += problem.classes[machine_class].count * most
    in_time = sorted(by_ordinal)
    for ordinal, collected in zip(in_time, accumulate(by_ordinal[ordinal] for ordinal in in_time), strict=True):
        if collected >= dossiers:
            return ordinal
    return in_time[-1] if in_time else 0


def first_ordinal_served(problem: Subproblem, code: UnitCode) -> int:
    """The first slot by which the unit's whole need can have been collected, were all machines at its disposal.

    Where that cannot be at all, the last slot in which somebody can be there; 0 for a unit that needs nothing.
    """
    unit = problem.campaign.units_by_code[code]
    if unit.need == 0:
        return 0
    if problem.gets_one_visit(code):
        ends = [
            pair.worked[option.last][-1]
            for pair in problem.pairs[code]
            for option in problem.visit_options[code, pair.machine_class]
        ]
        if ends:
            return min(ends)
    room: defaultdict[int, list[int]] = defaultdict(list)
    for pair in problem.pairs[code]:
        count = min(problem.classes[pair.machine_class].count, unit.together)
        for ordinals, brings in zip(pair.worked, pair.brings, strict=True):
            for ordinal, most in zip(ordinals, brings, strict=True):
                room[ordinal] += [most] * count
    collected = 0
    last = 0
    for last in sorted(room):
        collected += sum(sorted(room[last], reverse=True)[: unit.together])
        if collected >= unit.need:
            return last
    return last
