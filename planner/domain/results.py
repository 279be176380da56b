"""What has been collected, as it was reported day by day."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pydantic import NonNegativeInt, model_validator

from planner.domain.calendar import Calendar
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode


class ResultKey(NamedTuple):
    """What a result is about; a later report with the same key replaces the earlier one."""

    day: date
    shift: ShiftLabel | None
    machine: MachineName | None
    unit: UnitCode


class Result(Record):
    """What one machine collected at a unit in one slot, or what a unit's day brought without a machine."""

    day: date
    shift: ShiftLabel | None
    """None, like `machine`, for what was collected elsewhere: it lowers the unit's need and bears no slot."""
    machine: MachineName | None
    unit: UnitCode
    collected: NonNegativeInt
    """Dossiers."""
    approved: NonNegativeInt | None = None
    activated: NonNegativeInt | None = None
    """Electronic identity accounts."""
    note: str = ""
    source: str = ""
    """Where the report says so, as sheet!cell; no part of what was reported."""

    @model_validator(mode="after")
    def _slot_or_none(self) -> "Result":
        if (self.shift is None) != (self.machine is None):
            raise ValueError("a result names machine and shift, or neither")
        return self

    @property
    def key(self) -> ResultKey:
        """What the result is about."""
        return ResultKey(self.day, self.shift, self.machine, self.unit)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the dossiers were collected without one of the campaign's machines."""
        return self.machine is None


def elsewhere_of(results: Iterable[Result]) -> dict[UnitCode, int]:
    """Dossiers collected without a machine, by unit; units without any are left out."""
    totals: dict[UnitCode, int] = {}
    for result in results:
        if result.is_elsewhere and result.collected:
            totals[result.unit] = totals.get(result.unit, 0) + result.collected
    return dict(sorted(totals.items()))


def history_of(results: Iterable[Result], calendar: Calendar, before: int) -> tuple[Assignment, ...]:
    """What machines collected in slots before this ordinal, as done rows; unsorted."""
    return tuple(
        Assignment(
            machine=result.machine,
            unit=result.unit,
            date=result.day,
            shift=result.shift,
            dossiers=result.collected,
            done=True,
        )
        for result in results
        if result.machine is not None
        and result.shift is not None
        and calendar.ordinal(result.day, result.shift) < before
    )
