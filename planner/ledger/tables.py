"""The tables of a ledger as they are today; rows are added to them and never changed.

Numbers count 1, 2, 3, … within a campaign, in the order in which things were acknowledged. The digest of a row covers
the row and, through the digest before it, all rows before it (see digests).
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.sql.schema import SchemaItem

from planner.ledger.column_types import COUNT, Day, StoredMoment, Truth

APPLICATION_ID = 0x454E524C  # "ENRL"
REFUSAL_OF_CHANGE = "rows of the ledger are never changed"
"""What a ledger's own safeguards say; it stands in the schema of each ledger file."""

TABLES = MetaData()


def _numbered(name: str, *items: SchemaItem) -> Table:
    """A table whose rows are numbered within their campaign."""
    return Table(
        name,
        TABLES,
        Column("campaign", Text, ForeignKey("campaigns.name"), nullable=False),
        Column("number", COUNT, nullable=False, autoincrement=False),
        PrimaryKeyConstraint("campaign", "number"),
        CheckConstraint("number >= 1"),
        *items,
        Column("digest", Text, nullable=False, server_default=""),
        sqlite_strict=True,
    )


def _is_a_day(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IS date(julianday({column}))").ddl_if(dialect="sqlite")


def _is_yes_or_no(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN (0, 1)").ddl_if(dialect="sqlite")


campaigns = Table(
    "campaigns",
    TABLES,
    Column("name", Text, primary_key=True),
    Column("identity", Text),
    CheckConstraint("name <> ''"),
    sqlite_strict=True,
)
"""Each campaign with what tells it from another of the same name; empty while that is not known, then never changed."""


results = _numbered(
    "results",
    Column("day", Day, nullable=False),
    Column("shift", Text),
    Column("machine", Text),
    Column("unit", Text, nullable=False),
    Column("collected", COUNT, nullable=False),
    Column("recorded_at", StoredMoment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("approved", COUNT),
    Column("activated", COUNT),
    Column("note", Text, nullable=False, server_default=""),
    Column("withdraws", COUNT),
    _is_a_day("day"),
    CheckConstraint("(shift IS NULL) = (machine IS NULL)"),
    CheckConstraint("unit <> ''"),
    CheckConstraint("collected >= 0"),
    CheckConstraint("approved >= 0"),
    CheckConstraint("activated >= 0"),
    CheckConstraint("withdraws >= 1 AND withdraws < number"),
)
"""What was reported; of several rows about the same day, shift, machine and unit the last counts.

A row may withdraw an earlier one, whose number it then bears.
"""

imports = _numbered(
    "imports",
    Column("file_sha256", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("rows_in_file", COUNT, nullable=False),
    Column("first_result", COUNT, nullable=False),
    Column("last_result", COUNT, nullable=False),
    Column("recorded_at", StoredMoment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    CheckConstraint("length(file_sha256) = 64"),
    CheckConstraint("first_result <= last_result"),
    CheckConstraint("last_result - first_result < rows_in_file"),
    ForeignKeyConstraint(["campaign", "first_result"], ["results.campaign", "results.number"]),
    ForeignKeyConstraint(["campaign", "last_result"], ["results.campaign", "results.number"]),
)
"""Files that brought something new, and which result rows they brought: those from the first to the last."""

versions = _numbered(
    "versions",
    Column("plan", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("is_sound", Truth, nullable=False),
    Column("made_at", StoredMoment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("summary", Text),
    _is_yes_or_no("is_sound"),
)
"""Plans, each as the JSON text that it was stored with, and what is told of it without that text.

The summary is empty for a plan of an earlier layout that could not be read when the ledger was brought up to date.
"""

announcements = _numbered(
    "announcements",
    Column("version", COUNT, nullable=False),
    Column("until", Day, nullable=False),
    Column("announced_at", StoredMoment, nullable=False),
    Column("announced_by", Text, nullable=False),
    _is_a_day("until"),
    ForeignKeyConstraint(["campaign", "version"], ["versions.campaign", "versions.number"]),
)

rosters = _numbered(
    "rosters",
    Column("roster", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("is_sound", Truth, nullable=False),
    Column("made_at", StoredMoment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("summary", Text, nullable=False),
    _is_yes_or_no("is_sound"),
)
"""Rosters, each as the JSON text that it was stored with, and what is told of it without that text."""

publications = _numbered(
    "publications",
    Column("version", COUNT, nullable=False),
    Column("until", Day, nullable=False),
    Column("published_at", StoredMoment, nullable=False),
    Column("published_by", Text, nullable=False),
    _is_a_day("until"),
    ForeignKeyConstraint(["campaign", "version"], ["rosters.campaign", "rosters.number"]),
)
"""Which roster was made known to its officers, and up to which day."""

adjustments = _numbered(
    "adjustments",
    Column("kind", Text, nullable=False),
    Column("machine", Text),
    Column("unit", Text),
    Column("first_day", Day, nullable=False),
    Column("first_shift", Text, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("last_shift", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("entered_at", StoredMoment, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("withdraws", COUNT),
    Column("officer", Text),
    Column("leave", Text),
    _is_a_day("first_day"),
    _is_a_day("last_day"),
    CheckConstraint("kind IN ('breakdown', 'closure', 'pin', 'leave')"),
    CheckConstraint("(machine IS NULL) = (kind IN ('closure', 'leave'))"),
    CheckConstraint("(unit IS NULL) = (kind IN ('breakdown', 'leave'))"),
    CheckConstraint("(officer IS NULL) = (kind <> 'leave')"),
    CheckConstraint("(leave IS NULL) = (kind <> 'leave')"),
    CheckConstraint("first_day <= last_day"),
    CheckConstraint("withdraws >= 1 AND withdraws < number"),
)
"""Breakdowns, closures and pins that were entered beside the workbook, from a first slot to a last one.

A row may withdraw an earlier one, whose number it then bears.
"""

events = _numbered(
    "events",
    Column("at", StoredMoment, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("details", Text, nullable=False),
    CheckConstraint("what <> ''"),
)
