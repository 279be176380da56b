"""Machines or communes, days and shifts: who stands where, as a table whose cells span the slots of a stay."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from starlette.datastructures import QueryParams

from planner.board.drafts.placements import address_of_stay
from planner.board.picture import Picture
from planner.board.views.closings import Closings
from planner.board.views.editable import Editable
from planner.board.views.placed import Placed, StayKind, kind_told, placed_slots, short_names
from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.texts import plurals_of, spoken_day, spoken_days, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

SATURDAY = 5
_RANK = {kind: rank for rank, kind in enumerate(StayKind)}
"""Of several things in one cell the first of these is told."""


class GroupedBy(StrEnum):
    """What a line of the table stands for."""

    MACHINE = "may"
    UNIT = "xa"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are shown, both ends included."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day's column."""

    day: date
    weekday: str
    is_today: bool
    is_weekend: bool
    is_reportable: bool
    """Whether results of it can be recorded: it is not in the future."""

    @property
    def title(self) -> str:
        """The day of the month, with the month on its first day."""
        return spoken_day(self.day, with_year=False)


@dataclass(frozen=True, slots=True)
class StayPart:
    """One of those who are there in a stretch of slots, where the stay can be moved."""

    label: str
    href: str
    """Where the form is that moves it."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of slots in which one thing holds."""

    kind: StayKind
    label: str
    """Who is there, or why nobody is; empty where nothing is to be said."""
    num_slots: int
    days: str
    """From when to when."""
    dossiers: int | None
    """Collected, or planned; None where there is nothing to count."""
    begins_now: bool = False
    """Whether the past ends with the slot before."""
    why: str = ""
    """Why what was planned cannot be kept; empty where it can."""
    breakdown: str = ""
    """Where the machine is reported broken from this stay's first slot on; empty for what is past or is no stay."""
    parts: tuple[StayPart, ...] = ()
    """Who of those there can be moved by whoever looks at it; mostly one."""
    is_red: bool = False
    """Whether a rule is broken here by what was edited."""
    is_just_moved: bool = False
    """Whether the last change has put it here."""

    @property
    def meaning(self) -> str:
        """The kind in words, with the reason where there is one."""
        told = kind_told(self.kind)
        return _("{meaning}: {reason}").format(meaning=told, reason=self.why) if self.why else told

    @property
    def told(self) -> str:
        """All of it in one sentence, for whoever points at it or does not see it."""
        if self.kind is StayKind.EMPTY:
            return ""
        count = None if self.dossiers is None else spoken_number(self.dossiers)
        told = ngettext("{count} dossier", "{count} dossiers", self.dossiers or 0).format(count=count) if count else ""
        return ", ".join(part for part in (self.label, self.days, told, self.meaning, self.trouble) if part)

    @property
    def trouble(self) -> str:
        """That a rule is broken here; empty where none is."""
        return _("breaks a rule") if self.is_red else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A machine or a commune."""

    name: str
    note: str
    """What it is beside its name; empty mostly."""
    stays: tuple[Stay, ...]
    href: str = ""
    """Where a machine is reported broken from now on, or a unit closed; empty where nothing of it lies ahead."""

    @property
    def listed(self) -> tuple[Stay, ...]:
        """What a list of it names: everything but empty slots."""
        return tuple(stay for stay in self.stays if stay.kind is not StayKind.EMPTY)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The table."""

    grouped_by: GroupedBy
    period: Period
    days: tuple[DayHead, ...]
    shifts: tuple[str, ...]
    """Names in the order of the day."""
    lines: tuple[Line, ...]
    earlier: date | None
    """The first day of the stretch before; None where the campaign begins."""
    later: date | None

    @property
    def kinds(self) -> tuple[StayKind, ...]:
        """Those that occur, for the key."""
        found = {stay.kind for line in self.lines for stay in line.stays}
        return tuple(kind for kind in StayKind if kind in found and kind is not StayKind.EMPTY)


class _Cell(NamedTuple):
    """One slot of a line; those that agree in kind, who and stretch become one stay."""

    kind: StayKind
    who: tuple[str, ...]
    dossiers: int
    stretch: int
    """Cells of different stretches never join."""
    why: str = ""
    """Why it cannot be kept."""
    stands: tuple[tuple[MachineName, UnitCode], ...] = ()
    """Which machines at which stops."""


