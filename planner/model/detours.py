"""Whether a stop at which nothing is collected could ever pay.

Where nothing limits how far a machine goes within a day, and no way is longer than the way round, to leave such a stop
out makes a plan no worse. Only elsewhere do models have to know which of these stops rule `useful` allows.
"""

from itertools import permutations

from planner.domain.campaign import Campaign, PostingKind
from planner.domain.distance import Roads

UNITS_LOOKED_THROUGH = 40
"""In larger campaigns, a sheet of roads is taken to be uneven without looking at every three units."""
ROUNDING_KM = 0.002
"""As the solver counts whole metres, three legs may seem this much uneven."""


def detours_can_pay(campaign: Campaign) -> bool:
    """Whether a stop with 0 dossiers may bring a machine further within a day, or shorten its way."""
    return _limits_reach(campaign) or _forgets_where_it_was(campaign) or _has_uneven_roads(campaign)


def _limits_reach(campaign: Campaign) -> bool:
    return not campaign.whole_days and campaign.reach_km is not None


def _forgets_where_it_was(campaign: Campaign) -> bool:
    """Whether some machine stands at a fixed place, and sets out from its base again after that."""
    kinds = [{posting.kind for posting in machine.postings} for machine in campaign.machines]
    return any(set(PostingKind) <= found for found in kinds)


def _has_uneven_roads(campaign: Campaign) -> bool:
    """Whether some way is longer than a way round; a unit without a place lies next to all others."""
    if not campaign.roads and all(unit.location is not None for unit in campaign.units):
        return False
    if len(campaign.units) > UNITS_LOOKED_THROUGH:
        return True
    roads, codes = Roads(campaign), [unit.code for unit in campaign.units]
    km = {(one, other): roads.km(one, other) for one in codes for other in codes}
    return any(
        km[origin, between] + km[between, destination] + ROUNDING_KM < km[origin, destination]
        for origin, between, destination in permutations(codes, 3)
    )
