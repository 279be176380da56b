"""A bound holds only under the values of goals before under which it was made."""

from planner.model.roster.line_model import LineModel
from planner.model.roster.line_problem import Choice, LineProblem, Owner, Price
from planner.model.roster.part_search import PartSearch

ONE, OTHER = ((1,),), ((2,),)


def never() -> bool:
    """Time is never over."""
    return False


def test_a_bound_is_forgotten_where_a_goal_before_has_become_worse() -> None:
    costs = ((0, (2, 0, 0)), (1, (1, 0, 5)), (2, (0, 3, 2)))
    prices = tuple(Price(0, choice, goal, amount) for choice, of in costs for goal, amount in enumerate(of) if amount)
    owner = Owner("A", ((Choice(None, "one"), Choice(None, "other")),), prices=prices)
    search = PartSearch(LineModel(LineProblem(1, (owner,), (), num_goals=3)), seed=1, workers=1, pool=None)

    assert search.offer(ONE)
    search.bound(2, never)
    assert search.bounds[2] == 5
    assert search.offer(OTHER)
    assert search.bounds[2] <= 2
    search.bound(2, never)
    assert search.is_proven(2)
