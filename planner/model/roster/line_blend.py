"""All goals as one: a model in which each goal counts with a weight, over the same graphs as the one it is made from.

Goal by goal, a search that begins with a poor roster holds what it has reached in the first goals and then finds little
room for the later ones. Searched as one first, the goals make room for each other.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from planner.model.roster.line_graph import Ints, LineGraph
from planner.model.roster.line_model import LineModel
from planner.model.roster.line_problem import Cover, LineProblem, Owner, Price, Step, Total
from planner.model.roster.pricing import LinePricer
from planner.model.roster.roster_values import CoverCosts

OVERFULL = 3_000
"""What one too many costs in a blend where there may be none: a hard rule, but one that a search may cross."""
TOGETHER = 0
"""The only goal of a blend."""


def blended(model: LineModel, weights: Sequence[int]) -> LineModel:
    """The model whose only goal is the weighted sum of all; lines mean the same in both."""
    blend = copy(model)
    problem = model.problem
    blend.problem = LineProblem(
        problem.days,
        tuple(_owner(owner, weights) for owner in problem.owners),
        tuple(_cover(cover, weights) for cover in problem.covers),
        tuple(_total(total, weights) for total in problem.totals),
        num_goals=1,
    )
    blend.covers = CoverCosts(blend.problem)
    totals = blend.problem.totals
    blend.totals_of = [tuple(total for total in totals if total.owner == owner) for owner in range(len(problem.owners))]
    graphs: dict[int, LineGraph] = {}
    blend.pricers = []
    for pricer, owner in zip(model.pricers, blend.problem.owners, strict=True):
        graph = graphs.setdefault(id(pricer.graph), _graph(pricer.graph, weights))
        blend.pricers.append(LinePricer(pricer.number, owner, graph, pricer.rows, pricer.num_totals, num_goals=1))
    return blend


def _owner(owner: Owner, weights: Sequence[int]) -> Owner:
    prices = (price._replace(goal=TOGETHER, amount=price.amount * weights[price.goal]) for price in owner.prices)
    return owner._replace(prices=tuple(Price(*price) for price in prices))


def _cover(cover: Cover, weights: Sequence[int]) -> Cover:
    weight = weights[cover.goal]
    over = OVERFULL if cover.over is None else cover.over * weight
    return Cover(cover.need, cover.under * weight, over, TOGETHER)


def _total(total: Total, weights: Sequence[int]) -> Total:
    def weighted(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(Step(step.beyond, step.slope * weights[total.goal]) for step in steps)

    return replace(total, goal=TOGETHER, above=weighted(total.above), below=weighted(total.below))


def _graph(graph: LineGraph, weights: Sequence[int]) -> LineGraph:
    if not graph.goal_extras:
        return graph
    together: Ints = sum(
        (np.int32(weights[goal]) * amounts for goal, amounts in graph.goal_extras), np.zeros_like(graph.sources)
    ).astype(np.int32)
    return replace(graph, goal_extras=((TOGETHER, together),))
