"""Sheet *Giờ riêng*: where, with which machine or on which weekdays a shift has other hours than on sheet *Ca*."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.domain.calendar import MINUTES_A_DAY, Shift
from planner.domain.campaign import Machine, OwnHours
from planner.domain.hours import Hours
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.campaign.frame import CampaignFrame
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_OWN_HOURS
from planner.intake.layout.calendar import OWN_HOURS, OwnHoursColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook, machine_names
from planner.texts import spoken_clock, texts_of

_ = texts_of("intake")


def own_hours_of(
    table: SheetTable, frame: CampaignFrame, units: UnitSheet, machines: Iterable[Machine], findings: Findings
) -> tuple[OwnHours, ...]:
    """What the sheet says, in workbook order; a row that cannot be read is noted and left out."""
    if len(table.rows) > NUM_OWN_HOURS:
        findings.error(
            f"{OWN_HOURS.title}!A{table.rows[NUM_OWN_HOURS].number}",
            _("more than {limit} rows of own hours").format(limit=NUM_OWN_HOURS),
            _("Name the hours that most have on sheet Ca, and here only those that differ"),
        )
    reader = _OwnHoursReader(frame, units, machines)
    return tuple(own for row in table.rows[:NUM_OWN_HOURS] for own in reader.own_hours(row))


class _Conditions(NamedTuple):
    """Where and when a row holds; an empty text and no weekdays stand for all."""

    unit: str
    machine: str
    weekdays: frozenset[int]
    shift: ShiftLabel


class _OwnHoursReader:
    """Reads rows against shifts, units and machines, no two about the same."""

    def __init__(self, frame: CampaignFrame, units: UnitSheet, machines: Iterable[Machine]) -> None:
        self._frame = frame
        self._units = units.names
        self._machines = machine_names(machines)
        self._seen: dict[_Conditions, SheetRow] = {}

    def own_hours(self, row: SheetRow) -> Iterator[OwnHours]:
        """One for each shift that the row names; none after noting what is wrong with it."""
        errors_before = row.findings.num_errors
        unit = _name(row, OwnHoursColumn.UNIT, self._units)
        machine = _name(row, OwnHoursColumn.MACHINE, self._machines)
        weekdays = row.weekdays(OwnHoursColumn.WEEKDAYS)
        row.require(OwnHoursColumn.SHIFT, _("Enter the shift whose hours differ"))
        shifts = self._frame.shifts_of(row, OwnHoursColumn.SHIFT)
        clocks = _clocks(row)
        if clocks is None or unit is None or machine is None or row.findings.num_errors > errors_before:
            return
        if not (unit or machine or weekdays):
            row.warn(
                OwnHoursColumn.SHIFT,
                _("holds everywhere and always, like sheet Ca"),
                _("Enter the hours on sheet Ca, or name the unit, machine or weekdays that they are for"),
            )
        for shift in self._frame.shifts:
            conditions = _Conditions(unit, machine, weekdays, shift.label)
            hours = self._within_the_day(row, shift, clocks) if shift.label in shifts else None
            if hours is not None and self._is_new(row, conditions):
                yield OwnHours(
                    unit=UnitCode(unit) if unit else None,
                    machine=MachineName(machine) if machine else None,
                    weekdays=weekdays,
                    shift=shift.label,
                    starts_minute=hours.starts_minute,
                    ends_minute=hours.ends_minute,
                )

    def _within_the_day(self, row: SheetRow, shift: Shift, clocks: Hours) -> Hours | None:
        """The hours, counted on past 24h00 where the day's last shift ends on the next day; None if others do."""
        starts, ends = clocks
        if ends > starts:
            return clocks
        first, last = self._frame.shifts[0], self._frame.shifts[-1]
        if shift != last:
            row.error(
                OwnHoursColumn.ENDS,
                _("the shift ends at or before its start; only the day's last shift may end after midnight"),
                _("Mend the hours"),
            )
            return None
        if ends > first.starts_minute:
            row.error(
                OwnHoursColumn.ENDS,
                _("the shift ends after midnight, when {first} of the next day has begun").format(
                    first=shown(first.label)
                ),
                _("Let it end at {hour} at the latest").format(hour=spoken_clock(first.starts_minute)),
            )
            return None
        return Hours(starts, ends + MINUTES_A_DAY)

    def _is_new(self, row: SheetRow, conditions: _Conditions) -> bool:
        """Whether no other row is about the same; of two that only share weekdays the upper one counts."""
        earlier = self._seen.setdefault(conditions, row)
        if earlier is not row:
            row.error(
                OwnHoursColumn.STARTS,
                _("row {row} is about the same unit, machine, weekdays and shift").format(row=earlier.number),
                _("Keep the one that is right"),
            )
            return False
        for other, seen in self._seen.items():
            if seen is not row and other.weekdays & conditions.weekdays and _are_alike(other, conditions):
                row.warn(
                    OwnHoursColumn.WEEKDAYS,
                    _("shares weekdays with row {row}, which counts on them").format(row=seen.number),
                    _("Name each weekday in one row only"),
                )
        return True


def _are_alike(one: _Conditions, other: _Conditions) -> bool:
    return one._replace(weekdays=frozenset()) == other._replace(weekdays=frozenset())


def _clocks(row: SheetRow) -> Hours | None:
    has_start = row.require(OwnHoursColumn.STARTS, _("Enter the hour at which the shift starts, for example 7h00"))
    has_end = row.require(OwnHoursColumn.ENDS, _("Enter the hour at which the shift ends, for example 15h00"))
    starts, ends = row.minute(OwnHoursColumn.STARTS), row.minute(OwnHoursColumn.ENDS)
    if not (has_start and has_end) or starts is None or ends is None:
        return None
    return Hours(starts % MINUTES_A_DAY, ends)


def _name(row: SheetRow, column: OwnHoursColumn, names: NameBook) -> str | None:
    """The identity that the cell means; an empty text for an empty cell, None for one that means nothing."""
    if row.is_empty(column) or names.is_empty:
        return ""
    name = row.text(column)
    return names.identity(name, row.where(column), row.findings) if name else None
