"""What the ledger keeps beside results: versions of the plan, announcements, and who did what when."""

from datetime import date, datetime
from typing import Self

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.plan import GoalResult, Plan
from planner.domain.record import Record, ShiftLabel


class SearchSettings(Record):
    """How a plan was searched for."""

    seconds: NonNegativeFloat
    workers: PositiveInt
    seed: NonNegativeInt
    freeze_days: NonNegativeInt | None = None
    max_changes: NonNegativeInt | None = None
    learns: bool = False
    """Whether slots are filled by learned rates."""
    assumes_planned: bool = False
    """Whether past slots without a result count as collected as planned."""


class Provenance(Record):
    """What a version of the plan was made from."""

    workbook_sha256: str
    last_result: NonNegativeInt
    """The number of the last result row that was in the ledger; 0 for none."""
    last_adjustment: NonNegativeInt = 0
    """The number of the last adjustment that was in the ledger; 0 for none."""
    settings: SearchSettings
    solver: str
    """Name and version of the solver; empty for a plan made by hand."""
    by_hand_on: PositiveInt | None = None
    """The version that a person has edited to this one; None for one that was searched for."""


class VersionSummary(Record):
    """What is told of a stored plan without reading the whole of it."""

    as_of: date | None = None
    """The first day that it plans; None for a first plan."""
    as_of_shift: ShiftLabel | None = None
    finish: date | None = None
    """The last day on which anything is to be collected; None where nothing is."""
    unserved: NonNegativeInt = 0
    """Dossiers that it leaves uncollected in all."""
    goals: tuple[GoalResult, ...] = ()
    announced_version: int | None = None
    announced_until: date | None = None
    frozen_until: date | None = None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The summary of this plan."""
        return cls(
            as_of=plan.as_of,
            as_of_shift=plan.as_of_shift,
            finish=max((row.date for row in plan.assignments if row.dossiers), default=None),
            unserved=sum(short.dossiers for short in plan.unserved),
            goals=plan.goals,
            announced_version=plan.announced_version,
            announced_until=plan.announced_until,
            frozen_until=plan.frozen_until,
        )


class PlanVersion(Record):
    """A stored plan. Published plans are read from here and never made again."""

    number: PositiveInt
    plan: Plan
    provenance: Provenance
    is_sound: bool
    """The checker's verdict when it was stored."""
    made_at: datetime
    made_by: str


class StoredVersion(Record):
    """A stored plan as it is told of, without the plan itself."""

    number: PositiveInt
    summary: VersionSummary | None
    """None where what is stored of it cannot be read any more."""
    provenance: Provenance | None
    """None likewise."""
    is_sound: bool
    made_at: datetime
    made_by: str

    @property
    def told(self) -> VersionSummary:
        """What is told of it; nothing where that cannot be read any more."""
        return self.summary or VersionSummary()

    @property
    def last_result(self) -> int:
        """The number of the last result row that it was made from; 0 for none, or where nothing tells it any more."""
        return self.provenance.last_result if self.provenance else 0


class Announcement(Record):
    """A version that was made known to the communes, up to a day, inclusive."""

    version: PositiveInt
    until: date
    announced_at: datetime
    announced_by: str


class Event(Record):
    """Something that somebody did."""

    number: PositiveInt
    at: datetime
    by: str
    what: str
    """One word for the kind: record, withdraw, plan, replan, announce, adjust, withdraw-adjustment, roster, reroster,
    announce-roster, backup, restore, search-died."""
    details: dict[str, str | int] = Field(default_factory=dict)
