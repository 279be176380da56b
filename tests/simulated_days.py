"""What happens on the days of a campaign, by the dice: figures reported in the evening, and facts that change.

Facts are written into the campaign's workbook and results into workbooks of their own, as officers do it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from planner.domain.campaign import Campaign, Unit
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result, ResultKey
from tests.workbooks import write_results

FEWEST, MOST = 0.70, 1.15
"""Shares of the planned dossiers that come."""
SLOT_NOT_REPORTED = 0.05
LATE_OR_CORRECTED = 0.25
ELSEWHERE = 0.25
MACHINE_BREAKS = 0.22
STORM = 0.15
DEMAND_CHANGES = 0.15
MORE_VISITS = 0.10
WITHIN_DAYS = 4
"""A storm strikes where somebody will stand within so many days."""


@dataclass
class World:
    """What is true of a campaign, as nobody but the dice decides it."""

    rng: Random
    workbook: Path
    told: dict[ResultKey, Result] = field(default_factory=dict)
    """The last that was reported about each slot, and about each unit's day without a machine."""
    closed: set[tuple[str, date, ShiftLabel]] = field(default_factory=set)
    """Slots in which a machine or a unit is closed by a fact."""
    not_told: list[Assignment] = field(default_factory=list)
    """Slots that were worked and of which nobody has told yet."""

    def collected(self) -> int:
        """Dossiers that were reported in all."""
        return sum(result.collected for result in self.told.values())

    def collected_at(self, unit: UnitCode) -> int:
        """Dossiers that were reported of one unit."""
        return sum(result.collected for result in self.told.values() if result.unit == unit)

    def report(self, campaign: Campaign, day: date, worked: Sequence[Assignment], path: Path) -> tuple[Result, ...]:
        """Write a results workbook about what was worked, with what comes late, is corrected or comes by itself."""
        reports: dict[ResultKey, Result] = {}
        for row in worked:
            if self.rng.random() < SLOT_NOT_REPORTED:
                self.not_told.append(row)
            else:
                self._note(reports, self._figure(row))
        if self.rng.random() < LATE_OR_CORRECTED:
            self._note_past(reports)
        if self.rng.random() < ELSEWHERE:
            unit = self.rng.choice(campaign.units).code
            self._note(reports, _elsewhere(unit, day, self.rng.randint(3, 40)))
        self.told |= reports
        write_results(reports.values(), path)
        return tuple(reports.values())

    def facts(self, campaign: Campaign, day: date, ahead: Sequence[Assignment]) -> list[str]:
        """Change the workbook as of this day's evening; what has changed, in a few words each."""
        first = day + timedelta(days=1)
        happened = []
        if self.rng.random() < MACHINE_BREAKS:
            machine = self.rng.choice(campaign.machines).name
            happened.append(self.close(campaign, machine, first, first + timedelta(days=self.rng.randint(0, 1))))
        soon = sorted({row.unit for row in ahead if day < row.date <= day + timedelta(days=WITHIN_DAYS)})
        if soon and self.rng.random() < STORM:
            begins = first + timedelta(days=self.rng.randint(0, 1))
            unit = self.rng.choice(soon)
            happened.append(self.close(campaign, unit, begins, begins + timedelta(days=self.rng.randint(0, 1))))
        if self.rng.random() < DEMAND_CHANGES:
            happened.append(self._change_demand(self.rng.choice(campaign.units)))
        if self.rng.random() < MORE_VISITS:
            happened.append(self._raise_visits(self.rng.choice(campaign.units)))
        return happened

    def close(
        self, campaign: Campaign, what: MachineName | UnitCode, first: date, last: date, shift: ShiftLabel | None = None
    ) -> str:
        """Close a machine or a unit on these days."""
        shifts = (shift,) if shift else campaign.calendar.shift_labels
        for days in range((last - first).days + 1):
            self.closed |= {(what, first + timedelta(days=days), label) for label in shifts}
        with _edited(self.workbook) as book:
            _put_below(book["Ngày nghỉ"], {"Từ ngày": first, "Đến ngày": last, "Ca": shift, "Phạm vi": what})
        return f"{what} closed {first:%d/%m}" + (f"-{last:%d/%m}" if last > first else "") + (f" {shift or ''}")

    def _figure(self, row: Assignment) -> Result:
        return Result(
            day=row.date,
            shift=row.shift,
            machine=row.machine,
            unit=row.unit,
            collected=round(row.dossiers * self.rng.uniform(FEWEST, MOST)),
        )

    def _note_past(self, reports: dict[ResultKey, Result]) -> None:
        """What nobody has told so far, or else an earlier figure that was wrong."""
        if self.not_told:
            self._note(reports, self._figure(self.not_told.pop(0)))
        elif self.told:
            was = self.told[self.rng.choice(sorted(self.told, key=str))]
            self._note(reports, was.model_copy(update={"collected": max(0, was.collected + self.rng.randint(-15, 15))}))

    @staticmethod
    def _note(reports: dict[ResultKey, Result], result: Result) -> None:
        reports.setdefault(result.key, result)

    def _change_demand(self, unit: Unit) -> str:
        return self.need(unit, round(unit.need * self.rng.uniform(0.8, 1.25)))

    def need(self, unit: Unit, dossiers: int) -> str:
        """Let a unit need so many in all."""
        self._set_unit(unit, "Cần thu nhận", dossiers)
        return f"{unit.code} needs {dossiers} instead of {unit.need}"

    def _raise_visits(self, unit: Unit) -> str:
        self._set_unit(unit, "Số đợt tối đa", unit.visits + 1)
        return f"{unit.code} {unit.visits + 1} visits"

    def _set_unit(self, unit: Unit, column: str, value: int) -> None:
        with _edited(self.workbook) as book:
            sheet = book["Đơn vị"]
            heads = [cell.value for cell in sheet[1]]
            row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == unit.code)
            sheet.cell(row, heads.index(column) + 1).value = value


def _elsewhere(unit: UnitCode, day: date, dossiers: int) -> Result:
    return Result(day=day, shift=None, machine=None, unit=unit, collected=dossiers)


def _put_below(sheet: Any, values: dict[str, Any]) -> None:
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in range(2, sheet.max_row + 2) if all(cell.value is None for cell in sheet[row]))
    for head, value in values.items():
        sheet.cell(row, heads.index(head) + 1).value = value


@contextmanager
def _edited(workbook: Path) -> Iterator[Any]:
    """An open workbook that is saved at the end of the block."""
    book = openpyxl.load_workbook(workbook)
    yield book
    book.save(workbook)
