"""One campaign on the board: its workbook, read again only when it was changed, and its ledger, looked at every time.

Excel owns the workbook. While somebody has spoilt it, the last good reading stays on show beside what is wrong now.
"""

import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.board.drafts.keeping import PersonalDrafts
from planner.board.picture import Picture, Reading, Stamp, picture_of
from planner.domain.adjustment import adjusted
from planner.domain.meanwhile import LedgerMark, LedgerSeen
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.errors import PlannerError, Problem, WorkbookProblems
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign
from planner.intake.staffing.staffing_reader import read_staffing
from planner.ledger.ledger import Ledger
from planner.prints.forms.registry import PrintForm
from planner.roster.entered_leaves import adjusted_staffing
from planner.roster.staffing import Staffing
from planner.roster.version import RosterMark, RosterState
from planner.texts import texts_of
from planner.workflow.days.adjusting import (
    AskedAdjustment,
    RecordedAdjustment,
    record_adjustment,
    withdraw_adjustment,
)
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.comparing import Compared, compared
from planner.workflow.days.recording import RecordedReport, record_results, record_rows
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.roster.publishing import publish_roster

if TYPE_CHECKING:
    from planner.workflow.appendix.auditing import Audited
    from planner.workflow.hand_made.storing_by_hand import EditedVersion, PinnedByHand
    from planner.workflow.printing.publishing import PublishedPlan
    from planner.workflow.roster.comparing import ComparedRoster

_ = texts_of("board")


AUDIT_SECONDS, AUDIT_WORKERS = 25.0, 2
"""So long an optimum is looked for where none is stored yet."""


class _FileState(NamedTuple):
    """What changes when a file is saved."""

    modified_ns: int
    num_bytes: int
    inode: int


