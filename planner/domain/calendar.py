"""Days, shifts and the ordinals that number a campaign's slots."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from pydantic import Field, PositiveInt

from planner.domain.record import Record, ShiftLabel

MINUTES_A_DAY = 24 * 60
USUAL_CAPACITY = 160


class Shift(Record):
    """A named part of the day. Minutes are counted from the midnight with which its day begins."""

    label: ShiftLabel
    starts_minute: int = Field(ge=0, lt=MINUTES_A_DAY)
    ends_minute: int = Field(gt=0, lt=2 * MINUTES_A_DAY)
    """Past 24h00 where the day's last shift ends on the next day; it belongs to the day on which it begins."""
    capacity: PositiveInt = USUAL_CAPACITY
    """Dossiers that a machine collects in it whose posting has no capacity of its own."""


class Slot(NamedTuple):
    """One day and one shift."""

    day: date
    shift: ShiftLabel


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included; none if last comes before first."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


class Calendar(Record):
    """The campaign's days and its shifts in the order of the day; closed days are days all the same."""

    first_day: date
    last_day: date
    shifts: tuple[Shift, ...] = Field(min_length=1)

    @cached_property
    def shift_labels(self) -> tuple[ShiftLabel, ...]:
        """The shifts' names in the order of the day."""
        return tuple(shift.label for shift in self.shifts)

    def shift(self, label: ShiftLabel) -> Shift:
        """The shift of this name. Raises KeyError if there is none."""
        return self._shifts_by_label[label]

    @cached_property
    def _shifts_by_label(self) -> dict[ShiftLabel, Shift]:
        return {shift.label: shift for shift in self.shifts}

    @cached_property
    def _places_in_day(self) -> dict[ShiftLabel, int]:
        return {label: place for place, label in reversed([*enumerate(self.shift_labels)])}

    @property
    def num_days(self) -> int:
        """How many days the campaign has, closed ones included."""
        return (self.last_day - self.first_day).days + 1

    @property
    def last_ordinal(self) -> int:
        """The ordinal of the campaign's last slot, which is also the number of its slots."""
        return self.num_days * len(self.shifts)

    def days(self) -> Iterator[date]:
        """Every day of the campaign."""
        return days_between(self.first_day, self.last_day)

    def ordinal(self, day: date, shift: ShiftLabel) -> int:
        """The slot's number: 1 for the campaign's first slot, as many a day as there are shifts.

        A day outside the campaign gives a number below 1 or above `last_ordinal`; an unknown shift is a ValueError.
        """
        place = self._places_in_day.get(shift)
        if place is None:
            raise ValueError(shift)
        return (day - self.first_day).days * len(self.shifts) + place + 1

    def slot(self, ordinal: int) -> Slot:
        """The slot that bears this ordinal."""
        day_offset, shift_index = divmod(ordinal - 1, len(self.shifts))
        return Slot(self.first_day + timedelta(days=day_offset), self.shifts[shift_index].label)
