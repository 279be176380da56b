"""One day's results: what was to happen in each slot, beside the fields for what did."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from planner.board.picture import Picture
from planner.board.views.closings import ClosedOnDay, Closings
from planner.domain.calendar import Slot
from planner.domain.hours import hours_of
from planner.domain.results import ResultKey
from planner.errors import Problem
from planner.ledger.reported import RecordedResult
from planner.texts import spoken_day, spoken_hours, spoken_moment, spoken_number, texts_of
from planner.workflow.days.day_findings import findings_of_day

_ = texts_of("board")

NUM_EXTRA_ROWS, MOST_EXTRA_ROWS = 2, 40
FIGURES = ("thu", "duyet", "kichhoat")
"""The fields of figures, by the names under which the form sends them."""
NOTE = "ghichu"


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands in the fields of a row, as text; empty where nothing does."""

    collected: str = ""
    approved: str = ""
    activated: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no figure stands here, whatever the note says."""
        return not (self.collected or self.approved or self.activated)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of two people for one slot, between which the second decides."""

    told: str
    """Who recorded what when, and what was typed."""
    keep: str
    """The choice that lets the other's stand."""
    replace: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A slot that was planned or reported, with its fields."""

    place: str
    """By which the form names its fields."""
    key: ResultKey
    unit: str
    slot: str
    """Machine, shift and hours in words."""
    planned: str
    """Dossiers; empty where it was not planned."""
    figures: Figures
    """As recorded, or as typed."""
    held: Figures
    """As recorded."""
    recorded: str
    """Who recorded what stands here, and when; empty where nobody did."""
    row_number: int
    """Of the ledger's row that counts; 0 for none."""
    seen: int
    """The row that its writer saw, which the form sends back; another than that counts where others wrote since."""
    closed: str = ""
    """Why the slot is closed to its machine or unit; empty where it is open."""
    findings: tuple[str, ...] = ()
    """What looks odd about the figures as recorded; they count all the same."""
    conflict: Conflict | None = None
    """Who has recorded something else since; None mostly."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with a field, by the field's name."""


@dataclass(frozen=True, slots=True)
class UnitOfSheet:
    """The rows of one commune."""

    name: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from a list."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """An empty row for what was not planned, or what was typed into it."""

    place: str
    unit: str = ""
    machine: str = ""
    shift: str = ""
    figures: Figures = Figures()
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DaySheet:
    """The page of one day."""

    day: date
    title: str
    units: tuple[UnitOfSheet, ...]
    num_planned: int
    num_reported: int
    """Of those planned, how many have a result."""
    is_open: bool
    """Whether results can be recorded: the day is not in the future."""
    is_planned: bool
    """Whether there is any plan at all."""
    earlier: date | None
    later: date | None
    silent: date | None
    """The first other day that lacks a result; None where none does."""
    form_key: str
    """By which the same form, sent twice, counts once."""
    machines: tuple[Choice, ...]
    shifts: tuple[Choice, ...]
    choice_units: tuple[Choice, ...]
    extra: tuple[ExtraRow, ...]
    closed: tuple[ClosedOnDay, ...] = ()
    """What is closed on the day, all of it or some shifts, beside what the rows tell of their slots."""
    problems: tuple[Problem, ...] = ()
    """Of what was sent, where no field can bear them."""
    refusal: str = ""
    """Why nothing was recorded of what was sent; empty where nothing was refused."""
    writer: str = ""
    """Under whose name it would be recorded; what a browser keeps of the form is theirs."""
    is_as_typed: bool = False
    """Whether its fields hold what was sent, and not what is recorded."""

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """All of them, in the order of their places."""
        return tuple(row for unit in self.units for row in unit.rows)

    @property
    def has_findings(self) -> bool:
        """Whether somebody should look at a figure that was recorded."""
        return any(row.findings for row in self.rows)


def day_sheet(picture: Picture, day: date, form_key: str, num_extra: int = NUM_EXTRA_ROWS) -> DaySheet:
    """The sheet of a day of the campaign, with what the ledger has of it, and rows for what was not planned."""
    campaign, calendar = picture.campaign, picture.campaign.calendar
    rows = _rows(picture, day)
    planned = [row for row in rows if row.planned]
    by_unit = groupby(rows, key=lambda row: row.unit)
    in_rows = {about for row in rows if row.closed for about in (row.key.machine, row.key.unit) if about}
    return DaySheet(
        day=day,
        title=_("Results of {day}").format(day=spoken_day(day)),
        units=tuple(UnitOfSheet(name, tuple(same)) for name, same in by_unit),
        num_planned=len(planned),
        num_reported=sum(row.row_number > 0 for row in planned),
        is_open=day <= picture.today,
        is_planned=bool(picture.versions),
        earlier=day - timedelta(days=1) if day > calendar.first_day else None,
        later=day + timedelta(days=1) if day < calendar.last_day else None,
        silent=_silent_day(picture, day),
        form_key=form_key,
        machines=tuple(Choice(each.name, each.name) for each in campaign.machines),
        shifts=tuple(Choice(each, each) for each in calendar.shift_labels),
        choice_units=tuple(Choice(each.code, each.name) for each in campaign.units),
        extra=tuple(ExtraRow(f"t{number}") for number in range(min(num_extra, MOST_EXTRA_ROWS))),
        closed=tuple(each for each in campaign.once(Closings).of_day(day) if each.about not in in_rows),
    )


def day_to_show(picture: Picture) -> date:
    """Of which day results are asked for first: the first that lacks any, else today or the nearest day to it."""
    silent = [slot.day for slot in picture.without_result]
    return min(silent) if silent else nearest_day(picture)


def nearest_day(picture: Picture) -> date:
    """Today, or the campaign's day that is nearest to it."""
    calendar = picture.campaign.calendar
    return max(calendar.first_day, min(picture.today, calendar.last_day))


