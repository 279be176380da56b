"""What a search hands over. Nothing here needs the solver, so whoever has searched elsewhere can read it."""

from dataclasses import dataclass
from importlib.metadata import version

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, GoalResult

SOLVER = f"OR-Tools {version('ortools')}"
"""What a stored plan says it was found by."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Placements with their dossiers, and every goal's value and proof."""

    assignments: tuple[Assignment, ...]
    """What is planned, without the past; sorted by slot, then machine in workbook order."""
    goals: tuple[GoalResult, ...]
    """The past included."""
    ahead: Campaign
    """What was left to plan, told as a campaign: units need what is still to be collected, the past is closed."""
    was_stopped: bool
    """Whether somebody ended the search before its end."""
    warnings: tuple[str, ...] = ()
    """What happened to the search that the reader of its plan should know; empty where all went well."""
