"""The duty roster as a table: officers down, the days of a week or a month across; what stays vacant below."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.board.picture import Picture
from planner.board.views.cards import CardLink
from planner.board.views.leaves import LeavesView
from planner.domain.calendar import days_between
from planner.prints.forms.registry import (
    ATTENDANCE,
    DUTY_CHANGES,
    DUTY_SLIPS,
    MONTH_TABLE,
    ROSTER_FORMS,
    WEEK_TABLE,
    PrintForm,
)
from planner.roster.duties import Duty, Roster, Vacancy
from planner.roster.staffing import Officer, OfficerCode, Staffing
from planner.roster.version import Publication, RosterVersion, StoredRoster
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

DAYS_A_WEEK = 7
DUTY_PAPERS: dict[str, PrintForm] = {form.vietnamese[0]: form for form in ROSTER_FORMS}
"""What can be downloaded, by its name in the address; nothing else can."""


class Span(StrEnum):
    """How much is shown at once, by its name in the page's address."""

    WEEK = "tuan"
    MONTH = "thang"


@dataclass(frozen=True, slots=True)
class DutyCell:
    """One duty of an officer on a day."""

    short: str
    """What a narrow column holds."""
    told: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer's days."""

    name: str
    note: str
    """Rank or crew; empty mostly."""
    cells: tuple[tuple[DutyCell, ...], ...]
    """One a day that is shown."""
    away: tuple[str, ...]
    """One a day that is shown: the sign of a leave, with its shifts where it is not the whole day; mostly empty."""
    num_duties: int


