"""What plans of a subproblem are compared by."""

from dataclasses import dataclass

from planner.domain.policy import Goal
from planner.model.formulations.epsilon_constraints import EpsilonConstraints
from planner.model.instance.criteria import Criterion

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
