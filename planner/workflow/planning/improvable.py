"""Whether a plan may still be much better than it is, and in what: told only where a person would want to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof

WIDE = 0.05
"""Share of the value above the bound from which a goal that citizens feel may be much better."""
WIDE_OF_COMFORT = 0.10
"""The same for travel and waiting: their bounds are rough, and a few percent of them change nobody's decision."""
COMFORT = (Goal.TRAVEL, Goal.WAITING)
SUMS_OF_DOSSIERS = (Goal.UNSERVED, Goal.MILESTONES, Goal.CHANGES)
FEWEST_DOSSIERS_SHARE = 0.001
"""Fewer dossiers than this share of the need are not worth another run, however large a share of what is left."""
FEWEST_KM = 5.0

TIMES_LONGER = 5
SHORTEST_SECONDS = 60
LONGEST_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Improvable:
    """The earliest goal that may still be much better."""

    goal: Goal
    gain: float
    """At most so much, in what the goal is told in: dossiers, days for finish, km, days a dossier for waiting. 0 where
    the search has found out nothing of how far it may go."""


def improvable(campaign: Campaign, goals: Sequence[GoalResult]) -> Improvable | None:
    """The first goal of a plan, in their order, with room between value and proven bound that matters; None if none.

    The first alone, since as long as an earlier goal may improve nobody knows what the later ones will be.
    """
    for result in goals:
        if result.proof is Proof.BEST_FOUND and result.bound is not None:
            gain = _gain(campaign, result, result.bound)
            if gain is not None:
                return Improvable(result.goal, gain)
    return None


def _gain(campaign: Campaign, result: GoalResult, bound: float) -> float | None:
    """What may be gained, in words that people use; None where it is too little to speak of."""
    goal, gap = result.goal, result.value - bound
    if gap <= result.value * (WIDE_OF_COMFORT if goal in COMFORT else WIDE):
        return None
    if goal in COMFORT and bound <= 0:
        return 0.0
    need = sum(unit.need for unit in campaign.units)
    calendar = campaign.calendar
    if goal in SUMS_OF_DOSSIERS:
        return gap if gap >= FEWEST_DOSSIERS_SHARE * need else None
    if goal is Goal.FINISH:
        days = (calendar.slot(int(result.value)).day - calendar.slot(max(1, int(bound))).day).days
        return days or None
    if goal is Goal.TRAVEL:
        return gap if gap >= FEWEST_KM else None
    days_each = gap / max(1, need) / len(calendar.shifts)
    return days_each if days_each >= 1 else None


def longer_search(seconds: float, *, was_stopped: bool) -> int:
    """Seconds to try next: five times as many; for a search that somebody ended early, those it was given."""
    if was_stopped:
        return max(1, round(seconds))
    return min(LONGEST_SECONDS, max(SHORTEST_SECONDS, round(TIMES_LONGER * seconds)))
