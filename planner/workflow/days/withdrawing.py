"""Results taken back, by the numbers of their rows in the ledger."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.version import StoredVersion
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.withdrawing import Withdrawal
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.situation import PlanningMoment, without_results
from planner.workflow.days.just_recorded import JustRecorded
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, this_moment, writer
from planner.workflow.ledger.keeping import today as this_day


@dataclass(frozen=True, slots=True)
class WithdrawnResults:
    """What was taken back."""

    recorded: JustRecorded
    """The ledger as it is now, by which rows are told."""
    withdrawals: tuple[Withdrawal, ...]
    """By number."""
    latest: StoredVersion | None
    """The latest plan, which still counts on them."""
    without_result: tuple[PlannedSlot, ...]
    """Slots before today in which a machine was to work and of which no result tells any more."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""

    @property
    def campaign(self) -> Campaign:
        """Whose results they were."""
        return self.recorded.campaign


def withdraw_results(
    workbook: Path,
    numbers: Collection[int],
    *,
    address: str | None = None,
    today: date | None = None,
    by: str | None = None,
) -> WithdrawnResults:
    """Take back the result rows of these numbers, all or none; they count nowhere any more, but stay in the ledger.

    A row whose figures were changed outside of the program can be taken back, too. Raises UnreadableFile,
    WorkbookProblems, LedgerError; the ledger then is as it was.
    """
    read = read_campaign(workbook)
    day = today or this_day(read.campaign)
    with ledger_of(workbook, read.campaign, address, writes=True, despite_changed_figures=True) as ledger:
        read = with_adjustments(read, ledger)
        campaign = read.campaign
        withdrawals = ledger.withdraw(numbers, by=writer(by), at=this_moment())
        planned = planned_slots(campaign, versions_in_force(ledger))
        shown = str(ledger) if address else ""
        return WithdrawnResults(
            recorded=JustRecorded.of(workbook, shown, campaign, (), ledger.all_result_rows()),
            withdrawals=withdrawals,
            latest=ledger.latest_stored(),
            without_result=without_results(campaign, PlanningMoment(day), ledger.results(), planned),
            problems=read.warnings,
        )
