"""What a whole roster costs, goal by goal, told from its lines alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.line_problem import Line, LineProblem, Owner, Total
from planner.model.roster.pricing import PricedLine

Counts = NDArray[np.int64]


def cover_counts(problem: LineProblem, lines: Sequence[PricedLine]) -> Counts:
    """How many owners have the effect of each cover."""
    counts = np.zeros(len(problem.covers), np.int64)
    for line in lines:
        np.add.at(counts, np.array(line.effects, np.int64), 1)
    return counts


class CoverCosts:
    """Costs of covers as arrays."""

    def __init__(self, problem: LineProblem):
        self.need = np.array([cover.need for cover in problem.covers], np.int64)
        self.under = np.array([cover.under for cover in problem.covers], np.int64)
        self.over = np.array([cover.over or 0 for cover in problem.covers], np.int64)
        self.is_strict = np.array([cover.over is None for cover in problem.covers], np.bool_)
        self.goal = np.array([cover.goal for cover in problem.covers], np.int64)
        self._num_goals = problem.num_goals

    def of(self, counts: Counts) -> Counts:
        """The cost of each cover."""
        missing = self.need - counts
        costs: Counts = self.under * np.maximum(0, missing) + self.over * np.maximum(0, -missing)
        return costs

    def goals(self, counts: Counts) -> Counts:
        """The sum of each goal."""
        return np.bincount(self.goal, weights=self.of(counts), minlength=self._num_goals).astype(np.int64)

    def are_kept(self, counts: Counts) -> bool:
        """Whether no cover has more than it may."""
        return not bool((self.is_strict & (counts > self.need)).any())


def line_goals(line: PricedLine, totals: Sequence[Total], num_goals: int) -> Counts:
    """What a line costs in each goal, totals included."""
    goals = np.array(line.costs, np.int64)
    for total, amount in zip(totals, line.amounts, strict=True):
        if total.above or total.below:
            goals[total.goal] += total.cost(amount)
    return goals


def follow(problem: LineProblem, owner: int, line: Line, totals: Sequence[Total]) -> tuple[int, ...] | None:
    """What a line costs its owner in each goal, told from rules and totals themselves; None where it breaks one."""
    of_owner = problem.owners[owner]
    if not _exists(problem, of_owner, line):
        return None
    goals = [0] * problem.num_goals
    for price in of_owner.prices:
        goals[price.goal] += price.amount * (line[price.day] == price.choice)
    for rule in of_owner.rules:
        state = rule.first()
        for day, made in enumerate(line):
            reached = rule.after(state, day, made)
            if reached is None:
                return None
            for goal, amount in rule.costs(state, day, made):
                goals[goal] += amount
            state = reached
        if not rule.may_end(state):
            return None
    for total in totals:
        amount = count(total, line)
        if not total.is_kept(amount):
            return None
        goals[total.goal] += total.cost(amount)
    return tuple(goals)


def _exists(problem: LineProblem, owner: Owner, line: Line) -> bool:
    if len(line) != problem.days or any(made in owner.barred for made in enumerate(line)):
        return False
    return all(0 <= made <= len(owner.choices[day]) for day, made in enumerate(line))


def count(total: Total, line: Line) -> int:
    """What a line comes to in a total."""
    state, amount = total.counted.first(), 0
    for day, made in enumerate(line):
        amount += total.counted.amount(state, day, made)
        state = total.counted.after(state, day, made)
    return amount


def roster_goals(problem: LineProblem, lines: Sequence[Line]) -> tuple[int, ...] | None:
    """The value of each goal, told from rules, totals and covers themselves; None where a hard rule is broken."""
    if len(lines) != len(problem.owners):
        return None
    totals: list[list[Total]] = [[] for _ in problem.owners]
    for total in problem.totals:
        totals[total.owner].append(total)
    goals = np.zeros(problem.num_goals, np.int64)
    counts = np.zeros(len(problem.covers), np.int64)
    for owner, line in enumerate(lines):
        own = follow(problem, owner, line, totals[owner])
        if own is None:
            return None
        goals += np.array(own, np.int64)
        for day, made in enumerate(line):
            effect = problem.owners[owner].choices[day][made - 1].effect if made else None
            if effect is not None:
                counts[effect] += 1
    costs = CoverCosts(problem)
    return tuple((goals + costs.goals(counts)).tolist()) if costs.are_kept(counts) else None
