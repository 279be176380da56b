"""What is entered beside the workbook while a campaign runs: breakdowns, closures, pins and leaves of officers.

Each with who, when and why.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import PositiveInt, model_validator

from planner.domain.calendar import Calendar, Slot
from planner.domain.campaign import Campaign, Closure, Pin
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.texts import texts_of

_ = texts_of("domain")


class AdjustmentKind(StrEnum):
    """What an adjustment says."""

    BREAKDOWN = "breakdown"
    """A machine works nowhere."""
    CLOSURE = "closure"
    """Nobody comes to a unit."""
    PIN = "pin"
    """A machine is at a unit in each slot that is open to both."""
    LEAVE = "leave"
    """An officer is away; of rosters alone, no plan rests on it."""


class Adjustment(Record):
    """One thing that is otherwise than the workbook says, from a first slot to a last one, both included."""

    kind: AdjustmentKind
    machine: MachineName | None = None
    """None for the closure of a unit and a leave."""
    unit: UnitCode | None = None
    """None for a breakdown and a leave."""
    officer: str | None = None
    """The code of who is away; None for everything but a leave."""
    leave: str | None = None
    """The sign of the kind of leave, as sheets have it; None for everything else."""
    first_day: date
    first_shift: ShiftLabel
    last_day: date
    last_shift: ShiftLabel
    reason: str = ""

    @model_validator(mode="after")
    def _is_about_what_its_kind_says(self) -> "Adjustment":
        if (self.machine is None) != (self.kind in {AdjustmentKind.CLOSURE, AdjustmentKind.LEAVE}):
            raise ValueError("every adjustment but the closure of a unit and a leave names a machine")
        if (self.unit is None) != (self.kind in {AdjustmentKind.BREAKDOWN, AdjustmentKind.LEAVE}):
            raise ValueError("every adjustment but a breakdown and a leave names a unit")
        if not (self.officer is None) == (self.leave is None) == (self.kind is not AdjustmentKind.LEAVE):
            raise ValueError("a leave, and no other adjustment, names an officer and the kind of leave")
        if self.last_day < self.first_day:
            raise ValueError("an adjustment ends no earlier than it begins")
        return self

    @property
    def first(self) -> Slot:
        """The first slot in which it holds."""
        return Slot(self.first_day, self.first_shift)

    @property
    def last(self) -> Slot:
        """The last slot in which it holds."""
        return Slot(self.last_day, self.last_shift)


class EnteredAdjustment(Record):
    """An adjustment with its place in the ledger."""

    number: PositiveInt
    adjustment: Adjustment
    entered_at: datetime
    entered_by: str
    withdraws: PositiveInt | None = None
    """The number of the row that this one takes back; it adjusts nothing itself."""
    is_withdrawn: bool = False
    """Whether a later row has taken it back."""

    @property
    def holds(self) -> bool:
        """Whether it adjusts the campaign."""
        return self.withdraws is None and not self.is_withdrawn

    @property
    def is_of_rosters(self) -> bool:
        """Whether it is about officers, so that plans need not know of it."""
        return self.adjustment.kind is AdjustmentKind.LEAVE


def num_for_plans(entered: Iterable[EnteredAdjustment], after: int) -> int:
    """How many rows after this number plans rest on."""
    return sum(each.number > after and not each.is_of_rosters for each in entered)


def source_of(number: int) -> str:
    """By what name a pin of the campaign tells that it stands in the ledger and not in the workbook."""
    return _("adjustment {number}").format(number=number)


class Adjusted(NamedTuple):
    """A campaign with adjustments folded in."""

    campaign: Campaign
    left_out: tuple[EnteredAdjustment, ...]
    """Those that hold, but name a machine, unit or shift that the workbook no longer has."""


def adjusted(campaign: Campaign, entered: Iterable[EnteredAdjustment]) -> Adjusted:
    """The campaign of the workbook with every adjustment that holds as closures and pins of its own."""
    holding = [each for each in entered if each.holds]
    fitting = [each for each in holding if _fits(campaign, each.adjustment)]
    closures = [closure for each in fitting for closure in _closures(campaign.calendar, each)]
    pins = [pin for each in fitting for pin in pins_of(campaign.calendar, each.adjustment, source_of(each.number))]
    left_out = tuple(each for each in holding if each not in fitting)
    if not closures and not pins:
        return Adjusted(campaign, left_out)
    update = {"closures": (*campaign.closures, *closures), "pins": (*campaign.pins, *pins)}
    return Adjusted(campaign.model_copy(update=update), left_out)


def _fits(campaign: Campaign, adjustment: Adjustment) -> bool:
    return (
        (adjustment.machine is None or adjustment.machine in campaign.machines_by_name)
        and (adjustment.unit is None or adjustment.unit in campaign.units_by_code)
        and {adjustment.first_shift, adjustment.last_shift} <= set(campaign.calendar.shift_labels)
    )


def _closures(calendar: Calendar, entered: EnteredAdjustment) -> Iterator[Closure]:
    adjustment = entered.adjustment
    if adjustment.kind in {AdjustmentKind.PIN, AdjustmentKind.LEAVE}:
        return
    for first_day, last_day, shifts in whole_spans(calendar, adjustment.first, adjustment.last):
        yield Closure(
            first_day=first_day,
            last_day=last_day,
            shifts=shifts,
            machine=adjustment.machine,
            unit=adjustment.unit,
            reason=adjustment.reason,
        )


def pins_of(calendar: Calendar, adjustment: Adjustment, source: str = "") -> tuple[Pin, ...]:
    """The pins of the campaign that it stands for; none for a breakdown or a closure."""
    if adjustment.machine is None or adjustment.unit is None:
        return ()
    return tuple(
        Pin(
            machine=adjustment.machine,
            unit=adjustment.unit,
            first_day=first_day,
            last_day=last_day,
            shifts=shifts,
            source=source,
        )
        for first_day, last_day, shifts in whole_spans(calendar, adjustment.first, adjustment.last)
    )


class SpanOfDays(NamedTuple):
    """The same shifts on each of some days."""

    first_day: date
    last_day: date
    shifts: tuple[ShiftLabel, ...]


def whole_spans(calendar: Calendar, first: Slot, last: Slot) -> Iterator[SpanOfDays]:
    """The campaign's slots from the first to the last, in as few spans as may be; none where none lies within it."""
    begins = max(1, calendar.ordinal(first.day, first.shift))
    ends = min(calendar.last_ordinal, calendar.ordinal(last.day, last.shift))
    by_day: dict[date, list[ShiftLabel]] = {}
    for ordinal in range(begins, ends + 1):
        by_day.setdefault(calendar.slot(ordinal).day, []).append(calendar.slot(ordinal).shift)
    span: SpanOfDays | None = None
    for day, labels in by_day.items():
        if span is not None and span.shifts == tuple(labels):
            span = span._replace(last_day=day)
            continue
        if span is not None:
            yield span
        span = SpanOfDays(day, day, tuple(labels))
    if span is not None:
        yield span
