"""How far a ledger had come when something was begun, and what came to it before that ended."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, NonNegativeInt, PositiveInt

from planner.domain.adjustment import EnteredAdjustment
from planner.domain.identity import Identity
from planner.domain.record import Record
from planner.domain.results import ResultKey
from planner.domain.version import Announcement, Provenance


class LedgerMark(Record):
    """How far a ledger has come: the number of the last row of each kind, 0 for none."""

    result: NonNegativeInt = 0
    version: NonNegativeInt = 0
    announcement: NonNegativeInt = 0
    adjustment: NonNegativeInt = 0


class SeenResult(Record):
    """Which row of the ledger counted for a slot and unit when somebody looked."""

    key: ResultKey
    row: NonNegativeInt
    """Its number; 0 where none counted."""


class LedgerSeen(Record):
    """What somebody saw before they wrote, as far as what they write rests on it; None and no row rest on nothing."""

    results: tuple[SeenResult, ...] = ()
    version: NonNegativeInt | None = None
    """The number of the last version; 0 for none. Those of the last announcement and adjustment likewise."""
    announcement: NonNegativeInt | None = None
    adjustment: NonNegativeInt | None = None


class StoredPlan(Record):
    """A version that somebody stored."""

    number: PositiveInt
    made_by: str
    made_at: datetime


class Meanwhile(Record):
    """What others brought into the ledger after a mark, in its order."""

    num_results: NonNegativeInt = 0
    """Result rows, corrections included."""
    recorded_by: tuple[str, ...] = ()
    """Who recorded them, each once."""
    versions: tuple[StoredPlan, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    adjustments: tuple[EnteredAdjustment, ...] = ()
    """Withdrawals of earlier ones included."""

    @property
    def is_nothing(self) -> bool:
        """Whether the ledger is as it was."""
        return not (self.num_results or self.versions or self.announcements or self.adjustments)


class MadeFrom(Record):
    """What a plan that is not stored yet was made from, as its file tells it."""

    provenance: Provenance
    mark: LedgerMark
    campaign_identity: Annotated[Identity | None, BeforeValidator(lambda told: told or None)] = None
    """What tells the campaign from another of the same name; None, in older files empty, where that is not known."""
    found_at: datetime
    found_by: str
