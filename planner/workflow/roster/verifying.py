"""Judging a roster that somebody made."""

from dataclasses import dataclass
from pathlib import Path

from planner.check.roster.verdict import RosterVerdict, judge_roster_alone
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.errors import Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.roster_file import read_roster
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.texts import texts_of
from planner.workflow.roster.rostering import staffing_with_ledger
from planner.workflow.roster.staffed_plan import plan_of_campaign, refuse_unknown_names, up_to

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class VerifiedRoster:
    """A verdict, and what is doubtful in the workbook that it rests on."""

    verdict: RosterVerdict
    problems: tuple[Problem, ...]


def verify_roster(workbook: Path, plan_path: Path, roster_path: Path, *, address: str | None = None) -> VerifiedRoster:
    """Hold a roster against its campaign, its plan and its officers.

    Officers are those of the workbook alone, unless a ledger is named: then with the leaves entered there beside it.
    Raises UnreadableFile, WorkbookProblems, UnsoundPlan, LedgerError for a ledger that is named, and
    WrongUsage for a plan or a roster of another campaign, and for a roster that staffs another version of the plan.
    """
    read = read_campaign(workbook)
    staffing, warnings = staffing_with_ledger(workbook, read.campaign, address)
    plan = plan_of_campaign(read.campaign, plan_path)
    refuse_unknown_names(read.campaign, plan)
    roster = read_roster(roster_path)
    refuse_foreign_roster(read.campaign, plan_path, plan, roster_path, roster)
    case = RosterCase(read.campaign, up_to(plan, roster.until), staffing)
    return VerifiedRoster(judge_roster_alone(case, roster), (*read.warnings, *warnings))


def refuse_foreign_roster(campaign: Campaign, plan_path: Path, plan: Plan, roster_path: Path, roster: Roster) -> None:
    """Raise WrongUsage for a roster of another campaign, and for one that staffs another version of the plan."""
    if roster.campaign != campaign.name:
        raise WrongUsage(
            _("{path}: a roster of the campaign “{other}”, not of “{campaign}”. Name a roster of this campaign").format(
                path=roster_path, other=roster.campaign, campaign=campaign.name
            )
        )
    if roster.plan_version != plan.version:
        raise WrongUsage(
            _("{path}: staffs plan {staffed}, and {plan_path} is plan {number}. Name the plan that it staffs").format(
                path=roster_path, staffed=roster.plan_version, plan_path=plan_path, number=plan.version
            )
        )
