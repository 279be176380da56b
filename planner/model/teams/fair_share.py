"""How unevenly teams share their visits, as rows of a model, whatever tells the visits of each."""

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from planner.model.teams.outings import TeamPart
from planner.roster.teams import Place


def unevenness(
    model: cp_model.CpModel, part: TeamPart, loads: Mapping[Place, cp_model.LinearExprT]
) -> cp_model.LinearExprT:
    """What all teams' distances from their fair shares cost; `loads` has the visits of every team that makes any."""
    costs = [cost for teams in part.sharing if len(teams) > 1 for cost in _shared(model, part, teams, loads)]
    return cp_model.LinearExpr.sum(costs)


def _shared(
    model: cp_model.CpModel, part: TeamPart, teams: Sequence[Place], loads: Mapping[Place, cp_model.LinearExprT]
) -> list[cp_model.IntVar]:
    """What each team's distance from its fair share of the visits costs; the share follows the visits made."""
    days = {team: len(part.days_out[team]) for team in teams}
    in_all = sum(days.values())
    hamlets = {option.hamlet for option in part.options if option.team in days}
    most = sum(hamlet.visits for hamlet in part.hamlets if hamlet.place in hamlets)
    made = model.new_int_var(0, most, "made")
    own = {team: model.new_int_var(0, most, "load") for team in teams}
    for team, load in own.items():
        model.add(load == loads.get(team, 0))
    model.add(made == cp_model.LinearExpr.sum(list(own.values())))
    return [
        _distance_squared(model, own[team], made, [(total * days[team], in_all) for total in range(most + 1)])
        for team in teams
        if in_all
    ]


def _distance_squared(
    model: cp_model.CpModel, load: cp_model.IntVar, made: cp_model.IntVar, shares: Sequence[tuple[int, int]]
) -> cp_model.IntVar:
    """The square is the highest of its tangents at whole numbers, so it needs no product.

    `shares` are the team's fair shares as fractions, by the number of visits made.
    """
    most = len(shares) - 1
    least_share = _looked_up(model, made, [share // whole for share, whole in shares])
    most_share = _looked_up(model, made, [-(-share // whole) for share, whole in shares])
    distance = model.new_int_var(0, most, "distance")
    squared = model.new_int_var(0, most * most, "squared")
    model.add(distance >= least_share - load)
    model.add(distance >= load - most_share)
    for at in range(most):
        model.add(squared >= (2 * at + 1) * distance - at * (at + 1))
    return squared


def _looked_up(model: cp_model.CpModel, made: cp_model.IntVar, shares: Sequence[int]) -> cp_model.IntVar:
    share = model.new_int_var(0, shares[-1], "share")
    model.add_element(made, shares, share)
    return share
