"""How many officers a plan needs, week by week, beside how many there are.

workbook, plan → what each week asks for, counted → the fewest officers, shown by a roster of the week
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.questions import StaffQuestion
from planner.model.roster.least_officers import LeastOfficers
from planner.roster.case import RosterCase
from planner.roster.shortage import Shortage, shortages
from planner.roster.week_needs import WeekNeed, week_needs
from planner.workflow.roster.rostering import staffing_with_ledger
from planner.workflow.roster.staffed_plan import plan_of_campaign, refuse_unknown_names
from planner.workflow.solving.asking import Ending, put
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import clock_running


@dataclass(frozen=True, slots=True)
class StaffedWeek:
    """What a week asks for, and how many officers that takes."""

    need: WeekNeed
    least: LeastOfficers | None
    """None where the law lets no number of officers fill the seats."""


@dataclass(frozen=True, slots=True)
class StaffNeeded:
    """What a plan needs of officers."""

    campaign: Campaign

    weeks: tuple[StaffedWeek, ...]
    """By area, week and set of roles; empty for a plan that asks for nobody."""
    missing: tuple[Shortage, ...]
    """Seats that the officers who are there leave vacant whatever the roster."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""
    was_stopped: bool
    """Whether Ctrl-C ended the search."""


def staff_needed(workbook: Path, plan_path: Path, terms: SearchTerms, *, address: str | None = None) -> StaffNeeded:
    """The fewest officers by role and week. Nothing is stored; Ctrl-C keeps what was counted.

    Leaves are those of the workbook alone, unless a ledger is named: then also those entered there beside it.
    Raises UnreadableFile, WorkbookProblems, UnsoundPlan, SearchDied, LedgerError for a ledger that is named,
    and WrongUsage for a plan of another campaign and where nobody is entered on sheet *Cán bộ*.
    """
    terms, read = clock_running(terms), read_campaign(workbook)
    staffing, warnings = staffing_with_ledger(workbook, read.campaign, address)
    plan = plan_of_campaign(read.campaign, plan_path)
    refuse_unknown_names(read.campaign, plan)
    case = RosterCase(read.campaign, plan, staffing)
    needs = week_needs(case)
    with hearing_ctrl_c() as was_pressed:
        found = _least(needs, terms, was_pressed)
        return StaffNeeded(
            read.campaign,
            tuple(StaffedWeek(need, least) for need, least in zip(needs, found, strict=True)),
            shortages(case),
            (*read.warnings, *warnings),
            was_pressed(),
        )


def _least(
    needs: tuple[WeekNeed, ...], terms: SearchTerms, was_pressed: Callable[[], bool]
) -> tuple[LeastOfficers | None, ...]:
    """What was found; where the process that searches gives no answer, what was counted."""
    if needs:
        for _attempt in range(2):
            reply = put(StaffQuestion(needs, terms), was_pressed, nobody)
            if reply.answer is not None:
                return reply.answer
            if reply.ending is not Ending.DIED:
                break
    return tuple(None if need.counted is None else LeastOfficers(need.counted, None) for need in needs)
