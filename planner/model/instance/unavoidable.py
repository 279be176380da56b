"""Dossiers that no plan can collect, because nobody can be at the unit for long enough.

They are settled before any search: what is left of the need can then most often be served in full, which is the kind
of campaign that is solved exactly. Since no plan collects more than that, every plan is worth the same as before.
"""

from dataclasses import replace

from planner.domain.record import UnitCode
from planner.model.instance.options import EligiblePair, covers
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.subproblem import Subproblem


def unavoidably_left(problem: Subproblem) -> dict[UnitCode, int]:
    """For each unit that no plan can serve in full, the fewest dossiers that stay."""
    left = {unit.code: unit.need - _most(problem, unit.code) for unit in problem.units}
    return {code: dossiers for code, dossiers in left.items() if dossiers > 0}


def without(residual: ResidualInstance, left: dict[UnitCode, int]) -> ResidualInstance:
    """The same instance where these dossiers are not asked for, and count as left behind."""
    campaign = residual.campaign
    units = tuple(
        unit.model_copy(update={"need": unit.need - left.get(unit.code, 0)}) if unit.code in left else unit
        for unit in campaign.units
    )
    sunk = replace(
        residual.sunk,
        unserved=sum(campaign.units_by_code[code].priority * dossiers for code, dossiers in left.items()),
        waiting=residual.sunk.waiting + sum(left.values()) * (campaign.calendar.last_ordinal + 1),
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
