"""What somebody would like of a plan: a visit to a unit, perhaps on a certain day, perhaps by a certain machine."""

from collections.abc import Iterable
from datetime import date

from planner.domain.plan import Assignment
from planner.domain.record import MachineName, Record, UnitCode


class Wish(Record):
    """A machine is to stand at the unit, if only for one slot that is still to be planned."""

    unit: UnitCode
    machine: MachineName | None = None
    """None is any machine."""
    day: date | None = None
    """None is any day."""

    def fits(self, machine: MachineName, unit: UnitCode, day: date) -> bool:
        """Whether it is what was wished that this machine is at this unit on this day."""
        return unit == self.unit and machine == (self.machine or machine) and day == (self.day or day)

    def is_kept_by(self, planned: Iterable[Assignment]) -> bool:
        """Whether these rows, of which none is done, do as was wished; dossiers do not matter."""
        return any(self.fits(row.machine, row.unit, row.date) for row in planned)
