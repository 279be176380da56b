"""Bounds by prices: never above what whole lines reach, and near the linear bound."""

from itertools import product

import numpy as np
import pytest

from planner.model.roster.column_generation import all_within, generate, prices_before
from planner.model.roster.line_model import LineModel
from planner.model.roster.master import Aim, Master
from planner.model.roster.roster_values import roster_goals
from tests.model.roster.small_problems import all_goals, all_lines, small_problem

TOO_MANY = {0, 12, 13, 45}
SEEDS = [seed for seed in range(40) if seed not in TOO_MANY]


def never() -> bool:
    """Time is never over."""
    return False


def whole(seed: int, most: tuple[int, ...]) -> Master:
    """The master of a small problem, with goals before kept at these values."""
    model = LineModel(small_problem(seed))
    nobody = np.zeros(len(model.covers.need), np.int64)
    return Master(Aim(len(most), most), model.pricers, model.problem.totals, model.covers, nobody)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_are_below_every_roster(seed: int) -> None:
    goals = all_goals(small_problem(seed))
    if not goals:
        pytest.skip("no roster")
    best = min(goals)
    for goal in range(len(best)):
        reached = min(one[goal] for one in goals if all(a <= b for a, b in zip(one[:goal], best[:goal], strict=True)))
        for target in (float(reached), float(reached + 3), np.inf):
            master = whole(seed, best[:goal])
            found = prices_before(master, rounds=80, target=target, is_over=never)
            assert found.bound <= reached + 1e-6


def test_bounds_come_near_the_linear_bound() -> None:
    near = tried = 0
    for seed in SEEDS:
        goals = all_goals(small_problem(seed))
        if not goals:
            continue
        master = whole(seed, ())
        priced = prices_before(master, rounds=300, target=float(min(goals)[0]), is_over=never)
        found = generate(master, most_rounds=200, is_over=never, begun=priced)
        assert found is not None
        assert priced.bound <= found.answer.value + 1e-6
        assert found.bound == pytest.approx(found.answer.value, abs=1e-4)
        tried += 1
        near += priced.bound >= min(found.answer.value, min(goals)[0] - 1) - 0.1
    assert tried >= 20
    assert near >= tried - 3


@pytest.mark.parametrize("seed", SEEDS[:15])
def test_at_any_prices_lines_of_all_good_rosters_are_told(seed: int) -> None:
    problem = small_problem(seed)
    master = whole(seed, ())
    found = generate(master, most_rounds=200, is_over=never)
    assert found is not None
    highest = found.answer.value + 2
    exact = [{line.line for line in lines} for lines in all_within(master, found.duals, highest, 100_000)]
    shaken = found.duals.rows + np.random.default_rng(seed).normal(0, 0.5, len(found.duals.rows))
    loose = all_within(master, master.split(master.row_prices.within_box(shaken)), highest, 100_000)
    good = [
        roster
        for roster in product(*(all_lines(problem, owner) for owner in range(len(problem.owners))))
        if (goals := roster_goals(problem, roster)) is not None and goals[0] <= highest
    ]
    for owner in range(len(problem.owners)):
        wanted = {roster[owner] for roster in good}
        assert wanted <= exact[owner]
        assert wanted <= {line.line for line in loose[owner]}
