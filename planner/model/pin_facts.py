"""Pins and frozen days that can stand in the way of a wish.

Only what binds today is a fact: to open what is closed must not make a pin bind anew.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from planner.domain.campaign import Campaign, Pin
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.model.fact import Drop, Fact, changed, spoken_days, unit_name
from planner.model.remainder import Remainder
from planner.texts import spoken_day, texts_of

_ = texts_of("model")


def as_they_bind(remainder: Remainder) -> Remainder:
    """The same remainder with a pin for each day on which one binds, and nothing pinned in closed slots.

    Its `source` is the number of the pin from which it comes.
    """
    campaign = remainder.campaign
    openness = Openness(campaign)
    pins = []
    for number, pin in enumerate(campaign.pins):
        slots = [openness.slot(ordinal) for ordinal in _bound(campaign, openness, pin)]
        for day, in_day in groupby(slots, key=lambda slot: slot.day):
            shifts = tuple(slot.shift for slot in in_day)
            one = {"first_day": day, "last_day": day, "shifts": shifts, "source": str(number)}
            pins.append(pin.model_copy(update=one))
    return changed(remainder, pins=tuple(pins))


def _bound(campaign: Campaign, openness: Openness, pin: Pin) -> Iterator[int]:
    """The slots that a pin takes, in order."""
    machine = campaign.machines_by_name[pin.machine]
    open_there = frozenset(openness.of_unit(campaign.units_by_code[pin.unit]))
    for posting in machine.postings:
        for ordinal in openness.of_posting(machine, posting):
            slot = openness.slot(ordinal)
            is_pinned = pin.first_day <= slot.day <= pin.last_day and slot.shift in pin.shifts
            if is_pinned and ordinal in open_there and pin.unit in posting.serves:
                yield ordinal


def pin_facts(campaign: Campaign, remainder: Remainder) -> Iterator[Fact]:
    """Every pin that is not over."""
    for number, pin in enumerate(remainder.campaign.pins):
        if pin in campaign.pins:
            yield Fact(
                where=pin.source,
                what=_("{machine} is pinned at {unit}, {days}").format(
                    machine=pin.machine,
                    unit=unit_name(campaign, pin.unit),
                    days=spoken_days(pin.first_day, pin.last_day),
                ),
                advice=_("Remove or move this pin"),
                drop=_without_pins([number]),
            )


def frozen_facts(campaign: Campaign, remainder: Remainder) -> Iterator[Fact]:
    """What was announced for the frozen days: one fact for each machine, day and unit."""

    def announced(numbered: tuple[int, Pin]) -> tuple[MachineName, date, UnitCode]:
        return numbered[1].machine, numbered[1].first_day, numbered[1].unit

    frozen = [(number, pin) for number, pin in enumerate(remainder.campaign.pins) if pin not in campaign.pins]
    for (machine, day, unit), numbered in groupby(sorted(frozen, key=announced), key=announced):
        yield Fact(
            where=_("the announced plan"),
            what=_("{machine} is announced at {unit} on {day}, a frozen day").format(
                machine=machine, unit=unit_name(campaign, unit), day=spoken_day(day)
            ),
            advice=_("Freeze fewer days with --freeze-days, and tell the citizens of {unit}").format(
                unit=unit_name(campaign, unit)
            ),
            drop=_without_pins(number for number, _pin in numbered),
        )


def _without_pins(numbers: Iterable[int]) -> Drop:
    dropped = frozenset(map(str, numbers))
    return lambda remainder: changed(
        remainder, pins=tuple(pin for pin in remainder.campaign.pins if pin.source not in dropped)
    )
