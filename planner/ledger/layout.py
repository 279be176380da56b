"""How a ledger is marked as one, which version of the tables it has, and how a new one is laid out.

A SQLite file carries its mark in `application_id` and its version in `user_version`; a PostgreSQL database keeps the
tables in a schema of their own, with the version in a table.
"""

from sqlalchemy import CheckConstraint, Column, Connection, Integer, MetaData, Table, insert, select, update

from planner.errors import LedgerTooNew
from planner.ledger.recognition import APPLICATION_ID, REFUSAL_OF_CHANGE, damaged, no_ledger
from planner.ledger.tables import TABLES, campaigns
from planner.texts import texts_of

_ = texts_of("ledger")

LAYOUT_VERSION = 3
SCHEMA = "enrolment_ledger"
_FAR_FROM_ANY = 1000
"""A version number above this was never written by any program."""

_LAYOUT = Table("layout", MetaData(), Column("version", Integer, nullable=False), CheckConstraint("version >= 1"))
"""The one row that says on a server which version of the tables stands there."""


def on_sqlite(connection: Connection) -> bool:
    """Whether this is a file and not a server."""
    return connection.dialect.name == "sqlite"


def layout_found(connection: Connection, shown: str) -> int:
    """The version of the tables that stand here, 0 where none do.

    Raises LedgerTooNew for one that this program does not know, LedgerUnusable for a database of something else.
    """
    version = _version_in_file(connection, shown) if on_sqlite(connection) else _version_on_server(connection)
    if version > LAYOUT_VERSION:
        raise LedgerTooNew(
            _(
                "{ledger}: written by a newer version of this program (layout {found}; this one knows up to {known}). "
                "Install the newer version, or choose another ledger with --ledger"
            ).format(ledger=shown, found=version, known=LAYOUT_VERSION)
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


def _version_in_file(connection: Connection, shown: str) -> int:
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if mark == APPLICATION_ID and version >= 1:
        if version > _FAR_FROM_ANY or (version <= LAYOUT_VERSION and version != _version_by_columns(connection)):
            raise damaged(shown)
        return version
    is_blank = mark == 0 and version == 0
    if is_blank and connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0:
        return 0
    raise no_ledger(shown)


def _version_by_columns(connection: Connection) -> int:
    """Which version the tables of a file have by what they are, whatever its mark says."""
    has_digests = connection.exec_driver_sql("SELECT count(*) FROM pragma_table_info('results') WHERE name = 'digest'")
    if has_digests.scalar_one():
        return 3
    return 2 if connection.exec_driver_sql("SELECT count(*) FROM pragma_table_info('imports')").scalar_one() else 1


def _version_on_server(connection: Connection) -> int:
    if connection.exec_driver_sql(f"SELECT to_regclass('{SCHEMA}.layout')").scalar_one() is None:
        return 0
    return int(connection.execute(select(_LAYOUT.c.version)).scalar_one())
