"""Parties that could change places and nothing would be different: what one of them alone is then planned for.

A stop with one visit gets one party. If that may be any of several that are alike, let it be the first of them: every
plan has a twin in which it is. So half of the plans, or more, need not be looked through.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.domain.record import MachineName, UnitCode
from planner.model.slotwise.party import Party
from planner.model.slotwise.past_stays import PastStays
from planner.model.slotwise.slot_instance import SlotInstance


def without_twins(instance: SlotInstance) -> SlotInstance:
    """The same instance, in which of all parties that are alike only the first may come to the largest of the stops
    with one visit.
    """
    return replace(instance, closed_to=frozenset(_closed_to(instance)))


def _closed_to(instance: SlotInstance) -> Iterator[tuple[MachineName, UnitCode]]:
    situation = instance.situation
    is_told_apart = situation.announced or situation.previous or situation.history or instance.campaign.pins
    if is_told_apart or instance.wish is not None:
        return
    for alike in _alike(instance):
        stops = {code for posting in alike[0].postings for code in posting.serves}
        single = [unit for unit in instance.units if unit.code in stops and unit.visits == 1]
        if single:
            largest = max(single, key=lambda unit: instance.nets[unit.code])
            yield from ((party.group, largest.code) for party in alike[1:])


def _alike(instance: SlotInstance) -> Iterator[Sequence[Party]]:
    """Parties that nothing tells apart, where there are several, and that are never at one stop at the same time."""
    found: defaultdict[object, list[Party]] = defaultdict(list)
    for parties in instance.mates.values():
        if len(parties) == 1 and parties[0].past == PastStays() and parties[0].standing is None:
            found[_traits(instance, parties[0])].append(parties[0])
    for alike in found.values():
        stops = {code for posting in alike[0].postings for code in posting.serves}
        most = max((unit.together for unit in instance.units if unit.code in stops), default=0)
        if len(alike) > 1 and most < 2 * alike[0].count:
            yield alike


def _traits(instance: SlotInstance, party: Party) -> object:
    """All that a plan could tell a party by but the names of its machines."""
    stands = [
        (ordinal, code, *(instance.brings(machine, code, ordinal) for machine in party.machines))
        for ordinal, codes in instance.stops_at[party.group].items()
        for code in codes
    ]
    postings = [(posting.kind, posting.base, posting.serves) for posting in party.postings]
    return tuple(stands), tuple(postings), tuple(party.posting_of.items())
