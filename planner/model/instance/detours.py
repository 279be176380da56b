"""Whether a stop at which nothing is collected could ever pay.

Where nothing limits how far a machine goes within a day, and no way is longer than the way round, to leave such a stop
out makes a plan no worse. Only elsewhere do models have to know which of these stops rule `useful` allows.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise, permutations

from planner.domain.campaign import Campaign, Posting, PostingKind
from planner.domain.distance import Roads

UNITS_LOOKED_THROUGH = 40
"""In larger campaigns, a sheet of roads is taken to be uneven without looking at every three units."""
ROUNDING_KM = 0.002
"""As the solver counts whole metres, three legs may seem this much uneven."""


def detours_can_pay(campaign: Campaign) -> bool:
    """Whether a stop with 0 dossiers may bring a machine further within a day, or shorten its way."""
    return _limits_reach(campaign) or _forgets_where_it_was(campaign) or _has_uneven_roads(campaign)


def _limits_reach(campaign: Campaign) -> bool:
    return not campaign.stays_whole_days_everywhere and campaign.reach_km is not None


def _forgets_where_it_was(campaign: Campaign) -> bool:
    """Whether some machine that has been on its way stands at a fixed place, and sets out from its base after that.

    One that is fixed from its first day on sets out from there in any case.
    """
    return any(_sets_out_again(machine.postings) for machine in campaign.machines)


def _sets_out_again(postings: Sequence[Posting]) -> bool:
    in_time = sorted(postings, key=lambda posting: posting.first_day)
    kinds = [kind for kind, _postings in groupby(in_time, key=lambda posting: posting.kind)]
    around = pairwise(number for number, kind in enumerate(kinds) if kind is PostingKind.MOBILE)
    return any(PostingKind.FIXED in kinds[one:other] for one, other in around)


def _has_uneven_roads(campaign: Campaign) -> bool:
    """Whether some way is longer than a way round; a unit without a place lies next to all others."""
    if not campaign.roads and all(unit.location is not None for unit in campaign.units):
        return False
    if len(campaign.units) > UNITS_LOOKED_THROUGH:
        return True
    roads, codes = Roads.of(campaign), [unit.code for unit in campaign.units]
    km = {(one, other): roads.km(one, other) for one in codes for other in codes}
    return any(
        km[origin, between] + km[between, destination] + ROUNDING_KM < km[origin, destination]
        for origin, between, destination in permutations(codes, 3)
    )
