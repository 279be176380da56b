"""Sheet *Năng suất*: how many dossiers a slot really brings, where the planner knows it."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.campaign import Machine, RateOverride
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.campaign.frame import CampaignFrame
from planner.intake.campaign.units import UnitSheet
from planner.intake.layout.machines import RateColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook, machine_names
from planner.texts import texts_of

_ = texts_of("intake")


class _Conditions(NamedTuple):
    """What a row is about; an empty text stands for all."""

    unit: str
    machine: str
    shift: str


class _RateReader:
    """Reads rows against shifts, units and machines, no two about the same."""

    def __init__(self, frame: CampaignFrame, units: UnitSheet, machines: Iterable[Machine]) -> None:
        self._frame = frame
        self._units = units.names
        self._machines = {machine.name: machine for machine in machines}
        self._machine_names = machine_names(self._machines.values())
        self._seen: dict[_Conditions, SheetRow] = {}

    def overrides(self, row: SheetRow) -> list[RateOverride]:
        """One override for each shift that the row names; none after noting what is wrong with it."""
        has_dossiers = row.require(RateColumn.DOSSIERS, _("Enter how many dossiers a slot brings"))
        dossiers = row.whole(RateColumn.DOSSIERS)
        unit = self._name(row, RateColumn.UNIT, self._units)
        machine = self._name(row, RateColumn.MACHINE, self._machine_names)
        shifts = ("",) if row.is_empty(RateColumn.SHIFT) else self._frame.shifts_of(row, RateColumn.SHIFT)
        if not has_dossiers or dossiers is None or unit is None or machine is None:
            return []
        self._note_beyond_capacity(row, machine, shifts, dossiers)
        asked = [_Conditions(unit, machine, shift) for shift in shifts]
        return [_override(one, dossiers) for one in asked if self._is_new(row, one)]

    @staticmethod
    def _name(row: SheetRow, column: RateColumn, names: NameBook) -> str | None:
        """The identity that the cell means; an empty text for an empty cell, None for one that means nothing."""
        if row.is_empty(column) or names.is_empty:
            return ""
        name = row.text(column)
        return names.identity(name, row.where(column), row.findings) if name else None

    def _is_new(self, row: SheetRow, conditions: _Conditions) -> bool:
        earlier = self._seen.setdefault(conditions, row)
        if earlier is not row:
            row.error(
                RateColumn.DOSSIERS,
                _("row {row} is about the same unit, machine and shift").format(row=earlier.number),
                _("Keep the one that is right"),
            )
        return earlier is row

    def _note_beyond_capacity(self, row: SheetRow, machine: str, labels: tuple[str, ...], dossiers: int) -> None:
        asked = [self._machines[MachineName(machine)]] if machine else list(self._machines.values())
        shifts = [shift for shift in self._frame.shifts if labels == ("",) or shift.label in labels]
        capacities = (
            posting.capacity or shift.capacity for one in asked for posting in one.postings for shift in shifts
        )
        largest = max(capacities, default=dossiers)
        if dossiers > largest:
            row.warn(
                RateColumn.DOSSIERS,
                _("{dossiers} is more than the capacity of {capacity}, which stays the limit").format(
                    dossiers=dossiers, capacity=largest
                ),
                _("Raise Năng lực ca in sheet Máy if the machine can do more"),
            )


def rates_of(
    table: SheetTable, frame: CampaignFrame, units: UnitSheet, machines: Iterable[Machine]
) -> tuple[RateOverride, ...]:
    """The rates that the sheet gives, sorted by what they are about."""
    reader = _RateReader(frame, units, machines)
    found = [override for row in table for override in reader.overrides(row)]
    return tuple(sorted(found, key=lambda one: (one.unit or "", one.machine or "", one.shift or "")))


def _override(conditions: _Conditions, dossiers: int) -> RateOverride:
    return RateOverride(
        unit=UnitCode(conditions.unit) if conditions.unit else None,
        machine=MachineName(conditions.machine) if conditions.machine else None,
        shift=ShiftLabel(conditions.shift) if conditions.shift else None,
        dossiers=dossiers,
    )
