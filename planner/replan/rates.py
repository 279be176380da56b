"""The rates by which a re-plan fills its slots: what was learned, unless the workbook says otherwise."""

from collections.abc import Iterator

from planner.domain.campaign import Campaign, RateOverride
from planner.domain.openness import Openness
from planner.domain.situation import Rate, RateKey
from planner.replan.learning import Learned


def rates(campaign: Campaign, learned: Learned, *, since_ordinal: int = 1) -> tuple[Rate, ...]:
    """Every rate below the capacity of the posting under which machine and unit can meet, sorted by its key.

    Only slots from `since_ordinal` on count. A rate is the capacity times the learned factor, rounded, at least 1; the
    workbook's own rate takes its place. Capacity remains the ceiling: a unit where more came than planned is planned at
    capacity. Where several postings bring the two together, the largest of their capacities is taken, so that one
    posting's rate never takes from another with a smaller capacity more than it should.
    """
    found = []
    for key, capacity in sorted(_meetings(campaign, since_ordinal).items()):
        dossiers = _override(campaign, key) or max(1, round(capacity * learned.factor(key)))
        if dossiers < capacity:
            found.append(Rate(unit=key.unit, machine=key.machine, shift=key.shift, dossiers=dossiers))
    return tuple(found)


def _meetings(campaign: Campaign, since_ordinal: int) -> dict[RateKey, int]:
    """The largest capacity of each machine at each unit in each shift in which the two can meet."""
    capacities: dict[RateKey, int] = {}
    for key, capacity in _each_meeting(campaign, since_ordinal):
        capacities[key] = max(capacity, capacities.get(key, 0))
    return capacities


def _each_meeting(campaign: Campaign, since_ordinal: int) -> Iterator[tuple[RateKey, int]]:
    openness = Openness(campaign)
    open_to_unit = {unit.code: frozenset(openness.of_unit(unit)) for unit in campaign.units}
    for machine in campaign.machines:
        for posting in machine.postings:
            open_slots = [ordinal for ordinal in openness.of_posting(machine, posting) if ordinal >= since_ordinal]
            for unit in posting.serves:
                shifts = {openness.slot(ordinal).shift for ordinal in open_slots if ordinal in open_to_unit[unit]}
                yield from ((RateKey(unit, machine.name, shift), posting.capacity) for shift in shifts)


def _override(campaign: Campaign, key: RateKey) -> int | None:
    """The workbook's own rate: of the rows that fit, the one that says most."""
    fitting = [override for override in campaign.rate_overrides if _fits(override, key)]
    return max(fitting, key=_says).dossiers if fitting else None


def _fits(override: RateOverride, key: RateKey) -> bool:
    return (
        override.unit in (None, key.unit)
        and override.machine in (None, key.machine)
        and override.shift in (None, key.shift)
    )


def _says(override: RateOverride) -> tuple[int, bool, bool, bool]:
    """How much a row says: the number of its conditions; among equals a unit says more than a machine or a shift."""
    conditions = (override.unit is not None, override.machine is not None, override.shift is not None)
    return (sum(conditions), *conditions)