def shown_period(campaign: Campaign, today: date, asked: date | None, num_days: int) -> Period:
    """So many days from the Monday on or before the day asked for, or before yesterday, within the campaign."""
    first, last = campaign.calendar.first_day, campaign.calendar.last_day
    wanted = asked or today - timedelta(days=1)
    monday = wanted - timedelta(days=wanted.weekday())
    begins = max(first, min(monday, last - timedelta(days=num_days - 1)))
    return Period(begins, min(last, begins + timedelta(days=num_days - 1)))


def timeline(picture: Picture, period: Period, grouped_by: GroupedBy, shown: Editable | None = None) -> Timeline:
    """The table of these days; with what somebody may edit, every stay that can be moved leads to its form."""
    calendar = picture.campaign.calendar
    first = calendar.ordinal(period.first_day, calendar.shift_labels[0])
    last = calendar.ordinal(period.last_day, calendar.shift_labels[-1])
    editing = shown.editing if shown is not None else None
    placed = [each for each in placed_slots(picture, editing) if first <= each.ordinal <= last]
    maker = _Lines(picture, range(first, last + 1), shown)
    by_machine = grouped_by is GroupedBy.MACHINE
    lines = maker.of_machines(placed) if by_machine else maker.of_units(placed)
    length = timedelta(days=(period.last_day - period.first_day).days + 1)
    return Timeline(
        grouped_by=grouped_by,
        period=period,
        days=tuple(_head(picture, day) for day in days_between(period.first_day, period.last_day)),
        shifts=tuple(calendar.shift_labels),
        lines=tuple(lines),
        earlier=max(calendar.first_day, period.first_day - length) if period.first_day > calendar.first_day else None,
        later=period.last_day + timedelta(days=1) if period.last_day < calendar.last_day else None,
    )


