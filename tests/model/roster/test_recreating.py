"""Ruin and recreate: what its machine code counts is what the rules say, it never loses, and it finds small optima."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np
import pytest

from planner.model.roster.first_roster import soonest
from planner.model.roster.line_blend import OVERFULL, blended
from planner.model.roster.line_graph import MOST_ARCS
from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.line_problem import Choice, Cover, LineProblem, Owner, Total
from planner.model.roster.line_rules import Amounts, RunsOfDays, WorkedWeekends
from planner.model.roster.recreating import Heat, Recreating
from planner.model.roster.roster_values import CoverCosts, cover_counts, follow
from tests.model.roster.small_problems import all_goals, all_lines, small_problem

HARD = Heat(seat=1e6, hot=10.0, cold=0.1, noise=1.0)
WEIGHTS = (7, 2)


def never(_: Roster) -> None:
    """Nobody hears of better rosters."""


NO_COUNTERS = 1
"""Arcs of a graph that keeps rules alone."""


def blend_of(seed: int, most_arcs: int = MOST_ARCS) -> LineModel:
    """A small problem with all goals as one."""
    model = LineModel(small_problem(seed), most_arcs)
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


@pytest.mark.parametrize("most_arcs", [MOST_ARCS, NO_COUNTERS])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_counted_is_what_the_rules_say(seed: int, most_arcs: int) -> None:
    model = blend_of(seed, most_arcs)
    roster = some_roster(model, seed)
    search = Recreating(model, seed=1)
    value, own = search.value_of(roster, HARD)

    of_owners = [
        follow(model.problem, owner, line.line, model.totals_of[owner]) for owner, line in enumerate(roster.lines)
    ]
    covers = CoverCosts(model.problem).of(cover_counts(model.problem, roster.lines)).sum()
    assert own == pytest.approx([goals[0] for goals in of_owners if goals is not None])
    assert value == pytest.approx(sum(own) + covers)


@pytest.mark.parametrize("most_arcs", [MOST_ARCS, NO_COUNTERS])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_roster_is_worse_than_the_one_it_began_with(seed: int, most_arcs: int) -> None:
    model = blend_of(seed, most_arcs)
    begun = some_roster(model, seed)
    heard: list[Roster] = []
    found = Recreating(model, seed).run(begun, HARD, 0.1, lambda: False, heard.append)
    values = [begun.goals[0], *(roster.goals[0] for roster in heard)]
    assert values == sorted(set(values), reverse=True)
    assert found.goals[0] == values[-1]
    for line in found.lines:
        assert line.line in all_lines(model.problem, line.owner)


@pytest.mark.parametrize("most_arcs", [MOST_ARCS, NO_COUNTERS])
def test_it_finds_the_best_of_most_small_problems(most_arcs: int) -> None:
    found = possible = 0
    for seed in range(30):
        if not is_possible(seed) or seed in {0, 12, 13}:
            continue
        model, problem = blend_of(seed, most_arcs), small_problem(seed)
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


def test_limits_that_no_graph_keeps_are_found_by_paying_for_them() -> None:
    """Many lines that are cheap break a limit, so steps that only refused them would hardly move."""
    problem = limited_problem()
    model = LineModel(problem, NO_COUNTERS)
    assert not all(model.pricers[0].graph.counted)
    begun = soonest(LineModel(problem))
    assert begun is not None
    found = Recreating(model, 1).run(model.again(begun), HARD, 0.5, lambda: False, never)
    assert model.is_kept(found)
    assert found.goals == (0,)


def limited_problem() -> LineProblem:
    """Three owners, 14 days, two seats a day; each works 9 or 10 days, of which two weekends at most, all of it
    possible.
    """
    days = 14
    choices = tuple((Choice(day, "s"),) for day in range(days))
    rules = (RunsOfDays(6, 2, 1),)
    owners = tuple(Owner(name, choices, rules) for name in "ABC")
    ones = ((0, 1),) * days
    totals = tuple(Total(owner, Amounts(ones), 9, 10) for owner in range(3))
    weekends = tuple(Total(owner, WorkedWeekends(), None, 2) for owner in range(3))
    return LineProblem(days, owners, tuple(Cover(2, 10, 1, 0) for _ in range(days)), (*totals, *weekends))


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
