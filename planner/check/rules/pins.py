"""The rule on pinned machines."""

from collections.abc import Iterator

from planner.check.reading import Reading
from planner.check.violation import Violation
from planner.check.wording import spoken_stop
from planner.domain.calendar import Slot
from planner.domain.campaign import Pin
from planner.domain.policy import Rule
from planner.texts import spoken_day, texts_of

_ = texts_of("check")


def pinned(reading: Reading) -> Iterator[Violation]:
    """A pinned machine is at its stop in each pinned slot that is open to both."""
    for pin in reading.campaign.pins:
        for slot in reading.slots_ahead:
            stop = reading.campaign.stop_of(pin.unit)
            if _binds(reading, pin, slot) and (pin.machine, stop, slot) not in reading.standing:
                message = _("{machine} is pinned to {unit} on {day}, {shift}, but is not there").format(
                    machine=pin.machine,
                    unit=spoken_stop(reading.campaign, pin.unit),
                    day=spoken_day(slot.day),
                    shift=slot.shift,
                )
                yield Violation(
                    rule=Rule.PINNED,
                    message=message,
                    machine=pin.machine,
                    unit=pin.unit,
                    day=slot.day,
                    shift=slot.shift,
                )


def _binds(reading: Reading, pin: Pin, slot: Slot) -> bool:
    """Whether the pin speaks of this slot, and both are open in it under a posting that serves the unit."""
    if not pin.first_day <= slot.day <= pin.last_day or slot.shift not in pin.shifts:
        return False
    machine = reading.campaign.machines_by_name[pin.machine]
    unit = reading.stop(pin.unit)
    return any(reading.opening.both_are_open(machine, posting, unit, slot) for posting in machine.postings)
