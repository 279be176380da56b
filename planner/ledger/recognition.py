"""Whether a broken file was a ledger once, and which backup lies beside it."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from planner.ledger.address import file_uri

APPLICATION_ID = 0x454E524C  # "ENRL"
REFUSAL_OF_CHANGE = "rows of the ledger are never changed"
"""What a ledger's own safeguards say; it stands in the schema of each ledger file."""
LEDGER_SUFFIX = ".ledger.db"
_MAGIC = b"SQLite format 3\0"
_MARK = slice(68, 72)
_HEADER_BYTES = 100
_OTHER_KINDS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
"""How workbooks, documents and PDF files begin."""
_CHUNK_BYTES = 1 << 20
_MOST_BACKUPS_TRIED = 5


def looks_like_a_ledger(path: Path) -> bool:
    """Whether what stands here was written as a ledger, though its beginning may be broken.

    A file of another program that can be read as what it is was not, whatever its name is.
    """
    with suppress(OSError):
        if not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        if header.startswith(_OTHER_KINDS) or len(header) <= 1:
            return False
        return _bears_the_mark(header) or _has_the_safeguards(path) or (is_named_so(path) and not _can_be_read(path))
    return False


def is_named_so(path: Path) -> bool:
    """Whether the file has a ledger's name."""
    return path.name.endswith(LEDGER_SUFFIX)


def newest_backup(ledger: Path) -> Path | None:
    """The backup beside this ledger that was written last and is whole; None where there is none."""
    with suppress(OSError):
        found = [path for path in ledger.absolute().parent.iterdir() if _may_be_backup(path, ledger)]
        ordered = sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return next((path for path in ordered[:_MOST_BACKUPS_TRIED] if _is_whole(path) and _is_of(path, ledger)), None)
    return None


def _is_of(backup: Path, ledger: Path) -> bool:
    """Whether the broken ledger mentions the backup's campaign, or nothing of any can be seen in it any more."""
    content = ledger.read_bytes() if ledger.is_file() else b""
    if b"CREATE TABLE campaigns" not in content:
        return True
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_opened(backup)) as connection:
        held = [str(name).encode() for (name,) in connection.execute("SELECT name FROM campaigns")]
        return any(name in content for name in held)
    return False


def _may_be_backup(path: Path, ledger: Path) -> bool:
    is_set_aside = any(part in path.name for part in (".replaced-", ".layout-"))
    if path.suffix.casefold() not in {".db", ledger.suffix.casefold()} or path.name == ledger.name or is_set_aside:
        return False
    with suppress(OSError):
        if is_named_so(path) or not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        return header.startswith(_MAGIC) and _bears_the_mark(header)
    return False


def _bears_the_mark(header: bytes) -> bool:
    return header[_MARK] == APPLICATION_ID.to_bytes(4, "big")


def _has_the_safeguards(path: Path) -> bool:
    sought, rest = REFUSAL_OF_CHANGE.encode(), b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if sought in rest + chunk:
                return True
            rest = chunk[-len(sought) :]
    return False


def _can_be_read(path: Path) -> bool:
    """Whether it is a database of something."""
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_opened(path)) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return False


def _is_whole(path: Path) -> bool:
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_opened(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    return False


def _opened(path: Path) -> sqlite3.Connection:
    """For reading only; nothing that the file's schema says is trusted."""
    connection = sqlite3.connect(file_uri(path, "ro"), uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
