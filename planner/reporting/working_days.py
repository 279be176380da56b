"""The days on which anybody can be served: closed ones and those outside a unit's window are no working days."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.openness import Openness
from planner.domain.record import ShiftLabel, UnitCode


class Elapsed(NamedTuple):
    """How many of some days are over at the end of a day, and how many are to come."""

    gone: int
    left: int

    @property
    def in_all(self) -> int:
        """All of them."""
        return self.gone + self.left


def elapsed(days: Sequence[date], day: date) -> Elapsed:
    """What is over of these days, which stand in order, at the end of this day."""
    gone = bisect_right(days, day)
    return Elapsed(gone, len(days) - gone)


class _Window(NamedTuple):
    """What says when a unit is open; units that agree in it share their days."""

    first_day: date
    last_day: date
    shifts: tuple[ShiftLabel, ...]
    closed: UnitCode | None
    """The unit itself, where some closure is about it alone."""


class WorkingDays:
    """Of each unit the days with a slot that is open to it."""

    def __init__(self, campaign: Campaign) -> None:
        self._openness = Openness.of(campaign)
        self._closed = {closure.unit for closure in campaign.closures if closure.unit is not None}
        self._known: dict[_Window, tuple[date, ...]] = {}
        every = {day for unit in campaign.units for day in self.of_unit(unit)}
        self.of_all = tuple(sorted(every))
        """Days on which any unit is open."""

    def of_unit(self, unit: Unit) -> tuple[date, ...]:
        """The unit's, in order."""
        closed = unit.code if unit.code in self._closed else None
        window = _Window(unit.first_day, unit.last_day, unit.shifts, closed)
        if window not in self._known:
            days = {self._openness.day(ordinal) for ordinal in self._openness.of_unit(unit)}
            self._known[window] = tuple(sorted(days))
        return self._known[window]
