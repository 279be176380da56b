"""What was recorded for a report's rows, beside everything that counts in the ledger; and how a row is told.

Nothing is refused by what reads this: what is warned of names the cell of the file, the number of the row that was
recorded for it and the row that it contradicts, so that whichever is wrong can be withdrawn by its number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from planner.domain.advance import Indicator
from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.errors import Problem, Severity
from planner.ledger.reported import RecordedResult
from planner.pasted import pasted
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A row of the file and the row of the ledger that counts for it."""

    cell: str
    row: RecordedResult

    @property
    def result(self) -> Result:
        """What it tells."""
        return self.row.result


@dataclass(frozen=True)
class JustRecorded:
    """A report that has just been recorded, and all rows that count since then."""

    workbook: Path
    """The campaign's, for commands that are suggested."""
    ledger: str
    """Where it stands, as such a command has to name it; empty for the one beside the workbook."""
    campaign: Campaign
    told: tuple[ReportedRow, ...]
    """The report's rows; those that a later file has corrected are left out."""
    counting: tuple[RecordedResult, ...]
    """In the order of recording, those of the report included."""

    @classmethod
    def of(
        cls, workbook: Path, ledger: str, campaign: Campaign, report: Iterable[Result], rows: Iterable[RecordedResult]
    ) -> "JustRecorded":
        """The report, whose results bear their cells, beside all rows of the ledger."""
        counting = {row.result.key: row for row in rows if row.counts}
        told = [
            ReportedRow(result.source, counting[result.key])
            for result in report
            if result.key in counting and counting[result.key].result == result.model_copy(update={"source": ""})
        ]
        return cls(workbook, ledger, campaign, tuple(told), tuple(counting.values()))

    @cached_property
    def earlier(self) -> tuple[RecordedResult, ...]:
        """What counts and is no part of this report."""
        numbers = {each.row.number for each in self.told}
        return tuple(row for row in self.counting if row.number not in numbers)

    @cached_property
    def _by_unit(self) -> dict[UnitCode, list[RecordedResult]]:
        found: dict[UnitCode, list[RecordedResult]] = {}
        for row in self.counting:
            found.setdefault(row.result.unit, []).append(row)
        return found

    def at(self, unit: Unit) -> Sequence[RecordedResult]:
        """Every row that counts of this unit."""
        return self._by_unit.get(unit.code, [])

    def total(self, unit: Unit, indicator: Indicator) -> int:
        """What the campaign has brought at this unit."""
        return sum(figure_of(row.result, indicator) for row in self.at(unit))

    def time_of(self, result: Result) -> tuple[date, int]:
        """By this, results stand in the order in which they were worked; a day's rows without a shift come first."""
        labels = self.campaign.calendar.shift_labels
        return result.day, labels.index(result.shift) + 1 if result.shift in labels else 0

    def named(self, code: UnitCode) -> str:
        """A unit with its code."""
        unit = self.campaign.units_by_code.get(code)
        return f"{unit.name} ({code})" if unit else code

    def row(self, row: RecordedResult) -> str:
        """A row of the ledger by its number, with what it is about and its figures."""
        result = row.result
        about = [
            spoken_day(result.day),
            *(text for text in (result.shift, result.machine) if text),
            self.named(result.unit),
            *([_("without a machine")] if result.is_elsewhere else []),
        ]
        return _("row {number} of the ledger ({about}: {figures})").format(
            number=row.number, about=", ".join(about), figures=figures_told(result)
        )

    def withdraw(self, row: RecordedResult) -> str:
        """The command that takes the row back."""
        return pasted("record", self.workbook, "--withdraw", str(row.number), ledger=self.ledger or None)

    def which_holds(self, earlier: RecordedResult, now: RecordedResult) -> str:
        """What to do about two rows of which only one can be right."""
        return _("Both count. If the earlier one is wrong: {earlier}; if this one is: {now}").format(
            earlier=self.withdraw(earlier), now=self.withdraw(now)
        )


def warning(told: ReportedRow, what: str, advice: str) -> Problem:
    """Something to look at, at the cell of the file."""
    return Problem(told.cell, what, advice, Severity.WARNING)


def figure_of(result: Result, indicator: Indicator) -> int:
    """One figure of a result; of which nothing is told, it is none."""
    figures = {
        Indicator.COLLECTED: result.collected,
        Indicator.APPROVED: result.approved,
        Indicator.ACTIVATED: result.activated,
    }
    return figures[indicator] or 0


def figures_told(result: Result) -> str:
    """All figures that the result tells."""
    figures = [_("collected {count}").format(count=spoken_number(result.collected))]
    if result.approved is not None:
        figures.append(_("approved {count}").format(count=spoken_number(result.approved)))
    if result.activated is not None:
        figures.append(_("activated {count}").format(count=spoken_number(result.activated)))
    return ", ".join(figures)


def is_anything(result: Result) -> bool:
    """Whether it tells of any work."""
    return bool(result.collected or result.approved or result.activated)
