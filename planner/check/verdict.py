"""The checker's door: a campaign and a plan in, everything wrong with the plan out."""

from collections.abc import Iterator, Sequence

from planner.check.announced import changed_unit_days, is_announced_plan_missing
from planner.check.claims import CLAIM_JUDGES
from planner.check.goals import GoalValue, goal_values
from planner.check.reading import Reading
from planner.check.rules.registry import JUDGES
from planner.check.violation import Violation
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Goal, Rule
from planner.domain.record import Record, UnitCode
from planner.domain.results import Result


class Verdict(Record):
    """What the checker found in a plan."""

    violations: tuple[Violation, ...]
    """All of them: rules in their order, then claims."""
    goals: tuple[GoalValue, ...]
    """Recomputed from the assignments, in the default order; `changes` only beside an announced plan."""
    left: dict[UnitCode, int]
    """Dossiers that stay uncollected at each unit."""
    changed_unit_days: int | None = None
    """On how many days of how many units an announced slot is lost; None without an announced plan."""
    unverified: tuple[Rule | Goal, ...] = ()
    """What the plan says or owes, but what could not be held against the announced plan or the results it rests on."""

    @property
    def sound(self) -> bool:
        """Whether nothing at all speaks against the plan."""
        return not self.violations


def judge(
    campaign: Campaign, plan: Plan, announced: Plan | None = None, results: Sequence[Result] | None = None
) -> Verdict:
    """Read every rule, goal and claim from a finished plan and its campaign's bare facts.

    `announced` is the whole plan that was made known, and the plan's own `announced_until` and `frozen_until` say how
    far it binds. `results` are all that was reported, in the order of reporting; the last of a machine's slot counts.
    Names in the announced plan that the campaign has no more are passed over.
    """
    reading = Reading(campaign, plan, announced, results)
    judges = (*JUDGES.values(), *CLAIM_JUDGES.values())
    return Verdict(
        violations=tuple(violation for judge_one in judges for violation in judge_one(reading)),
        goals=goal_values(reading),
        left=reading.left,
        changed_unit_days=None if announced is None else changed_unit_days(reading),
        unverified=tuple(_unverified(reading)),
    )


def _unverified(reading: Reading) -> Iterator[Rule | Goal]:
    plan = reading.plan
    if reading.results is None and (plan.as_of is not None or plan.elsewhere or reading.past):
        yield Rule.HISTORY
    if is_announced_plan_missing(reading):
        yield Rule.USEFUL
    if reading.announced is None:
        if plan.frozen_until is not None:
            yield Rule.FROZEN
        if plan.announced_version is not None or any(result.goal is Goal.CHANGES for result in plan.goals):
            yield Goal.CHANGES
