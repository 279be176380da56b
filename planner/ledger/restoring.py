"""A ledger made again from a backup, and what it held that the backup lacks."""

import os
import re
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pydantic import NonNegativeInt, PositiveInt
from sqlalchemy import Connection, Table, select

from planner.domain.identity import Identity
from planner.domain.record import Record
from planner.errors import LedgerDamaged, LedgerError, LedgerUnusable, LedgerWouldLose
from planner.ledger import tables
from planner.ledger.address import FileAddress, campaign_key, ledger_address
from planner.ledger.database import Database
from planner.ledger.file_copy import check_file, copy_ledger_file, new_file_for
from planner.ledger.happenings import add_event
from planner.ledger.holdings import Held, carry_over, held
from planner.ledger.identities import check_identity, refuse_backup_of_another
from planner.ledger.layout import lay_out
from planner.ledger.migrations import bring_up_to_date
from planner.ledger.numbering import (
    LAST_ROSTER,
    LAST_VERSION,
    RESTORE,
    LedgerPlace,
    check_campaign,
    hold_campaign,
    last_number_ever,
)
from planner.ledger.refusals import told_to_people
from planner.ledger.soundness import refuse_any_fault
from planner.next_steps import NextStep, Step
from planner.texts import plurals_of, spoken_number, texts_of

_BEGINNINGS = (re.compile(rb'"version":(\d{1,5}),"assignments":'), re.compile(rb'"version":(\d{1,5}),"duties":'))
"""So the text of a stored plan, and of a stored roster, goes on after the campaign's name."""
_CHUNK_BYTES = 1 << 20
_LONGEST_MATCH = 64


class Lost(Record):
    """What is not in the ledger any more once a backup has taken its place."""

    result_rows: NonNegativeInt = 0
    """Corrected ones included."""
    versions: tuple[PositiveInt, ...] = ()
    """The numbers of plans."""
    announcements: NonNegativeInt = 0
    rosters: tuple[PositiveInt, ...] = ()
    """Their numbers."""
    publications: NonNegativeInt = 0
    """Announcements of rosters."""
    adjustments: NonNegativeInt = 0
    is_known: bool = True
    """False where what stood there could not be read; plans are told as far as their numbers were still seen."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is known to be lost."""
        of_plans = self.result_rows or self.versions or self.announcements or self.adjustments
        return not (of_plans or self.rosters or self.publications)

    def __str__(self) -> str:
        """As people read it."""
        parts = []
        if self.result_rows:
            parts.append(
                ngettext("{count} result row", "{count} result rows", self.result_rows).format(
                    count=spoken_number(self.result_rows)
                )
            )
        if self.versions:
            parts.append(
                ngettext("plan {numbers}", "plans {numbers}", len(self.versions)).format(
                    numbers=", ".join(map(spoken_number, self.versions))
                )
            )
        if self.announcements:
            parts.append(
                ngettext("{count} announcement", "{count} announcements", self.announcements).format(
                    count=spoken_number(self.announcements)
                )
            )
        if self.rosters:
            parts.append(
                ngettext("roster {numbers}", "rosters {numbers}", len(self.rosters)).format(
                    numbers=", ".join(map(spoken_number, self.rosters))
                )
            )
        if self.publications:
            parts.append(
                ngettext(
                    "{count} announcement of a roster", "{count} announcements of rosters", self.publications
                ).format(count=spoken_number(self.publications))
            )
        if self.adjustments:
            parts.append(
                ngettext("{count} adjustment", "{count} adjustments", self.adjustments).format(
                    count=spoken_number(self.adjustments)
                )
            )
        return ", ".join(parts)


def lost_by(backup: LedgerPlace, ledger: LedgerPlace) -> Lost:
    """What the ledger has of the campaign and the backup has not; rows are told apart by their digests."""
    return Lost(
        result_rows=len(_only_in(ledger, backup, tables.results)),
        versions=_only_in(ledger, backup, tables.versions),
        announcements=len(_only_in(ledger, backup, tables.announcements)),
        rosters=_only_in(ledger, backup, tables.rosters),
        publications=len(_only_in(ledger, backup, tables.publications)),
        adjustments=len(_only_in(ledger, backup, tables.adjustments)),
    )


