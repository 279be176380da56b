"""From the tables of an earlier version of this program to those of today, one version at a time."""

from pathlib import Path

from sqlalchemy import Connection, Table, inspect, select, update

from planner.ledger import tables
from planner.ledger.database import Database
from planner.ledger.digests import BEFORE_THE_FIRST, digest_of
from planner.ledger.file_copy import copy_ledger_file
from planner.ledger.layout import LAYOUT_VERSION, free_rows, keep_rows, layout_found, mark_layout, on_sqlite
from planner.ledger.plan_versions import summary_of_text


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
        for version in range(layout_found(connection), LAYOUT_VERSION):
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


def _add_digests_and_summaries(connection: Connection) -> None:
    """From 2 to 3."""
    count = "INTEGER" if on_sqlite(connection) else "BIGINT"
    for table in _NUMBERED_IN_3:
        free_rows(connection, table)
    free_rows(connection, "campaigns")
    for statement in (
        "ALTER TABLE campaigns ADD COLUMN identity TEXT",
        f"ALTER TABLE results ADD COLUMN withdraws {count} CHECK (withdraws >= 1 AND withdraws < number)",
        "ALTER TABLE versions ADD COLUMN summary TEXT",
        *(f"ALTER TABLE {table} ADD COLUMN digest TEXT DEFAULT '' NOT NULL" for table in _NUMBERED_IN_3),
    ):
        connection.exec_driver_sql(statement)
    _fill_summaries(connection)
    for table in _NUMBERED_IN_3:
        _fill_digests(connection, tables.TABLES.tables[table])
        keep_rows(connection, table)
    keep_rows(connection, "campaigns")


def _fill_summaries(connection: Connection) -> None:
    key = tables.versions.c.campaign, tables.versions.c.number
    for campaign, number in connection.execute(select(*key)).all():
        here = (tables.versions.c.campaign == campaign, tables.versions.c.number == number)
        plan = connection.execute(select(tables.versions.c.plan).where(*here)).scalar_one()
        summary = summary_of_text(plan)
        connection.execute(update(tables.versions).where(*here).values(summary=summary))


