"""Ruin and recreate: what its machine code counts is what the rules say, it never loses, and it finds small optima."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np
import pytest

from planner.model.roster.first_roster import soonest
from planner.model.roster.line_blend import OVERFULL, blended
from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.line_problem import Cover, LineProblem
from planner.model.roster.recreating import Heat, Recreating
from planner.model.roster.roster_values import CoverCosts, cover_counts, follow
from tests.model.roster.small_problems import all_goals, all_lines, small_problem

HARD = Heat(seat=1e6, hot=10.0, cold=0.1, noise=1.0)
WEIGHTS = (7, 2)


def never(_: Roster) -> None:
    """Nobody hears of better rosters."""


def blend_of(seed: int) -> LineModel:
    """A small problem with all goals as one."""
    model = LineModel(small_problem(seed))
    return blended(model, WEIGHTS[: model.problem.num_goals])


def is_possible(seed: int) -> bool:
    """Whether each owner has a line."""
    problem = small_problem(seed)
    return all(all_lines(problem, owner) for owner in range(len(problem.owners)))


SEEDS = [seed for seed in range(25) if is_possible(seed)]


def some_roster(model: LineModel, seed: int) -> Roster:
    """Lines drawn from all that owners may work."""
    random = Random(seed)  # noqa: S311 - no secret
    lines = [pricer.describe(random.choice(all_lines(model.problem, pricer.number))) for pricer in model.pricers]
    return model.roster([line for line in lines if line is not None])


def weighed(problem: LineProblem, goals: tuple[int, ...]) -> int:
    return sum(weight * goal for weight, goal in zip(WEIGHTS, goals, strict=False))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_counted_is_what_the_rules_say(seed: int) -> None:
    model = blend_of(seed)
    roster = some_roster(model, seed)
    search = Recreating(model, seed=1)
    value, own = search.value_of(roster, HARD)

    of_owners = [
        follow(model.problem, owner, line.line, model.totals_of[owner]) for owner, line in enumerate(roster.lines)
    ]
    covers = CoverCosts(model.problem).of(cover_counts(model.problem, roster.lines)).sum()
    assert own == pytest.approx([goals[0] for goals in of_owners if goals is not None])
    assert value == pytest.approx(sum(own) + covers)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_roster_is_worse_than_the_one_it_began_with(seed: int) -> None:
    model = blend_of(seed)
    begun = some_roster(model, seed)
    heard: list[Roster] = []
    found = Recreating(model, seed).run(begun, HARD, 0.1, lambda: False, heard.append)
    values = [begun.goals[0], *(roster.goals[0] for roster in heard)]
    assert values == sorted(set(values), reverse=True)
    assert found.goals[0] == values[-1]
    for line in found.lines:
        assert line.line in all_lines(model.problem, line.owner)


def test_it_finds_the_best_of_most_small_problems() -> None:
    found = possible = 0
    for seed in range(30):
        if not is_possible(seed) or seed in {0, 12, 13}:
            continue
        model, problem = blend_of(seed), small_problem(seed)
        loose = LineProblem(
            problem.days,
            problem.owners,
            tuple(Cover(c.need, c.under, OVERFULL if c.over is None else c.over, c.goal) for c in problem.covers),
            problem.totals,
            problem.num_goals,
        )
        best = min(weighed(problem, goals) for goals in all_goals(loose))
        roster = Recreating(model, seed).run(some_roster(model, seed), HARD, 1.0, lambda: False, never)
        possible += 1
        found += roster.goals[0] <= best
    assert possible >= 20
    assert found >= possible - 1


def test_searches_side_by_side_give_the_same_twice() -> None:
    model = blend_of(3)
    begun = soonest(model)
    assert begun is not None
    with ThreadPoolExecutor(2) as pool:
        runs = [
            Recreating(model, 5, workers=2, pool=pool).run(begun, HARD, 0.5, lambda: False, never) for _ in range(2)
        ]
    assert runs[0].choices == runs[1].choices


def test_a_search_that_may_not_begin_gives_back_what_it_got() -> None:
    model = blend_of(3)
    begun = some_roster(model, 3)
    assert Recreating(model, 1).run(begun, HARD, 9.0, lambda: True, never).choices == begun.choices


def test_a_seat_costs_no_more_than_heat_says() -> None:
    model = blend_of(5)
    roster = some_roster(model, 5)
    costs = CoverCosts(model.problem)
    misses = np.abs(roster.counts - costs.need).sum()
    value, own = Recreating(model, seed=1).value_of(roster, HARD._replace(seat=1.0))
    assert value - sum(own) <= misses
