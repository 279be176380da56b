"""What the assignment of teams comes to, and which hamlets lack what."""

from collections.abc import Sequence
from typing import Any

from planner.domain.policy import Proof
from planner.roster.teams import Place, TeamGoalResult
from planner.telling.figures import counted, goal_name
from planner.telling.problems import problems_as_json
from planner.texts import spoken_number, texts_of
from planner.workflow.teams.assigning import AssignedTeams
from planner.workflow.teams.missed import MissedHamlet
from planner.workflow.teams.teams_file import teams_as_json

_ = texts_of("telling")


def summary_of_teams(assigned: AssignedTeams) -> list[str]:
    """What an assignment comes to: teams, visits, citizens, every goal with its proof."""
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


def missed_told(missed: Sequence[MissedHamlet]) -> list[str]:
    """A line for each hamlet that lacks visits or citizens, with the reason."""
    return [
        _("  {hamlet}: {visits} and {citizens} missing; {reason}.").format(
            hamlet=each.hamlet.name if each.hamlet.unit is None else f"{each.hamlet.name} ({each.hamlet.unit})",
            visits=counted(each.visits, _("1 visit"), _("{count} visits")),
            citizens=counted(each.citizens, _("1 citizen"), _("{count} citizens")),
            reason=each.reason,
        )
        for each in missed
    ]


def teams_answer_as_json(assigned: AssignedTeams) -> dict[str, Any]:
    """The assignment, the load of each team and what is missing, for a program."""
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