def _fill_digests(connection: Connection, table: Table) -> None:
    """Row by row, since plans are long; only with the columns that this layout has."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    columns = [column for column in table.columns if column.name in there]
    previous: dict[str, str] = {}
    key = select(table.c.campaign, table.c.number).order_by(table.c.campaign, table.c.number)
    for campaign, number in connection.execute(key).all():
        here = (table.c.campaign == campaign, table.c.number == number)
        row = connection.execute(select(*columns).where(*here)).mappings().one()
        previous[campaign] = digest_of(previous.get(campaign, BEFORE_THE_FIRST), table, row)
        connection.execute(update(table).where(*here).values(digest=previous[campaign]))


def _add_rosters(connection: Connection) -> None:
    """From 3 to 4."""
    strict, moment, day, count, truth = (
        ("STRICT", "TEXT", "TEXT", "INTEGER", "INTEGER")
        if on_sqlite(connection)
        else ("", "TIMESTAMP WITH TIME ZONE", "DATE", "BIGINT", "BOOLEAN")
    )
    is_yes_or_no = "CHECK (is_sound IN (0, 1))," if on_sqlite(connection) else ""
    is_a_day = "CHECK (until IS date(julianday(until)))," if on_sqlite(connection) else ""
    for statement in (
        f"""CREATE TABLE rosters (
            campaign TEXT NOT NULL REFERENCES campaigns (name),
            number {count} NOT NULL CHECK (number >= 1),
            roster TEXT NOT NULL,
            provenance TEXT NOT NULL,
            is_sound {truth} NOT NULL,
            made_at {moment} NOT NULL,
            made_by TEXT NOT NULL,
            summary TEXT NOT NULL,
            digest TEXT DEFAULT '' NOT NULL,
            {is_yes_or_no}
            PRIMARY KEY (campaign, number)
        ) {strict}""",
        f"""CREATE TABLE publications (
            campaign TEXT NOT NULL REFERENCES campaigns (name),
            number {count} NOT NULL CHECK (number >= 1),
            version {count} NOT NULL,
            until {day} NOT NULL,
            published_at {moment} NOT NULL,
            published_by TEXT NOT NULL,
            digest TEXT DEFAULT '' NOT NULL,
            {is_a_day}
            PRIMARY KEY (campaign, number),
            FOREIGN KEY (campaign, version) REFERENCES rosters (campaign, number)
        ) {strict}""",
    ):
        connection.exec_driver_sql(statement)
    keep_rows(connection, "rosters")
    keep_rows(connection, "publications")


def _add_adjustments(connection: Connection) -> None:
    """From 4 to 5."""
    strict, moment, day, count = (
        ("STRICT", "TEXT", "TEXT", "INTEGER")
        if on_sqlite(connection)
        else ("", "TIMESTAMP WITH TIME ZONE", "DATE", "BIGINT")
    )
    are_days = (
        "CHECK (first_day IS date(julianday(first_day))), CHECK (last_day IS date(julianday(last_day))),"
        if on_sqlite(connection)
        else ""
    )
    connection.exec_driver_sql(
        f"""CREATE TABLE adjustments (
            campaign TEXT NOT NULL REFERENCES campaigns (name),
            number {count} NOT NULL CHECK (number >= 1),
            kind TEXT NOT NULL CHECK (kind IN ('breakdown', 'closure', 'pin')),
            machine TEXT,
            unit TEXT,
            first_day {day} NOT NULL,
            first_shift TEXT NOT NULL,
            last_day {day} NOT NULL,
            last_shift TEXT NOT NULL,
            reason TEXT DEFAULT '' NOT NULL,
            entered_at {moment} NOT NULL,
            entered_by TEXT NOT NULL,
            withdraws {count} CHECK (withdraws >= 1 AND withdraws < number),
            digest TEXT DEFAULT '' NOT NULL,
            {are_days}
            PRIMARY KEY (campaign, number),
            CHECK ((machine IS NULL) = (kind = 'closure')),
            CHECK ((unit IS NULL) = (kind = 'breakdown')),
            CHECK (first_day <= last_day)
        ) {strict}"""
    )
    keep_rows(connection, "adjustments")


def _let_officers_be_away(connection: Connection) -> None:
    """From 5 to 6: what a row may say is part of its table, so that the table is made anew, with every row of it."""
    strict, moment, day, count = (
        ("STRICT", "TEXT", "TEXT", "INTEGER")
        if on_sqlite(connection)
        else ("", "TIMESTAMP WITH TIME ZONE", "DATE", "BIGINT")
    )
    are_days = (
        "CHECK (first_day IS date(julianday(first_day))), CHECK (last_day IS date(julianday(last_day))),"
        if on_sqlite(connection)
        else ""
    )
    before = (
        "campaign, number, kind, machine, unit, first_day, first_shift, last_day, last_shift, reason, "
        "entered_at, entered_by, withdraws, digest"
    )
    free_rows(connection, "adjustments")
    for statement in (
        "ALTER TABLE adjustments RENAME TO adjustments_before",
        f"""CREATE TABLE adjustments (
            campaign TEXT NOT NULL REFERENCES campaigns (name),
            number {count} NOT NULL CHECK (number >= 1),
            kind TEXT NOT NULL CHECK (kind IN ('breakdown', 'closure', 'pin', 'leave')),
            machine TEXT,
            unit TEXT,
            first_day {day} NOT NULL,
            first_shift TEXT NOT NULL,
            last_day {day} NOT NULL,
            last_shift TEXT NOT NULL,
            reason TEXT DEFAULT '' NOT NULL,
            entered_at {moment} NOT NULL,
            entered_by TEXT NOT NULL,
            withdraws {count} CHECK (withdraws >= 1 AND withdraws < number),
            officer TEXT,
            leave TEXT,
            digest TEXT DEFAULT '' NOT NULL,
            {are_days}
            PRIMARY KEY (campaign, number),
            CHECK ((machine IS NULL) = (kind IN ('closure', 'leave'))),
            CHECK ((unit IS NULL) = (kind IN ('breakdown', 'leave'))),
            CHECK ((officer IS NULL) = (kind <> 'leave')),
            CHECK ((leave IS NULL) = (kind <> 'leave')),
            CHECK (first_day <= last_day)
        ) {strict}""",
        f"INSERT INTO adjustments ({before}) SELECT {before} FROM adjustments_before",  # noqa: S608 - our own names
        "DROP TABLE adjustments_before",
    ):
        connection.exec_driver_sql(statement)
    keep_rows(connection, "adjustments")


_NUMBERED_IN_3 = ("results", "imports", "versions", "announcements", "events")
_STEPS = {
    1: _add_imports_and_what_was_approved,
    2: _add_digests_and_summaries,
    3: _add_rosters,
    4: _add_adjustments,
    5: _let_officers_be_away,
}
