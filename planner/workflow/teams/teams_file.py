"""teams.json: the assignment of teams for other programs."""

from collections.abc import Sequence
from pathlib import Path

from planner.files import write_atomically
from planner.intake.written_json import json_in_lines
from planner.roster.teams import TeamsPlan
from planner.workflow.teams.missed import MissedHamlet

NAME = "teams.json"
SCHEMA = 1


def teams_as_json(plan: TeamsPlan, missed: Sequence[MissedHamlet]) -> dict[str, object]:
    """The plan as teams.json holds it: plain dicts, lists, texts and numbers."""
    return {
        "schema": SCHEMA,
        "campaign": plan.campaign,
        "visits": [visit.model_dump(mode="json") for visit in plan.visits],
        "missed": [
            {
                "unit": each.hamlet.unit,
                "hamlet": each.hamlet.name,
                "visits": each.visits,
                "citizens": each.citizens,
                "reason": each.reason,
            }
            for each in missed
        ],
        "goals": [result.model_dump(mode="json") for result in plan.goals],
    }


def write_teams(plan: TeamsPlan, missed: Sequence[MissedHamlet], folder: Path) -> Path:
    """Put teams.json into the folder, whole or not at all, and return where it went. Raises UnwritableFile."""
    return write_atomically(folder / NAME, (json_in_lines(teams_as_json(plan, missed)) + "\n").encode())
