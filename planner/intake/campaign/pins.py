"""Sheet *Ghim*: placements that a planner has decided already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.campaign import Campaign, Machine, Pin
from planner.domain.openness import Openness
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


class _TakenByPin(NamedTuple):
    """A machine's slot that a pin holds."""

    machine: MachineName
    ordinal: int


def judge_pins(campaign: Campaign, pinned_rows: Iterable[PinnedRow]) -> None:
    """Note pins that can hold in none of their slots, or only in some, and pins that contradict each other."""
    pinned_rows = tuple(pinned_rows)
    if not pinned_rows:
        return
    contradictions = _Contradictions(campaign)
    for pinned in pinned_rows:
        if not _is_served(campaign, pinned.pin):
            pinned.row.error(
                PinColumn.UNIT,
                _("the machine does not serve this unit on these days"),
                _("Name the unit in the machine's row of sheet Máy, or mend the days"),
            )
            continue
        held = _open_slots(campaign, pinned.pin)
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
        contradictions.take(pinned, held)


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


def _open_slots(campaign: Campaign, pin: Pin) -> list[int]:
    """The pin's slots that are open to the machine and to the unit, which its posting serves; in order."""
    openness, unit = Openness.of(campaign), campaign.units_by_code[pin.unit]
    machine = campaign.machines_by_name[pin.machine]
    return sorted(
        ordinal
        for posting in machine.postings
        if unit.code in posting.serves
        for ordinal in openness.of_both(machine, posting, unit)
        if pin.asks_for(openness.slot(ordinal))
    )


class _Contradictions:
    """Takes pin after pin, and notes one that asks for another unit than an earlier one does.

    That is another unit in one slot of a machine, or of its group; or another on one day, of which no machine can come
    to the other, since both are units of whole days.
    """

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._taken: dict[_TakenByPin, PinnedRow] = {}
        self._open_to = {machine.name: Openness.of(campaign).of_machine(machine) for machine in campaign.machines}
        self._is_whole = {unit.code: campaign.stays_whole_days(unit.code) for unit in campaign.units}
        self._are_all_whole = all(self._is_whole.values())

    def take(self, pinned: PinnedRow, held: Iterable[int]) -> None:
        """Remember the slots that the pin holds, for every machine of the group that is open in them."""
        for ordinal in held:
            for machine in self._campaign.groups[pinned.pin.machine]:
                if ordinal not in self._open_to[machine.name]:
                    continue
                other = self._other(machine.name, ordinal, pinned.pin)
                if other is not None:
                    self._note(pinned, other, machine)
                    return
                self._taken.setdefault(_TakenByPin(machine.name, ordinal), pinned)

    def _other(self, machine: MachineName, ordinal: int, pin: Pin) -> PinnedRow | None:
        """The pin that has the machine somewhere else in this slot, or so on this day that it cannot come here."""
        here = self._taken.get(_TakenByPin(machine, ordinal))
        if here is not None and self._stop(here.pin) != self._stop(pin):
            return here
        if not self._is_whole[pin.unit]:
            return None
        for near in self._slots_of_the_day(ordinal):
            there = self._taken.get(_TakenByPin(machine, near))
            if there is None or self._stop(there.pin) == self._stop(pin) or not self._is_whole[there.pin.unit]:
                continue
            if self._are_all_whole or abs(near - ordinal) == 1:
                return there
        return None

    def _slots_of_the_day(self, ordinal: int) -> range:
        shifts_a_day = len(self._campaign.calendar.shifts)
        first = ordinal - (ordinal - 1) % shifts_a_day
        return range(first, first + shifts_a_day)

    def _stop(self, pin: Pin) -> UnitCode:
        return self._campaign.stop_of(pin.unit)

    def _note(self, pinned: PinnedRow, other: PinnedRow, machine: Machine) -> None:
        where = other.row.where(PinColumn.MACHINE)
        if other.pin.machine != pinned.pin.machine:
            what = _("parts the group {name}, of which {machine} is pinned to another unit by {where}").format(
                name=shown(machine.group), machine=shown(other.pin.machine), where=where
            )
            advice = _("Machines of a group move as one: keep one of the two pins")
        elif self._is_whole[pinned.pin.unit] and self._is_whole[other.pin.unit]:
            what = _("the machine is pinned to another unit on the same day by {where}").format(where=where)
            advice = _("Keep one of the two, or choose Không for Đi trọn ngày")
        else:
            what = _("the machine is pinned to another unit in the same slot by {where}").format(where=where)
            advice = _("Keep one of the two")
        pinned.row.error(PinColumn.FIRST_DAY, what, advice)
