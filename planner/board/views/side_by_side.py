"""Two plans of the same days, one above the other: who stands where in each, machine by machine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from planner.board.views.placed import short_names
from planner.board.views.timeline import SATURDAY, weekday_told
from planner.domain.calendar import Calendar
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.texts import plurals_of, spoken_day, spoken_days, spoken_number, texts_of
from planner.workflow.days.comparing import Compared

_ = texts_of("board")
ngettext = plurals_of("board")


class SideKind(StrEnum):
    """What a stretch of slots in one plan is beside the other plan; told by colour and sign."""

    SAME = "same"
    GONE = "gone"
    """Only in the earlier plan."""
    COME = "come"
    """Only in the later one."""
    EMPTY = "empty"


def side_told(kind: SideKind) -> str:
    """What the kind means."""
    return {
        SideKind.SAME: _("in both plans"),
        SideKind.GONE: _("taken away"),
        SideKind.COME: _("new"),
        SideKind.EMPTY: "",
    }[kind]


@dataclass(frozen=True, slots=True)
class SideDay:
    """A day's columns."""

    day: date
    weekday: str
    is_weekend: bool
    is_after_gap: bool
    """Whether days before it are left out, because nothing changes on them."""

    @property
    def title(self) -> str:
        """Day and month."""
        return spoken_day(self.day, with_year=False)


