"""Leaves of officers that were entered beside the workbook, as leaves like those of the sheet *Nghỉ phép*."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.domain.adjustment import EnteredAdjustment, source_of, whole_spans
from planner.domain.calendar import Calendar
from planner.roster.staffing import Leave, LeaveKind, OfficerCode, Staffing


class AdjustedStaffing(NamedTuple):
    """A staffing with entered leaves folded in."""

    staffing: Staffing
    left_out: tuple[EnteredAdjustment, ...]
    """Those that hold, but are of an officer whom the workbook no longer has."""


def adjusted_staffing(staffing: Staffing, calendar: Calendar, entered: Iterable[EnteredAdjustment]) -> AdjustedStaffing:
    """The staffing of the workbook with every entered leave that holds; shifts that are gone are told elsewhere."""
    holding = [each for each in entered if each.holds and each.is_of_rosters]
    known = [each for each in holding if each.adjustment.officer in staffing.officers_by_code]
    leaves = tuple(leave for each in known for leave in _leaves(calendar, each))
    left_out = tuple(each for each in holding if each not in known)
    if not leaves:
        return AdjustedStaffing(staffing, left_out)
    return AdjustedStaffing(staffing.model_copy(update={"leaves": (*staffing.leaves, *leaves)}), left_out)


def _leaves(calendar: Calendar, entered: EnteredAdjustment) -> Iterator[Leave]:
    """One for each span of whole days, one for each of parts of days; none where a shift is gone."""
    adjustment = entered.adjustment
    if adjustment.officer is None or adjustment.leave is None:
        return
    if not {adjustment.first_shift, adjustment.last_shift} <= set(calendar.shift_labels):
        return
    for first_day, last_day, shifts in whole_spans(calendar, adjustment.first, adjustment.last):
        yield Leave(
            officer=OfficerCode(adjustment.officer),
            first_day=first_day,
            last_day=last_day,
            shifts=() if set(calendar.shift_labels) <= set(shifts) else shifts,
            kind=LeaveKind(adjustment.leave),
            note=adjustment.reason,
            source=source_of(entered.number),
        )
