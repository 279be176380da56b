"""Which pins exclude each other, where no plan keeps them all."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.campaign import Pin
from planner.model.formulations.limits import Limits
from planner.model.formulations.routing import Touring
from planner.model.formulations.time_indexed import Packing
from planner.model.gate import Stopper, refute
from planner.model.instance.residual import Remainder
from planner.model.instance.subproblem import whole
from planner.model.search.budget import Budget


def clashing_pins(remainder: Remainder, budget: Budget, stopper: Stopper) -> tuple[Pin, ...]:
    """A smallest set of pins that no plan keeps, or nothing if some plan keeps them all or time does not suffice.

    Deletion: each pin is left out in turn, and stays out if the rest is still impossible. (Cores of assumptions are
    not used: presolve may name literals that are none, google/or-tools #5141.)
    """
    pins = remainder.campaign.pins
    if not pins or not _is_impossible(remainder, pins, budget, stopper):
        return ()
    kept = list(pins)
    for pin in pins:
        fewer = [other for other in kept if other != pin]
        if _is_impossible(remainder, fewer, budget, stopper):
            kept = fewer
    return tuple(kept)


def _is_impossible(remainder: Remainder, pins: Sequence[Pin], budget: Budget, stopper: Stopper) -> bool:
    campaign = remainder.campaign.model_copy(update={"pins": tuple(pins)})
    part = whole(replace(remainder, campaign=campaign))
    shape = Touring if part.limits_reach else Packing
    return refute(lambda: shape(part, Limits()).model, budget.share(0.1), stopper)
