"""A minimal infeasible subset of the pins, where no plan keeps them all."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.campaign import Pin
from planner.model.formulations.epsilon_constraints import EpsilonConstraints
from planner.model.formulations.routing import RoutingFormulation
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import Stopper, refute
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.subproblem import whole
from planner.model.search.budget import Budget


def minimal_infeasible_pins(residual: ResidualInstance, budget: Budget, stopper: Stopper) -> tuple[Pin, ...]:
    """A smallest set of pins that no plan keeps, or nothing if some plan keeps them all or time does not suffice.

    Deletion: each pin is left out in turn, and stays out if the rest is still impossible. (Cores of assumptions are
    not used: presolve may name literals that are none, google/or-tools #5141.)
    """
    pins = residual.campaign.pins
    if not pins or not _is_impossible(residual, pins, budget, stopper):
        return ()
    kept = list(pins)
    for pin in pins:
        fewer = [other for other in kept if other != pin]
        if _is_impossible(residual, fewer, budget, stopper):
            kept = fewer
    return tuple(kept)


def _is_impossible(residual: ResidualInstance, pins: Sequence[Pin], budget: Budget, stopper: Stopper) -> bool:
    campaign = residual.campaign.model_copy(update={"pins": tuple(pins)})
    problem = whole(replace(residual, campaign=campaign))
    shape = RoutingFormulation if problem.limits_reach else TimeIndexedFormulation
    return refute(lambda: shape(problem, EpsilonConstraints()).model, budget.share(0.1), stopper)