def _only_in(ledger: LedgerPlace, backup: LedgerPlace, table: Table) -> tuple[int, ...]:
    """The numbers of the rows that only the ledger has."""
    chosen = select(table.c.number, table.c.digest)
    kept = {digest for _number, digest in backup.connection.execute(chosen.where(table.c.campaign == backup.campaign))}
    rows = ledger.connection.execute(chosen.where(table.c.campaign == ledger.campaign).order_by(table.c.number))
    return tuple(number for number, digest in rows if digest not in kept)


class LastNumbers(NamedTuple):
    """The highest numbers that a plan and a roster ever bore, 0 for none."""

    version: int = 0
    roster: int = 0

    def or_later(self, other: "LastNumbers") -> "LastNumbers":
        """Of each the higher one."""
        return LastNumbers(max(self.version, other.version), max(self.roster, other.roster))


def last_numbers_of(place: LedgerPlace) -> LastNumbers:
    """Those that the ledger knows of."""
    return LastNumbers(last_number_ever(place, tables.versions), last_number_ever(place, tables.rosters))


def last_numbers_seen(path: Path) -> LastNumbers:
    """Those of which a trace is left in the bytes of a broken file."""
    highest, rest = LastNumbers(), b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            found = (max(map(int, begins.findall(rest + chunk)), default=0) for begins in _BEGINNINGS)
            highest = highest.or_later(LastNumbers(*found))
            rest = chunk[-_LONGEST_MATCH:]
    return highest


ngettext = plurals_of("ledger")

_ = texts_of("ledger")


class Restored(Record):
    """What a restore did."""

    held: Held
    """What the backup brought; the ledger holds one event more, the restore itself."""
    kept: Path | None
    """Where the ledger that was replaced is kept; None where there was none."""
    lost: Lost
    """What the ledger that was replaced held and the backup did not."""


class _Content(NamedTuple):
    """What is to be in the ledger: the rows of a backup, and that they come from one."""

    rows: LedgerPlace
    backup: Path
    by: str
    at: datetime
    may_lose: bool
    identity: Identity | None
    """What the workbook knows its campaign by."""
    may_be_other: bool

    def write_into(self, connection: Connection, lost: Lost, last: LastNumbers) -> None:
        """Into tables that have nothing of the campaign; what is to come is numbered after the last there ever was."""
        carry_over(self.rows, connection, identity=self.identity if self.may_be_other else None)
        told: dict[str, str | int] = {"file": self.backup.name}
        known = last_numbers_of(self.rows)
        if last.version > known.version:
            told[LAST_VERSION] = last.version
        if last.roster > known.roster:
            told[LAST_ROSTER] = last.roster
        if not lost.is_nothing:
            told["lost"] = str(lost)
        add_event(LedgerPlace(connection, self.rows.campaign), RESTORE, told, self.by, self.at)

    def refuse_another_campaign(self, target: LedgerPlace) -> None:
        """Raise Refusal where rows of another campaign stand there and nobody has said that it is this.

        A campaign of another name is refused in any case: under this one nothing of it would be found again.
        """
        check_campaign(target)
        if not self.may_be_other:
            check_identity(target, self.identity)

    def refuse_to_lose(self, lost: Lost, shown: str) -> None:
        """Raise LedgerWouldLose where the backup lacks something and nobody has said that it may be lost."""
        if not lost.is_nothing and not self.may_lose:
            raise LedgerWouldLose(
                _("{ledger}: holds what {backup} lacks: {lost}. Nothing was changed").format(
                    ledger=shown, backup=self.backup, lost=lost
                ),
                NextStep(Step.LET_GO),
            )


