"""A workbook with teams in; the list of who goes where on which day out, judged, written and printed."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from planner.check.teams.team_verdict import judge_teams
from planner.domain.campaign import Campaign
from planner.errors import Problem, UnsoundPlan, WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.layout.teams import TEAMS
from planner.model.teams.outings import parts_of
from planner.model.teams.question import TeamsQuestion
from planner.prints.forms.team_list import print_team_list
from planner.roster.teams import Outreach, Place, Team, TeamsPlan
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search
from planner.workflow.teams.asked_teams import best_teams
from planner.workflow.teams.missed import MissedHamlet, missed_hamlets
from planner.workflow.teams.teams_file import write_teams

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """How much a team goes out."""

    team: Team
    days: int
    """On which it can go to any hamlet of its."""
    days_out: int
    visits: int
    guided: int
    """Citizens whom it is to guide."""


@dataclass(frozen=True, slots=True)
class AssignedTeams:
    """What `planner teams` has found and written."""

    campaign: Campaign
    outreach: Outreach
    plan: TeamsPlan
    missed: tuple[MissedHamlet, ...]
    loads: tuple[TeamLoad, ...]
    """In workbook order."""
    teams_path: Path
    prints: tuple[Path, ...]
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""
    warnings: tuple[str, ...]
    """What the reader of the prints should know."""
    was_stopped: bool


def assign_teams_of(workbook: Path, folder: Path, search: Search) -> AssignedTeams:
    """Assign the workbook's teams to hamlets and days, and print the list. Ctrl-C keeps the best so far.

    Nothing is stored: the workbook says all. Raises UnreadableFile, WorkbookProblems, NumbersTooLarge, NoPlanInTime,
    SearchDied, UnsoundPlan, UnwritableFile.
    """
    search, read = search.begun(), read_campaign(workbook)
    outreach = read.outreach
    if not outreach.teams:
        raise WorkbookProblems([_no_team()])
    assert_writable(folder)
    with hearing_ctrl_c() as ctrl_c:
        found = best_teams(TeamsQuestion(read.campaign, outreach, search.terms), ctrl_c, search.listen)
        ctrl_c.search_is_over()
        plan = TeamsPlan(campaign=read.campaign.name, visits=found.visits, goals=found.goals)
        _refuse_unsound(read.campaign, outreach, plan)
        missed = missed_hamlets(read.campaign, outreach, plan)
        printed = print_team_list(read.campaign, outreach, plan, folder)
        teams_path = write_teams(plan, missed, folder)
    return AssignedTeams(
        campaign=read.campaign,
        outreach=outreach,
        plan=plan,
        missed=missed,
        loads=_loads(read.campaign, outreach, plan),
        teams_path=teams_path,
        prints=printed.paths,
        problems=read.warnings,
        warnings=printed.warnings,
        was_stopped=found.was_stopped,
    )


def _no_team() -> Problem:
    return Problem(
        TEAMS.title,
        _("no team is entered"),
        _("Enter the teams there, and what the hamlets want on sheet Lượt xuống thôn; planner new makes both sheets"),
    )


def _refuse_unsound(campaign: Campaign, outreach: Outreach, plan: TeamsPlan) -> None:
    violations = judge_teams(campaign, outreach, plan).violations
    if violations:
        raise UnsoundPlan(
            _(
                "nothing was written: the checker refused the assignment of teams. Please report this with the "
                "workbook:\n{why}"
            ).format(why="\n".join(violation.message for violation in violations))
        )


def _loads(campaign: Campaign, outreach: Outreach, plan: TeamsPlan) -> tuple[TeamLoad, ...]:
    days = {team: len(found) for part in parts_of(campaign, outreach) for team, found in part.days_out.items()}
    visits = Counter(Place(visit.unit, visit.team) for visit in plan.visits)
    out = Counter(place for place, _day in {(Place(visit.unit, visit.team), visit.date) for visit in plan.visits})
    guided: Counter[Place] = Counter()
    for visit in plan.visits:
        guided[Place(visit.unit, visit.team)] += visit.guided
    return tuple(
        TeamLoad(team, days[team.place], out[team.place], visits[team.place], guided[team.place])
        for team in outreach.teams
    )
