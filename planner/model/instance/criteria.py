"""What plans are compared by: goals, two tallies that only a re-plan knows, and epsilon constraints on them.

Source of the scheme, each goal minimised under constraints on those before it: Haimes, Lasdon, Wismer, On a bicriterion
formulation of the problems of integrated system identification and system optimization, IEEE Transactions on Systems,
Man, and Cybernetics 1 (1971) 296-297.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.record import UnitCode


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


class CollectedRow(NamedTuple):
    """Dossiers collected at a unit in a slot."""

    unit: UnitCode
    ordinal: int
    dossiers: int


def values_of_rows(
    campaign: Campaign, rows: Sequence[CollectedRow], left: Mapping[UnitCode, int]
) -> dict[Criterion, int]:
    """The goals that follow from dossiers alone, those collected and those left: of a schedule, or of the past."""
    never = campaign.calendar.last_ordinal + 1
    return {
        Goal.UNSERVED: sum(campaign.units_by_code[code].priority * dossiers for code, dossiers in left.items()),
        Goal.FINISH: max((row.ordinal for row in rows), default=0),
        Goal.WAITING: sum(row.dossiers * row.ordinal for row in rows) + sum(left.values()) * never,
    }


@dataclass(frozen=True, slots=True)
class EpsilonConstraints:
    """The largest value allowed in each criterion; one that is not named has no limit."""

    largest: Mapping[Criterion, int] = field(default_factory=dict)
    changes_at: Mapping[UnitCode, int] = field(default_factory=dict)
    """How much of the limit of `changes` each unit served in full may take; a unit not named may take all of it."""

    def of(self, goal: Criterion) -> int | None:
        """The limit of one criterion; None is no limit."""
        return self.largest.get(goal)

    def at_most(self, goal: Criterion, value: int | None) -> "EpsilonConstraints":
        """The same limits with one criterion's set."""
        others = {one: limit for one, limit in self.largest.items() if one is not goal}
        return replace(self, largest=others if value is None else {**others, goal: value})

    def tightening_changes(self, bounds: Mapping[UnitCode, int]) -> "EpsilonConstraints":
        """The same limits with what each unit may take of the limit of `changes`."""
        return replace(self, changes_at=dict(bounds))

    @property
    def serves_everybody(self) -> bool:
        """Whether nobody may be left."""
        return self.unserved == 0

    @property
    def unserved(self) -> int | None:
        """Dossiers times priority."""
        return self.of(Goal.UNSERVED)

    @property
    def milestones(self) -> int | None:
        """Dossiers."""
        return self.of(Goal.MILESTONES)

    @property
    def changes(self) -> int | None:
        """Announced dossiers times the weight of the notice."""
        return self.of(Goal.CHANGES)

    @property
    def finish(self) -> int | None:
        """An ordinal."""
        return self.of(Goal.FINISH)

    @property
    def travel(self) -> int | None:
        """Metres."""
        return self.of(Goal.TRAVEL)

    @property
    def waiting(self) -> int | None:
        """Dossiers times ordinals."""
        return self.of(Goal.WAITING)


TRAVEL_UNTOLD = 150
"""Metres: travel is told to a tenth of a km, and settled as the most that is told as the same tenth."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What rounds are made good for."""

    order: tuple[Criterion, ...]
    limits: EpsilonConstraints
    targets: tuple[int, ...]
    finish_floor: int = 0
    """To finish before this is no gain, since another subproblem ends no earlier."""

    def told(self, one: Criterion, value: int) -> int:
        """The value as it counts when plans are compared: nobody sees a gain that is not told."""
        if one is Goal.FINISH:
            return max(self.finish_floor, value)
        if one is Goal.TRAVEL and self.limits.travel is not None:
            return self.limits.travel if self.limits.travel - TRAVEL_UNTOLD < value <= self.limits.travel else value
        return value
