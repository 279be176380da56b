"""The rates by which a re-plan fills its slots: what was learned, never more than the workbook says."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.situation import Rate, RateKey
from planner.domain.slot_rate import slot_rate
from planner.replan.learning import Learned


def rates(campaign: Campaign, learned: Learned, *, since_ordinal: int = 1) -> tuple[Rate, ...]:
    """Every rate below what the workbook says of a slot in which machine and unit can meet, sorted by its key.

    Only slots from `since_ordinal` on count. A rate is what the workbook says (the capacity, or less by *Năng suất*)
    times the learned factor, rounded, at least 1. What the workbook says remains the ceiling: a unit where more came
    than planned is planned at that. Where several postings bring the two together, the one that brings most is taken,
    so that one posting's rate never takes from another with a smaller capacity more than it should.
    """
    found = []
    for key, most in sorted(_meetings(campaign, since_ordinal).items()):
        # Half a dossier stays half a dossier, whatever the last digits of its float on this machine.
        dossiers = max(1, round(round(most * learned.factor(key), 6)))
        if dossiers < most:
            found.append(Rate(unit=key.unit, machine=key.machine, shift=key.shift, dossiers=dossiers))
    return tuple(found)


def _meetings(campaign: Campaign, since_ordinal: int) -> dict[RateKey, int]:
    """The most that a slot of each machine at each unit in each shift takes in which the two can meet."""
    most: dict[RateKey, int] = {}
    for key, dossiers in _each_meeting(campaign, since_ordinal):
        most[key] = max(dossiers, most.get(key, 0))
    return most


def _each_meeting(campaign: Campaign, since_ordinal: int) -> Iterator[tuple[RateKey, int]]:
    openness = Openness.of(campaign)
    for machine in campaign.machines:
        for posting in machine.postings:
            for unit in map(campaign.units_by_code.__getitem__, posting.serves):
                open_to_both = openness.of_both(machine, posting, unit)
                shifts = {openness.slot(ordinal).shift for ordinal in open_to_both if ordinal >= since_ordinal}
                for key in (RateKey(unit.code, machine.name, shift) for shift in shifts):
                    yield key, slot_rate(campaign, posting, key)
