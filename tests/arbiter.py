"""The outside arbiter beside the project, asked from Python; it judges a plan from the two files alone."""

import importlib.util
import math
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from planner.check.verdict import Verdict, judge
from planner.check.violation import Claim
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.results import Result
from tests.workbooks import write_results, write_workbook

ARBITER = Path(__file__).parents[2] / "shared" / "acceptance" / "verify_plan.py"


class Ruling(NamedTuple):
    """What the arbiter says: the names of broken rules (`goal` for any untrue claim) and the goals.

    Beside an announced plan the goals hold `changes` and `changed_unit_days` too.
    """

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
    """Lets checker and arbiter judge plans of one campaign, and says where they differ.

    The results of a re-plan are written beside the workbook.
    """

    def __init__(self, arbiter: ModuleType, campaign: Campaign, workbook: Path) -> None:
        write_workbook(campaign, workbook)
        self._results = workbook.with_name("results.xlsx")
        self._arbiter = arbiter
        self._campaign = campaign
        self._its_campaign = arbiter.Campaign(workbook)

    def ruling(self, plan: Plan, announced: Plan | None = None, results: Sequence[Result] | None = None) -> Ruling:
        """The arbiter's view of a plan."""
        if results is not None:
            write_results(results, self._results)
        wrong, goals = self._arbiter.judge(
            self._its_campaign,
            plan.model_dump(mode="json", exclude_none=True),
            None if announced is None else announced.model_dump(mode="json", exclude_none=True),
            None if results is None else self._results,
        )
        return Ruling(frozenset(line.split(":")[0] for line in wrong), goals)

    def differences(
        self, plan: Plan, announced: Plan | None = None, results: Sequence[Result] | None = None
    ) -> list[str]:
        """What checker and arbiter say differently of a plan; nothing where they agree."""
        verdict = judge(self._campaign, plan, announced, results)
        ruling = self.ruling(plan, announced, results)
        reckoned = _figures(verdict)
        differences = [
            f"{name}: checker {reckoned.get(name)}, arbiter {ruling.goals.get(name)}"
            for name in sorted(reckoned.keys() | ruling.goals.keys())
            if abs(reckoned.get(name, math.inf) - ruling.goals.get(name, math.inf)) > 1e-6
        ]
        mine = _names(verdict)
        if plan.rates and Rule.FILL not in ruling.broken:
            mine -= {Rule.FILL}
        return differences + [
            f"{name}: only the {'checker' if name in mine else 'arbiter'} names it, in {sorted(mine | ruling.broken)}"
            for name in sorted(mine ^ ruling.broken)
            if not _is_explained(name, mine, ruling.broken)
        ]


def _figures(verdict: Verdict) -> dict[str, float]:
    """Every goal under its name, and the unit-days changed where something was announced."""
    figures: dict[str, float] = {str(told.goal): told.value for told in verdict.goals}
    if verdict.changed_unit_days is not None:
        figures["changed_unit_days"] = verdict.changed_unit_days
    return figures


def _names(verdict: Verdict) -> frozenset[str]:
    return frozenset(
        "goal" if violation.rule in set(Claim) - {Claim.KNOWN} else str(violation.rule)
        for violation in verdict.violations
    )


NAMED_ONLY_BY_CHECKER = {
    Rule.FILL: {Rule.DEMAND, Rule.HISTORY, Rule.ONE_PLACE},
    Rule.DEMAND: {Rule.HISTORY},
    Rule.VISITS: {Rule.HISTORY},
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
    Rule.USEFUL: {Rule.ONE_PLACE, Rule.HISTORY, Rule.MACHINE_OPEN},
    Rule.NO_GAP: {Rule.ONE_PLACE, Rule.WHOLE_DAY, Rule.HISTORY},
    Rule.MOVE_TIME: {Rule.ONE_PLACE, Rule.HISTORY},
    Rule.MIN_STAY: {Rule.HISTORY},
    Rule.GROUP: {Rule.HISTORY},
    Rule.PINNED: {Rule.ONE_PLACE, Rule.HISTORY},
    Rule.CAPACITY: {Rule.HISTORY, Rule.ONE_PLACE},
    Rule.FILL: {Rule.ONE_PLACE, Rule.HISTORY},
}
"""Rules that only the arbiter names, and only beside one of those on the right.

It adds up what a machine collects in a slot that is listed twice, once as done. It counts a slot closed to all as one
in which the unit is closed too, and a negative figure of the past against capacity. A machine at two places at once,
perhaps at one of them in the past, moves between them for it, and is only at one of them for its pins. It wants a
day's later slots at a unit worked in the same visit. Rows before and after a posting are two visits for it.
"""


def _is_explained(name: str, mine: frozenset[str], arbiters: frozenset[str]) -> bool:
    """Whether both call the plan unsound and one only says more about why."""
    excuses = NAMED_ONLY_BY_CHECKER if name in mine else NAMED_ONLY_BY_ARBITER
    rules = excuses.get(Rule(name), set()) if name in set(Rule) else set()
    return bool(mine and arbiters) and not (mine | arbiters).isdisjoint(map(str, rules))
