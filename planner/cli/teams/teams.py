"""The command `teams`: the goals with their proofs, the load of each team, and which hamlets lack what."""

from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.planning.progress_line import ProgressLines, Sought
from planner.cli.session import Speaker, rest_in_json, show_warnings
from planner.domain.search_terms import SearchTerms
from planner.telling.proofs import ended_early
from planner.telling.teams.teams import missed_told, summary_of_teams, teams_answer_as_json
from planner.telling.written_files import files_of_one_folder
from planner.texts import spoken_number, texts_of
from planner.workflow.folders import default_folder
from planner.workflow.solving.searching import Search
from planner.workflow.teams.assigning import AssignedTeams, TeamLoad, assign_teams_of

_ = texts_of("cli")

MOST_ROWS_SHOWN = 30
"""More teams or hamlets stand only in the prints and with --json."""


def teams(session: Speaker, *, campaign: Path, folder: Path | None, seconds: float, workers: int, seed: int) -> None:
    """`planner teams`."""
    with ProgressLines(session, Sought.TEAMS) as lines:
        search = Search(SearchTerms(seconds, workers, seed), lines.listen).since(session.called)
        assigned = assign_teams_of(campaign, folder or default_folder(campaign), search)
    _show(session, assigned)


def _show(session: Speaker, assigned: AssignedTeams) -> None:
    show_warnings(session, assigned.problems)
    session.warn(assigned.warnings)
    if assigned.was_stopped:
        session.say(ended_early())
    session.say("")
    session.say(assigned.campaign.name)
    session.say_lines(summary_of_teams(assigned))
    session.say_lines(_loads(assigned.loads))
    session.say_lines(missed_told(assigned.missed[:MOST_ROWS_SHOWN]))
    session.say_lines(files_of_one_folder((assigned.teams_path, *assigned.prints)))
    for num_rows in (len(assigned.loads), len(assigned.missed)):
        if num_rows > MOST_ROWS_SHOWN:
            session.note(rest_in_json(num_rows - MOST_ROWS_SHOWN))
    session.answer(teams_answer_as_json(assigned))


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
