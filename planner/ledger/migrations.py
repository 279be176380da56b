"""From the tables of an earlier version of this program to those of today, one version at a time."""

from pathlib import Path

from sqlalchemy import Connection

from planner.ledger.database import Database
from planner.ledger.file_copy import copy_ledger_file
from planner.ledger.layout import LAYOUT_VERSION, keep_rows, layout_found, mark_layout, on_sqlite


def bring_up_to_date(database: Database) -> None:
    """Let an older ledger have today's tables, all or nothing; a file is first copied, and the copy checked.

    A server is expected to have backups of its own. Raises LedgerError; the ledger then is as it was.
    """
    found = database.layout()
    if found in (0, LAYOUT_VERSION):
        return
    if database.path is not None:
        copy_ledger_file(database.path, _place_of_copy(database.path, found))
    with database.changing() as connection:
        for version in range(layout_found(connection, database.shown), LAYOUT_VERSION):
            _STEPS[version](connection)
            mark_layout(connection, version + 1)


def _place_of_copy(ledger: Path, version: int) -> Path:
    return ledger.with_name(f"{ledger.stem}.layout-{version}{ledger.suffix}")


def _add_imports_and_what_was_approved(connection: Connection) -> None:
    """From 1 to 2."""
    strict, moment, count = (
        ("STRICT", "TEXT", "INTEGER") if on_sqlite(connection) else ("", "TIMESTAMP WITH TIME ZONE", "BIGINT")
    )
    for statement in (
        f"ALTER TABLE results ADD COLUMN approved {count} CHECK (approved >= 0)",
        f"ALTER TABLE results ADD COLUMN activated {count} CHECK (activated >= 0)",
        "ALTER TABLE results ADD COLUMN note TEXT DEFAULT '' NOT NULL",
        f"""CREATE TABLE imports (
            campaign TEXT NOT NULL REFERENCES campaigns (name),
            number {count} NOT NULL CHECK (number >= 1),
            file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
            file_name TEXT NOT NULL,
            rows_in_file {count} NOT NULL,
            first_result {count} NOT NULL,
            last_result {count} NOT NULL,
            recorded_at {moment} NOT NULL,
            recorded_by TEXT NOT NULL,
            PRIMARY KEY (campaign, number),
            CHECK (first_result <= last_result),
            CHECK (last_result - first_result < rows_in_file),
            FOREIGN KEY (campaign, first_result) REFERENCES results (campaign, number),
            FOREIGN KEY (campaign, last_result) REFERENCES results (campaign, number)
        ) {strict}""",
    ):
        connection.exec_driver_sql(statement)
    keep_rows(connection, "imports")


_STEPS = {1: _add_imports_and_what_was_approved}
