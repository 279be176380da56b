"""A machine's itinerary: its days in order, where it stands, and how far it goes from one halt to the next."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from planner.domain.calendar import Slot, days_between
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind
from planner.domain.cluster_hours import StopHours
from planner.domain.distance import Roads, Whereabouts
from planner.domain.hours import Hours, hours_of
from planner.domain.plan import Assignment, Plan
from planner.domain.record import Record, UnitCode
from planner.prints.forms.itinerary import wording
from planner.prints.words.former_names import name_with_former
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import Text

ONE_DAY = timedelta(days=1)


class Departure(Record):
    """The machine sets out from its base."""

    base: Text
    km: float
    """To the halt that follows."""


class WorkDay(Record):
    """A day, or the part of a day, at a halt."""

    day: date
    shifts: Text
    """With their hours; at a cluster also those of its units."""
    dossiers: int
    is_done: bool
    """Past: the dossiers are what was collected."""


class Pause(Record):
    """Days between two working days on which the machine does not work, for one reason."""

    first_day: date
    last_day: date
    reason: Text


class Halt(Record):
    """A place where the machine works until it goes elsewhere; days without work do not end it."""

    place: Text
    unit: Text
    """Or the cluster, whose days say when each of its units is received."""
    days: tuple[WorkDay | Pause, ...]
    km_to_next: float | None = None
    """None where it does not drive on from here: at its last halt, and where the next leg begins at a base or is
    free."""


class Itinerary(Record):
    """A machine's way through the campaign."""

    machine: Text
    stages: tuple[Departure | Pause | Halt, ...]
    num_days: int
    """On which it works."""
    dossiers: int
    km: float
    """Not rounded; over all machines of a plan, and rounded, this is the goal *travel*."""
    notes: tuple[Text, ...] = ()
    """Its postings' notes."""

    @property
    def has_past(self) -> bool:
        """Whether any of its days is done."""
        return any(isinstance(day, WorkDay) and day.is_done for halt in self.halts for day in halt.days)

    @property
    def halts(self) -> tuple[Halt, ...]:
        """Its halts in order."""
        return tuple(stage for stage in self.stages if isinstance(stage, Halt))


class _CrewHours:
    """When a crew works, and at a cluster when it receives whom."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._campaign = campaign
        self._hours = StopHours(campaign, plan.assignments)
        self._at_stop: dict[tuple[Slot, UnitCode], list[Assignment]] = {}
        for row in plan.assignments:
            self._at_stop.setdefault((Slot(row.date, row.shift), campaign.stop_of(row.unit)), []).append(row)

    def told(self, rows: list[Assignment]) -> str:
        """The shifts of one machine's day at one stop, given its rows of that day."""
        labels = [printed_label(self._campaign, row.date, row.shift) for row in rows]
        units = self._campaign.units_at(self._campaign.stop_of(rows[0].unit))
        if len(units) == 1:
            return wording.shifts_told(labels, map(self._hours.of, rows), {})
        slots = dict.fromkeys(Slot(row.date, row.shift) for row in rows)
        parts: dict[UnitCode, list[Hours]] = {unit: [] for unit in units}
        for slot in slots:
            for each in self._at_stop[slot, units[0]]:
                parts[each.unit].append(self._hours.of(each))
        names = {self._campaign.units_by_code[unit].name: own for unit, own in parts.items() if own}
        in_all = [hours_of(self._campaign, slot, None, rows[0].machine) for slot in slots]
        return wording.shifts_told(labels, in_all, names)


class _Spell(NamedTuple):
    """Rows one after the other at one stop and place."""

    unit: UnitCode
    """Of a cluster the one that stands for it."""
    posting: Posting | None
    rows: list[Assignment]

    @property
    def is_fixed(self) -> bool:
        return self.posting is not None and self.posting.kind is PostingKind.FIXED

    @property
    def fixed_place(self) -> str:
        return self.posting.place if self.posting is not None and self.is_fixed else ""


class _Way(NamedTuple):
    """How the machine comes to a halt."""

    base: UnitCode | None
    """Where the leg begins at a base."""
    km: float | None
    """None where it does not come from anywhere: at a fixed place, and where the leg is free."""


