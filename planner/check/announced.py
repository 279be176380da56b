"""What was announced for the slots ahead, and what a plan keeps of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from planner.check.reading import Reading
from planner.domain.calendar import Slot
from planner.domain.campaign import Unit
from planner.domain.record import UnitCode


class Promise(NamedTuple):
    """One slot in which the people of a stop were told to come."""

    unit: Unit
    """The unit that stands for the stop."""
    slot: Slot
    dossiers: int
    """Announced there, summed over machines and units of the stop, as far as they still need them."""


def is_announced_plan_missing(reading: Reading) -> bool:
    """Whether the plan follows an announced one that is not at hand, so that nobody knows what was announced."""
    return reading.announced is None and reading.plan.announced_version is not None


def announced_slots_ahead(reading: Reading) -> set[tuple[UnitCode, Slot]]:
    """The slots ahead in which the people of each stop were told to come, whichever machine was announced."""
    return {(told.unit.code, told.slot) for told in reading.announced_ahead}


def promises_ahead(reading: Reading) -> Iterator[Promise]:
    """Every announced stop and slot ahead, in time order; the earliest take what the units of the stop still need."""
    told = Counter[tuple[UnitCode, Slot]]()
    for row in reading.announced_ahead:
        told[row.unit.code, row.slot] += row.dossiers
    remaining = Counter[UnitCode]()
    for code, needed in reading.remaining.items():
        remaining[reading.campaign.stop_of(code)] += needed
    for code, slot in sorted(told, key=lambda place: reading.campaign.calendar.ordinal(*place[1])):
        needed = min(told[code, slot], remaining[code])
        remaining[code] -= needed
        yield Promise(reading.campaign.units_by_code[code], slot, needed)


def broken_promises(reading: Reading) -> tuple[Promise, ...]:
    """The promises at whose stop and slot no machine stands any more, whichever machine and unit were announced."""
    return reading.once(_broken_promises)


def _broken_promises(reading: Reading) -> tuple[Promise, ...]:
    standing = {(one.unit.code, one.slot) for one in reading.planned_appearances}
    return tuple(promise for promise in promises_ahead(reading) if (promise.unit.code, promise.slot) not in standing)


def weight_of(reading: Reading, promise: Promise) -> int:
    """What each dossier of a broken promise costs: the weight of the days from the as-of to the promised day."""
    weights = reading.campaign.notice_weights
    notice = promise.slot.day - (reading.plan.as_of or reading.campaign.calendar.first_day)
    if notice < timedelta(days=3):
        return weights.under_3_days
    if notice < timedelta(weeks=1):
        return weights.under_7_days
    return weights.from_7_days


def changed_unit_days(reading: Reading) -> int:
    """On how many days of how many stops a promised slot is lost, needed or not: pairs of stop and day."""
    return len({(promise.unit.code, promise.slot.day) for promise in broken_promises(reading)})
