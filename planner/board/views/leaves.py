"""Leaves of officers: those entered beside the workbook, and the form that enters one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.board.picture import Picture
from planner.board.views.adjustments import EnteredLine, entered_by
from planner.board.views.day_sheet import Choice
from planner.domain.adjustment import EnteredAdjustment
from planner.errors import Problem
from planner.roster.staffing import LeaveKind, Staffing
from planner.roster.version import RosterState
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.days.adjustment_told import duties_against, slot_told

_ = texts_of("board")
ngettext = plurals_of("board")

LEAVE_FIELDS = ("can-bo", "loai", "tu", "tu-ca", "den", "den-ca", "ly-do")
"""The fields of the form, by the names under which it sends them."""


@dataclass(frozen=True, slots=True)
class LeavesView:
    """The part of the page that is about leaves."""

    lines: tuple[EnteredLine, ...]
    """The latest first; those taken back among them."""
    values: Mapping[str, str]
    """What stands in the form's fields."""
    officers: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    shifts: tuple[Choice, ...]
    first_day: date
    last_day: date
    seen: int
    """The number of the last row that this page knows; its forms send it back."""
    is_open: bool
    """Whether the form is the one that was sent."""
    refusal: str = ""
    """Why nothing was written; empty where nothing was refused."""
    problems: tuple[Problem, ...] = ()


def leaves_view(
    picture: Picture,
    staffing: Staffing,
    rosters: RosterState,
    asked: Mapping[str, str],
    *,
    refusal: str = "",
    problems: tuple[Problem, ...] = (),
) -> LeavesView:
    """Leaves as they stand; `asked` is what the form's fields hold."""
    campaign = picture.campaign
    withdrawals = {each.withdraws: each for each in picture.entered if each.withdraws is not None}
    values = {name: asked.get(name, "") for name in LEAVE_FIELDS}
    values["tu"] = values["tu"] or max(picture.today, campaign.calendar.first_day).isoformat()
    values["den"] = values["den"] or values["tu"]
    return LeavesView(
        lines=tuple(
            _line(picture, staffing, rosters, each, withdrawals.get(each.number))
            for each in reversed(picture.entered)
            if each.is_of_rosters and each.withdraws is None
        ),
        values=values,
        officers=tuple(Choice(each.code, f"{each.name} ({each.code})") for each in staffing.officers),
        kinds=tuple(
            Choice(sign, _("{leave} ({sign})").format(leave=told, sign=sign)) for sign, told in kinds_of_leave()
        ),
        shifts=tuple(Choice(each, each) for each in campaign.calendar.shift_labels),
        first_day=max(picture.today, campaign.calendar.first_day),
        last_day=campaign.calendar.last_day,
        seen=picture.stamp.mark.adjustment,
        is_open=bool(asked.get("can-bo")),
        refusal=refusal,
        problems=problems,
    )


def leave_told(picture: Picture, staffing: Staffing | None, entered: EnteredAdjustment) -> str:
    """Who is away why, from when to when."""
    adjustment = entered.adjustment
    names = {each.code: each.name for each in staffing.officers} if staffing is not None else {}
    code = adjustment.officer or ""
    return _("{officer}: {leave} from {first} to {last}").format(
        officer=dict[str, str](**names).get(code, code),
        leave=dict(kinds_of_leave()).get(adjustment.leave or "", adjustment.leave),
        first=slot_told(adjustment.first),
        last=slot_told(adjustment.last),
    )


def kinds_of_leave() -> Iterator[tuple[str, str]]:
    """Each sign with what it means."""
    told = {
        LeaveKind.ANNUAL: _("annual leave"),
        LeaveKind.SICK: _("sick leave"),
        LeaveKind.MATERNITY: _("maternity leave"),
        LeaveKind.STUDY: _("on a course"),
        LeaveKind.MISSION: _("on a mission"),
        LeaveKind.COMPENSATORY: _("compensatory leave"),
        LeaveKind.UNPAID: _("unpaid leave"),
    }
    return ((kind.value, told[kind]) for kind in LeaveKind)


def _line(
    picture: Picture,
    staffing: Staffing,
    rosters: RosterState,
    entered: EnteredAdjustment,
    withdrawal: EnteredAdjustment | None,
) -> EnteredLine:
    adjustment = entered.adjustment
    is_known = adjustment.last_shift in picture.campaign.calendar.shift_labels
    count = (
        len([*duties_against(picture.campaign, rosters, adjustment, picture.today)])
        if entered.holds and is_known
        else 0
    )
    told = ngettext("{count} duty of the roster cannot be kept", "{count} duties of the roster cannot be kept", count)
    return EnteredLine(
        number=entered.number,
        what=leave_told(picture, staffing, entered),
        reason=adjustment.reason,
        by=entered_by(picture, entered),
        holds=entered.holds,
        withdrawn=entered_by(picture, withdrawal) if withdrawal is not None else "",
        against=told.format(count=spoken_number(count)) if count else "",
    )
