"""Whether a ledger file is whole below its rows, and holds nothing that this program would not have put there."""

import re
import sqlite3
from pathlib import Path

from planner.ledger.recognition import REFUSAL_OF_CHANGE, damaged, tampered
from planner.ledger.tables import TABLES

_SAFEGUARD = re.compile(
    r"CREATE TRIGGER (?P<name>\w+) BEFORE (?:UPDATE|DELETE) ON \w+ (?:WHEN NOT \([\w. ]+\) )?"
    rf"BEGIN SELECT RAISE\(ABORT, '{REFUSAL_OF_CHANGE}'\); END"
)
_OWN_INDEX = re.compile(r"sqlite_autoindex_\w+_\d+")
_STATISTICS = re.compile(r"sqlite_stat\d")
"""What SQLite's ANALYZE leaves."""
_MOST_LETTERS = 30


def refuse_broken_structure(file: sqlite3.Connection, shown: str) -> None:
    """Raise LedgerDamaged unless every page, index and reference is in order, within the transaction under way.

    That takes some 15 ms for 30 MB, so it is looked at whenever a ledger is opened.
    """
    if file.execute("PRAGMA encoding").fetchone() != ("UTF-8",):
        raise damaged(shown)
    if file.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise damaged(shown)
    if file.execute("PRAGMA foreign_key_check").fetchall():
        raise damaged(shown)
    if _bytes_by_its_header(file) != _bytes_on_disk(file):
        raise damaged(shown)


def _bytes_by_its_header(file: sqlite3.Connection) -> int:
    """What is longer has pages of another state behind: a later one, where an older beginning was put over it."""
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    (size,) = file.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def _bytes_on_disk(file: sqlite3.Connection) -> int:
    (path,) = file.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(path).stat().st_size


def refuse_foreign_objects(file: sqlite3.Connection, shown: str) -> None:
    """Raise LedgerDamaged where the schema has more than the tables of a ledger and their safeguards.

    A file from elsewhere could else run what somebody has put into it whenever a row is added.
    """
    for kind, name, sql in file.execute("SELECT type, name, sql FROM sqlite_master"):
        if not _is_own(str(kind), str(name), str(sql or "")):
            raise tampered(shown, ascii(name)[1:-1][:_MOST_LETTERS])
    for table in TABLES.sorted_tables:
        for column, hidden in file.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table.name,)):
            if hidden or column not in table.columns:
                raise damaged(shown)


def _is_own(kind: str, name: str, sql: str) -> bool:
    if kind == "table":
        return (name in TABLES.tables and sql.startswith("CREATE TABLE")) or _STATISTICS.fullmatch(name) is not None
    if kind == "index":
        return not sql and _OWN_INDEX.fullmatch(name) is not None
    written = _SAFEGUARD.fullmatch(" ".join(sql.split())) if kind == "trigger" else None
    return written is not None and written["name"] == name
