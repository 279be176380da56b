"""Sheet *Ghim*: placements that a planner has decided already."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, Machine, Pin
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.intake.frame import Frame, Period, period_of
from planner.intake.layout import PinColumn
from planner.intake.names import NameBook, Named
from planner.intake.tables import Row, Table
from planner.intake.units import UnitSheet
from planner.texts import texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class PinnedRow:
    """A pin and the row that says so."""

    pin: Pin
    row: Row


def pinned_rows_of(table: Table, frame: Frame, units: UnitSheet, machines: Iterable[Machine]) -> tuple[PinnedRow, ...]:
    """The pins whose machine, unit and days could be read, sorted by what they say."""
    machine_names = NameBook(
        (Named(machine.name, machine.name) for machine in machines), _("{value} is not a machine of sheet Máy")
    )
    rows = [pinned for row in table if (pinned := _pinned(row, frame, units, machine_names))]
    return tuple(sorted(rows, key=lambda one: _canonical(one.pin)))


def _canonical(pin: Pin) -> tuple[object, ...]:
    return (pin.machine, pin.first_day, pin.last_day, pin.unit, pin.shifts)


def _pinned(row: Row, frame: Frame, units: UnitSheet, machine_names: NameBook) -> PinnedRow | None:
    machine = _reference(row, PinColumn.MACHINE, machine_names, _("Enter the machine's name"))
    unit = _reference(row, PinColumn.UNIT, units.names, _("Enter a unit's code or name"))
    has_day = row.require(PinColumn.FIRST_DAY, _("Enter the first pinned day"))
    first = row.day(PinColumn.FIRST_DAY)
    shifts = frame.shifts_of(row, PinColumn.SHIFTS)
    if not has_day or first is None or machine is None or unit is None:
        return None
    period = period_of(row, PinColumn.FIRST_DAY, PinColumn.LAST_DAY, Period(first, first))
    if period.is_empty:
        return None
    pin = Pin(
        machine=MachineName(machine),
        unit=UnitCode(unit),
        first_day=period.first_day,
        last_day=period.last_day,
        shifts=shifts,
        source=row.where(PinColumn.MACHINE),
    )
    return PinnedRow(pin, row)


def _reference(row: Row, column: PinColumn, names: NameBook, advice: str) -> str | None:
    name = row.text(column) if row.require(column, advice) else ""
    return names.identity(name, row.where(column), row.findings) if name and not names.is_empty else None


def judge_pins(campaign: Campaign, openness: Openness, pinned_rows: Iterable[PinnedRow]) -> None:
    """Note pins that can hold in none of their slots, or only in some, and pins that contradict each other."""
    taken: dict[tuple[MachineName, object], PinnedRow] = {}
    for pinned in pinned_rows:
        if not _is_served(campaign, pinned.pin):
            pinned.row.error(
                PinColumn.UNIT,
                _("the machine does not serve this unit on these days"),
                _("Name the unit in the machine's row of sheet Máy, or mend the days"),
            )
            continue
        held = _open_ordinals(campaign, openness, pinned.pin)
        asked = _num_slots(pinned.pin)
        if not held:
            pinned.row.error(
                PinColumn.FIRST_DAY,
                _("every pinned slot is closed to the machine or to the unit"),
                _("Check the days and shifts against Ngày nghỉ, Đơn vị and Máy"),
            )
        elif len(held) < asked:
            pinned.row.warn(
                PinColumn.FIRST_DAY,
                _("{closed} of {asked} pinned slots are closed and fall away").format(
                    closed=asked - len(held), asked=asked
                ),
                _("Check the days and shifts if this is not meant"),
            )
        _note_contradiction(campaign, pinned, held, taken)


def _num_slots(pin: Pin) -> int:
    return ((pin.last_day - pin.first_day).days + 1) * len(pin.shifts)


def _is_served(campaign: Campaign, pin: Pin) -> bool:
    """Whether a posting that touches the pin's days serves the unit; a pin that meets no posting is closed instead."""
    met = [
        posting
        for posting in campaign.machines_by_name[pin.machine].postings
        if posting.first_day <= posting.last_day
        and posting.first_day <= pin.last_day
        and pin.first_day <= posting.last_day
    ]
    return not met or any(pin.unit in posting.serves for posting in met)


def _open_ordinals(campaign: Campaign, openness: Openness, pin: Pin) -> frozenset[int]:
    machine = campaign.machines_by_name[pin.machine]
    days = Period(pin.first_day, pin.last_day).within(Period(campaign.calendar.first_day, campaign.calendar.last_day))
    asked = {
        campaign.calendar.ordinal(day, shift)
        for day in days_between(days.first_day, days.last_day)
        for shift in pin.shifts
    }
    open_to_machine = {
        ordinal
        for posting in machine.postings
        if pin.unit in posting.serves
        for ordinal in openness.of_posting(machine, posting)
    }
    return frozenset(asked & open_to_machine & set(openness.of_unit(campaign.units_by_code[pin.unit])))


def _note_contradiction(
    campaign: Campaign, pinned: PinnedRow, held: Iterable[int], taken: dict[tuple[MachineName, object], PinnedRow]
) -> None:
    """Two units in one slot, or on one day where machines stay whole days, cannot both hold."""
    for ordinal in sorted(held):
        span = campaign.calendar.slot(ordinal).day if campaign.whole_days else ordinal
        other = taken.setdefault((pinned.pin.machine, span), pinned)
        if other.pin.unit != pinned.pin.unit:
            where = other.row.where(PinColumn.MACHINE)
            if campaign.whole_days:
                what = _("the machine is pinned to another unit on the same day by {where}").format(where=where)
                advice = _("Keep one of the two, or choose Không for Đi trọn ngày")
            else:
                what = _("the machine is pinned to another unit in the same slot by {where}").format(where=where)
                advice = _("Keep one of the two")
            pinned.row.error(PinColumn.FIRST_DAY, what, advice)
            return