@dataclass(frozen=True, slots=True)
class DutyDay:
    """A day's column."""

    title: str
    weekday: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class KnownRoster:
    """What workbook and ledger have of a roster."""

    staffing: Staffing | None
    """None where the workbook names no officers."""
    version: RosterVersion | None
    """The one that is shown; None where none is stored."""
    stored: tuple[StoredRoster, ...]
    """All of them, in order."""
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A stored roster among all."""

    link: CardLink
    told: str
    is_here: bool
    """Whether it is the one that is shown."""


@dataclass(frozen=True, slots=True)
class DutyTable:
    """The page."""

    has_officers: bool
    has_roster: bool
    facts: tuple[tuple[str, str], ...]
    """What is told of the roster: its number, its plan, who made it, how far it was published."""
    span: Span
    spans: tuple[tuple[CardLink, bool], ...]
    """Ways to show more or less, each with whether it is chosen."""
    earlier: CardLink | None
    later: CardLink | None
    days: tuple[DutyDay, ...]
    lines: tuple[OfficerLine, ...]
    vacant: tuple[str, ...]
    """Of the days shown, seats that nobody takes."""
    machines: tuple[str, ...]
    """In the order in which short cells number them."""
    shifts: tuple[str, ...]
    papers: tuple[CardLink, ...]
    rosters: tuple[RosterLine, ...]
    """All that are stored, the latest first."""
    unpublished: str
    """That the roster shown is not what officers know; empty where it is."""
    details: CardLink | None
    """Where its changes are told and it is published; None without a roster."""
    leaves: LeavesView | None = None
    """None where the workbook names no officers."""


def duty_table(picture: Picture, known: KnownRoster, span: Span, start: date) -> DutyTable:
    """The week or month around a day; without a roster only what there is to say."""
    staffing, version = known.staffing, known.version
    calendar = picture.campaign.calendar
    first, last = _period(span, start)
    roster = version.roster if version is not None else None
    names = {Span.WEEK: _("one week"), Span.MONTH: _("one month")}
    is_latest = version is None or version.number == known.stored[-1].number
    chosen = "" if is_latest or version is None else f"&so={version.number}"
    return DutyTable(
        has_officers=staffing is not None,
        has_roster=roster is not None,
        facts=tuple(roster_facts(picture, version, known.publications)) if version is not None else (),
        span=span,
        spans=tuple((_link(names[each], each, start, chosen), each is span) for each in Span),
        earlier=_link(_("earlier"), span, first - timedelta(days=1), chosen) if first > calendar.first_day else None,
        later=_link(_("later"), span, last + timedelta(days=1), chosen) if last < calendar.last_day else None,
        days=tuple(_day(picture, each) for each in days_between(first, last)),
        lines=tuple(_lines(picture, staffing, roster, [*days_between(first, last)])) if roster is not None else (),
        vacant=tuple(_vacancy_told(picture, each) for each in roster.vacant if first <= each.date <= last)
        if roster is not None
        else (),
        machines=tuple(machine.name for machine in picture.campaign.machines),
        shifts=tuple(calendar.shift_labels),
        papers=tuple(duty_papers(version.number)) if version is not None else (),
        rosters=tuple(_rosters(picture, known)),
        unpublished=_unpublished(known),
        details=None
        if version is None
        else CardLink(_("What roster {number} changes").format(number=version.number), f"/lich-truc/{version.number}"),
    )


def _period(span: Span, day: date) -> tuple[date, date]:
    if span is Span.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=DAYS_A_WEEK - 1)


def _link(text: str, span: Span, day: date, chosen: str) -> CardLink:
    return CardLink(text, f"/lich-truc?xem={span}&tu={day.isoformat()}{chosen}")


def _day(picture: Picture, day: date) -> DutyDay:
    weekdays = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return DutyDay(spoken_day(day, with_year=False), weekdays[day.weekday()], day == picture.today)


def roster_facts(
    picture: Picture, version: RosterVersion, publications: tuple[Publication, ...]
) -> Iterator[tuple[str, str]]:
    """What is told of a roster beside its duties, each by its name."""
    yield _("Roster"), spoken_number(version.number)
    yield _("Staffs plan"), spoken_number(version.roster.plan_version)
    made = spoken_moment(version.made_at, picture.campaign.clock)
    yield _("Made"), _("{who}, {moment}").format(who=version.made_by, moment=made)
    until = _until(publications, version.number)
    yield _("Published up to"), spoken_day(until) if until is not None else _("not published")
    missing = sum(each.officers for each in version.roster.vacant)
    yield _("Seats that nobody takes"), spoken_number(missing)


def _until(publications: tuple[Publication, ...], number: int) -> date | None:
    """Up to which day a roster was published last; None where it never was."""
    return next((each.until for each in reversed(publications) if each.version == number), None)


def _unpublished(known: KnownRoster) -> str:
    last = known.publications[-1] if known.publications else None
    if known.version is None or (last is not None and last.version == known.version.number):
        return ""
    if last is None:
        return _("Roster {number} is not published yet.").format(number=known.version.number)
    return _("Roster {number} is not what officers go by: roster {other} is published up to {day}.").format(
        number=known.version.number, other=last.version, day=spoken_day(last.until)
    )


def _rosters(picture: Picture, known: KnownRoster) -> Iterator[RosterLine]:
    for each in reversed(known.stored):
        until = _until(known.publications, each.number)
        published = (
            _("published up to {day}").format(day=spoken_day(until)) if until is not None else _("not published")
        )
        made = spoken_moment(each.made_at, picture.campaign.clock)
        yield RosterLine(
            CardLink(_("Duty roster {number}").format(number=each.number), f"/lich-truc/{each.number}"),
            f"{made}, {each.made_by}; {published}",
            known.version is not None and each.number == known.version.number,
        )


def _lines(picture: Picture, staffing: Staffing | None, roster: Roster, days: list[date]) -> Iterator[OfficerLine]:
    """Officers in workbook order, then those whom only the roster knows."""
    by_officer: dict[str, list[Duty]] = {}
    for duty in roster.duties:
        by_officer.setdefault(duty.officer, []).append(duty)
    known: dict[str, Officer] = {each.code: each for each in staffing.officers} if staffing is not None else {}
    for code in dict.fromkeys([*known, *by_officer]):
        duties = by_officer.get(code, [])
        officer = known.get(code)
        note = ", ".join(filter(None, (officer.rank, officer.crew))) if officer is not None else ""
        cells = tuple(tuple(_cell(picture, duty) for duty in duties if duty.date == day) for day in days)
        away = tuple(_away(staffing, code, day) for day in days)
        yield OfficerLine(officer.name if officer is not None else code, note, cells, away, sum(map(len, cells)))


def _away(staffing: Staffing | None, officer: str, day: date) -> str:
    leaves = staffing.leaves_by_officer.get(OfficerCode(officer), ()) if staffing is not None else ()
    here = [each for each in leaves if each.first_day <= day <= each.last_day]
    return "; ".join(dict.fromkeys(" ".join((each.kind.value, *each.shifts)) for each in here))


def _cell(picture: Picture, duty: Duty) -> DutyCell:
    shifts, machines = picture.campaign.calendar.shift_labels, [each.name for each in picture.campaign.machines]
    shift = shifts.index(duty.shift) + 1 if duty.shift in shifts else duty.shift
    machine = machines.index(duty.machine) + 1 if duty.machine in machines else duty.machine
    told = " · ".join(filter(None, (duty.shift, duty.machine, picture.name_of(duty.unit), duty.role)))
    return DutyCell(f"{shift}/{machine}", told, duty.done)


def _vacancy_told(picture: Picture, vacancy: Vacancy) -> str:
    told = ngettext("{count} officer is missing", "{count} officers are missing", vacancy.officers)
    about = " · ".join(
        filter(
            None,
            (
                spoken_day(vacancy.date, with_year=False),
                vacancy.shift,
                vacancy.machine,
                picture.name_of(vacancy.unit),
                vacancy.role,
            ),
        )
    )
    return f"{about}: {told.format(count=spoken_number(vacancy.officers))}"


def duty_papers(number: int) -> Iterator[CardLink]:
    """What can be downloaded of a roster."""
    titles = {
        WEEK_TABLE.name: _("Week tables"),
        MONTH_TABLE.name: _("Month tables"),
        ATTENDANCE.name: _("Attendance sheets"),
        DUTY_CHANGES.name: _("Notice of changed duties"),
        DUTY_SLIPS.name: _("Slips for each officer"),
    }
    for name, form in DUTY_PAPERS.items():
        yield CardLink(titles[form.name], f"/lich-truc/{number}/{name}.zip")