def itinerary_of(campaign: Campaign, plan: Plan, machine: Machine) -> Itinerary:
    """The machine's days in the plan, past ones included; without any it has no stages."""
    calendar = campaign.calendar
    rows = sorted(
        (row for row in plan.assignments if row.machine == machine.name),
        key=lambda row: calendar.ordinal(row.date, row.shift),
    )
    spells = list(_spells(campaign, machine, rows))
    crew = _CrewHours(campaign, plan)
    ways = list(_ways(campaign, machine, spells))
    return Itinerary(
        machine=machine.name,
        stages=tuple(_stages(campaign, machine, crew, spells, ways)),
        num_days=len({row.date for row in rows}),
        dossiers=sum(row.dossiers for row in rows),
        km=sum(way.km or 0.0 for way in ways),
        notes=tuple(_notes(campaign, machine)) if rows else (),
    )


def _notes(campaign: Campaign, machine: Machine) -> Iterator[str]:
    others = [other.name for other in campaign.groups[machine.name] if other.name != machine.name]
    if others:
        yield wording.together_with(machine.group, others)
    yield from (posting.note for posting in machine.postings if posting.note.strip())


def _spells(campaign: Campaign, machine: Machine, rows: Iterable[Assignment]) -> Iterator[_Spell]:
    spell: _Spell | None = None
    for row in rows:
        here = _Spell(campaign.stop_of(row.unit), machine.posting_on(row.date), [row])
        if spell is not None and _is_same_halt(spell, here):
            spell.rows.append(row)
            continue
        if spell is not None:
            yield spell
        spell = here
    if spell is not None:
        yield spell


def _is_same_halt(one: _Spell, other: _Spell) -> bool:
    return (one.unit, one.is_fixed, one.fixed_place) == (other.unit, other.is_fixed, other.fixed_place)


def _ways(campaign: Campaign, machine: Machine, spells: Iterable[_Spell]) -> Iterator[_Way]:
    """As the goal *travel* counts."""
    roads, whereabouts = Roads.of(campaign), Whereabouts()
    for spell in spells:
        has_set_out = machine.name in whereabouts.standing
        origin = whereabouts.move(machine.name, spell.posting, spell.unit)
        km = roads.km(origin, spell.unit) if origin is not None else None
        yield _Way(None if has_set_out else origin, km)


def _stages(
    campaign: Campaign, machine: Machine, crew: _CrewHours, spells: list[_Spell], ways: list[_Way]
) -> Iterator[Departure | Pause | Halt]:
    units = campaign.units_by_code
    clusters = {cluster.stop: cluster.name for cluster in campaign.clusters if len(cluster.units) > 1}
    for position, (spell, way) in enumerate(zip(spells, ways, strict=True)):
        if position:
            yield from _pauses(campaign, machine, spells[position - 1].rows[-1].date, spell.rows[0].date)
        if way.base is not None:
            yield Departure(base=units[way.base].name, km=way.km or 0.0)
        next_way = ways[position + 1] if position + 1 < len(ways) else None
        yield Halt(
            place=spell.fixed_place or units[spell.unit].place,
            unit=clusters.get(spell.unit) or name_with_former(units[spell.unit], spell.rows[0].date),
            days=tuple(_days(campaign, machine, crew, spell.rows)),
            km_to_next=next_way.km if next_way is not None and next_way.base is None else None,
        )


def _days(campaign: Campaign, machine: Machine, crew: _CrewHours, rows: list[Assignment]) -> Iterator[WorkDay | Pause]:
    last: date | None = None
    for day, of_day in groupby(rows, key=lambda row: row.date):
        if last is not None:
            yield from _pauses(campaign, machine, last, day)
        together = list(of_day)
        yield WorkDay(
            day=day,
            shifts=crew.told(together),
            dossiers=sum(row.dossiers for row in together),
            is_done=all(row.done for row in together),
        )
        last = day


def _pauses(campaign: Campaign, machine: Machine, before: date, after: date) -> Iterator[Pause]:
    """The days between two working days, those with the same reason together."""
    between = days_between(before + ONE_DAY, after - ONE_DAY)
    for reason, days in groupby(between, key=lambda day: _reason(campaign, machine, day)):
        first, *rest = days
        yield Pause(first_day=first, last_day=rest[-1] if rest else first, reason=reason)


def _reason(campaign: Campaign, machine: Machine, day: date) -> str:
    """Why nobody works: a closure that takes the whole day, or nothing but that nothing was planned."""
    closures = [
        closure
        for closure in campaign.closures
        if closure.unit is None
        and closure.machine in (None, machine.name)
        and closure.first_day <= day <= closure.last_day
        and (not closure.weekdays or day.weekday() in closure.weekdays)
    ]
    if {shift for closure in closures for shift in closure.shifts} < set(campaign.calendar.shift_labels):
        return wording.NOT_PLANNED
    return wording.day_off(next((closure.reason for closure in closures if closure.reason.strip()), ""))
