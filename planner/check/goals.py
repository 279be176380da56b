"""The goals a second time, from the rows alone."""

from collections.abc import Callable, Sequence

from planner.check.announced import broken_promises, weight_of
from planner.check.reading import Reading
from planner.check.road_km import road_km
from planner.check.rows import Appearance
from planner.domain.campaign import Posting, PostingKind, Unit
from planner.domain.policy import Goal
from planner.domain.record import Record


class GoalValue(Record):
    """What the assignments of a plan give in one goal."""

    goal: Goal
    value: int | float


def unserved(reading: Reading) -> int:
    """Dossiers left uncollected at the end, times the unit's priority."""
    return sum(reading.left[unit.code] * unit.priority for unit in reading.campaign.units)


def milestones(reading: Reading) -> int:
    """Dossiers missing at the phases' last days. What is collected elsewhere bears no day, so no phase counts it."""
    missing = 0
    for phase in reading.campaign.phases:
        collected = sum(row.dossiers for row in reading.rows if row.slot.day <= phase.last_day)
        missing += max(0, phase.target - collected)
    return missing


def changes(reading: Reading) -> int:
    """Announced dossiers that are still needed and lose their slot, times the weight of the notice."""
    return sum(promise.dossiers * weight_of(reading, promise) for promise in broken_promises(reading))


def finish(reading: Reading) -> int:
    """Ordinal of the last slot used, with or without dossiers; 0 for a plan that uses none."""
    return max((row.ordinal for row in reading.rows), default=0)


def waiting(reading: Reading) -> int:
    """Over dossiers, the ordinal of the slot in which each is collected; the last ordinal + 1 for those left."""
    collected = sum(row.dossiers * row.ordinal for row in reading.rows)
    return collected + sum(reading.left.values()) * (reading.campaign.calendar.last_ordinal + 1)


def travel_km(reading: Reading) -> float:
    """Road km of mobile machines, not rounded."""
    return sum((_tour_km(reading, tour) for tour in reading.tours), start=0.0)


def travel(reading: Reading) -> float:
    """Road km of mobile machines, with one decimal."""
    return round(travel_km(reading), 1)


def _tour_km(reading: Reading, tour: Sequence[Appearance]) -> float:
    """One machine's km, appearance after appearance.

    Its place is where it last stood as a mobile one, whatever the posting; it has none before that and after standing
    at a fixed place. Then the base of the posting under which it is seen next counts, or the leg is free. A posting
    under which it never works leaves no trace.
    """
    km = 0.0
    place: Unit | None = None
    for row in tour:
        if row.posting is not None and row.posting.kind is PostingKind.FIXED:
            place = None
            continue
        origin = place or _base(reading, row.posting)
        km += road_km(reading.campaign, origin, row.unit) if origin is not None else 0.0
        place = row.unit
    return km


def _base(reading: Reading, posting: Posting | None) -> Unit | None:
    if posting is None or posting.base is None:
        return None
    return reading.stop(posting.base)


VALUES: dict[Goal, Callable[[Reading], int | float]] = {
    Goal.UNSERVED: unserved,
    Goal.MILESTONES: milestones,
    Goal.CHANGES: changes,
    Goal.FINISH: finish,
    Goal.TRAVEL: travel,
    Goal.WAITING: waiting,
}
"""Every goal with the one function that reckons it, in the default order."""


def can_be_reckoned(reading: Reading, goal: Goal) -> bool:
    """Whether there is what the goal rests on: `changes` needs the announced plan."""
    return goal is not Goal.CHANGES or reading.announced is not None


def goal_values(reading: Reading) -> tuple[GoalValue, ...]:
    """The value of every goal that can be reckoned, in the default order."""
    return tuple(
        GoalValue(goal=goal, value=value_of(reading))
        for goal, value_of in VALUES.items()
        if can_be_reckoned(reading, goal)
    )
