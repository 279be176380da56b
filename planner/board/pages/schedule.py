"""*Lịch*: who stands where."""

from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response

from planner.board.drafts.keeping import OpenDraft
from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.cards import Card, cards
from planner.board.views.draft_line import DraftLine, done_told, draft_line
from planner.board.views.editable import Editable, editable_of
from planner.board.views.placed import kind_told
from planner.board.views.timeline import GroupedBy, Period, Timeline, shown_period, timeline
from planner.board.visit import Page, Visit
from planner.board.words import told, told_problem
from planner.errors import BoardFileTrouble, Problem, Severity
from planner.texts import texts_of

_ = texts_of("board")

SEE_OTHER = 303
USUAL_DAYS = 14
WHOLE = "ca-dot"
LENGTHS = (7, USUAL_DAYS, 28)
"""Days that can be shown at once, beside the whole campaign."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Another way of showing the same."""

    text: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """The page."""

    cards: tuple[Card, ...]
    warnings: tuple[Problem, ...]
    """What somebody should look at, notes on how the workbook was read left out."""
    timeline: Timeline | None
    """None where nothing is planned yet."""
    key: tuple[tuple[str, str], ...]
    """Kinds that occur, with what they mean."""
    groupings: tuple[Switch, ...]
    lengths: tuple[Switch, ...]
    earlier: str
    """Where the days before are; empty where there are none."""
    later: str
    now: str
    """Where today is."""
    num_columns: int
    """Slots that are shown; by it the table is as wide as it needs."""
    draft: DraftLine | None
    """What whoever looks at it is editing; None for those who may not, and where there is no plan."""
    here: str
    """Its own address, to come back to after an edit."""


def show(visit: Visit) -> Response:
    """The page, as it was asked for; what makes no sense there is as if it was not said.

    Whoever is there to record results is led to those of today, unless the schedule itself was asked for.
    """
    if visit.person.role is Role.RECORDER and not visit.chosen:
        return RedirectResponse("/ket-qua", SEE_OTHER)
    picture = visit.desk.picture()
    try:
        opened = opened_draft(visit, picture)
    except BoardFileTrouble as error:  # drafts may be lost; the schedule is shown all the same
        opened, message = None, told(error)
    else:
        message = done_told(opened, visit.chosen) if opened is not None else ""
    view = _view(picture, visit, opened)
    return page("schedule", visit.frame(_("Schedule"), "/", picture, message), view)


def opened_draft(visit: Visit, picture: Picture) -> OpenDraft | None:
    """What this person is editing; None for those who may not, and where there is no plan to edit."""
    return visit.desk.drafts.open(picture, visit.person.name) if visit.person.role >= Role.PLANNER else None


def _view(picture: Picture, visit: Visit, opened: OpenDraft | None) -> ScheduleView:
    asked = visit.chosen
    by = GroupedBy.UNIT if asked.get("theo") == GroupedBy.UNIT else GroupedBy.MACHINE
    length = asked.get("ngay", "")
    shown = _timeline(picture, by, length, _day(asked.get("tu", "")), editable_of(opened))
    first = shown.period.first_day if shown else picture.today
    length = length if length == WHOLE or length in map(str, LENGTHS) else str(USUAL_DAYS)

    def address(grouped_by: str = by, days: str = length, start: date | None = first) -> str:
        since = f"&tu={start.isoformat()}" if start else ""
        return f"/?theo={grouped_by}&ngay={days}{since}"

    names = {GroupedBy.MACHINE: _("machines"), GroupedBy.UNIT: _("units")}
    lengths = {**{str(days): _("{count} days").format(count=days) for days in LENGTHS}, WHOLE: _("whole campaign")}
    return ScheduleView(
        cards=cards(picture),
        warnings=tuple(told_problem(each) for each in picture.warnings if each.severity is not Severity.NOTE),
        timeline=shown,
        key=tuple((kind.value, kind_told(kind)) for kind in shown.kinds) if shown else (),
        groupings=tuple(Switch(names[each], address(grouped_by=each), each is by) for each in GroupedBy),
        lengths=tuple(Switch(text, address(days=days), days == length) for days, text in lengths.items()),
        earlier=address(start=shown.earlier) if shown and shown.earlier else "",
        later=address(start=shown.later) if shown and shown.later else "",
        now=address(start=None),
        num_columns=len(shown.days) * len(shown.shifts) if shown else 0,
        draft=draft_line(picture, opened) if opened is not None else None,
        here=address(),
    )


def _timeline(
    picture: Picture, by: GroupedBy, length: str, start: date | None, editable: Editable | None
) -> Timeline | None:
    if not picture.versions:
        return None
    calendar = picture.campaign.calendar
    if length == WHOLE:
        return timeline(picture, Period(calendar.first_day, calendar.last_day), by, editable)
    days = int(length) if length in map(str, LENGTHS) else USUAL_DAYS
    return timeline(picture, shown_period(picture.campaign, picture.today, start, days), by, editable)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


PAGES = (Page("/", Role.VIEWER, show, is_packed=True),)