def restore(
    backup: Path,
    address: Path | str,
    campaign: str,
    *,
    by: str,
    at: datetime,
    may_lose: bool = False,
    may_be_other: bool = False,
    identity: Identity | None = None,
) -> Restored:
    """Make the ledger at this address what the backup holds, and note that as an event.

    The backup is checked first and is never changed; it may be of an older layout. A file that is replaced is kept
    beside it; on a server the campaign must not have anything yet. Where the ledger holds results, plans or
    announcements that the backup lacks, that is refused unless they may be lost. Where the backup or the ledger is of
    another campaign of the same name, that is refused unless they may be; then it is this campaign's from now on.
    Raises LedgerError; the ledger then is as it was.
    """
    if not backup.is_file():
        raise LedgerUnusable(_("{file}: there is no such backup. Give the path of one").format(file=backup))
    with tempfile.TemporaryDirectory(prefix="ledger-") as folder:
        staged = Path(folder) / "backup.db"
        copy_ledger_file(backup, staged)
        with (
            closing(Database(FileAddress(staged), shown=str(backup))) as source,
            closing(Database(ledger_address(address))) as target,
        ):
            bring_up_to_date(source)
            with source.reading() as connection:
                rows = LedgerPlace(connection, campaign_key(campaign))
                refuse_backup_of_another(rows, identity, backup, may_be_other=may_be_other)
                refuse_any_fault(rows)
                return _put_in_place(_Content(rows, backup, by, at, may_lose, identity, may_be_other), target)


def _put_in_place(content: _Content, target: Database) -> Restored:
    nothing = Lost()
    if target.path is None:
        _fill_server(content, target)
        return Restored(held=held(content.rows), kept=None, lost=nothing)
    if target.is_absent():
        _write_new(content, target.path, nothing, LastNumbers())
        return Restored(held=held(content.rows), kept=None, lost=nothing)
    kept = _free_name(target.path, content.at)
    try:
        check_file(target.path)
        target.layout()
    except LedgerDamaged:
        lost, last = _left_in_broken(content, target, target.path)
        content.refuse_to_lose(lost, target.shown)
        _set_aside(target.path, kept)
        _write_new(content, target.path, lost, last)
    else:
        lost = _replace_rows(content, target, target.path, kept)
    return Restored(held=held(content.rows), kept=kept, lost=lost)


def _left_in_broken(content: _Content, target: Database, path: Path) -> tuple[Lost, LastNumbers]:
    """What the backup lacks of a broken file, as far as that can still be read, and its last numbers.

    Where it cannot be read at all, nobody is asked whether it may be lost: there is no other way on.
    """
    try:
        with target.reading() as connection:
            place = LedgerPlace(connection, content.rows.campaign)
            return lost_by(content.rows, place), last_numbers_of(place).or_later(last_numbers_seen(path))
    except (LedgerError, ValueError):
        with told_to_people(target.shown):
            return Lost(is_known=False), last_numbers_seen(path)


def _replace_rows(content: _Content, target: Database, path: Path, kept: Path) -> Lost:
    """In one transaction, so that whoever records at the same time does so before or after it."""
    bring_up_to_date(target)
    with target.changing() as connection:
        place = LedgerPlace(connection, content.rows.campaign)
        content.refuse_another_campaign(place)
        lost, last = lost_by(content.rows, place), last_numbers_of(place)
        content.refuse_to_lose(lost, target.shown)
        copy_ledger_file(path, kept)
        tables.TABLES.drop_all(connection, checkfirst=False)
        lay_out(connection)
        content.write_into(connection, lost, last)
    return lost


def _write_new(content: _Content, path: Path, lost: Lost, last: LastNumbers) -> None:
    with new_file_for(path) as temporary:
        with closing(Database(FileAddress(temporary), shown=str(path))) as database, database.writing() as connection:
            content.write_into(connection, lost, last)
        check_file(temporary, str(path))


def _fill_server(content: _Content, target: Database) -> None:
    with target.writing() as connection:
        place = LedgerPlace(connection, content.rows.campaign)
        hold_campaign(place)
        if not held(place).is_nothing:
            raise LedgerUnusable(
                _(
                    "{ledger}: already holds rows of this campaign, and rows of a server's ledger are never replaced"
                ).format(ledger=target.shown),
                NextStep(Step.EMPTY_DATABASE),
            )
        content.write_into(connection, Lost(), LastNumbers())


def _free_name(ledger: Path, at: datetime) -> Path:
    moment = at.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{ledger.stem}.replaced-{moment}{f'-{more}' if more > 1 else ''}{ledger.suffix}" for more in count(1))
    return next(path for path in map(ledger.with_name, names) if not path.exists())


def _set_aside(ledger: Path, kept: Path) -> None:
    """Give a damaged ledger a second name; it keeps the first until a whole one takes it."""
    with told_to_people(str(ledger)):
        try:
            os.link(ledger, kept)
        except OSError:
            shutil.copy2(ledger, kept)
