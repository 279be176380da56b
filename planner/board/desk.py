"""One campaign on the board: its workbook, read again only when it was changed, and its ledger, looked at every time.

Excel owns the workbook. While somebody has spoilt it, the last good reading stays on show beside what is wrong now.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from planner.board.picture import Picture, Reading, Stamp, picture_of
from planner.domain.meanwhile import LedgerSeen, SeenResult
from planner.domain.results import Result
from planner.errors import PlannerError, Problem, WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.ledger.recording import ReportedFile
from planner.prints.forms.registry import PrintForm
from planner.texts import texts_of
from planner.workflow.ledger.keeping import ledger_of, this_moment, whoever_runs_this
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import sha256_of

_ = texts_of("board")


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
        self._state: _FileState | None = None
        self._reading: Reading | None = None
        self._picture: Picture | None = None

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

    def record(self, results: Sequence[Result], form_key: str, seen: Sequence[SeenResult] = ()) -> int:
        """Record these results, all or nothing, and say how many rows were added; the same form counts once.

        While the workbook cannot be read, the last good reading says what they are about. Raises LedgerMovedOn where
        another row counts by now than the writer has `seen`, and LedgerError.
        """
        campaign = self.reading().campaign
        file = ReportedFile.form(form_key, _("board"))
        with ledger_of(self.workbook, campaign, self._address, writes=True) as ledger:
            expecting = LedgerSeen(results=tuple(seen))
            recorded = ledger.record(results, file, by=whoever_runs_this(), at=this_moment(), expecting=expecting)
        return recorded.new + recorded.corrected

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
        return Stamp(reading.sha256, ledger.mark(), today, is_spoilt=bool(reading.problems))

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
    else:
        told = str(error).removeprefix(f"{workbook}: ")
        problems = (Problem(where=workbook.name, what=told, advice=""),)
    return Reading(before.campaign, before.sha256, before.saved_at, before.warnings, problems)