def _silent_day(picture: Picture, day: date) -> date | None:
    """The first day but this one of which some slot has no result yet."""
    return min((slot.day for slot in picture.without_result if slot.day != day), default=None)


def _rows(picture: Picture, day: date) -> list[SheetRow]:
    """Planned slots and results of the day by unit, in each by shift and machine; what has no machine stands last."""
    recorded = {row.result.key: row for row in picture.rows if row.counts and row.result.day == day}
    planned = {slot.key: slot.dossiers for slot in picture.planned if slot.day == day}
    shifts = picture.campaign.calendar.shift_labels
    keys = sorted(
        {*planned, *recorded},
        key=lambda key: (
            key.unit,
            shifts.index(key.shift) if key.shift in shifts else len(shifts),
            key.machine or "",
        ),
    )
    findings: dict[int, list[str]] = {}
    for each in findings_of_day(picture.campaign, picture.rows, picture.planned, day):
        findings.setdefault(each.row, []).append(each.what)
    rows = [_row(picture, place, key, planned.get(key), recorded.get(key)) for place, key in enumerate(keys)]
    return [replace(row, findings=tuple(findings.get(row.row_number, ()))) for row in rows]


def _row(
    picture: Picture, place: int, key: ResultKey, planned: int | None, recorded: RecordedResult | None
) -> SheetRow:
    number = recorded.number if recorded else 0
    return SheetRow(
        place=str(place),
        key=key,
        unit=picture.name_of(key.unit),
        slot=_slot_told(picture, key),
        planned="" if planned is None else spoken_number(planned),
        figures=figures_of(recorded),
        held=figures_of(recorded),
        recorded="" if recorded is None else who_told(picture, recorded),
        row_number=number,
        seen=number,
        closed=_closed(picture, key),
    )


def _closed(picture: Picture, key: ResultKey) -> str:
    calendar = picture.campaign.calendar
    if key.shift not in calendar.shift_labels:
        return ""
    return picture.campaign.once(Closings).why(calendar.ordinal(key.day, key.shift), key.machine, key.unit)


def figures_of(recorded: RecordedResult | None) -> Figures:
    """The figures of a recorded row as they stand in its fields."""
    if recorded is None:
        return Figures()
    result = recorded.result
    approved, activated = ("" if figure is None else str(figure) for figure in (result.approved, result.activated))
    return Figures(str(result.collected), approved, activated, result.note)


def who_told(picture: Picture, recorded: RecordedResult) -> str:
    """Who recorded it, and when."""
    at = spoken_moment(recorded.recorded_at, picture.campaign.clock)
    return _("{who}, {moment}").format(who=recorded.recorded_by, moment=at)


def _slot_told(picture: Picture, key: ResultKey) -> str:
    machine, shift = key.machine, key.shift
    if machine is None or shift is None:
        return _("without a machine")
    if shift not in picture.campaign.calendar.shift_labels:
        return f"{machine} · {shift}"
    hours = hours_of(picture.campaign, Slot(key.day, shift), key.unit, machine)
    return f"{machine} · {shift} · {spoken_hours(*hours)}"