def weekday_told(day: date) -> str:
    """In two or three letters."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def _head(picture: Picture, day: date) -> DayHead:
    return DayHead(
        day=day,
        weekday=weekday_told(day),
        is_today=day == picture.today,
        is_weekend=day.weekday() >= SATURDAY,
        is_reportable=day <= picture.today,
    )


class _Lines:
    """Makes lines of what is placed within the slots shown."""

    def __init__(self, picture: Picture, shown: range, editable: Editable | None) -> None:
        self._picture, self._campaign, self._shown = picture, picture.campaign, shown
        self._editable = editable
        self._now = picture.now
        self._open = Openness.of(picture.campaign)
        self._closings = picture.campaign.once(Closings)
        self._shifts = len(picture.campaign.calendar.shifts)
        self._short_names = short_names(picture.campaign)

    def of_machines(self, placed: Iterable[Placed]) -> Iterator[Line]:
        """One a machine of the workbook, in its order."""
        by_machine = _gathered((each.machine, each) for each in placed)
        for machine in self._campaign.machines:
            is_open = self._open.of_machine(machine)
            here = dict(_by_slot(self._campaign, by_machine.get(machine.name, ())))
            stays = self._stays(here, is_open, machine.name, names_units=True)
            yield Line(machine.name, "", stays, self._out_of_service(machine.name, self._now))

    def of_units(self, placed: Iterable[Placed]) -> Iterator[Line]:
        """One a unit of the workbook, in its order."""
        by_unit = _gathered((each.unit, each) for each in placed)
        standings = {each.unit: each for each in self._picture.progress.units}
        for unit in self._campaign.units:
            here: dict[int, list[Placed]] = {}
            for each in by_unit.get(unit.code, ()):
                here.setdefault(each.ordinal, []).append(each)
            left = standings[unit.code].remaining
            note = _("{count} left").format(count=spoken_number(left)) if left else _("done")
            is_open = frozenset(self._open.of_unit(unit))
            stays = self._stays(here, is_open, unit.code, names_units=False)
            yield Line(unit.name, note, stays, self._address("dong", "xa", unit.code, self._now))

    def _stays(
        self, here: Mapping[int, list[Placed]], is_open: frozenset[int], who: str, *, names_units: bool
    ) -> tuple[Stay, ...]:
        cells = [
            (ordinal, self._cell(ordinal, here.get(ordinal, ()), is_open, who, names_units=names_units))
            for ordinal in self._shown
        ]
        joined = groupby(cells, key=lambda each: each[1]._replace(dossiers=0))
        stays = (self._stay([*same], who if names_units else "") for _key, same in joined)
        return tuple(stays)

    def _out_of_service(self, machine: str, ordinal: int) -> str:
        return self._address("hong", "may", machine, ordinal)

    def _address(self, kind: str, field: str, who: str, ordinal: int) -> str:
        """The form that is filled in with who it is about and from which slot on; empty after the last slot."""
        calendar = self._campaign.calendar
        if ordinal > calendar.last_ordinal:
            return ""
        slot = calendar.slot(ordinal)
        asked = {"kieu": kind, field: who, "tu": slot.day.isoformat(), "tu-ca": slot.shift}
        return f"/nghi?{QueryParams(asked)}#{kind}"

    def _cell(
        self, ordinal: int, placed: Iterable[Placed], is_open: frozenset[int], who: str, *, names_units: bool
    ) -> _Cell:
        there = [*placed]
        is_ahead = int(ordinal >= self._now)
        if there:
            names = tuple(dict.fromkeys(self._unit(each.unit) if names_units else each.machine for each in there))
            kind = min((each.kind for each in there), key=_RANK.__getitem__)
            stands = tuple(dict.fromkeys((each.machine, self._campaign.stop_of(each.unit)) for each in there))
            dossiers = sum(each.dossiers for each in there)
            return _Cell(kind, names, dossiers, is_ahead, self._why(ordinal, kind, there), stands)
        if ordinal not in is_open:
            machine, unit = (MachineName(who), None) if names_units else (None, UnitCode(who))
            return _Cell(StayKind.CLOSED, (self._closings.reasons(ordinal, machine, unit),), 0, is_ahead)
        return _Cell(StayKind.EMPTY, (), 0, (ordinal - 1) // self._shifts)

    def _why(self, ordinal: int, kind: StayKind, there: Iterable[Placed]) -> str:
        if kind is not StayKind.LOST:
            return ""
        lost = (each for each in there if each.kind is kind)
        return "; ".join(dict.fromkeys(self._closings.why(ordinal, each.machine, each.unit) for each in lost))

    def _unit(self, code: UnitCode) -> str:
        return self._short_names.get(code, code)

    def _stay(self, cells: list[tuple[int, _Cell]], machine: str) -> Stay:
        first, last = cells[0][0], cells[-1][0]
        cell = cells[0][1]
        counts = cell.kind not in (StayKind.CLOSED, StayKind.EMPTY)
        return Stay(
            kind=cell.kind,
            label=", ".join(cell.who) or (_("closed") if cell.kind is StayKind.CLOSED else ""),
            num_slots=len(cells),
            days=spoken_days(self._open.day(first), self._open.day(last), with_year=False),
            dossiers=sum(each.dossiers for _ordinal, each in cells) if counts else None,
            begins_now=first == self._now and first > 1,
            why=cell.why,
            breakdown=self._out_of_service(machine, first) if machine and counts and first >= self._now else "",
            parts=tuple(self._parts(cell, first)),
            is_red=self._editable is not None
            and any(self._editable.is_red(cell.stands, each) for each, _cell in cells),
            is_just_moved=self._editable is not None and self._editable.has_just_moved(cell.stands, first, last),
        )

    def _parts(self, cell: _Cell, first: int) -> Iterator[StayPart]:
        """Who can be moved of those that stand there from this slot on, what was moved last first."""
        if self._editable is None:
            return
        names = cell.who if len(cell.who) == len(cell.stands) else (", ".join(cell.who),) * len(cell.stands)
        for name, (machine, stop) in zip(names, cell.stands, strict=True):
            stay = self._editable.editing.stays.get((machine, stop, first))
            if stay is not None:
                yield StayPart(name, address_of_stay(self._campaign, stay))


def _gathered(keyed: Iterable[tuple[str, Placed]]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for key, each in keyed:
        found.setdefault(key, []).append(each)
    return found


def _by_slot(campaign: Campaign, placed: Iterable[Placed]) -> Iterator[tuple[int, list[Placed]]]:
    """One a slot and stop; what is told of several units of one stop is added up under the one that gets most."""
    for ordinal, together in groupby(sorted(placed, key=lambda each: each.ordinal), key=lambda each: each.ordinal):
        by_stop: dict[UnitCode, list[Placed]] = {}
        for each in together:
            by_stop.setdefault(campaign.stop_of(each.unit), []).append(each)
        yield ordinal, [_added_up(several) for several in by_stop.values()]


def _added_up(several: list[Placed]) -> Placed:
    shown = max(several, key=lambda each: each.dossiers)
    return shown._replace(dossiers=sum(each.dossiers for each in several))
