"""The ledger of one campaign, as the use cases see it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from planner.domain.identity import Identity
from planner.domain.meanwhile import LedgerMark, LedgerSeen, Meanwhile
from planner.domain.plan import Plan
from planner.domain.results import Result
from planner.domain.version import Announcement, Event, PlanVersion, Provenance, StoredVersion
from planner.errors import Problem
from planner.ledger import happenings, plan_versions, recording, reported, soundness, tables
from planner.ledger.address import campaign_key, ledger_address
from planner.ledger.adjustments import Adjustments
from planner.ledger.beside import TableEnd
from planner.ledger.database import Database, unreadable_is_broken, write_and_take_back
from planner.ledger.identities import check_identity, hold_identity
from planner.ledger.layout import layout_found
from planner.ledger.meanwhile import LedgerReach, came_since, has_passed, mark_of, reach_of
from planner.ledger.migrations import bring_up_to_date
from planner.ledger.numbering import LedgerPlace, check_campaign, hold_campaign
from planner.ledger.recording import Recorded, ReportedFile
from planner.ledger.reported import RecordedResult
from planner.ledger.rosters import Rosters
from planner.ledger.seen import refuse_moved
from planner.ledger.soundness import Fault
from planner.ledger.state import LedgerState, state_of
from planner.ledger.withdrawing import Withdrawal, withdraw_rows


def open_ledger(
    address: Path | str,
    campaign: str,
    *,
    identity: Identity | None = None,
    despite_changed_figures: bool = False,
    takes_emptied: bool = False,
) -> "Ledger":
    """The ledger of this campaign at a file path, *sqlite:///file* or *postgresql://user@host/database*.

    `campaign` is the campaign's name: a file holds one campaign and is refused for another; on a server it tells the
    campaigns of one database apart. Nothing is created before something is first written; until then the ledger reads
    as empty. One of an older layout is brought up to date here. With an `identity`, a ledger that knows another
    campaign by this name is refused. Raises LedgerError, also for a file that was emptied, unless that is to be begun
    anew, and where figures in it are not as they were written, unless that is to be mended now (as by withdrawing a
    result).
    """
    database = Database(ledger_address(address))
    try:
        database.check_file(takes_emptied=takes_emptied)
        bring_up_to_date(database)
        ledger = Ledger(database, campaign_key(campaign), identity)
        ledger.check(despite_changed_figures=despite_changed_figures)
    except BaseException:
        database.close()
        raise
    return ledger


class Ledger:
    """What must never be lost about one campaign.

    Every method is one transaction; whatever it returns is on disk. Each may raise LedgerError, and then the ledger is
    as it was. Moments (`at`) bear a time zone.
    """

    def __init__(self, database: Database, campaign: str, identity: Identity | None = None) -> None:
        self._database = database
        self._campaign = campaign
        self._identity = identity
        self._believes_figures = False
        self.warnings: tuple[Problem, ...] = ()
        """What whoever opened it saw around it; to be told with whatever is read from it."""
        self.rosters = Rosters(self._reading, self._writing)
        self.adjustments = Adjustments(self._reading, self._writing)
        self._plan_faults: tuple[Fault, ...] | None = None

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
    def identity(self) -> Identity | None:
        """What the workbook knows the campaign by; None where it was opened without."""
        return self._identity

    @property
    def database(self) -> Database:
        """The database below, for backups."""
        return self._database

    def close(self) -> None:
        """Let go of it."""
        self._database.close()

    def check(self, *, despite_changed_figures: bool = False) -> None:
        """Raise LedgerError where it is another campaign's, or where its figures are not as they were written.

        The figures are results, announcements and files recorded.
        """
        with self._reading() as place:
            if place is not None:
                check_campaign(place)
                check_identity(place, self._identity)
                if not despite_changed_figures:
                    soundness.refuse_changed_figures(place)
        self._believes_figures = not despite_changed_figures

    def faults(self) -> tuple[Fault, ...]:
        """Plans, rosters and events that are not as they were written; only what needs such a row stops for it."""
        with self._reading() as place:
            if place is None:
                return ()
            rosters = soundness.faults_in(place, tables.rosters)
            return (*self._plan_faults_in(place), *rosters, *soundness.quiet_faults(place))

    def _plan_faults_in(self, place: LedgerPlace) -> tuple[Fault, ...]:
        """To look at 200 plans takes a third of a second, so it is done once."""
        if self._plan_faults is None:
            self._plan_faults = tuple(soundness.faults_in(place, tables.versions))
        return self._plan_faults

    def prepare_writing(self) -> None:
        """Lay out the tables if there are none yet; raises now what writing would raise after a long search."""
        with self._writing() as place:
            write_and_take_back(place.connection)

    def record(
        self,
        results: Sequence[Result],
        file: ReportedFile,
        *,
        by: str,
        at: datetime,
        expecting: LedgerSeen | None = None,
    ) -> Recorded:
        """Add a report of results, all or nothing; rows that say what already counts add nothing.

        Rows without machine about one day and unit are merged beforehand: two rows of the same key are a ValueError.
        This and what else takes `expecting` raises LedgerMovedOn where something is not as the writer saw it.
        """
        with self._writing() as place:
            return recording.record_report(place, results, file, by, at, expecting=expecting)

    def withdraw(self, numbers: Collection[int], *, by: str, at: datetime) -> tuple[Withdrawal, ...]:
        """Take back the result rows of these numbers, at least one: all or none. Raises LedgerLacks."""
        with self._writing() as place:
            return withdraw_rows(place, numbers, by, at)

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

    def all_result_rows(self) -> tuple[RecordedResult, ...]:
        """Every row ever recorded, corrected and withdrawn ones included, in the order of recording."""
        with self._reading() as place:
            return reported.all_rows(place) if place else ()

    def store_version(
        self,
        plan: Plan,
        provenance: Provenance,
        *,
        is_sound: bool,
        by: str,
        at: datetime,
        expecting: LedgerSeen | None = None,
    ) -> PlanVersion:
        """Store a plan as the next version; the plan returned bears that number."""
        with self._writing() as place:
            refuse_moved(place, expecting)
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

    def stored_versions(self) -> tuple[StoredVersion, ...]:
        """Every version, in order, as it is told of without reading its plan; nothing is told of a faulty one."""
        with self._reading() as place:
            if place is None:
                return ()
            faulty = {fault.number for fault in self._plan_faults_in(place)}
            return plan_versions.stored_versions(place, faulty)

    def latest_stored(self) -> StoredVersion | None:
        """The version stored last, as it is told of without reading its plan."""
        return (self.stored_versions() or (None,))[-1]

    def plans_ahead(self, wanted: Sequence[tuple[int, date | None]]) -> tuple[Plan | None, ...]:
        """Of the plans of these versions those rows, up to the day beside the number, that were ahead then.

        None stands for a plan that cannot be read any more. Raises LedgerLacks for one that was never stored.
        """
        with self._reading() as place:
            if place is None:
                return ()
            faulty = {fault.number for fault in self._plan_faults_in(place)}
            return plan_versions.plans_ahead(place, wanted, faulty)

    def announce(
        self, version: int, until: date, *, by: str, at: datetime, expecting: LedgerSeen | None = None
    ) -> Announcement:
        """Note that a version was made known up to this day, inclusive. Raises LedgerLacks for an unknown version."""
        with self._writing() as place:
            refuse_moved(place, expecting)
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

    def events(self, *, before: int | None = None, most: int | None = None) -> tuple[Event, ...]:
        """Who did what when, in order; of what was done before an event of this number the last so many."""
        with self._reading() as place:
            return happenings.all_events(place, before=before, most=most) if place else ()

    def reach(self) -> LedgerReach:
        """How far it has come."""
        with self._reading() as place:
            return reach_of(place) if place else LedgerReach()

    def has_passed(self, endings: Mapping[str, TableEnd]) -> bool:
        """Whether a copy whose tables end so is no further than this ledger is, or was."""
        with self._reading() as place:
            return has_passed(place, endings) if place else not any(each.number for each in endings.values())

    @contextmanager
    def _reading(self) -> Iterator[LedgerPlace | None]:
        """One state of the ledger; None where nothing was ever written. What cannot be read in it is damaged."""
        if self._database.is_absent():
            yield None
            return
        with self._database.reading() as connection, unreadable_is_broken(ValueError):
            yield LedgerPlace(connection, self._campaign) if layout_found(connection) > 0 else None

    @contextmanager
    def _writing(self) -> Iterator[LedgerPlace]:
        """The campaign is held, and the last rows that were written are looked at again."""
        with self._database.writing() as connection, unreadable_is_broken(ValidationError):
            place = LedgerPlace(connection, self._campaign)
            hold_campaign(place)
            hold_identity(place, self._identity)
            if self._believes_figures:
                soundness.refuse_changed_figures(place, only_last=True)
            yield place
