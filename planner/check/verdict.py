"""The checker's door: a campaign and a plan in, everything wrong with the plan out."""

from planner.check.claims import CLAIM_JUDGES
from planner.check.goals import GoalValue, goal_values
from planner.check.reading import Reading
from planner.check.rules.registry import JUDGES
from planner.check.violation import Violation
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import Record, UnitCode


class Verdict(Record):
    """What the checker found in a plan."""

    violations: tuple[Violation, ...]
    """All of them: rules in their order, then claims."""
    goals: tuple[GoalValue, ...]
    """Recomputed from the assignments, in the default order."""
    left: dict[UnitCode, int]
    """Dossiers that stay uncollected at each unit."""

    @property
    def sound(self) -> bool:
        """Whether nothing at all speaks against the plan."""
        return not self.violations


def judge(campaign: Campaign, plan: Plan) -> Verdict:
    """Read every rule, goal and claim from a finished plan and its campaign's bare facts."""
    reading = Reading(campaign, plan)
    judges = (*JUDGES.values(), *CLAIM_JUDGES.values())
    return Verdict(
        violations=tuple(violation for judge_one in judges for violation in judge_one(reading)),
        goals=goal_values(reading),
        left=reading.left,
    )
