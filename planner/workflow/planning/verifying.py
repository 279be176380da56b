"""Judging a workbook, or a plan that somebody made."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planner.check.verdict import Verdict, judge
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign
from planner.intake.plan_file import read_plan
from planner.intake.results.results_reader import read_results
from planner.intake.staffing.staffing_reader import read_staffing
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import about_adjustments_beside, ledger_of, warnings_of_the_default


@dataclass(frozen=True, slots=True)
class Verified:
    """A verdict, and what is doubtful in the workbook that it rests on."""

    verdict: Verdict
    problems: tuple[Problem, ...]


def check_workbook(workbook: Path) -> ReadCampaign:
    """Read a workbook, its crews too, for the sake of its problems. Raises UnreadableFile, WorkbookProblems."""
    read = read_campaign(workbook)
    crews = read_staffing(workbook, read.campaign)
    defaults = warnings_of_the_default(workbook, read.campaign)
    told = dict.fromkeys((*defaults, *read.warnings, *crews.warnings))  # both tell of the sheets that are hidden
    return replace(read, warnings=tuple(told))


def verify_plan(
    workbook: Path,
    plan_path: Path,
    announced_path: Path | None = None,
    results_path: Path | None = None,
    *,
    address: str | None = None,
) -> Verified:
    """Hold a plan against its campaign, and a re-plan against what was announced and what was collected.

    The campaign is that of the workbook alone, unless a ledger is named: then with what was entered there beside it.
    Raises UnreadableFile, WorkbookProblems, and LedgerError for a ledger that is named.
    """
    read = read_campaign(workbook)
    about_ledger = about_adjustments_beside(workbook, read.campaign) if address is None else ()
    if address is not None:
        with ledger_of(workbook, read.campaign, address) as ledger:
            read = with_adjustments(read, ledger)
            about_ledger = ledger.warnings
    announced = read_plan(announced_path) if announced_path is not None else None
    told = read_results(results_path, read.campaign, date.max) if results_path is not None else None
    verdict = judge(read.campaign, read_plan(plan_path), announced, told.results if told is not None else None)
    return Verified(verdict, (*about_ledger, *read.warnings, *(told.warnings if told is not None else ())))
