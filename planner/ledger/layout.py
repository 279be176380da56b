"""How a ledger is marked as one, which version its tables have, how a new one is laid out, and whether it is whole.

A SQLite file carries its mark in `application_id` and its version in `user_version`; a PostgreSQL database keeps the
tables in a schema of their own, with the version in a table.
"""

import re
import sqlite3
from pathlib import Path

from sqlalchemy import CheckConstraint, Column, Connection, Integer, MetaData, Table, insert, select, update

from planner.errors import LedgerTooNew
from planner.ledger.refusals import Broken, NoLedger, Refusal, Tampered
from planner.ledger.tables import APPLICATION_ID, REFUSAL_OF_CHANGE, TABLES, campaigns
from planner.next_steps import NextStep, Step
from planner.texts import texts_of

_ = texts_of("ledger")

LAYOUT_VERSION = 6
SCHEMA = "enrolment_ledger"
_FAR_FROM_ANY = 1000
"""A version number above this was never written by any program."""
_SAFEGUARD = re.compile(
    r"CREATE TRIGGER (?P<name>\w+) BEFORE (?:UPDATE|DELETE) ON \w+ (?:WHEN NOT \([\w. ]+\) )?"
    rf"BEGIN SELECT RAISE\(ABORT, '{REFUSAL_OF_CHANGE}'\); END"
)
_OWN_INDEX = re.compile(r"sqlite_autoindex_\w+_\d+")
_STATISTICS = re.compile(r"sqlite_stat\d")
"""What SQLite's ANALYZE leaves."""
_MOST_LETTERS = 30

_LAYOUT = Table("layout", MetaData(), Column("version", Integer, nullable=False), CheckConstraint("version >= 1"))
"""The one row that says on a server which version of the tables stands there."""


def on_sqlite(connection: Connection) -> bool:
    """Whether this is a file and not a server."""
    return connection.dialect.name == "sqlite"


def layout_found(connection: Connection) -> int:
    """The version of the tables that stand here, 0 where none do.

    Raises Refusal for one that this program does not know, NoLedger for a database of something else, and Broken.
    """
    version = _version_in_file(connection) if on_sqlite(connection) else _version_on_server(connection)
    if version > LAYOUT_VERSION:
        raise Refusal(
            LedgerTooNew,
            _("{ledger}: written by a newer version of this program (layout {found}; this one knows up to {known})"),
            next_step=NextStep(Step.NEWER_PROGRAM),
            found=version,
            known=LAYOUT_VERSION,
        )
    return version


def lay_out(connection: Connection) -> None:
    """Create all tables, within the transaction that is under way."""
    if not on_sqlite(connection):
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        _LAYOUT.create(connection, checkfirst=False)
        connection.execute(insert(_LAYOUT).values(version=LAYOUT_VERSION))
        connection.exec_driver_sql(_REFUSING_FUNCTION)
    TABLES.create_all(connection, checkfirst=False)
    for table in TABLES.sorted_tables:
        keep_rows(connection, table.name)
    if on_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        mark_layout(connection, LAYOUT_VERSION)


def mark_layout(connection: Connection, version: int) -> None:
    """Note the version that the tables now have."""
    if on_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    else:
        connection.execute(update(_LAYOUT).values(version=version))


def keep_rows(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or delete rows of this table.

    What tells a campaign from others may be filled in once.
    """
    if on_sqlite(connection):
        fills_in = "OLD.name IS NEW.name AND OLD.identity IS NULL AND NEW.identity IS NOT NULL"
        for change, when in (("UPDATE", f"WHEN NOT ({fills_in}) " if table == campaigns.name else ""), ("DELETE", "")):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL_OF_CHANGE}'); END"
            )
        return
    changes = "DELETE OR TRUNCATE" if table == campaigns.name else "UPDATE OR DELETE OR TRUNCATE"
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_kept BEFORE {changes} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    if table == campaigns.name:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_named BEFORE UPDATE ON {table} FOR EACH ROW "
            "WHEN (OLD.name <> NEW.name OR OLD.identity IS NOT NULL OR NEW.identity IS NULL) "
            "EXECUTE FUNCTION refuse_change()"
        )


def free_rows(connection: Connection, table: str) -> None:
    """Let rows of this table be changed until `keep_rows`, within the transaction that is under way."""
    names = (f"{table}_no_update", f"{table}_no_delete") if on_sqlite(connection) else (f"{table}_kept",)
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}{'' if on_sqlite(connection) else f' ON {table}'}")


_REFUSING_FUNCTION = f"""
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL_OF_CHANGE}'; END $$
"""


def _version_in_file(connection: Connection) -> int:
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if mark == APPLICATION_ID and version >= 1:
        if version > _FAR_FROM_ANY or (version <= LAYOUT_VERSION and version != _version_by_columns(connection)):
            raise Broken
        return version
    is_blank = mark == 0 and version == 0
    if is_blank and connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0:
        return 0
    raise NoLedger


def _version_by_columns(connection: Connection) -> int:
    """Which version the tables of a file have by what they are, whatever its mark says."""
    added = ((6, "adjustments", "officer"), (5, "adjustments", "kind"), (4, "rosters", "roster"))
    for version, table, column in (*added, (3, "results", "digest"), (2, "imports", "number")):
        found = "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?"
        if connection.exec_driver_sql(found, (table, column)).scalar_one():
            return version
    return 1


def _version_on_server(connection: Connection) -> int:
    if connection.exec_driver_sql(f"SELECT to_regclass('{SCHEMA}.layout')").scalar_one() is None:
        return 0
    return int(connection.execute(select(_LAYOUT.c.version)).scalar_one())


def refuse_broken_structure(file: sqlite3.Connection) -> None:
    """Raise Broken unless every page, index and reference is in order, within the transaction under way.

    That takes some 15 ms for 30 MB, so it is looked at whenever a ledger is opened.
    """
    if file.execute("PRAGMA encoding").fetchone() != ("UTF-8",):
        raise Broken
    if file.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise Broken
    if file.execute("PRAGMA foreign_key_check").fetchall():
        raise Broken
    if _bytes_by_its_header(file) != _bytes_on_disk(file):
        raise Broken


def _bytes_by_its_header(file: sqlite3.Connection) -> int:
    """What is longer has pages of another state behind: a later one, where an older beginning was put over it."""
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    (size,) = file.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def _bytes_on_disk(file: sqlite3.Connection) -> int:
    (path,) = file.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(path).stat().st_size


def refuse_foreign_objects(file: sqlite3.Connection) -> None:
    """Raise Tampered or Broken where the schema has more than the tables of a ledger and their safeguards.

    A file from elsewhere could else run what somebody has put into it whenever a row is added.
    """
    for kind, name, sql in file.execute("SELECT type, name, sql FROM sqlite_master"):
        if not _is_own(str(kind), str(name), str(sql or "")):
            raise Tampered(ascii(name)[1:-1][:_MOST_LETTERS])
    for table in TABLES.sorted_tables:
        for column, hidden in file.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table.name,)):
            if hidden or column not in table.columns:
                raise Broken


def _is_own(kind: str, name: str, sql: str) -> bool:
    if kind == "table":
        return (name in TABLES.tables and sql.startswith("CREATE TABLE")) or _STATISTICS.fullmatch(name) is not None
    if kind == "index":
        return not sql and _OWN_INDEX.fullmatch(name) is not None
    written = _SAFEGUARD.fullmatch(" ".join(sql.split())) if kind == "trigger" else None
    return written is not None and written["name"] == name
