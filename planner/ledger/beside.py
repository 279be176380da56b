"""Other ledgers of the same campaign that lie where a ledger is looked for: copies of a cloud, backups, old names."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path

from planner.domain.identity import Identity
from planner.ledger.address import campaign_key, file_uri
from planner.ledger.identities import known_identity
from planner.ledger.refusals import looks_like_a_ledger
from planner.ledger.tables import APPLICATION_ID

_LEAST_BYTES = 512
"""The smallest page of an SQLite file; a ledger has whole pages."""
_HEADER_BYTES = 100
_MARK = slice(68, 72)
_SET_ASIDE = (".replaced-", ".layout-")
_COMPARED = ("results", "versions", "announcements", "rosters", "publications", "adjustments")


class Kind(StrEnum):
    """What a file is by its name."""

    BACKUP = auto()
    COPY = auto()
    """A second file of the ledger's own name, as programs of a cloud and of Windows make them."""
    SET_ASIDE = auto()
    """What a restore or a change of layout has replaced."""
    OTHER = auto()
    """A ledger of its own name."""


@dataclass(frozen=True, slots=True)
class TableEnd:
    """How far a table of a ledger goes: its last number, 0 for none, and that row's digest, empty where not known."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A ledger of the campaign that is not the one that is looked for."""

    path: Path
    kind: Kind
    is_readable: bool
    results: TableEnd
    versions: TableEnd
    announcements: TableEnd
    rosters: TableEnd
    publications: TableEnd
    adjustments: TableEnd
    written_at: float
    """When the file was written last, in seconds of the system's clock."""

    @property
    def endings(self) -> dict[str, TableEnd]:
        """How far each table goes."""
        return {table: getattr(self, table) for table in _COMPARED}


def neighbours(folders: Iterable[Path], ledger: Path, campaign: str, identity: Identity | None) -> list[Neighbour]:
    """The campaign's ledgers in these folders but for the one at this path, by name.

    A file that cannot be read counts where it bears the ledger's name and was a ledger once.
    """
    found = {path.resolve(): path for folder in folders for path in _may_be_ledgers(folder)}
    own = ledger.resolve()
    seen = (_seen(path, ledger, campaign_key(campaign), identity) for real, path in found.items() if real != own)
    return sorted((each for each in seen if each is not None), key=lambda each: each.path.name)


def _may_be_ledgers(folder: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if not entry.name.startswith(".") and entry.is_file() and _has_pages(entry.stat().st_size):
                    path = folder / entry.name
                    if ".db" in entry.name.casefold() or _bears_the_mark(path):
                        yield path


def _has_pages(size: int) -> bool:
    return size >= _LEAST_BYTES and size % _LEAST_BYTES == 0


def _bears_the_mark(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(_HEADER_BYTES)[_MARK] == APPLICATION_ID.to_bytes(4, "big")


def _seen(path: Path, ledger: Path, campaign: str, identity: Identity | None) -> Neighbour | None:
    kind = _kind(path.name, ledger)
    with suppress(OSError):
        written_at = path.stat().st_mtime
        if not _bears_the_mark(path):
            return _unreadable(path, kind, written_at) if looks_like_a_ledger(path) else None
        with suppress(sqlite3.Error), closing(_opened(path)) as connection:
            row = _row_of(connection, campaign, identity)
            if row is None:
                return None
            endings = {table: _ending(connection, table, str(row["name"])) for table in _COMPARED}
            return Neighbour(path, kind, is_readable=True, written_at=written_at, **endings)
        return _unreadable(path, kind, written_at)
    return None


def _row_of(connection: sqlite3.Connection, campaign: str, identity: Identity | None) -> sqlite3.Row | None:
    """What the file says of the campaign; None where it holds another one, be it of the same name."""
    held = {campaign_key(str(row["name"])): row for row in connection.execute("SELECT * FROM campaigns")}
    row: sqlite3.Row | None = held.get(campaign)
    if row is None:
        return None
    known = known_identity(row["identity"]) if "identity" in row.keys() else None  # noqa: SIM118 - a row has values
    is_another = known is not None and identity is not None and not known.may_be_of(identity)
    return None if is_another else row


def _ending(connection: sqlite3.Connection, table: str, campaign: str) -> TableEnd:
    """Nothing where an older layout has no such table."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is None:
        return TableEnd(0, "")
    last = connection.execute(
        f"SELECT * FROM {table} WHERE campaign = ? ORDER BY number DESC LIMIT 1",  # noqa: S608 - names of our own
        (campaign,),
    ).fetchone()
    if last is None:
        return TableEnd(0, "")
    return TableEnd(int(last["number"]), str(last["digest"]) if "digest" in last.keys() else "")  # noqa: SIM118


def _unreadable(path: Path, kind: Kind, written_at: float) -> Neighbour | None:
    if kind in {Kind.OTHER, Kind.SET_ASIDE}:
        return None
    nothing = dict.fromkeys(_COMPARED, TableEnd(0, ""))
    return Neighbour(path, kind, is_readable=False, written_at=written_at, **nothing)


def _kind(name: str, ledger: Path) -> Kind:
    if any(part in name for part in _SET_ASIDE):
        return Kind.SET_ASIDE
    if ".backup-" in name:
        return Kind.BACKUP
    stem = ledger.name.removesuffix(ledger.suffix).casefold()
    return Kind.COPY if stem in name.casefold() else Kind.OTHER


def _opened(path: Path) -> sqlite3.Connection:
    """For reading only; nothing that the file's schema says is trusted."""
    connection = sqlite3.connect(file_uri(path, "ro"), uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = sqlite3.Row
    return connection
