"""A problem in which some goals cost nothing: whatever would cost is forbidden, so that graphs know it.

Once a goal stands at 0 nothing may be paid for it any more. As a rule of the lines that is much stronger than as one
row of the master: counts stay whole, and half lines do not add up to a good share.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any

from planner.model.roster.line_problem import LineProblem, LineRule, Owner, Total


@dataclass(frozen=True, slots=True)
class Costless:
    """A rule of which no choice is allowed that costs something in these goals."""

    rule: LineRule
    goals: frozenset[int]

    def first(self) -> Hashable:
        """As the rule."""
        return self.rule.first()

    def after(self, state: Any, day: int, choice: int) -> Hashable | None:
        """As the rule; None also where it costs."""
        if any(goal in self.goals and amount for goal, amount in self.rule.costs(state, day, choice)):
            return None
        return self.rule.after(state, day, choice)

    def may_end(self, state: Any) -> bool:
        """As the rule."""
        return self.rule.may_end(state)

    def costs(self, state: Any, day: int, choice: int) -> tuple[tuple[int, int], ...]:
        """As the rule, in the other goals."""
        return self.rule.costs(state, day, choice)


def strict(problem: LineProblem, goals: frozenset[int]) -> LineProblem:
    """The problem whose lines cost nothing in these goals. What covers cost is left as it is."""
    return replace(
        problem,
        owners=tuple(_owner(owner, goals) for owner in problem.owners),
        totals=tuple(_total(total) if total.goal in goals else total for total in problem.totals),
    )


def _owner(owner: Owner, goals: frozenset[int]) -> Owner:
    costly = {(price.day, price.choice) for price in owner.prices if price.goal in goals and price.amount}
    return owner._replace(
        rules=tuple(Costless(rule, goals) for rule in owner.rules),
        prices=tuple(price for price in owner.prices if price.goal not in goals),
        barred=owner.barred | costly,
    )


def _total(total: Total) -> Total:
    if not total.above and not total.below:
        return total
    lows = [step.beyond for step in total.below] + ([] if total.lowest is None else [total.lowest])
    highs = [step.beyond for step in total.above] + ([] if total.highest is None else [total.highest])
    return replace(total, lowest=max(lows, default=None), highest=min(highs, default=None), above=(), below=())
