"""Bounds by counting alone: what no plan can collect, and how early one could end.

Dossiers that stay since nobody can be at the unit for long enough are settled before any search: what is left of the
need can then most often be served in full, which is the kind of campaign that is solved exactly. Since no plan collects
more than that, every plan is worth the same as before.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import accumulate
from math import ceil

from planner.domain.campaign import Unit
from planner.domain.record import UnitCode
from planner.model.instance.criteria import values_of_rows
from planner.model.instance.eligible_pairs import EligiblePair, covers
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.subproblem import Subproblem


def unavoidably_left(problem: Subproblem) -> dict[UnitCode, int]:
    """For each unit that no plan can serve in full, the fewest dossiers that stay."""
    left = {unit.code: unit.need - _most(problem, unit.code) for unit in problem.units}
    return {code: dossiers for code, dossiers in left.items() if dossiers > 0}


def without_unavoidable(residual: ResidualInstance, left: dict[UnitCode, int]) -> ResidualInstance:
    """The same instance where these dossiers are not asked for, and count as left behind."""
    campaign = residual.campaign
    units = tuple(
        unit.model_copy(update={"need": unit.need - left.get(unit.code, 0)}) if unit.code in left else unit
        for unit in campaign.units
    )
    never_collected = values_of_rows(campaign, (), left)
    known = residual.sunk.by_goal
    sunk = replace(
        residual.sunk,
        by_goal={**known, **{goal: known.get(goal, 0) + value for goal, value in never_collected.items()}},
    )
    return replace(residual, campaign=campaign.model_copy(update={"units": units}), sunk=sunk)


def _most(problem: Subproblem, code: UnitCode) -> int:
    """More than this no visits to the unit can collect, whatever else the machines do."""
    unit = problem.campaign.units_by_code[code]
    gets_one = problem.gets_one_visit(code)
    if gets_one and problem.is_wished(code):
        return max((_brought(pair, *run) for pair in problem.pairs[code] for run in _to_fulfil(pair)), default=0)
    pinned = [pair for pair in problem.pairs[code] if pair.frozen]
    if gets_one and pinned:
        return max((_brought(pair, *run) for pair in pinned for run in _around_pins(pair)), default=0)
    runs = sorted(
        (
            _brought(pair, *run)
            for pair in problem.pairs[code]
            for run in pair.runs()
            if not _may_be_held(pair, *run)
            for _machine in problem.classes[pair.machine_class].machines
        ),
        reverse=True,
    )
    held = [_brought(pair, *run) for pair in problem.pairs[code] for run in pair.runs() if _may_be_held(pair, *run)]
    return sum(held) + sum(runs[: unit.visits])


def _may_be_held(pair: EligiblePair, first: int, last: int) -> bool:
    """Whether a pin of the workbook can hold a visit within this run; such a visit does not count."""
    return covers(pair.held, first, last) or (pair.goes_on_held and first == pair.open_periods[0])


def _around_pins(pair: EligiblePair) -> list[tuple[int, int]]:
    """The runs in which the one visit can keep all pins."""
    return [(first, last) for first, last in pair.runs() if first <= pair.frozen[0] and pair.frozen[-1] <= last]


def _to_fulfil(pair: EligiblePair) -> list[tuple[int, int]]:
    """The runs in which the one visit can fulfil the wish."""
    return [(first, last) for first, last in pair.runs() if covers(pair.wished, first, last)]


def _brought(pair: EligiblePair, first: int, last: int) -> int:
    return sum(dossiers for _ordinal, dossiers in pair.slots(first, last))


def finish_candidates(problem: Subproblem) -> list[int]:
    """Ordinals at which a plan can end: 0 for one without work, else the last slots in which somebody may work."""
    ends = {ordinals[-1] for pairs in problem.pairs.values() for pair in pairs for ordinals in pair.worked if ordinals}
    return [0, *sorted(ends)]


def first_ordinal_with_room(problem: Subproblem, dossiers: int) -> int:
    """The first slot by which all machines together can have collected so much; 0 for nothing at all."""
    if dossiers <= 0:
        return 0
    by_ordinal = _room_of_slots(problem)
    for ordinal, collected in zip(by_ordinal, accumulate(by_ordinal.values()), strict=True):
        if collected >= dossiers:
            return ordinal
    return max(by_ordinal, default=0)


def first_ordinal_with_time(problem: Subproblem) -> int:
    """The first slot by which all machines together have as many periods as it takes at least to serve every need in
    full: who is at a unit for a part of a period is at no other one in it. 0 where nobody needs anything.
    """
    needed = sum(_fewest_periods(problem, unit) for unit in problem.units)
    if needed == 0:
        return 0
    machines: defaultdict[int, int] = defaultdict(int)
    for (number, _period), begins in _first_slots(problem).items():
        machines[begins] += problem.classes[number].count
    by_begin = dict(sorted(machines.items()))
    for ordinal, periods in zip(by_begin, accumulate(by_begin.values()), strict=True):
        if periods >= needed:
            return ordinal
    return max(by_begin, default=0)


def _fewest_periods(problem: Subproblem, unit: Unit) -> int:
    """How many periods of machines serve the unit's need at least; 0 where none brings anything."""
    most = max((sum(brings) for pair in problem.pairs[unit.code] for brings in pair.brings), default=0)
    return ceil(unit.need / most) if most else 0


def _first_slots(problem: Subproblem) -> dict[tuple[int, int], int]:
    """Of each class and period in which it can serve somebody, the first slot."""
    first: dict[tuple[int, int], int] = {}
    for pairs in problem.pairs.values():
        for pair in pairs:
            for period, ordinals in enumerate(pair.worked):
                if ordinals:
                    key = pair.machine_class, period
                    first[key] = min(first.get(key, ordinals[0]), ordinals[0])
    return first


def least_waiting_by_counting(problem: Subproblem) -> int:
    """No plan lets people wait less, over all dossiers, were everybody served in the first slots in which all machines
    together have room; those for whom there is none wait until after the last. 0 where nobody needs anything.
    """
    waiting, left = 0, sum(unit.need for unit in problem.units)
    by_ordinal = _room_of_slots(problem)
    for ordinal, room in by_ordinal.items():
        waiting += ordinal * min(room, left)
        left -= min(room, left)
    return waiting + left * (max(by_ordinal, default=0) + 1)


def _room_of_slots(problem: Subproblem) -> dict[int, int]:
    """Of each slot in which somebody can work, in their order, the most that all machines together can collect."""
    room: defaultdict[tuple[int, int], int] = defaultdict(int)
    for pairs in problem.pairs.values():
        for pair in pairs:
            for ordinals, brings in zip(pair.worked, pair.brings, strict=True):
                for ordinal, most in zip(ordinals, brings, strict=True):
                    room[ordinal, pair.machine_class] = max(room[ordinal, pair.machine_class], most)
    by_ordinal: defaultdict[int, int] = defaultdict(int)
    for (ordinal, machine_class), most in room.items():
        by_ordinal[ordinal] += problem.classes[machine_class].count * most
    return dict(sorted(by_ordinal.items()))


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
