"""Sheet *Ghim*: placements that a planner has decided already."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.campaign import Campaign, Machine, Pin
from planner.domain.pinned import PinClash, PinnedSlots, is_served, open_slots
from planner.domain.record import MachineName, UnitCode
from planner.intake.campaign.frame import CampaignFrame, Period, period_of
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_PINS
from planner.intake.layout.machines import PINS, PinColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook, machine_names
from planner.texts import plurals_of, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")


@dataclass(frozen=True)
class PinnedRow:
    """A pin and the row that says so."""

    pin: Pin
    row: SheetRow


def pinned_rows_of(
    table: SheetTable, frame: CampaignFrame, units: UnitSheet, machines: Iterable[Machine], findings: Findings
) -> tuple[PinnedRow, ...]:
    """The pins whose machine, unit and days could be read, sorted by what they say."""
    known_machines = machine_names(machines)
    if len(table.rows) > NUM_PINS:
        findings.error(
            f"{PINS.title}!A{table.rows[NUM_PINS].number}",
            _("more than {limit} pins").format(limit=NUM_PINS),
            _("Join days that follow each other into one row, from the first to the last"),
        )
    rows = [pinned for row in table.rows[:NUM_PINS] if (pinned := _pinned(row, frame, units, known_machines))]
    return tuple(sorted(rows, key=lambda one: _canonical(one.pin)))


def _canonical(pin: Pin) -> tuple[object, ...]:
    return (pin.machine, pin.first_day, pin.last_day, pin.unit, pin.shifts)


def _pinned(row: SheetRow, frame: CampaignFrame, units: UnitSheet, known_machines: NameBook) -> PinnedRow | None:
    machine = _reference(row, PinColumn.MACHINE, known_machines, _("Enter the machine's name"))
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


def _reference(row: SheetRow, column: PinColumn, names: NameBook, advice: str) -> str | None:
    name = row.text(column) if row.require(column, advice) else ""
    return names.identity(name, row.where(column), row.findings) if name and not names.is_empty else None


def judge_pins(campaign: Campaign, pinned_rows: Iterable[PinnedRow]) -> None:
    """Note pins that can hold in none of their slots, or only in some, and pins that contradict each other."""
    pinned_rows = tuple(pinned_rows)
    if not pinned_rows:
        return
    taken = PinnedSlots(campaign)
    for pinned in pinned_rows:
        if not is_served(campaign, pinned.pin):
            pinned.row.error(
                PinColumn.UNIT,
                _("the machine does not serve this unit on these days"),
                _("Name the unit in the machine's row of sheet Máy, or mend the days"),
            )
            continue
        held = open_slots(campaign, pinned.pin)
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
                ngettext(
                    "{closed} of {asked} pinned slots is closed and falls away",
                    "{closed} of {asked} pinned slots are closed and fall away",
                    asked - len(held),
                ).format(closed=asked - len(held), asked=asked),
                _("Check the days and shifts if this is not meant"),
            )
        clash = taken.take(pinned.pin, held)
        if clash is not None:
            _note_clash(pinned, clash)


def _num_slots(pin: Pin) -> int:
    return ((pin.last_day - pin.first_day).days + 1) * len(pin.shifts)


def _note_clash(pinned: PinnedRow, clash: PinClash) -> None:
    where, machine = clash.other.source, clash.machine
    if clash.other.machine != clash.pin.machine:
        what = _("parts the group {name}, of which {machine} is pinned to another unit by {where}").format(
            name=shown(machine.group), machine=shown(clash.other.machine), where=where
        )
        advice = _("Machines of a group move as one: keep one of the two pins")
    elif clash.is_of_the_day:
        what = _("the machine is pinned to another unit on the same day by {where}").format(where=where)
        advice = _("Keep one of the two, or choose Không for Đi trọn ngày")
    else:
        what = _("the machine is pinned to another unit in the same slot by {where}").format(where=where)
        advice = _("Keep one of the two")
    pinned.row.error(PinColumn.FIRST_DAY, what, advice)
