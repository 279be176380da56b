"""What schedules are compared by: the goals, and two tallies that only a re-plan knows."""

from enum import StrEnum

from planner.domain.policy import Goal


class Tally(StrEnum):
    """What is counted of announced slots beside the goal `changes`."""

    LOST_DAYS = "lost_days"
    """Announced unit-days that lose a slot; only counted where their number is limited."""
    HANDOVERS = "handovers"
    """Announced slots that are kept, but by another machine than the one announced."""


Criterion = Goal | Tally

PROMISED = (Goal.CHANGES, Tally.LOST_DAYS, Tally.HANDOVERS)
"""Criteria that say how far a plan keeps what was announced."""

ALL: tuple[Criterion, ...] = (*Goal, *Tally)
