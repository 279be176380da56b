"""The outside arbiter beside the project, asked from Python; it judges a plan from the two files alone."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from planner.check.verdict import Verdict, judge
from planner.check.violation import Claim
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from tests.workbooks import write_workbook

ARBITER = Path(__file__).parents[2] / "shared" / "acceptance" / "verify_plan.py"


class Ruling(NamedTuple):
    """What the arbiter says: the names of broken rules (`goal` for any untrue claim) and the goals."""

    broken: frozenset[str]
    goals: dict[str, float]


def load_arbiter() -> ModuleType:
    """The arbiter's script as a module."""
    spec = importlib.util.spec_from_file_location("verify_plan", ARBITER)
    if spec is None or spec.loader is None:
        raise ImportError(str(ARBITER))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Bench:
    """Lets checker and arbiter judge plans of one campaign, and says where they differ."""

    def __init__(self, arbiter: ModuleType, campaign: Campaign, workbook: Path) -> None:
        write_workbook(campaign, workbook)
        self._arbiter = arbiter
        self._campaign = campaign
        self._its_campaign = arbiter.Campaign(workbook)

    def ruling(self, plan: Plan) -> Ruling:
        """The arbiter's view of a plan."""
        wrong, goals = self._arbiter.judge(self._its_campaign, plan.model_dump(mode="json"))
        return Ruling(frozenset(line.split(":")[0] for line in wrong), goals)

    def differences(self, plan: Plan) -> list[str]:
        """What checker and arbiter say differently of a plan; nothing where they agree."""
        verdict, ruling = judge(self._campaign, plan), self.ruling(plan)
        differences = [
            f"goal {told.goal}: checker {told.value}, arbiter {ruling.goals[told.goal]}"
            for told in verdict.goals
            if abs(told.value - ruling.goals[told.goal]) > 1e-6
        ]
        mine = _names(verdict)
        return differences + [
            f"{name}: only the {'checker' if name in mine else 'arbiter'} names it, in {sorted(mine | ruling.broken)}"
            for name in sorted(mine ^ ruling.broken)
            if not _is_explained(name, mine, ruling.broken)
        ]


def _names(verdict: Verdict) -> frozenset[str]:
    return frozenset(
        "goal" if violation.rule in set(Claim) - {Claim.KNOWN} else str(violation.rule)
        for violation in verdict.violations
    )


NAMED_ONLY_BY_CHECKER = {
    Rule.FILL: {Rule.DEMAND},
    Rule.CAPACITY: {Rule.MACHINE_OPEN, Rule.SERVES},
    Rule.SERVES: {Rule.MACHINE_OPEN},
    Rule.HISTORY: {Rule.CAPACITY},
}
"""Rules that the arbiter does not look at where it has named one of those on the right; the checker names them all."""

NAMED_ONLY_BY_ARBITER = {
    Rule.UNIT_OPEN: {Rule.MACHINE_OPEN},
    Rule.WHOLE_DAY: {Rule.ONE_PLACE, Rule.HISTORY},
    Rule.REACH: {Rule.ONE_PLACE, Rule.HISTORY},
    Rule.VISITS: {Rule.ONE_PLACE, Rule.HISTORY, Rule.MACHINE_OPEN},
    Rule.NO_GAP: {Rule.ONE_PLACE, Rule.WHOLE_DAY, Rule.HISTORY},
    Rule.PINNED: {Rule.ONE_PLACE, Rule.HISTORY},
    Rule.CAPACITY: {Rule.HISTORY},
}
"""Rules that only the arbiter names, and only beside one of those on the right.

It counts a slot closed to all as one in which the unit is closed too, and a negative figure of the past against
capacity. A machine at two places at once, perhaps at one of them in the past, moves between them for it, and is only
at one of them for its pins. It wants a day's later slots at a unit worked in the same visit. Rows before and after a
posting are two visits for it.
"""


def _is_explained(name: str, mine: frozenset[str], arbiters: frozenset[str]) -> bool:
    """Whether both call the plan unsound and one only says more about why."""
    excuses = NAMED_ONLY_BY_CHECKER if name in mine else NAMED_ONLY_BY_ARBITER
    rules = excuses.get(Rule(name), set()) if name in set(Rule) else set()
    return bool(mine and arbiters) and not (mine | arbiters).isdisjoint(map(str, rules))
