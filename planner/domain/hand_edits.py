"""What a person changes of a plan by hand: machines taken out of slots and put into others."""

from datetime import date
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode


class MachineAt(NamedTuple):
    """A machine at a stop in a slot."""

    machine: MachineName
    unit: UnitCode
    """The one that stands for the stop."""
    day: date
    shift: ShiftLabel


class HandEdits(Record):
    """Where a plan made by hand differs from the version that it was made on; both sides sorted, neither twice."""

    taken: tuple[MachineAt, ...] = ()
    """Placements of the version that are given up."""
    put: tuple[MachineAt, ...] = ()
    """Placements that the version does not have."""

    @property
    def is_nothing(self) -> bool:
        """Whether the plan is the version's."""
        return not (self.taken or self.put)


class HandMove(Record):
    """A stay that somebody wants elsewhere: all its slots from the first to the last, to begin with another slot."""

    machine: MachineName
    unit: UnitCode
    first_day: date
    first_shift: ShiftLabel
    last_day: date
    last_shift: ShiftLabel
    to_machine: MachineName
    to_day: date
    to_shift: ShiftLabel

    @property
    def first(self) -> Slot:
        """The first slot of the stay as it is."""
        return Slot(self.first_day, self.first_shift)

    @property
    def last(self) -> Slot:
        """The last slot of the stay as it is."""
        return Slot(self.last_day, self.last_shift)

    @property
    def to(self) -> Slot:
        """The slot in which it is to begin."""
        return Slot(self.to_day, self.to_shift)
