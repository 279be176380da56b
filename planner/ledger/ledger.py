"""The ledger of one campaign, as the use cases see it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.domain.meanwhile import LedgerMark, Meanwhile
from planner.domain.plan import Plan
from planner.domain.results import Result
from planner.domain.version import Announcement, Event, PlanVersion, Provenance
from planner.ledger import happenings, plan_versions, recording, reported, tables
from planner.ledger.address import campaign_key, ledger_address
from planner.ledger.database import Database
from planner.ledger.layout import layout_found
from planner.ledger.meanwhile import came_since, mark_of
from planner.ledger.migrations import bring_up_to_date
from planner.ledger.numbering import Place, check_campaign, hold_campaign, last_number
from planner.ledger.recording import Recorded, ReportedFile
from planner.ledger.reported import RecordedResult
from planner.ledger.state import LedgerState, state_of


def open_ledger(address: Path | str, campaign: str) -> "Ledger":
    """The ledger of this campaign at a file path, *sqlite:///file* or *postgresql://user@host/database*.

    `campaign` is the campaign's name: a file holds one campaign and is refused for another; on a server it tells the
    campaigns of one database apart. Nothing is created before something is first written; until then the ledger reads
    as empty. One of an older layout is brought up to date here. Raises LedgerError.
    """
    ledger = Ledger(Database(ledger_address(address)), campaign_key(campaign))
    try:
        ledger.settle()
    except BaseException:
        ledger.close()
        raise
    return ledger


class _TakenBack(Exception):
    """What was written only to see whether it can be is taken back."""


class Ledger:
    """What must never be lost about one campaign.

    Every method is one transaction; whatever it returns is on disk. Each may raise LedgerError, and then the ledger is
    as it was. Moments (`at`) bear a time zone.
    """

    def __init__(self, database: Database, campaign: str) -> None:
        self._database = database
        self._campaign = campaign

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __str__(self) -> str:
        """Where it stands, without password."""
        return self._database.shown

    @property
    def path(self) -> Path | None:
        """The file that it is; None on a server."""
        return self._database.path

    @property
    def campaign(self) -> str:
        """The name by which it knows the campaign."""
        return self._campaign

    @property
    def database(self) -> Database:
        """The database below, for backups."""
        return self._database

    def close(self) -> None:
        """Let go of it."""
        self._database.close()

    def settle(self) -> None:
        """Bring an older ledger up to date, and make sure that it is this campaign's."""
        bring_up_to_date(self._database)
        with self._reading() as place:
            if place is not None:
                check_campaign(place, self._database.shown)

    def holds_anything(self) -> bool:
        """Whether anything was ever written about the campaign."""
        with self._reading() as place:
            return place is not None and last_number(place, tables.events) > 0

    def prepare_writing(self) -> None:
        """Lay out the tables if there are none yet; raises now what writing would raise after a long search.

        Something is written and taken back, since a full disk is noticed by nothing less.
        """
        with self._writing() as place, suppress(_TakenBack), place.connection.begin_nested():
            place.connection.exec_driver_sql("CREATE TABLE room_to_write (bytes INTEGER)")
            raise _TakenBack

    def record(self, results: Sequence[Result], file: ReportedFile, *, by: str, at: datetime) -> Recorded:
        """Add a report of results, all or nothing; rows that say what already counts add nothing.

        Rows without machine about one day and unit are merged beforehand: two rows of the same key are a ValueError.
        """
        with self._writing() as place:
            return recording.record_report(place, results, file, by, at)

    def state(self) -> LedgerState:
        """Results, plans and promises as they stand together at this moment."""
        with self._reading() as place:
            return state_of(place) if place else LedgerState()

    def results(self, *, up_to: int | None = None) -> tuple[Result, ...]:
        """The results that count, sorted by day, shift, machine and unit.

        With `up_to`, those that counted when the row of this number was the last: what a version was made from.
        """
        with self._reading() as place:
            return reported.results_that_count(place, up_to=up_to) if place else ()

    def last_result_number(self) -> int:
        """The number of the last result row, 0 for none; a correction is a row too."""
        with self._reading() as place:
            return last_number(place, tables.results) if place else 0

    def all_result_rows(self) -> tuple[RecordedResult, ...]:
        """Every row ever recorded, corrected ones included, in the order of recording."""
        with self._reading() as place:
            return reported.all_rows(place) if place else ()

    def store_version(
        self, plan: Plan, provenance: Provenance, *, is_sound: bool, by: str, at: datetime
    ) -> PlanVersion:
        """Store a plan as the next version; the plan returned bears that number."""
        with self._writing() as place:
            return plan_versions.add_version(place, plan, provenance, by, at, is_sound=is_sound)

    def store_found(
        self, plan: Plan, provenance: Provenance, began_at: LedgerMark, *, by: str, at: datetime
    ) -> tuple[PlanVersion, Meanwhile]:
        """Store a plan that the checker has accepted, and tell what came after the mark from which it was begun.

        Both by one transaction, so that nothing that came before the plan goes unsaid.
        """
        with self._writing() as place:
            meanwhile = came_since(place, began_at)
            return plan_versions.add_version(place, plan, provenance, by, at, is_sound=True), meanwhile

    def store_from(
        self, looked_at: LedgerMark, plan: Plan, provenance: Provenance, *, by: str, at: datetime
    ) -> PlanVersion | Meanwhile:
        """Store a plan, unless anything came after the mark: then nothing is written, and that is what is given."""
        with self._writing() as place:
            meanwhile = came_since(place, looked_at)
            if not meanwhile.is_nothing:
                return meanwhile
            return plan_versions.add_version(place, plan, provenance, by, at, is_sound=True)

    def mark(self) -> LedgerMark:
        """How far the ledger has come."""
        with self._reading() as place:
            return mark_of(place) if place else LedgerMark()

    def since(self, mark: LedgerMark) -> Meanwhile:
        """What came after a mark."""
        with self._reading() as place:
            return came_since(place, mark) if place else Meanwhile()

    def version(self, number: int) -> PlanVersion:
        """A version by its number. Raises LedgerLacks."""
        with self._reading() as place:
            if place is None:
                raise plan_versions.no_such_version(number, 0)
            return plan_versions.version_numbered(place, number)

    def latest_version(self) -> PlanVersion | None:
        """The version stored last."""
        with self._reading() as place:
            return plan_versions.latest_version(place) if place else None

    def versions(self) -> tuple[PlanVersion, ...]:
        """Every version, in order."""
        with self._reading() as place:
            return plan_versions.all_versions(place) if place else ()

    def announce(self, version: int, until: date, *, by: str, at: datetime) -> Announcement:
        """Note that a version was made known up to this day, inclusive. Raises LedgerLacks for an unknown version."""
        with self._writing() as place:
            return plan_versions.add_announcement(place, version, until, by, at)

    def announce_from(
        self, began_at: LedgerMark, version: int, until: date, *, by: str, at: datetime
    ) -> Announcement | Meanwhile:
        """Announce, unless anything came after the mark: then nothing is written, and that is what is given."""
        with self._writing() as place:
            meanwhile = came_since(place, began_at)
            if not meanwhile.is_nothing:
                return meanwhile
            return plan_versions.add_announcement(place, version, until, by, at)

    def announcements(self) -> tuple[Announcement, ...]:
        """Every announcement, in order."""
        with self._reading() as place:
            return plan_versions.all_announcements(place) if place else ()

    def latest_announcement(self) -> Announcement | None:
        """The announcement made last."""
        return (self.announcements() or (None,))[-1]

    def log(self, what: str, details: Mapping[str, str | int], *, by: str, at: datetime) -> Event:
        """Note that somebody did something that leaves no other trace here."""
        with self._writing() as place:
            return happenings.add_event(place, what, details, by, at)

    def events(self) -> tuple[Event, ...]:
        """Who did what when, in order."""
        with self._reading() as place:
            return happenings.all_events(place) if place else ()

    @contextmanager
    def _reading(self) -> Iterator[Place | None]:
        """One state of the ledger; None where nothing was ever written."""
        if self._database.is_absent():
            yield None
            return
        with self._database.reading() as connection:
            has_tables = layout_found(connection, self._database.shown) > 0
            yield Place(connection, self._campaign) if has_tables else None

    @contextmanager
    def _writing(self) -> Iterator[Place]:
        with self._database.writing() as connection:
            place = Place(connection, self._campaign)
            hold_campaign(place, self._database.shown)
            yield place
