"""Tours that are nearly worth their prices, all of them, as machine code."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled, compiled_inside
from planner.model.tours.set_tables import Longs, Sets
from planner.model.tours.tour_problem import Floats

TOO_MANY = -1
NO_ZONE = -1


class Ways(NamedTuple):
    """What one machine of a fleet may do. Units are those that its kind may serve, numbered anew."""

    first_metres: Floats
    metres: Floats
    gains: Floats
    """Of each unit, what is paid for coming to it."""
    after: Longs
    """See `Fleet.after`."""
    rests: Floats
    """By how many periods are left, of each unit what the rest of a tour that begins with it costs at least."""


class Near(NamedTuple):
    """Room for tours that are found."""

    tours: Sets
    """A row a tour: its units in their order, and then -1."""
    costs: Floats
    """What each costs less what it gains."""


class Lacks(NamedTuple):
    """What zones lose at least where others come to units of theirs."""

    zone_of: Longs
    """Of each unit; `NO_ZONE` where it is in none."""
    bits: Longs
    """Of each unit the set of its zone that is this unit alone."""
    begins: Longs
    """Of each zone the place of its first set, and then how many sets there are."""
    losses: Floats
    """Of each set of each zone: what the zone's own machines lose that leave it to others, and maybe more than it."""


@compiled
def least_losses(losses: Floats, units: int) -> None:
    """Of what is lost by sets that are left, make the least of each set and all sets that have more."""
    for unit in range(units):
        for chosen in range(losses.shape[0]):
            if not chosen >> unit & 1:
                losses[chosen] = min(losses[chosen], losses[chosen | 1 << unit])


@compiled
def near_tours(ways: Ways, lacks: Lacks, limit: Floats, most_looked_at: Longs, near: Near) -> tuple[int, int]:
    """How many tours cost no more than the limit, what zones lose included, and how many beginnings were looked at;
    `TOO_MANY` where there is no room for them, or more are to be looked at than may be.
    """
    units, periods = ways.after.shape[0], ways.after.shape[1] - 1
    way = _setting_out(units, periods, lacks.begins.shape[0] - 1)
    depth, number, looked = 0, 0, 0
    while depth >= 0:
        unit = way.coming[depth]
        way.coming[depth] += 1
        if unit == units:
            depth -= 1
            if depth >= 0:
                _turn(way, lacks, way.tour[depth])
            continue
        cost, lost = _cost_with(ways, lacks, way, depth, unit, limit[0])
        if cost == np.inf:
            continue
        looked += 1
        if looked > most_looked_at[0]:
            return TOO_MANY, looked
        way.tour[depth] = unit
        _turn(way, lacks, unit)
        way.frees[depth + 1] = ways.after[unit, way.frees[depth]]
        depth += 1
        way.spent[depth], way.lost[depth], way.coming[depth] = cost, lost, 0
        if cost + lost <= limit[0]:
            if number == near.costs.shape[0]:
                return TOO_MANY, looked
            near.tours[number, :depth], near.tours[number, depth:], near.costs[number] = way.tour[:depth], -1, cost
            number += 1
    return number, looked


class _Way(NamedTuple):
    """The beginning of a tour, stop by stop."""

    tour: Sets
    coming: Sets
    """The unit that is tried next behind so many stops."""
    frees: Longs
    spent: Floats
    lost: Floats
    is_visited: NDArray[np.bool_]
    left: Longs
    """Of each zone the set to which the tour comes."""


@compiled_inside
def _setting_out(units: int, periods: int, zones: int) -> _Way:
    stops = periods + 1
    return _Way(
        np.zeros(stops, np.int32),
        np.zeros(stops, np.int32),
        np.zeros(stops, np.int64),
        np.zeros(stops),
        np.zeros(stops),
        np.zeros(units, np.bool_),
        np.zeros(zones, np.int64),
    )


@compiled_inside
def _turn(way: _Way, lacks: Lacks, unit: int) -> None:
    """Come to a unit, or take that back."""
    way.is_visited[unit] = not way.is_visited[unit]
    zone = lacks.zone_of[unit]
    if zone != NO_ZONE:
        way.left[zone] ^= lacks.bits[unit]


@compiled_inside
def _cost_with(  # noqa: PLR0917 - machine code takes arrays one by one
    ways: Ways, lacks: Lacks, way: _Way, depth: int, unit: int, limit: float
) -> tuple[float, float]:
    """What the tour costs with one more unit, less what it gains, and what zones lose; infinite where it comes twice,
    is late or no tour that goes on like this stays within the limit.
    """
    if way.is_visited[unit]:
        return np.inf, np.inf
    free, periods = way.frees[depth], ways.after.shape[1] - 1
    going = ways.metres[way.tour[depth - 1], unit] if depth else ways.first_metres[unit]
    least = way.spent[depth] + going + ways.rests[periods - free, unit]
    lost, zone = way.lost[depth], lacks.zone_of[unit]
    if least + lost > limit or ways.after[unit, free] > periods:
        return np.inf, np.inf
    if zone != NO_ZONE:
        begin, left = lacks.begins[zone], way.left[zone]
        lost += lacks.losses[begin + (left | lacks.bits[unit])] - lacks.losses[begin + left]
        if least + lost > limit:
            return np.inf, np.inf
    return way.spent[depth] + going - ways.gains[unit], lost


def tour_in(row: NDArray[np.int32]) -> tuple[int, ...]:
    """The units of a row that was found."""
    return tuple(row[row >= 0].tolist())
