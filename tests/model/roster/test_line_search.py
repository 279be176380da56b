"""The search against trying everything, its order of goals, its end and its sameness."""

import threading
from dataclasses import replace
from functools import cache

import pytest

from planner.model.gate import Stopper
from planner.model.roster.line_problem import Choice, Cover, LineProblem, LineSolution, Owner, Total
from planner.model.roster.line_rules import Amounts, RunsOfDays
from planner.model.roster.line_search import owners_without_line, solve_lines
from planner.model.roster.roster_values import roster_goals
from tests.model.roster.small_problems import all_goals, small_problem

TOO_MANY = (0, 12, 13, 45)
"""Seeds with more rosters than can be tried in a second."""
SEEDS = [seed for seed in range(60) if seed not in TOO_MANY]


@cache
def everything(seed: int) -> set[tuple[int, ...]]:
    return all_goals(small_problem(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_values_and_bounds_against_trying_everything(seed: int) -> None:
    problem, goals = small_problem(seed), everything(seed)
    found = solve_lines(problem, 4.0, workers=1)
    if not goals:
        assert found is None
        return
    assert found is not None
    values = tuple(goal.value for goal in found.goals)
    assert roster_goals(problem, found.lines) == values
    for place, goal in enumerate(found.goals):
        best = min(
            tried[place] for tried in goals if tried[:place] <= values[:place] and _no_worse(tried, values, place)
        )
        assert goal.bound <= best <= goal.value
        if goal.is_proven:
            assert goal.value == best
    assert found.was_stopped != all(goal.is_proven for goal in found.goals)
    assert values == min(goals)


def _no_worse(tried: tuple[int, ...], values: tuple[int, ...], place: int) -> bool:
    return all(one <= other for one, other in zip(tried[:place], values[:place], strict=True))


def test_most_small_problems_are_proven() -> None:
    sound = [seed for seed in SEEDS if everything(seed)]
    found = [solve_lines(small_problem(seed), 4.0) for seed in sound[:20]]
    assert sum(not solution.was_stopped for solution in found if solution) >= 18


def test_the_same_seed_gives_the_same_roster() -> None:
    problem = small_problem(3)
    assert solve_lines(problem, 10.0, seed=5) == solve_lines(problem, 10.0, seed=5)


def test_two_workers_prove_the_same_values() -> None:
    for seed in (4, 5, 8, 9):
        if everything(seed):
            found = solve_lines(small_problem(seed), 4.0, workers=2)
            assert found is not None
            assert tuple(goal.value for goal in found.goals) == min(everything(seed))


def _shop(num_owners: int, days: int, need: int) -> LineProblem:
    """One shift a day; everybody works three to five days in a row; one goal."""
    choices = tuple((Choice(day, "day"),) for day in range(days))
    owners = tuple(Owner(f"o{number}", choices, (RunsOfDays(5, 3, 2),)) for number in range(num_owners))
    return LineProblem(days, owners, tuple(Cover(need, 10, 1, 0) for _ in range(days)))


def test_better_rosters_come_one_by_one() -> None:
    heard: list[LineSolution] = []
    problem = _shop(6, 14, 4)
    found = solve_lines(problem, 5.0, better=heard.append)
    values = [solution.goals[0].value for solution in heard]
    assert found is not None
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
    assert heard[-1].lines == found.lines
    assert all(roster_goals(problem, solution.lines) == (solution.goals[0].value,) for solution in heard)


def test_a_search_that_was_stopped_gives_its_first_roster() -> None:
    stopper = Stopper(threading.Event())
    stopper.stop()
    found = solve_lines(_shop(9, 28, 5), 60.0, stopper=stopper)
    assert found is not None
    assert found.was_stopped
    assert roster_goals(_shop(9, 28, 5), found.lines) == (found.goals[0].value,)


def test_a_roster_to_begin_with_is_kept_unless_it_is_unsound() -> None:
    problem = _shop(4, 10, 2)
    best = solve_lines(problem, 5.0)
    assert best is not None
    stopper = Stopper(threading.Event())
    stopper.stop()
    again = solve_lines(problem, 5.0, start=best.lines, stopper=stopper)
    assert again is not None
    assert again.goals[0].value == best.goals[0].value
    unsound = ((1,) * 10,) * 4
    other = solve_lines(problem, 5.0, start=unsound, stopper=stopper)
    assert other is not None
    assert other.lines != unsound


def test_parts_add_up() -> None:
    one, other = _shop(3, 8, 2), _shop(2, 8, 1)
    moved = tuple(
        owner._replace(choices=tuple((Choice(8 + day, "day"),) for day in range(8))) for owner in other.owners
    )
    together = replace(one, owners=(*one.owners, *moved), covers=one.covers + other.covers)
    found = [solve_lines(problem, 5.0) for problem in (one, other, together)]
    values = [solution.goals[0] for solution in found if solution is not None]
    assert values[0].value + values[1].value == values[2].value
    assert values[0].bound + values[1].bound == values[2].bound


def test_who_has_no_line_is_named() -> None:
    problem = _shop(3, 6, 1)
    must = problem.owners[1]._replace(barred=frozenset((day, 0) for day in range(6)))
    hard = replace(problem, owners=(problem.owners[0], must, problem.owners[2]))
    assert owners_without_line(problem) == ()
    assert owners_without_line(hard) == (1,)
    assert solve_lines(hard, 1.0) is None


def test_a_total_that_the_graph_cannot_hold_is_kept_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.model.roster.line_model.MOST_ARCS", 1)
    monkeypatch.setattr("planner.model.roster.line_model.LEAST_ARCS", 1)
    problem = _shop(5, 14, 3)
    ones = Amounts(((0, 1),) * 14)
    limited = replace(problem, totals=tuple(Total(owner, ones, 6, 7) for owner in range(5)))
    found = solve_lines(limited, 5.0)
    assert found is not None
    assert all(6 <= sum(line) <= 7 for line in found.lines)
    assert found.goals[0].bound <= found.goals[0].value


def test_a_seat_holds_no_more_than_its_need() -> None:
    problem = _shop(4, 10, 1)
    strict = replace(problem, covers=tuple(cover._replace(over=None) for cover in problem.covers))
    found = solve_lines(strict, 5.0)
    assert found is not None
    assert all(sum(line[day] for line in found.lines) <= 1 for day in range(10))
    assert found.goals[0] == (0, 0)


def test_nobody_to_roster_costs_what_is_missing() -> None:
    found = solve_lines(LineProblem(2, (), (Cover(3, 5, 1, 0), Cover(0, 5, 1, 0))), 1.0)
    assert found is not None
    assert found.lines == ()
    assert found.goals == ((15, 15),)