@dataclass(frozen=True, slots=True)
class SideStay:
    """A stretch of slots in which one machine is at one unit, or nowhere."""

    kind: SideKind
    label: str
    num_slots: int
    days: str
    dossiers: int
    begins_after_gap: bool

    @property
    def meaning(self) -> str:
        """The kind in words."""
        return side_told(self.kind)

    @property
    def told(self) -> str:
        """All of it in one sentence; empty where the machine is nowhere."""
        if self.kind is SideKind.EMPTY:
            return ""
        count = ngettext("{count} dossier", "{count} dossiers", self.dossiers)
        parts = (self.label, self.days, count.format(count=spoken_number(self.dossiers)), self.meaning)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class SideLine:
    """One machine in both plans."""

    machine: str
    before: tuple[SideStay, ...]
    after: tuple[SideStay, ...]

    @property
    def changes(self) -> tuple[SideStay, ...]:
        """What a list of it names: what is taken away, then what is new."""
        return tuple(stay for stay in (*self.before, *self.after) if stay.kind in (SideKind.GONE, SideKind.COME))


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The days on which the plans differ, and the machines that are otherwise on them."""

    days: tuple[SideDay, ...]
    """Empty where both plans are the same from the first slot that the later one plans."""
    shifts: tuple[str, ...]
    lines: tuple[SideLine, ...]
    num_same: int
    """Machines that stand where they stood, always."""

    @property
    def num_columns(self) -> int:
        """Slots that are shown."""
        return len(self.days) * len(self.shifts)

    @property
    def kinds(self) -> tuple[tuple[SideKind, str], ...]:
        """Those that occur, with what they mean."""
        found = {stay.kind for line in self.lines for stay in (*line.before, *line.after)}
        return tuple((kind, side_told(kind)) for kind in SideKind if kind in found and kind is not SideKind.EMPTY)


class _Stand(NamedTuple):
    """Where a machine is in a slot; in a cluster at the unit where it collects most, with what it collects in all."""

    unit: UnitCode
    dossiers: int


_Stands = Mapping[tuple[MachineName, int], _Stand]


def side_by_side(pair: Compared) -> SideBySide:
    """Both plans from the first slot on that the later one plans, on the days on which they differ."""
    calendar = pair.campaign.calendar
    first = pair.new.plan.first_ordinal_ahead(calendar)
    before, after = (_stands(calendar, each.plan, first) for each in (pair.old, pair.new))
    others = {place for place in before.keys() | after.keys() if _unit(before, place) != _unit(after, place)}
    days = sorted({calendar.slot(ordinal).day for _machine, ordinal in others})
    known = [machine.name for machine in pair.campaign.machines]
    lost = sorted({machine for machine, _ordinal in others} - set(known))
    changed = {machine for machine, _ordinal in others}
    sides = _Sides(pair, days, before, after)
    return SideBySide(
        days=tuple(_heads(days)),
        shifts=tuple(calendar.shift_labels),
        lines=tuple(sides.line(name) for name in (*known, *lost) if name in changed),
        num_same=len(set(known) - changed),
    )


def _stands(calendar: Calendar, plan: Plan, first: int) -> dict[tuple[MachineName, int], _Stand]:
    """What the plan has ahead; rows of shifts that the workbook no longer has are left out."""
    found: dict[tuple[MachineName, int], _Stand] = {}
    most: dict[tuple[MachineName, int], int] = {}
    for row in plan.assignments:
        if row.done or row.shift not in calendar.shift_labels:
            continue
        place = row.machine, calendar.ordinal(row.date, row.shift)
        if place[1] < first:
            continue
        known = found.get(place, _Stand(row.unit, 0))
        unit = row.unit if row.dossiers > most.get(place, -1) else known.unit
        most[place] = max(row.dossiers, most.get(place, -1))
        found[place] = _Stand(unit, known.dossiers + row.dossiers)
    return found


def _unit(stands: _Stands, place: tuple[MachineName, int]) -> UnitCode | None:
    return stands[place].unit if place in stands else None


def _heads(days: list[date]) -> Iterator[SideDay]:
    before: date | None = None
    for day in days:
        is_after_gap = before is not None and day - before > timedelta(days=1)
        yield SideDay(day, weekday_told(day), day.weekday() >= SATURDAY, is_after_gap)
        before = day


class _Sides:
    """Makes the lines."""

    def __init__(self, pair: Compared, days: list[date], before: _Stands, after: _Stands) -> None:
        self._calendar, self._campaign = pair.campaign.calendar, pair.campaign
        self._names = short_names(pair.campaign)
        self._before, self._after = before, after
        self._after_gap = {head.day for head in _heads(days) if head.is_after_gap}
        self._ordinals = [self._calendar.ordinal(day, shift) for day in days for shift in self._calendar.shift_labels]

    def line(self, machine: MachineName) -> SideLine:
        return SideLine(
            machine,
            tuple(self._stays(machine, self._before, self._after, SideKind.GONE)),
            tuple(self._stays(machine, self._after, self._before, SideKind.COME)),
        )

    def _stays(self, machine: MachineName, own: _Stands, other: _Stands, otherwise: SideKind) -> Iterator[SideStay]:
        """A stay ends where days are left out, though the machine may be at the same unit after them."""
        stretch, cells = 0, list[tuple[int, SideKind, UnitCode | None, int]]()
        for ordinal in self._ordinals:
            stretch += self._begins_after_gap(ordinal)
            unit = _unit(own, (machine, ordinal))
            is_same = unit == _unit(other, (machine, ordinal))
            kind = SideKind.EMPTY if unit is None else SideKind.SAME if is_same else otherwise
            # nowhere is told day by day, so that the lines between days go through
            part = stretch if unit is not None else -self._calendar.slot(ordinal).day.toordinal()
            cells.append((part, kind, unit, ordinal))
        for (_part, kind, unit), same in groupby(cells, key=lambda cell: cell[:3]):
            ordinals = [cell[-1] for cell in same]
            first, last = (self._calendar.slot(each).day for each in (ordinals[0], ordinals[-1]))
            yield SideStay(
                kind=kind,
                label=self._names.get(unit, unit) if unit is not None else "",
                num_slots=len(ordinals),
                days=spoken_days(first, last, with_year=False),
                dossiers=sum(own[machine, each].dossiers for each in ordinals if (machine, each) in own),
                begins_after_gap=self._begins_after_gap(ordinals[0]),
            )

    def _begins_after_gap(self, ordinal: int) -> bool:
        slot = self._calendar.slot(ordinal)
        return slot.day in self._after_gap and slot.shift == self._calendar.shift_labels[0]
