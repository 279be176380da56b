"""The tours of a subproblem where people's waiting counts as well as the way: both weighed and added up.

Tours are those of `tour_problem`; each visit begins as soon as its machine is free and the unit open, since nobody
waits less for one that begins later. So no plan within the limits comes to less than the cheapest choice of tours.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from planner.domain.record import UnitCode
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.tours.set_labels import make_never_better_later
from planner.model.tours.set_tables import NEVER, Longs
from planner.model.tours.tour_problem import Fleet, TourProblem, tour_problem


class Weights(NamedTuple):
    """What a metre counts, and what a dossier's wait for a slot; whole numbers, so that sums are exact."""

    metre: int
    waiting: int


def weighed_problem(problem: Subproblem, limits: EpsilonConstraints, weights: Weights) -> TourProblem | None:
    """None where tours do not tell how long everybody waits: tours say nothing, people come to a fixed machine, or a
    unit may get more than one visit.
    """
    tours = tour_problem(problem, limits)
    codes = [code for code in problem.pairs if problem.campaign.units_by_code[code].need]
    if tours is None or len(tours.units) < len(codes) or not all(map(problem.gets_one_visit, codes)):
        return None

    def fleet_of(fleet: Fleet) -> Fleet:
        waiting = _waiting(problem, tours.units, fleet, limits.finish)
        return replace(fleet, first_metres=fleet.first_metres * weights.metre, spent=waiting * weights.waiting)

    kinds = tuple(replace(kind, fleets=tuple(map(fleet_of, kind.fleets))) for kind in tours.kinds)
    return replace(tours, metres=tours.metres * weights.metre, kinds=kinds)


def _waiting(problem: Subproblem, units: tuple[UnitCode, ...], fleet: Fleet, finish: int | None) -> Longs:
    """By when a machine is free, how long the people of each unit's visit wait, in slots over all dossiers; 0 where the
    visit would be late.
    """
    machine_class = problem.classes[fleet.machine_class]
    waiting = np.full(fleet.after.shape, NEVER, np.int64)
    for place, code in enumerate(units):
        pair = problem.pair.get((code, fleet.machine_class))
        for option in problem.visit_options[code, fleet.machine_class] if pair is not None else ():
            if pair is not None and (finish is None or pair.worked[option.last][-1] <= finish):
                before = machine_class.local_period(option.first)
                waiting[place, before] = min(waiting[place, before], option.waiting)
    make_never_better_later(waiting)
    return np.where(fleet.after <= fleet.capacity, waiting, 0)
