"""What `planner teams` tells: the goals with their proofs, the load of each team, and which hamlets lack what."""

from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.planning.progress_line import ProgressLines, Sought
from planner.cli.session import Speaker, rest_in_json, show_warnings
from planner.domain.policy import Proof
from planner.domain.search_terms import SearchTerms
from planner.roster.teams import Place, TeamGoalResult
from planner.telling.figures import counted, goal_name
from planner.telling.problems import problem_line, problems_as_json
from planner.texts import spoken_number, texts_of
from planner.workflow.folders import default_folder
from planner.workflow.solving.searching import Search
from planner.workflow.teams.assigning import AssignedTeams, TeamLoad, assign_teams_of
from planner.workflow.teams.missed import MissedHamlet
from planner.workflow.teams.teams_file import teams_as_json

_ = texts_of("cli")

MOST_ROWS_SHOWN = 30
"""More teams or hamlets stand only in the prints and with --json."""


def teams(session: Speaker, *, campaign: Path, folder: Path | None, seconds: float, workers: int, seed: int) -> None:
    """`planner teams`."""
    with ProgressLines(session, Sought.TEAMS) as lines:
        search = Search(SearchTerms(seconds, workers, seed), lines.listen)
        assigned = assign_teams_of(campaign, folder or default_folder(campaign), search)
    _show(session, assigned)


def _show(session: Speaker, assigned: AssignedTeams) -> None:
    show_warnings(session, assigned.problems)
    for warning in assigned.warnings:
        session.note(problem_line("warning", warning))
    if assigned.was_stopped:
        session.say(_("The search was ended early; this is the best found until then."))
    session.say("")
    session.say(assigned.campaign.name)
    for line in (*_summary(assigned), *_goals(assigned), *_loads(assigned.loads), *_missed(assigned.missed)):
        session.say(line)
    paths = (assigned.teams_path, *assigned.prints)
    session.say(_("Written to {folder}:").format(folder=paths[0].parent))
    session.say("  " + ", ".join(path.name for path in paths))
    for num_rows in (len(assigned.loads), len(assigned.missed)):
        if num_rows > MOST_ROWS_SHOWN:
            session.note(rest_in_json(num_rows - MOST_ROWS_SHOWN))
    session.answer(_as_json(assigned))


def _summary(assigned: AssignedTeams) -> list[str]:
    hamlets = [hamlet for hamlet in assigned.outreach.hamlets if hamlet.visits]
    wanted = sum(hamlet.visits for hamlet in hamlets)
    citizens = sum(hamlet.visits * hamlet.daily_target for hamlet in hamlets)
    busy = {Place(visit.unit, visit.team) for visit in assigned.plan.visits}
    return [
        _("  Teams         {busy} of {all} go out").format(
            busy=spoken_number(len(busy)), all=spoken_number(len(assigned.outreach.teams))
        ),
        _("  Visits        {made} of {wanted}, to {hamlets}").format(
            made=spoken_number(len(assigned.plan.visits)),
            wanted=spoken_number(wanted),
            hamlets=counted(len(hamlets), _("1 hamlet"), _("{count} hamlets")),
        ),
        _("  Citizens      {guided} of {wanted} to guide").format(
            guided=spoken_number(sum(visit.guided for visit in assigned.plan.visits)), wanted=spoken_number(citizens)
        ),
    ]


def _goals(assigned: AssignedTeams) -> list[str]:
    return [
        _("  Goals, in order:"),
        *(
            f"    {goal_name(result.goal):<18} {spoken_number(result.value):>8}  {_proof(result)}"
            for result in assigned.plan.goals
        ),
    ]


def _proof(result: TeamGoalResult) -> str:
    if result.proof is Proof.OPTIMAL:
        return _("proven optimal")
    return _("best found; none is below {bound}").format(bound=spoken_number(result.bound))


def _loads(loads: tuple[TeamLoad, ...]) -> list[str]:
    columns = [
        TextColumn(_("Team"), is_figure=False),
        TextColumn(_("Unit"), is_figure=False),
        TextColumn(_("days it can go")),
        TextColumn(_("days out")),
        TextColumn(_("visits")),
        TextColumn(_("citizens")),
    ]
    if all(load.team.unit is None for load in loads):
        columns.pop(1)
    rows = [
        [
            load.team.name,
            *([load.team.unit or ""] if len(columns) > 5 else []),  # noqa: PLR2004 - with the units
            spoken_number(load.days),
            spoken_number(load.days_out),
            spoken_number(load.visits),
            spoken_number(load.guided),
        ]
        for load in loads[:MOST_ROWS_SHOWN]
    ]
    return table(columns, rows)


def _missed(missed: tuple[MissedHamlet, ...]) -> list[str]:
    return [
        _("  {hamlet}: {visits} and {citizens} missing; {reason}.").format(
            hamlet=each.hamlet.name if each.hamlet.unit is None else f"{each.hamlet.name} ({each.hamlet.unit})",
            visits=counted(each.visits, _("1 visit"), _("{count} visits")),
            citizens=counted(each.citizens, _("1 citizen"), _("{count} citizens")),
            reason=each.reason,
        )
        for each in missed[:MOST_ROWS_SHOWN]
    ]


def _as_json(assigned: AssignedTeams) -> dict[str, Any]:
    return {
        "teams": str(assigned.teams_path),
        "prints": [str(path) for path in assigned.prints],
        "was_stopped": assigned.was_stopped,
        **{key: value for key, value in teams_as_json(assigned.plan, assigned.missed).items() if key != "schema"},
        "loads": [
            {
                "unit": load.team.unit,
                "team": load.team.name,
                "days": load.days,
                "days_out": load.days_out,
                "visits": load.visits,
                "citizens": load.guided,
            }
            for load in assigned.loads
        ],
        "problems": problems_as_json(assigned.problems),
        "warnings": list(assigned.warnings),
    }
