"""What pins hold: their slots that are open, and which two of them cannot both be kept."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.campaign import Campaign, Machine, Pin
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode


def is_served(campaign: Campaign, pin: Pin) -> bool:
    """Whether a posting that touches the pin's days serves the unit; a pin that meets no posting is closed instead."""
    met = [
        posting
        for posting in campaign.machines_by_name[pin.machine].postings
        if posting.first_day <= posting.last_day
        and posting.first_day <= pin.last_day
        and pin.first_day <= posting.last_day
    ]
    return not met or any(pin.unit in posting.serves for posting in met)


def open_slots(campaign: Campaign, pin: Pin) -> list[int]:
    """The pin's slots that are open to the machine and to the unit, which its posting serves; in order."""
    openness, unit = Openness.of(campaign), campaign.units_by_code[pin.unit]
    machine = campaign.machines_by_name[pin.machine]
    return sorted(
        ordinal
        for posting in machine.postings
        if unit.code in posting.serves
        for ordinal in openness.of_both(machine, posting, unit)
        if pin.asks_for(openness.slot(ordinal))
    )


class PinClash(NamedTuple):
    """Two pins that cannot both be kept."""

    pin: Pin
    other: Pin
    """The one that was taken before."""
    machine: Machine
    """Which machine of the group both ask for."""
    is_of_the_day: bool
    """Whether both are at units of whole days, so that the day alone parts them."""


class _TakenByPin(NamedTuple):
    """A machine's slot that a pin holds."""

    machine: MachineName
    ordinal: int


class PinnedSlots:
    """Takes pin after pin, and tells of one that asks for another unit than an earlier one does.

    That is another unit in one slot of a machine, or of its group; or another on one day, of which no machine can come
    to the other, since both are units of whole days.
    """

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._taken: dict[_TakenByPin, Pin] = {}
        self._open_to = {machine.name: Openness.of(campaign).of_machine(machine) for machine in campaign.machines}
        self._is_whole = {unit.code: campaign.stays_whole_days(unit.code) for unit in campaign.units}
        self._are_all_whole = all(self._is_whole.values())

    def take(self, pin: Pin, held: Iterable[int]) -> PinClash | None:
        """Remember the slots that the pin holds, for every machine of the group that is open in them.

        Up to the first with which it clashes, which is what is given.
        """
        for ordinal in held:
            for machine in self._campaign.groups[pin.machine]:
                if ordinal not in self._open_to[machine.name]:
                    continue
                other = self._other(machine.name, ordinal, pin)
                if other is not None:
                    is_of_the_day = self._is_whole[pin.unit] and self._is_whole[other.unit]
                    return PinClash(pin, other, machine, is_of_the_day)
                self._taken.setdefault(_TakenByPin(machine.name, ordinal), pin)
        return None

    def _other(self, machine: MachineName, ordinal: int, pin: Pin) -> Pin | None:
        """The pin that has the machine somewhere else in this slot, or so on this day that it cannot come here."""
        here = self._taken.get(_TakenByPin(machine, ordinal))
        if here is not None and self._stop(here) != self._stop(pin):
            return here
        if not self._is_whole[pin.unit]:
            return None
        for near in self._slots_of_the_day(ordinal):
            there = self._taken.get(_TakenByPin(machine, near))
            if there is None or self._stop(there) == self._stop(pin) or not self._is_whole[there.unit]:
                continue
            if self._are_all_whole or abs(near - ordinal) == 1:
                return there
        return None

    def _slots_of_the_day(self, ordinal: int) -> range:
        shifts_a_day = len(self._campaign.calendar.shifts)
        first = ordinal - (ordinal - 1) % shifts_a_day
        return range(first, first + shifts_a_day)

    def _stop(self, pin: Pin) -> UnitCode:
        return self._campaign.stop_of(pin.unit)
