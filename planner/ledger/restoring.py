"""A ledger made again from a backup."""

import os
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from planner.domain.record import Record
from planner.errors import LedgerDamaged, LedgerUnusable
from planner.ledger import tables
from planner.ledger.address import FileAddress, campaign_key, ledger_address
from planner.ledger.database import Database
from planner.ledger.file_copy import check_file, copy_ledger_file, new_file_for
from planner.ledger.happenings import add_event
from planner.ledger.holdings import Held, carry_over, held
from planner.ledger.layout import lay_out
from planner.ledger.migrations import bring_up_to_date
from planner.ledger.numbering import Place, check_campaign, hold_campaign
from planner.ledger.refusals import told_to_people
from planner.ledger.soundness import refuse_any_fault
from planner.texts import texts_of

_ = texts_of("ledger")


class Restored(Record):
    """What a restore did."""

    held: Held
    """What the backup brought; the ledger holds one event more, the restore itself."""
    kept: Path | None
    """Where the ledger that was replaced is kept; None where there was none."""


class _Content(NamedTuple):
    """What is to be in the ledger: the rows of a backup, and that they come from one."""

    rows: Place
    backup: str
    by: str
    at: datetime

    def write_into(self, connection: Connection, shown: str) -> None:
        """Into tables that have nothing of the campaign."""
        carry_over(self.rows, connection, shown)
        add_event(Place(connection, self.rows.campaign), "restore", {"file": self.backup}, self.by, self.at)


def restore(backup: Path, address: Path | str, campaign: str, *, by: str, at: datetime) -> Restored:
    """Make the ledger at this address what the backup holds, and note that as an event.

    The backup is checked first and is never changed; it may be of an older layout. A file that is replaced is kept
    beside it; on a server the campaign must not have anything yet. Raises LedgerError; the ledger then is as it was.
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
                rows = Place(connection, campaign_key(campaign))
                check_campaign(rows, str(backup))
                refuse_any_fault(rows, str(backup))
                content = _Content(rows, backup.name, by, at)
                return Restored(held=held(rows), kept=_put_in_place(content, target))


def _put_in_place(content: _Content, target: Database) -> Path | None:
    """Where what was there is kept now."""
    if target.path is None:
        _fill_server(content, target)
        return None
    if target.is_absent():
        _write_new(content, target.path)
        return None
    kept = _free_name(target.path, content.at)
    try:
        check_file(target.path)
    except LedgerDamaged:
        _set_aside(target.path, kept)
        _write_new(content, target.path)
    else:
        _replace_rows(content, target, target.path, kept)
    return kept


def _replace_rows(content: _Content, target: Database, path: Path, kept: Path) -> None:
    """In one transaction, so that whoever records at the same time does so before or after it."""
    bring_up_to_date(target)
    with target.changing() as connection:
        check_campaign(Place(connection, content.rows.campaign), target.shown)
        copy_ledger_file(path, kept)
        tables.TABLES.drop_all(connection, checkfirst=False)
        lay_out(connection)
        content.write_into(connection, target.shown)


def _write_new(content: _Content, path: Path) -> None:
    with new_file_for(path) as temporary:
        with closing(Database(FileAddress(temporary), shown=str(path))) as database, database.writing() as connection:
            content.write_into(connection, str(path))
        check_file(temporary, str(path))


def _fill_server(content: _Content, target: Database) -> None:
    with target.writing() as connection:
        place = Place(connection, content.rows.campaign)
        hold_campaign(place, target.shown)
        if not held(place).is_nothing:
            raise LedgerUnusable(
                _(
                    "{ledger}: already holds rows of this campaign, and rows of a server's ledger are never replaced. "
                    "Restore into an empty database with --ledger, or use the database's own pg_dump and pg_restore"
                ).format(ledger=target.shown)
            )
        content.write_into(connection, target.shown)


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
