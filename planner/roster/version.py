"""What the ledger keeps of rosters: versions, and what of them was published."""

from datetime import date, datetime
from typing import Self

from pydantic import NonNegativeInt, PositiveInt

from planner.domain.adjustment import EnteredAdjustment
from planner.domain.meanwhile import StoredPlan
from planner.domain.record import Record, ShiftLabel
from planner.domain.version import Announcement, SearchSettings
from planner.roster.duties import DutyGoalResult, Roster


class RosterProvenance(Record):
    """What a version of the roster was made from."""

    plan_version: PositiveInt
    plan_sha256: str
    """Of the plan as it is stored, 64 hexadecimal digits: a plan of this number may have come from a file."""
    workbook_sha256: str
    settings: SearchSettings
    solver: str
    """Name and version of the solver."""
    last_adjustment: NonNegativeInt = 0
    """The number of the last adjustment that was in the ledger; 0 for none."""


class RosterSummary(Record):
    """What is told of a stored roster without reading the whole of it."""

    plan_version: PositiveInt = 1
    as_of: date | None = None
    """The first day that it rosters; None for a first roster."""
    as_of_shift: ShiftLabel | None = None
    duties: NonNegativeInt = 0
    """Duties ahead when it was made."""
    vacant: NonNegativeInt = 0
    """Seats that nobody takes."""
    goals: tuple[DutyGoalResult, ...] = ()
    published_version: int | None = None
    published_until: date | None = None
    frozen_until: date | None = None

    @classmethod
    def of(cls, roster: Roster) -> Self:
        """The summary of this roster."""
        return cls(
            plan_version=roster.plan_version,
            as_of=roster.as_of,
            as_of_shift=roster.as_of_shift,
            duties=sum(not duty.done for duty in roster.duties),
            vacant=sum(seat.officers for seat in roster.vacant),
            goals=roster.goals,
            published_version=roster.published_version,
            published_until=roster.published_until,
            frozen_until=roster.frozen_until,
        )


class RosterVersion(Record):
    """A stored roster. Published rosters are read from here and never made again."""

    number: PositiveInt
    roster: Roster
    provenance: RosterProvenance
    is_sound: bool
    """The checker's verdict when it was stored."""
    made_at: datetime
    made_by: str


class StoredRoster(Record):
    """A stored roster as it is told of, without its duties."""

    number: PositiveInt
    summary: RosterSummary | None
    """None where what is stored of it cannot be read any more."""
    provenance: RosterProvenance | None
    """None likewise."""
    is_sound: bool
    made_at: datetime
    made_by: str

    @property
    def told(self) -> RosterSummary:
        """What is told of it; nothing where that cannot be read any more."""
        return self.summary or RosterSummary()


class Publication(Record):
    """A roster that was made known to its officers, up to a day, inclusive."""

    version: PositiveInt
    until: date
    published_at: datetime
    published_by: str


class RosterMark(Record):
    """How far a ledger had come in what a roster rests on: the number of the last row of each kind, 0 for none."""

    version: NonNegativeInt = 0
    announcement: NonNegativeInt = 0
    roster: NonNegativeInt = 0
    publication: NonNegativeInt = 0
    adjustment: NonNegativeInt = 0


class RosterMeanwhile(Record):
    """What others brought into the ledger after such a mark, in its order."""

    versions: tuple[StoredPlan, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    rosters: tuple[StoredPlan, ...] = ()
    """Who stored which roster when."""
    publications: tuple[Publication, ...] = ()
    leaves: tuple[EnteredAdjustment, ...] = ()
    """Leaves of officers that were entered, and withdrawals of earlier ones."""

    @property
    def is_nothing(self) -> bool:
        """Whether nobody else has written anything that a roster rests on."""
        return not (self.versions or self.announcements or self.rosters or self.publications or self.leaves)


class RosterState(Record):
    """Rosters and what of them was published, as they stood together at one moment."""

    mark: RosterMark = RosterMark()
    latest: RosterVersion | None = None
    """The roster stored last; the published one where the last cannot be read any more."""
    published: RosterVersion | None = None
    """The roster published last."""
    publication: Publication | None = None
    """That publication; `published` and it are there together."""
