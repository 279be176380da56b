"""What looks odd about the results of one day as they stand, whoever recorded them, however long ago that was."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.intake.layout.results import ResultColumn
from planner.intake.results.remarks import Expectations, about_names
from planner.ledger.reported import RecordedResult
from planner.replan.planned import PlannedSlot
from planner.workflow.days.just_recorded import JustRecorded
from planner.workflow.days.suspicions import suspicions


@dataclass(frozen=True, slots=True)
class DayFinding:
    """Something to look at in a row of the ledger; it counts all the same."""

    row: int
    """Its number."""
    column: ResultColumn | None
    """The figure or name that it is about; None where it is about the row as a whole."""
    what: str


def findings_of_day(
    campaign: Campaign, rows: Sequence[RecordedResult], planned: Iterable[PlannedSlot], day: date
) -> Iterator[DayFinding]:
    """What the workbook lets nobody expect of that day's rows, and what other rows and the plans speak against.

    `rows` are all of the ledger. Rows about names that the workbook has lost are left out: nothing is expected of them.
    """
    expectations = Expectations(campaign)
    known = [row for row in rows if row.counts and row.result.day == day and not [*about_names(campaign, row.result)]]
    for row in known:
        for remark in expectations.surprises(row.result):
            yield DayFinding(row.number, remark.column, remark.what)
    report = [row.result.model_copy(update={"source": str(row.number)}) for row in known]
    nowhere = Path()  # named in advice only, which is left out here
    recorded = JustRecorded.of(nowhere, "", campaign, report, rows)
    named = {each.cell: f"{recorded.row(each.row)}: " for each in recorded.told}
    for problem in suspicions(recorded, planned):
        yield DayFinding(int(problem.where), None, problem.what.removeprefix(named[problem.where]))
