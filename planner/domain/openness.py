"""Which slots are open: to a machine, to a unit, to both. Every room but the checker asks here."""

from datetime import date
from typing import NamedTuple

from planner.domain.calendar import Calendar, Slot, days_between
from planner.domain.campaign import Campaign, Closure, Machine, Posting, Unit
from planner.domain.record import MachineName, ShiftLabel, UnitCode


class _Window(NamedTuple):
    """What says when a machine or a unit is open; those that agree in it share one answer."""

    first_day: date
    last_day: date
    shifts: tuple[ShiftLabel, ...]
    closed: int
    """The slots that closures about it alone take away, as bits."""


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
    """Answers, for a campaign's slots by ordinal, whether a machine or a unit can work in them.

    `Openness.of(campaign)` is made once for each campaign and kept with it. Of ten thousand units it keeps, where they
    are closed, bits, and their open slots, alone or with a machine, once for all that are open alike.
    """

    def __init__(self, campaign: Campaign) -> None:
        closed_to_all = 0
        self._closed_to_machine: dict[MachineName, int] = {}
        self._closed_to_unit: dict[UnitCode, int] = {}
        for closure in campaign.closures:
            bits = sum(1 << ordinal for ordinal in closed_ordinals(closure, campaign.calendar))
            if closure.machine is not None:
                self._closed_to_machine[closure.machine] = self._closed_to_machine.get(closure.machine, 0) | bits
            elif closure.unit is not None:
                for code in campaign.units_at(campaign.stop_of(closure.unit)):
                    self._closed_to_unit[code] = self._closed_to_unit.get(code, 0) | bits
            else:
                closed_to_all |= bits
        ordinals = range(1, campaign.calendar.last_ordinal + 1)
        self._shifts = campaign.calendar.shift_labels
        self._slots = tuple(map(campaign.calendar.slot, ordinals))
        self._open_to_all = tuple(ordinal for ordinal in ordinals if not closed_to_all >> ordinal & 1)
        self._known: dict[_Window, tuple[int, ...]] = {}
        self._known_to_both: dict[tuple[_Window, _Window], tuple[int, ...]] = {}

    @classmethod
    def of(cls, campaign: Campaign) -> "Openness":
        """The campaign's."""
        return campaign.once(cls)

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
        return self._within(self._window_of_posting(machine, posting))

    def of_machine(self, machine: Machine) -> frozenset[int]:
        """Ordinals in which the machine can work under any of its postings."""
        return frozenset(ordinal for posting in machine.postings for ordinal in self.of_posting(machine, posting))

    def of_unit(self, unit: Unit) -> tuple[int, ...]:
        """Ordinals in which people can come to the unit, in order."""
        return self._within(self._window_of_unit(unit))

    def of_both(self, machine: Machine, posting: Posting, unit: Unit) -> tuple[int, ...]:
        """Ordinals open to the machine under this posting and to the unit, in order; it need not serve the unit."""
        windows = self._window_of_posting(machine, posting), self._window_of_unit(unit)
        if windows not in self._known_to_both:
            at_unit = frozenset(self.of_unit(unit))
            self._known_to_both[windows] = tuple(
                ordinal for ordinal in self.of_posting(machine, posting) if ordinal in at_unit
            )
        return self._known_to_both[windows]

    def _window_of_posting(self, machine: Machine, posting: Posting) -> _Window:
        closed = self._closed_to_machine.get(machine.name, 0)
        return _Window(posting.first_day, posting.last_day, self._shifts, closed)

    def _window_of_unit(self, unit: Unit) -> _Window:
        return _Window(unit.first_day, unit.last_day, unit.shifts, self._closed_to_unit.get(unit.code, 0))

    def _within(self, window: _Window) -> tuple[int, ...]:
        if window not in self._known:
            first, last, shifts, closed = window
            self._known[window] = tuple(
                ordinal
                for ordinal in self._open_to_all
                if not closed >> ordinal & 1
                and first <= self.day(ordinal) <= last
                and self.slot(ordinal).shift in shifts
            )
        return self._known[window]
