"""What the ledger keeps beside results: versions of the plan, announcements, and who did what when."""

from datetime import date, datetime

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.plan import Plan
from planner.domain.record import Record


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
    settings: SearchSettings
    solver: str
    """Name and version of the solver."""


class PlanVersion(Record):
    """A stored plan. Published plans are read from here and never made again."""

    number: PositiveInt
    plan: Plan
    provenance: Provenance
    is_sound: bool
    """The checker's verdict when it was stored."""
    made_at: datetime
    made_by: str


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
    """One word for the kind: record, plan, replan, announce, backup, restore."""
    details: dict[str, str | int] = Field(default_factory=dict)
