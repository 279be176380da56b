"""Dossiers that no plan can collect, because nobody can be at the unit for long enough.

They are settled before any search: what is left of the need can then most often be served in full, which is the kind
of campaign that is solved exactly. Since no plan collects more than that, every plan is worth the same as before.
"""

from dataclasses import replace

from planner.domain.record import UnitCode
from planner.model.instance.options import Meeting, covers
from planner.model.instance.residual import Remainder
from planner.model.instance.subproblem import Part


def unavoidably_left(part: Part) -> dict[UnitCode, int]:
    """For each unit that no plan can serve in full, the fewest dossiers that stay."""
    left = {unit.code: unit.need - _most(part, unit.code) for unit in part.units}
    return {code: dossiers for code, dossiers in left.items() if dossiers > 0}


def without(remainder: Remainder, left: dict[UnitCode, int]) -> Remainder:
    """The same remainder where these dossiers are not asked for, and count as left behind."""
    campaign = remainder.campaign
    units = tuple(
        unit.model_copy(update={"need": unit.need - left.get(unit.code, 0)}) if unit.code in left else unit
        for unit in campaign.units
    )
    given = replace(
        remainder.given,
        unserved=sum(campaign.units_by_code[code].priority * dossiers for code, dossiers in left.items()),
        waiting=remainder.given.waiting + sum(left.values()) * (campaign.calendar.last_ordinal + 1),
    )
    return replace(remainder, campaign=campaign.model_copy(update={"units": units}), given=given)


def _most(part: Part, code: UnitCode) -> int:
    """More than this no visits to the unit can collect, whatever else the machines do."""
    unit = part.campaign.units_by_code[code]
    gets_one = part.gets_one_visit(code)
    if gets_one and part.is_wished(code):
        return max(
            (_brought(meeting, *run) for meeting in part.meetings[code] for run in _to_fulfil(meeting)), default=0
        )
    pinned = [meeting for meeting in part.meetings[code] if meeting.frozen]
    if gets_one and pinned:
        return max((_brought(meeting, *run) for meeting in pinned for run in _around_pins(meeting)), default=0)
    runs = sorted(
        (
            _brought(meeting, *run)
            for meeting in part.meetings[code]
            for run in meeting.runs()
            if not _may_be_held(meeting, *run)
            for _machine in part.duties[meeting.duty].machines
        ),
        reverse=True,
    )
    held = [
        _brought(meeting, *run)
        for meeting in part.meetings[code]
        for run in meeting.runs()
        if _may_be_held(meeting, *run)
    ]
    return sum(held) + sum(runs[: unit.visits])


def _may_be_held(meeting: Meeting, first: int, last: int) -> bool:
    """Whether a pin of the workbook can hold a visit within this run; such a visit does not count."""
    return covers(meeting.held, first, last) or (meeting.goes_on_held and first == meeting.open_periods[0])


def _around_pins(meeting: Meeting) -> list[tuple[int, int]]:
    """The runs in which the one visit can keep all pins."""
    return [
        (first, last) for first, last in meeting.runs() if first <= meeting.frozen[0] and meeting.frozen[-1] <= last
    ]


def _to_fulfil(meeting: Meeting) -> list[tuple[int, int]]:
    """The runs in which the one visit can fulfil the wish."""
    return [(first, last) for first, last in meeting.runs() if covers(meeting.wished, first, last)]


def _brought(meeting: Meeting, first: int, last: int) -> int:
    return sum(dossiers for _ordinal, dossiers in meeting.slots(first, last))
