"""Every plan is judged here, by all that is at hand of what it rests on."""

from dataclasses import dataclass

from planner.check.verdict import Verdict, judge
from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan, Shortfall
from planner.domain.policy import Proof
from planner.domain.results import Result
from planner.errors import UnsoundPlan
from planner.texts import texts_of

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan and what the checker finds in it."""

    plan: Plan
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a plan rests on. Where one of both is None it is not at hand, and nothing is judged by it."""

    announced: Plan | None = None
    """The whole plan that was announced last."""
    results: tuple[Result, ...] | None = None
    """All that was reported."""

    def judged(self, campaign: Campaign, plan: Plan) -> Judged:
        """The plan with the verdict of the independent checker."""
        return Judged(plan, judge(campaign, plan, self.announced, self.results))

    def claimed(self, campaign: Campaign, bare: Plan) -> Judged:
        """A plan that says nothing of itself, with the figures that the checker finds, judged with them."""
        return self.judged(campaign, claiming(bare, self.judged(campaign, bare).verdict))

    def accepted(self, campaign: Campaign, plan: Plan) -> Judged:
        """The same for a plan that nothing speaks against. Raises UnsoundPlan for any other."""
        judged = self.judged(campaign, plan)
        if not judged.verdict.sound:
            raise UnsoundPlan(
                _(
                    "nothing was written: the checker refused the plan. Please report this with the workbook:\n{why}"
                ).format(why="\n".join(violation.message for violation in judged.verdict.violations))
            )
        return judged


def claiming(bare: Plan, found: Verdict) -> Plan:
    """The plan with these figures; nobody has searched for it, so nothing is proven of its goals."""
    goals = tuple(
        GoalResult(goal=each.goal, value=each.value, bound=None, proof=Proof.NOT_OPTIMISED) for each in found.goals
    )
    unserved = tuple(Shortfall(unit=code, dossiers=left) for code, left in found.left.items() if left)
    return bare.model_copy(update={"goals": goals, "unserved": unserved})


NONE_AT_HAND = Evidence()
NOTHING_YET = Evidence(results=())
"""Nothing was announced and nothing collected: what a first plan rests on."""
