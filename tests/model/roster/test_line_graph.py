"""Graphs hold exactly the lines that rules allow, at their costs; pricing finds the cheapest of them."""

import numpy as np
import pytest

from planner.model.roster.line_model import LineModel
from planner.model.roster.line_problem import Line
from planner.model.roster.pricing import Floats, LinePricer
from planner.model.roster.roster_values import count, follow
from tests.model.roster.small_problems import all_lines, small_problem

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_graphs_hold_the_lines_that_rules_allow(seed: int) -> None:
    problem = small_problem(seed)
    model = LineModel(problem)
    num = problem.num_goals
    for owner, pricer in enumerate(model.pricers):
        nothing = np.zeros(len(problem.covers)), np.zeros(len(problem.totals))
        found = pricer.within(np.ones(num), *nothing, limit=1e9, most=100_000)
        assert found is not None
        sound = [line for line in found if model.is_sound(line)]
        assert sorted(line.line for line in sound) == sorted(all_lines(problem, owner))
        totals = model.totals_of[owner]
        for line in sound:
            assert tuple(model.goals_of(line).tolist()) == follow(problem, owner, line.line, totals)
            assert pricer.describe(line.line) == line


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cheapest_line_is_the_cheapest(seed: int) -> None:
    problem = small_problem(seed)
    model = LineModel(problem)
    random = np.random.default_rng(seed)
    covers = random.integers(-3, 6, len(problem.covers)).astype(float)
    weights = np.ones(problem.num_goals)
    paid = np.zeros(len(problem.totals))
    for pricer in model.pricers:
        for row in pricer.rows:
            paid[row.number] = random.integers(-2, 3)
        everything = pricer.within(weights, np.zeros(len(covers)), 0 * paid, limit=1e9, most=100_000)
        assert everything is not None
        found = pricer.cheapest(weights, covers, paid)

        prices = {line.line: sum(line.costs) - _paid(model, pricer, line.line, covers, paid) for line in everything}
        if not everything:
            assert found is None
            continue
        assert found is not None
        assert found[0] == pytest.approx(min(prices.values()))
        assert prices[found[1].line] == pytest.approx(found[0])


def _paid(model: LineModel, pricer: LinePricer, line: Line, covers: Floats, paid: Floats) -> float:
    """What covers and totals pay for a line."""
    choices = model.problem.owners[pricer.number].choices
    effects = [choices[day][made - 1].effect for day, made in enumerate(line) if made]
    of_covers = sum(float(covers[effect]) for effect in effects if effect is not None)
    totals = model.totals_of[pricer.number]
    return of_covers + sum(float(paid[row.number]) * count(totals[row.place], line) for row in pricer.rows)


def test_more_lines_than_asked_for_are_none_at_all() -> None:
    problem = small_problem(1)
    pricer = LineModel(problem).pricers[0]
    nothing = np.zeros(len(problem.covers)), np.zeros(len(problem.totals))
    num = len(pricer.within(np.ones(problem.num_goals), *nothing, limit=1e9, most=10_000) or [])
    assert num > 1
    assert pricer.within(np.ones(problem.num_goals), *nothing, limit=1e9, most=num - 1) is None
    assert len(pricer.within(np.ones(problem.num_goals), *nothing, limit=1e9, most=num) or []) == num


def test_owners_alike_share_a_graph() -> None:
    problem = small_problem(1)
    twins = problem.owners[:1] * 2
    model = LineModel(type(problem)(problem.days, twins, problem.covers, (), problem.num_goals))
    assert model.pricers[0].graph is model.pricers[1].graph
