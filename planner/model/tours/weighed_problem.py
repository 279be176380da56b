"""The tours of a subproblem where people's waiting counts as well as the way: both weighed and added up.

Tours are those of `tour_problem`; each visit begins as soon as its machine is free and the unit open, since nobody
waits less for one that begins later. So no plan within the limits comes to less than the cheapest choice of tours.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem
from planner.model.tours.tour_problem import Fleet, TourProblem, tour_problem
from planner.model.tours.visit_tables import full_stops, visit_tables


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

    stops = full_stops(problem, tours.units)

    def fleet_of(fleet: Fleet) -> Fleet:
        waiting = visit_tables(problem, stops, fleet.machine_class, limits.finish).waiting
        spent = np.where(fleet.after <= fleet.capacity, waiting * weights.waiting, 0)
        return replace(fleet, first_metres=fleet.first_metres * weights.metre, spent=spent)

    kinds = tuple(replace(kind, fleets=tuple(map(fleet_of, kind.fleets))) for kind in tours.kinds)
    return replace(tours, metres=tours.metres * weights.metre, kinds=kinds)
