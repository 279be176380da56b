"""What a search for teams hands over. Nothing here needs the solver."""

from dataclasses import dataclass

from planner.roster.teams import TeamGoalResult, Visit


@dataclass(frozen=True, slots=True)
class TeamsFound:
    """Visits with every goal's value and proof."""

    visits: tuple[Visit, ...]
    """Sorted by day, unit, team, hamlet."""
    goals: tuple[TeamGoalResult, ...]
    """In their order."""
    was_stopped: bool = False
    """Whether somebody ended the search before its end."""
