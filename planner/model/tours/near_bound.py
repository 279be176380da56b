"""What travel costs at least beyond the linear program over all tours: by all choices of tours that are nearly worth
their prices (Baldacci, Christofides, Mingozzi, Mathematical Programming 115 (2008) 351-385).

Under the prices of the bound no tour costs less than it gains, and what a choice costs is the bound and what each of
its tours loses. So a choice that costs no more than the bound and a margin has no tour that loses more than the margin.
They are listed: of zones by their tables, of machines that roam stop by stop, with all that zones lose at least where
somebody comes to their units. Then whole tours are chosen that visit each unit once. Where no choice costs so little,
the bound is the margin higher; else the cheapest one is as short as any plan, and mostly is one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np

from planner.model.linear_program import Columns, LinearProgram
from planner.model.tours.near_search import NO_ZONE, TOO_MANY, Lacks, Near, Ways, least_losses, near_tours, tour_in
from planner.model.tours.set_tables import Longs
from planner.model.tours.tour_pricing import LabelPricer, TourSet, ZonePricer
from planner.model.tours.tour_problem import Fleet, Floats, TourProblem

FIRST_MARGIN, LEAST_MARGIN, WIDER = 0.005, 100.0, 1.5
"""The first margin, of the bound, the least in metres, and by how much each is wider than the one before."""
MOST_OF_BOUND = 2.0
"""Beyond so much of the bound nothing is looked for."""
MOST_LISTED, MOST_LOOKED_AT = 6_000, 300_000
"""Tours or sets of a fleet that are listed, and beginnings of tours that are looked at."""
MORE_TO_LOOK_AT = 4
"""By so much at least more is looked at within a margin than within the one before."""
MOST_NODES = 50
ROUNDING = 1.0
"""Metres by which the margin is taken for wider, since prices are numbers with rounding."""
IN_DOUBT = 0.2
"""Metres by which the choice's bound is taken for lower, since rows are kept to a millionth; what is left over is
rounded up, as all tours are whole metres.
"""
SECONDS_A_LOOK, SECONDS_A_COLUMN = 2e-7, 1e-3
"""About how long it takes to look at how a tour may go on, for each unit, and to choose, for each tour."""


class NearSet(NamedTuple):
    """Tours that are chosen together."""

    fleet: int
    units: tuple[int, ...]
    """Of one machine in the order of its tour."""
    metres: float
    chosen: int
    """Number of the set of units, where the fleet's tables know its tours; else 0."""


@dataclass(frozen=True, slots=True)
class NearBound:
    """What the choices within one margin came to."""

    metres: float
    """No choice of tours costs less."""
    tours: tuple[TourSet, ...]
    """The cheapest choice that was found, which visits each unit once; empty where none was."""
    effort: float
    """Seconds, as they are reckoned."""
    is_last: bool
    """Whether a wider margin is of no use, or not to be had."""


