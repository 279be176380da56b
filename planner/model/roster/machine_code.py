"""Machine code made ready before the clock of a search starts: the first time on a machine it takes half a minute."""

from functools import cache

from planner.model.roster.line_model import LineModel
from planner.model.roster.line_problem import OFF, Choice, Cover, LineProblem, Owner
from planner.model.roster.recreating import Recreating, usual_heat


@cache
def make_ready() -> None:
    """Have all of it made, or read from the disk where it was kept; a second time in one process nothing happens."""
    owner = Owner("", ((Choice(0, ""),),) * 2)
    model = LineModel(LineProblem(2, (owner, owner), (Cover(1, 1, 1, 0),)))
    roster = model.read(((OFF, OFF), (OFF, OFF)))
    if roster is None:
        raise AssertionError(model.problem)
    Recreating(model, seed=1).run(roster, usual_heat(model), 0.0, lambda: False, lambda _: None)