class Desk:
    """The campaign that a board serves; may be asked from several threads."""

    def __init__(self, workbook: Path, address: str | None = None, today: date | None = None) -> None:
        self.workbook = workbook
        self._address = address
        self._today = today
        self._lock = threading.Lock()
        self._auditing = threading.Lock()
        self._state: _FileState | None = None
        self._reading: Reading | None = None
        self._picture: Picture | None = None
        self.drafts = PersonalDrafts(workbook)

    @property
    def address(self) -> str | None:
        """Of the ledger; None is the one beside the workbook."""
        return self._address

    def reading(self) -> Reading:
        """The workbook, with what is wrong with it now. Raises the trouble of a workbook that never could be read."""
        with self._lock:
            return self._read()

    def today(self) -> date:
        """The day that it is where the campaign is, or the one that the board was opened for."""
        return self._today or this_day(self.reading().campaign)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The campaign's ledger, to be read. Raises LedgerError."""
        with ledger_of(self.workbook, self.reading().campaign, self._address, bears_none=True) as ledger:
            yield ledger

    def stamp(self) -> Stamp:
        """What a page would be drawn from now. Raises LedgerError."""
        with self.ledger() as ledger:
            return self._stamp(ledger)

    def picture(self) -> Picture:
        """Where the campaign stands, worked out anew only where workbook, ledger or day are others than before."""
        with self.ledger() as ledger:
            stamp = self._stamp(ledger)
            with self._lock:
                if self._picture is None or self._picture.stamp != stamp:
                    self._picture = picture_of(self._read(), ledger, stamp)
                return self._picture

    def record(
        self, results: Sequence[Result], form_key: str, seen: LedgerSeen | None = None, by: str | None = None
    ) -> RecordedReport:
        """Record these results, all or nothing, under the name of `by`; the same form counts once.

        `seen` is what their writer saw. While the workbook cannot be read, the last good reading says what they are
        about. Raises WorkbookProblems, LedgerError, and LedgerMovedOn where others have recorded something else.
        """
        reading = self.reading()
        return record_rows(
            self.workbook,
            results,
            key=form_key,
            origin=_("board"),
            address=self._address,
            today=self._today,
            by=by,
            expecting=seen,
            reading=ReadCampaign(reading.campaign, reading.warnings),
        )

    def record_file(
        self, name: str, content: bytes, by: str | None = None, only_units: frozenset[UnitCode] | None = None
    ) -> RecordedReport:
        """Record a results workbook that was sent, which is on the disk for just that long. Raises PlannerError.

        `only_units` are the units of which it may tell; None is all.
        """
        with tempfile.TemporaryDirectory(prefix="planner-board-") as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            return record_results(
                self.workbook, path, address=self._address, today=self._today, by=by, only_units=only_units
            )

    def adjust(self, asked: AskedAdjustment, seen: LedgerSeen, by: str | None = None) -> RecordedAdjustment:
        """Enter a breakdown, a closure, a pin or a leave beside the workbook.

        Raises PlannerError, among them LedgerMovedOn where others have entered something since.
        """
        return record_adjustment(self.workbook, asked, address=self._address, today=self._today, by=by, expecting=seen)

    def withdraw_adjustment(self, number: int, seen: LedgerSeen, by: str | None = None) -> RecordedAdjustment:
        """Take one back. Raises PlannerError, among them LedgerMovedOn where others have entered something since."""
        return withdraw_adjustment(self.workbook, number, address=self._address, by=by, expecting=seen)

    def store_by_hand(self, edited: "EditedVersion", by: str, seen: LedgerSeen) -> int:
        """Store the latest plan with somebody's edits; its number. Raises PlannerError, UnsoundPlan for a red one."""
        from planner.workflow.hand_made.storing_by_hand import store_by_hand  # noqa: PLC0415 - loads the checker

        version = store_by_hand(self.workbook, edited, address=self._address, today=self._today, by=by, expecting=seen)
        return version.number

    def pin_by_hand(self, edited: "EditedVersion", reason: str, by: str, seen: LedgerSeen) -> "PinnedByHand":
        """Pin what somebody has moved, so that the next search keeps it. Raises PlannerError."""
        from planner.workflow.hand_made.storing_by_hand import pin_by_hand  # noqa: PLC0415 - as above

        return pin_by_hand(
            self.workbook, edited, reason, address=self._address, today=self._today, by=by, expecting=seen
        )

    def compare(self, old: int, new: int) -> Compared:
        """What one version changes of another, for the people who are told today. Raises LedgerError, WrongUsage."""
        with self.ledger() as ledger:
            campaign = adjusted(self.reading().campaign, ledger.adjustments.all()).campaign
            return compared(self.workbook, campaign, ledger, old=old, new=new, today=self.today())

    def announce(self, number: int, until: date, seen: LedgerMark, by: str | None = None) -> None:
        """Note that a version was made known up to a day, by somebody who has seen the ledger come so far.

        Raises PlannerError, among them LedgerMovedOn where it has come further since.
        """
        announce_version(self.workbook, until=until, number=number, address=self._address, by=by, looked_at=seen)

    def print_comparison(self, folder: Path, pair: Compared) -> tuple[Path, ...]:
        """Print the amendment and the notices of two versions into this folder. Raises PlannerError."""
        from planner.workflow.days.amending import print_compared  # noqa: PLC0415 - typst takes its time

        return print_compared(pair, folder).paths

    def staffing(self) -> Staffing | None:
        """The officers, with all leaves that hold; None where the workbook names none, and while it cannot be read."""
        picture = self.picture()
        with suppress(PlannerError):
            found = read_staffing(self.workbook, self.reading().campaign).staffing
            return found and adjusted_staffing(found, picture.campaign.calendar, picture.entered).staffing
        return None

    def rosters(self) -> RosterState:
        """Rosters and what of them is published, as they stand together now. Raises LedgerError."""
        with self.ledger() as ledger:
            return ledger.rosters.state()

    def compare_roster(self, number: int, staffing: Staffing) -> "ComparedRoster":
        """What a roster changes of the one that officers know. Raises LedgerError, WorkbookProblems."""
        from planner.workflow.roster.comparing import compare_roster  # noqa: PLC0415 - loads the checker

        campaign = self.picture().campaign
        with self.ledger() as ledger:
            return compare_roster(campaign, staffing, ledger, number)

    def publish_roster(self, number: int, until: date, seen: RosterMark, by: str | None = None) -> None:
        """Note that a roster was made known up to a day, by somebody who has seen the ledger come so far.

        Raises PlannerError, among them LedgerMovedOn where it has come further since.
        """
        publish_roster(self.workbook, until=until, number=number, address=self._address, by=by, looked_at=seen)

    def print_duties(self, folder: Path, number: int, form: PrintForm) -> tuple[Path, ...]:
        """Print one form of a roster into this folder. Raises PlannerError."""
        from planner.workflow.roster.papers import WantedPapers  # noqa: PLC0415 - typst takes its time
        from planner.workflow.roster.printing import print_roster  # noqa: PLC0415

        wanted = WantedPapers(lambda _line: None, (form,), is_new=False)
        return print_roster(self.workbook, folder, wanted, number=number, address=self._address).papers.prints

    def audit(self, name: str, content: bytes) -> "Audited":
        """Read and judge an appendix that was sent, one at a time; it is on the disk for just that long.

        Raises PlannerError.
        """
        from planner.workflow.appendix.auditing import audit_appendix  # noqa: PLC0415 - takes its time to load
        from planner.workflow.solving.searching import Search  # noqa: PLC0415

        search = Search(SearchTerms(AUDIT_SECONDS, AUDIT_WORKERS, 0), lambda *_news: None)
        with self._auditing, tempfile.TemporaryDirectory(prefix="planner-board-") as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            return audit_appendix(self.workbook, path, search, address=self._address)

    def publish(self, folder: Path, version: int) -> "PublishedPlan":
        """Write all that would be published of a version into this folder. Raises PlannerError."""
        from planner.workflow.printing.publishing import PublishWish, publish  # noqa: PLC0415 - takes its time to load

        return publish(self.workbook, folder, PublishWish(version=version), address=self._address)

    def print_form(self, folder: Path, version: int, form: PrintForm) -> tuple[Path, ...]:
        """Print one form of a version into this folder. Raises PlannerError."""
        from planner.workflow.printing.printing import Wanted, print_version  # noqa: PLC0415 - typst takes its time

        wanted = Wanted(version=version, forms=(form,))
        printed = print_version(
            self.workbook, folder, wanted, lambda _line: None, address=self._address, today=self._today
        )
        return printed.prints

    def _stamp(self, ledger: Ledger) -> Stamp:
        reading = self.reading()
        today = self._today or this_day(reading.campaign)
        return Stamp(reading.sha256, ledger.mark(), ledger.rosters.mark(), today, is_spoilt=bool(reading.problems))

    def _read(self) -> Reading:
        state = self._file_state()
        if self._reading is not None and state is not None and state == self._state:
            return self._reading
        try:
            self._reading = self._read_anew()
        except PlannerError as error:
            if self._reading is None:
                raise
            self._reading = _spoilt(self._reading, self.workbook, error)
            self._state = state if isinstance(error, WorkbookProblems) else None  # one that is held is tried again
        else:
            self._state = state
        return self._reading

    def _read_anew(self) -> Reading:
        sha256, read = sha256_of(self.workbook), read_campaign(self.workbook)
        saved_at = datetime.fromtimestamp(self.workbook.stat().st_mtime, UTC)
        return Reading(read.campaign, sha256, saved_at, read.warnings)

    def _file_state(self) -> _FileState | None:
        """None where the file is gone."""
        try:
            found = self.workbook.stat()
        except OSError:
            return None
        return _FileState(found.st_mtime_ns, found.st_size, found.st_ino)


def _spoilt(before: Reading, workbook: Path, error: PlannerError) -> Reading:
    """What was read before, with what is wrong with the workbook now."""
    if isinstance(error, WorkbookProblems):
        problems = error.problems
    elif not workbook.exists():
        what = _("the file is no longer in {folder}").format(folder=workbook.absolute().parent)
        problems = (Problem(workbook.name, what, _("Put it back there under its name, then load this page again")),)
    else:
        told = str(error).removeprefix(f"{workbook}: ")
        problems = (Problem(where=workbook.name, what=told, advice=""),)
    return Reading(before.campaign, before.sha256, before.saved_at, before.warnings, problems)