class NearBounds:
    """Bounds by margins that become wider, from the prices of the linear program's bound on."""

    def __init__(self, problem: TourProblem, pricers: Sequence[LabelPricer | ZonePricer], prices: Floats) -> None:
        self._problem, self._pricers, self._prices = problem, pricers, prices
        self._leasts = [fleet.least for pricer in pricers for fleet in pricer.priced(prices)]
        self._choices = [choices for pricer in pricers for choices in pricer.choices]
        self._bound = float(prices.sum()) + sum(
            choices * least for choices, least in zip(self._choices, self._leasts, strict=True)
        )
        self._lacks = self._lacks_of_zones()
        self._looked, self._most_looked_at = 0, MOST_LOOKED_AT
        self._seconds_a_look = SECONDS_A_LOOK * len(problem.units)
        self._most = MOST_OF_BOUND * self._bound + LEAST_MARGIN
        self._margin = max(LEAST_MARGIN, FIRST_MARGIN * self._bound)

    def go_on(self, upper: float, seconds: float, is_over: Callable[[], bool]) -> NearBound:
        """The bound by the next margin. `upper` is what the best plan known travels; nothing longer is looked for."""
        self._looked = 0
        self._most_looked_at = int(min(MOST_LOOKED_AT, max(0.0, seconds) / self._seconds_a_look))
        upper = min(upper, self._most)
        margin = min(self._margin, max(0.0, upper - self._bound))
        self._margin *= WIDER
        listed = self._listed(margin + ROUNDING)
        if listed is None:
            return NearBound(self._bound, (), self._seconds_a_look * self._looked, is_last=True)
        effort = self._seconds_a_look * self._looked + SECONDS_A_COLUMN * len(listed)
        return self._chosen(listed, margin, upper, effort, seconds, is_over)

    def _chosen(  # noqa: PLR0917 - it is one question
        self,
        listed: list[NearSet],
        margin: float,
        upper: float,
        effort: float,
        seconds: float,
        is_over: Callable[[], bool],
    ) -> NearBound:
        """Choose among what is listed; the first column stands for all that is no shorter than the plan known."""
        units = len(self._problem.units)
        rows_of = [list(range(units)), *([*one.units, units + one.fleet] for one in listed)]
        lowers = np.concatenate([np.ones(units), np.zeros(len(self._choices))])
        uppers = np.concatenate([np.ones(units), np.array(self._choices, np.float64)])
        program = LinearProgram(lowers, uppers)
        program.add(
            Columns(
                np.array([upper, *(one.metres for one in listed)]),
                np.ones(len(rows_of)),
                np.cumsum([0, *map(len, rows_of[:-1])]).astype(np.int32),
                np.array([row for rows in rows_of for row in rows], np.int32),
                np.ones(sum(map(len, rows_of))),
            )
        )
        kept, nothing = np.ones(len(rows_of), np.bool_), np.zeros(len(rows_of))
        mix = program.mix(0, kept, nothing, seconds=seconds, nodes=MOST_NODES, seed=0, below=inf, is_over=is_over)
        bound = max(self._bound, min(mix.bound - IN_DOUBT, self._bound + margin))
        worked = [] if mix.worked is None else [listed[place - 1] for place in mix.worked if place]
        is_best = bool(worked) and sum(one.metres for one in worked) <= self._bound + margin
        is_last = is_best or not mix.is_decided or self._bound + margin >= upper or self._is_too_wide_soon()
        return NearBound(bound, tuple(map(self._tours_of, worked)), effort, is_last)

    def _is_too_wide_soon(self) -> bool:
        """Whether by all experience there will be too much to look at within the next margin."""
        return self._looked * MORE_TO_LOOK_AT > self._most_looked_at

    def _listed(self, limit: float) -> list[NearSet] | None:
        """All that loses no more than the limit; None where there is too much of it."""
        listed, number = list[NearSet](), 0
        for pricer in self._pricers:
            for place in range(len(pricer.choices)):
                if isinstance(pricer, ZonePricer):
                    own = self._sets_of_zone(pricer, place, number, limit)
                else:
                    own = self._tours_of_fleet(pricer, place, number, limit)
                if own is None or len(listed) + len(own) > MOST_LISTED:
                    return None
                listed += own
                number += 1
        return listed

    def _sets_of_zone(self, pricer: ZonePricer, place: int, number: int, limit: float) -> list[NearSet] | None:
        costs, losses = pricer.costs(place), self._losses(pricer, place, number)
        near = [int(chosen) for chosen in np.flatnonzero(losses <= limit) if chosen]
        if len(near) > MOST_LISTED:
            return None
        return [NearSet(number, tuple(pricer.units[_members(one)].tolist()), float(costs[one]), one) for one in near]

    def _losses(self, pricer: ZonePricer, place: int, number: int) -> Floats:
        """Of each set of a zone, what it costs more than it gains."""
        gains = np.zeros(1)
        for price in self._prices[pricer.units]:
            gains = np.concatenate([gains, gains + price])
        losses: Floats = pricer.costs(place) - gains - self._leasts[number]
        return losses

    def _tours_of_fleet(self, pricer: LabelPricer, place: int, number: int, limit: float) -> list[NearSet] | None:
        """The cheapest tour of each set; the order that is listed first of those that are as cheap."""
        fleet, own = pricer.fleets[place], self._prices[pricer.units]
        ways = _ways(pricer, fleet, own)
        near = Near(np.empty((MOST_LISTED, fleet.capacity + 1), np.int32), np.empty(MOST_LISTED))
        zone_of = np.ascontiguousarray(self._lacks.zone_of[pricer.units])
        lacks = self._lacks._replace(zone_of=zone_of, bits=np.ascontiguousarray(self._lacks.bits[pricer.units]))
        own_limit = np.array([limit + self._leasts[number]])
        total, looked = near_tours(ways, lacks, own_limit, np.array([self._most_looked_at]), near)
        self._looked += looked
        if total == TOO_MANY:
            return None
        cheapest: dict[frozenset[int], tuple[float, tuple[int, ...]]] = {}
        for row, cost in zip(near.tours[:total], near.costs[:total].tolist(), strict=True):
            tour = tour_in(row)
            known = cheapest.get(frozenset(tour))
            if known is None or cost < known[0]:
                cheapest[frozenset(tour)] = cost, tour
        return [
            NearSet(number, tuple(pricer.units[list(tour)].tolist()), cost + float(own[list(tour)].sum()), 0)
            for cost, tour in cheapest.values()
        ]

    def _tours_of(self, near: NearSet) -> TourSet:
        if not near.chosen:
            return TourSet(near.fleet, (near.units,), near.metres)
        number = 0
        for pricer in self._pricers:
            if isinstance(pricer, ZonePricer) and number <= near.fleet < number + len(pricer.choices):
                return pricer.tour_set(near.fleet - number, near.chosen)
            number += len(pricer.choices)
        raise AssertionError("sets with a number are of a zone")

    def _lacks_of_zones(self) -> Lacks:
        """What zones lose by what is left to others; a unit of several zones counts for the first of them."""
        units = len(self._problem.units)
        zone_of, bits, begins = np.full(units, NO_ZONE, np.int64), np.zeros(units, np.int64), [0]
        tables, number = list[Floats](), 0
        for pricer in self._pricers:
            for place in range(len(pricer.choices)):
                if isinstance(pricer, ZonePricer):
                    fresh = np.flatnonzero(zone_of[pricer.units] == NO_ZONE)
                    zone_of[pricer.units[fresh]], bits[pricer.units[fresh]] = len(tables), 1 << fresh
                    losses = np.ascontiguousarray(self._losses(pricer, place, number)[::-1])
                    least_losses(losses, len(pricer.units))
                    tables.append(losses)
                    begins.append(begins[-1] + len(losses))
                number += 1
        losses = np.concatenate(tables) if tables else np.zeros(0)
        return Lacks(zone_of, bits, np.array(begins, np.int64), losses)


def _ways(pricer: LabelPricer, fleet: Fleet, own: Floats) -> Ways:
    """What one machine may do at these prices, for which its kind was priced last."""
    after: Longs = np.ascontiguousarray(fleet.after[pricer.units])
    first = np.ascontiguousarray(fleet.first_metres[pricer.units])
    return Ways(first, pricer.metres, np.ascontiguousarray(own), after, pricer.least_rests())


def _members(chosen: int) -> list[int]:
    """The places of a set's units."""
    return [place for place in range(chosen.bit_length()) if chosen >> place & 1]
