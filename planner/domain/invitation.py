"""Citizens who are invited to a unit's slots, and what their list remembers of each.

Nothing here shows a person in an error: these records never spell out what they hold.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Self

from planner.domain.calendar import Slot
from planner.domain.folding import fold
from planner.domain.record import UnitCode

STARS = "*" * 7
"""Always as many, so that the length of what they hide is hidden, too."""
SHOWN_LETTERS = 3
_COUNTED_HOUSEHOLD = re.compile(fold("tạm") + " [0-9]+")
LEAST_SHOWN_OF = 6
"""A shorter text is hidden whole: its end would give away half of it."""


def household_by_count(count: int) -> str:
    """The label of a household that has none which may be kept; it means nothing in another list."""
    return f"tạm {count}"


def counted_household(label: str) -> bool:
    """Whether the label of a citizen's key is such a one."""
    return _COUNTED_HOUSEHOLD.fullmatch(label) is not None


class CitizenKey(NamedTuple):
    """By what a citizen is known again from one run to the next, within a unit; never an identity number."""

    number: int
    name: str
    born: int
    hamlet: str = ""
    household: str = ""

    @classmethod
    def of(cls, number: int, name: str, born: int, hamlet: str = "", household: str = "") -> Self:
        """The key of a citizen; capitals, blanks and the place of a tone mark do not matter."""
        return cls(number, fold(name), born, fold(hamlet), fold(household))


@dataclass(frozen=True, slots=True, repr=False)
class Citizen:
    """One row of a unit's list of citizens."""

    number: int
    """STT: unique within the unit."""
    name: str
    born: int
    """The year alone."""
    hamlet: str
    household: str
    """Empty for a citizen who belongs to nobody else."""
    contact: str = ""
    identity: str = ""
    """The identity number; kept in memory for the official list of one session, written nowhere else."""
    is_settled: bool = False
    """Has been received already, so needs no invitation."""
    hindrance: str = ""
    """Why the citizen cannot come at all, if so."""
    where: str = field(default="", compare=False)
    """The cell of the STT, as sheet!A2."""

    def __repr__(self) -> str:
        return "Citizen(…)"

    @property
    def masked_contact(self) -> str:
        """*******123* for a telephone number: enough to know one's own, too little to use; nothing for nothing."""
        bare = self.contact.strip()
        if not bare:
            return ""
        return f"{STARS}{bare[-SHOWN_LETTERS:]}" if len(bare) >= LEAST_SHOWN_OF else STARS

    @property
    def key(self) -> CitizenKey:
        """By what the citizen is known again."""
        return CitizenKey.of(self.number, self.name, self.born, self.hamlet, self.household)


@dataclass(frozen=True, slots=True)
class InvitationSession:
    """A unit's slot in which people are received, by however many machines."""

    slot: Slot
    starts_minute: int
    ends_minute: int
    dossiers: int
    """Planned, over all machines."""
    places: tuple[str, ...] = ()
    """Where people come, a place for each machine that stands elsewhere."""


@dataclass(frozen=True, slots=True, repr=False)
class Invitation:
    """What the list remembers of one citizen."""

    slot: Slot | None = None
    """None for one who has no slot yet."""
    arrives_minute: int | None = None
    stands_in: Slot | None = None
    """An earlier slot to which the citizen may be called where others stay away."""
    times: int = 0
    """How often invited."""
    absences: int = 0
    """How often invited and not seen."""
    made_on: date | None = None
    """The day of the last invitation."""
    version: int | None = None
    """The plan by which it was made."""
    dossiers: int = 0
    """Planned in the slot when it was made."""
    came: bool = False
    activated: bool = False
    reason: str = ""
    """Why the citizen cannot be received or the account not be activated."""
    stayed_away: bool = False
    """Somebody noted that the citizen did not come; only where that is said of all has a session been held in vain."""

    def __repr__(self) -> str:
        return "Invitation(…)"

    @property
    def was_there(self) -> bool:
        """Whether somebody ticked that the citizen came."""
        return self.came or self.activated


