"""Who could work the machines, and what binds them: the workbook's sheets *Cán bộ* to *Quy định ca*."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NewType

from pydantic import Field, PositiveInt

from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.roster.regulations import Regulations

OfficerCode = NewType("OfficerCode", str)
Role = NewType("Role", str)
"""What an officer does at a machine, as the workbook first spells it; the reader folds other spellings into it."""

ANY_ROLE = Role("")
"""The role of a seat that any officer may take: there is one on each machine-shift where *Vị trí* has no row."""


class Officer(Record):
    """One member of the crews."""

    code: OfficerCode
    name: str
    rank: str = ""
    """Rank and position, as printed."""
    workplace: str = ""
    """The unit that the officer belongs to, as printed."""
    roles: tuple[Role, ...] = ()
    """In workbook order."""
    crew: str = ""
    """The crew's name; only printed."""
    zones: tuple[str, ...] = ()
    """Zones of units that the officer serves; with `machines` empty too, he serves all."""
    machines: tuple[MachineName, ...] = ()
    home: UnitCode | None = None
    """Where he sets out from; None is not counted in `commute`."""
    first_day: date
    last_day: date
    most_shifts_a_week: PositiveInt | None = None
    works_until_minute: int | None = None
    """*Không làm sau*, in minutes of the day: no duty ends later, none touches the night, and there is no overtime."""
    note: str = ""
    source: str = ""
    """Where the workbook names him, as sheet!cell."""

    @property
    def is_protected(self) -> bool:
        """Whether article 137 of the Labour Code is kept for this officer."""
        return self.works_until_minute is not None


class SeatDemand(Record):
    """A row of *Vị trí*: so many officers of a role on the machine-shifts that it names. Rows add up."""

    machine: MachineName | None = None
    """None is every machine."""
    shift: ShiftLabel | None = None
    """None is every shift."""
    role: Role
    officers: PositiveInt = 1
    is_required: bool = False
    """Whether the machine cannot run without."""
    only_when_moving: bool = False
    """Asked for only on a day on which the machine comes to another place."""
    source: str = ""


class LeaveKind(StrEnum):
    """Why an officer is away; the value is the sign in sheets and prints."""

    ANNUAL = "P"
    SICK = "Ô"
    MATERNITY = "TS"
    STUDY = "H"
    MISSION = "CT"
    COMPENSATORY = "NB"
    UNPAID = "KL"


class Leave(Record):
    """An officer is away."""

    officer: OfficerCode
    first_day: date
    last_day: date
    shifts: tuple[ShiftLabel, ...] = ()
    """Empty is the whole day."""
    kind: LeaveKind
    known_since: date | None = None
    """The day on which it became known; None where the sheet does not say."""
    note: str = ""
    source: str = ""

    def covers(self, day: date, shift: ShiftLabel) -> bool:
        """Whether the officer is away in this slot."""
        return self.first_day <= day <= self.last_day and (not self.shifts or shift in self.shifts)

    def is_whole(self, day: date) -> bool:
        """Whether the officer is away for the whole of this day."""
        return self.first_day <= day <= self.last_day and not self.shifts


class DutyWish(Record):
    """What an officer would like on a day."""

    officer: OfficerCode
    day: date
    shift: ShiftLabel | None = None
    """None is any shift of the day."""
    wants_work: bool
    """Whether he would like to work or to be off."""
    level: int = Field(default=1, ge=1, le=3)
    source: str = ""


class DutyPin(Record):
    """A duty that stays, or a slot in which the officer has none."""

    officer: OfficerCode
    day: date
    shift: ShiftLabel | None = None
    """None only where it forbids: then the whole day."""
    machine: MachineName | None = None
    """None is any machine."""
    role: Role | None = None
    """None is any role."""
    forbids: bool = False
    source: str = ""


class PastDuty(Record):
    """What an officer worked before the campaign's first day, in hours of the campaign's own shifts."""

    officer: OfficerCode
    day: date
    shift: ShiftLabel
    source: str = ""


class Staffing(Record):
    """Everything that a roster is made from beside the campaign and its plan."""

    officers: tuple[Officer, ...]
    """In workbook order; no two of one code."""
    demands: tuple[SeatDemand, ...] = ()
    """Empty asks for one officer of any role on each machine-shift."""
    leaves: tuple[Leave, ...] = ()
    wishes: tuple[DutyWish, ...] = ()
    pins: tuple[DutyPin, ...] = ()
    past: tuple[PastDuty, ...] = ()
    holidays: tuple[date, ...] = ()
    """Public holidays on which the campaign works all the same; they count as weekends do."""
    regulations: Regulations = Regulations()

    @cached_property
    def officers_by_code(self) -> dict[OfficerCode, Officer]:
        """Every officer under his code."""
        return {officer.code: officer for officer in self.officers}

    @cached_property
    def leaves_by_officer(self) -> dict[OfficerCode, tuple[Leave, ...]]:
        """The leaves of each officer who has one."""
        leaves: dict[OfficerCode, list[Leave]] = {}
        for leave in self.leaves:
            leaves.setdefault(leave.officer, []).append(leave)
        return {code: tuple(own) for code, own in leaves.items()}

    def leave_on(self, officer: OfficerCode, day: date, shift: ShiftLabel) -> Leave | None:
        """The first leave that covers this slot, if any."""
        return next((leave for leave in self.leaves_by_officer.get(officer, ()) if leave.covers(day, shift)), None)
