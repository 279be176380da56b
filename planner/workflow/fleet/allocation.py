"""How so many machines are shared out among the parts of a campaign: the cheapest of all ways, part by part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.workflow.fleet.fleets import Fleet

Cost = tuple[float, ...]
"""What is added up over the parts and compared figure by figure."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One part with so many machines, and what that costs."""

    machines: int
    cost: Cost
    fleet: Fleet


@dataclass(frozen=True, slots=True)
class Shared:
    """A fleet for each part, and what they cost together."""

    cost: Cost
    fleets: tuple[Fleet, ...]
    """In the order of the parts."""
    num_ways: int = 1
    """How many ways cost just as much."""


def cheapest(parts: Sequence[Iterable[Offer]], machines: int) -> Shared | None:
    """The way to share out just so many machines that costs least; the first of equals. None where there is none."""
    ways: dict[int, Shared] = {0: Shared((), ())}
    for offers in parts:
        longer: dict[int, Shared] = {}
        for offer in offers:
            for number, way in ways.items():
                total = number + offer.machines
                if total > machines:
                    continue
                cost = _sum(way.cost, offer.cost)
                known = longer.get(total)
                if known is None or cost < known.cost:
                    longer[total] = Shared(cost, (*way.fleets, offer.fleet), way.num_ways)
                elif cost == known.cost:
                    longer[total] = replace(known, num_ways=known.num_ways + way.num_ways)
        ways = longer
    return ways.get(machines)


def _sum(one: Cost, other: Cost) -> Cost:
    return tuple(map(sum, zip(one, other, strict=True))) if one else other