class Fate(StrEnum):
    """What a run of the list does about a citizen."""

    INVITED = "invited"
    """For the first time."""
    KEPT = "kept"
    """The invitation stands as it was."""
    MOVED = "moved"
    """Invited again, because the plan no longer has the slot or room in it."""
    ABSENT = "absent"
    """Invited again, because the citizen stayed away."""
    WAITING = "waiting"
    """No slot has room."""
    SEEN = "seen"
    """Has come, or had been received before."""
    UNABLE = "unable"
    """Cannot come, for a reason that is noted."""
    UNTICKED = "unticked"
    """The slot is over and nobody ticked who came to it."""


@dataclass(frozen=True, slots=True, repr=False)
class Invited:
    """A citizen and what becomes of them."""

    citizen: Citizen
    invitation: Invitation
    fate: Fate

    def __repr__(self) -> str:
        return f"Invited({self.fate})"

    @property
    def reason(self) -> str:
        """Why the citizen cannot be received: as ticked, else as the list of citizens has it now."""
        return self.invitation.reason or self.citizen.hindrance

    @property
    def is_expected(self) -> bool:
        """Whether the invitation is for a slot that is still to come."""
        return self.fate in {Fate.INVITED, Fate.KEPT, Fate.MOVED, Fate.ABSENT}


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of the invited come."""

    num_sessions: int = 0
    """Past sessions whose list was ticked."""
    num_invited: int = 0
    num_came: int = 0
    rate: float = 1.0
    """The share to reckon with from now on."""


@dataclass(frozen=True)
class InvitationList:
    """A unit's whole list."""

    unit: UnitCode
    rows: tuple[Invited, ...]
    """Every citizen once, in the list's order."""
    sessions: tuple[InvitationSession, ...]
    """Those still to come, in time order."""
    attendance: Attendance = Attendance()
    numbers_too_large: tuple[int, ...] = ()
    """The first STT of each household that is larger than what any slot receives."""
    numbers_over_hamlets: tuple[int, ...] = ()
    """The first STT of each household that lives in several hamlets."""
    unticked: tuple[Slot, ...] = ()
    """Past sessions of which nobody ticked who came."""
    held: tuple[Slot, ...] = ()
    """Sessions of today that are over already."""
    num_renumbered: int = 0
    """Of the list before, how many bear another STT now."""
    num_gone: int = 0
    """Of the list before, how many are no longer among the citizens."""
    num_mended: int = 0
    """Of the list before, whose name or year is written otherwise now."""

    def count(self, fate: Fate) -> int:
        """How many citizens meet this fate."""
        return sum(row.fate is fate for row in self.rows)

    def expected_at(self, slot: Slot) -> tuple[Invited, ...]:
        """Who is invited to this session, by hour of arrival, hamlet, household and STT as the list has them."""
        return self._expected.get(slot, ())

    def standing_in_at(self, slot: Slot) -> tuple[Invited, ...]:
        """Who may be called to this session where others stay away."""
        return self._standing_in.get(slot, ())

    @cached_property
    def _expected(self) -> dict[Slot, tuple[Invited, ...]]:
        return _by_slot(
            (row.invitation.slot, row)
            for row in sorted(self.rows, key=lambda row: row.invitation.arrives_minute or 0)
            if row.is_expected
        )

    @cached_property
    def _standing_in(self) -> dict[Slot, tuple[Invited, ...]]:
        gone = {Fate.SEEN, Fate.UNABLE}
        return _by_slot((row.invitation.stands_in, row) for row in self.rows if row.fate not in gone)


def _by_slot(rows: Iterable[tuple[Slot | None, Invited]]) -> dict[Slot, tuple[Invited, ...]]:
    """The rows of each slot, in their order; those without a slot are left out."""
    found: dict[Slot, list[Invited]] = {}
    for slot, row in rows:
        if slot is not None:
            found.setdefault(slot, []).append(row)
    return {slot: tuple(together) for slot, together in found.items()}
