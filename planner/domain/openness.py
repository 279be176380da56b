"""Which slots are open: to a machine, to a unit, to both."""

from datetime import date

from planner.domain.calendar import Calendar, Slot, days_between
from planner.domain.campaign import Campaign, Closure, Machine, Posting, Unit
from planner.domain.record import MachineName, UnitCode


def closed_ordinals(closure: Closure, calendar: Calendar) -> frozenset[int]:
    """The slots within the campaign that a closure closes."""
    first = max(closure.first_day, calendar.first_day)
    last = min(closure.last_day, calendar.last_day)
    return frozenset(
        calendar.ordinal(day, shift)
        for day in days_between(first, last)
        if not closure.weekdays or day.weekday() in closure.weekdays
        for shift in closure.shifts
    )


class Openness:
    """Answers, for a campaign's slots by ordinal, whether a machine or a unit can work in them."""

    def __init__(self, campaign: Campaign) -> None:
        closed_to_all: set[int] = set()
        self._closed_to_machine: dict[MachineName, set[int]] = {machine.name: set() for machine in campaign.machines}
        self._closed_to_unit: dict[UnitCode, set[int]] = {unit.code: set() for unit in campaign.units}
        for closure in campaign.closures:
            if closure.machine is not None:
                target = self._closed_to_machine[closure.machine]
            elif closure.unit is not None:
                target = self._closed_to_unit[closure.unit]
            else:
                target = closed_to_all
            target.update(closed_ordinals(closure, campaign.calendar))
        self._slots: tuple[Slot, ...] = tuple(
            campaign.calendar.slot(ordinal) for ordinal in range(1, campaign.calendar.last_ordinal + 1)
        )
        self._open_to_all = tuple(
            ordinal for ordinal in range(1, campaign.calendar.last_ordinal + 1) if ordinal not in closed_to_all
        )

    @property
    def open_to_all(self) -> tuple[int, ...]:
        """Ordinals that no general closure takes away, in order."""
        return self._open_to_all

    def slot(self, ordinal: int) -> Slot:
        """The slot that bears this ordinal."""
        return self._slots[ordinal - 1]

    def day(self, ordinal: int) -> date:
        """The day of the slot that bears this ordinal."""
        return self._slots[ordinal - 1].day

    def of_posting(self, machine: Machine, posting: Posting) -> tuple[int, ...]:
        """Ordinals in which the machine can work under this posting, in order."""
        closed = self._closed_to_machine[machine.name]
        return tuple(
            ordinal
            for ordinal in self._open_to_all
            if ordinal not in closed and posting.first_day <= self.day(ordinal) <= posting.last_day
        )

    def of_unit(self, unit: Unit) -> tuple[int, ...]:
        """Ordinals in which people can come to the unit, in order."""
        closed = self._closed_to_unit[unit.code]
        return tuple(
            ordinal
            for ordinal in self._open_to_all
            if ordinal not in closed
            and unit.first_day <= self.day(ordinal) <= unit.last_day
            and self._slots[ordinal - 1].shift in unit.shifts
        )
