"""How much a ledger holds of a campaign, and carrying all of it from one ledger into another."""

from pydantic import NonNegativeInt
from sqlalchemy import Connection, insert, select, update

from planner.domain.identity import Identity
from planner.domain.record import Record
from planner.ledger import tables
from planner.ledger.numbering import LedgerPlace, hold_campaign, last_number


class Held(Record):
    """How much a ledger or a backup holds of its campaign."""

    result_rows: NonNegativeInt
    """Corrected ones included."""
    versions: NonNegativeInt
    announcements: NonNegativeInt
    events: NonNegativeInt
    rosters: NonNegativeInt = 0
    publications: NonNegativeInt = 0
    """Announcements of rosters."""
    adjustments: NonNegativeInt = 0
    """Withdrawn ones included."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was ever written; whatever is written brings an event."""
        return not self.events


def held(place: LedgerPlace) -> Held:
    """How much is there."""
    return Held(
        result_rows=last_number(place, tables.results),
        versions=last_number(place, tables.versions),
        announcements=last_number(place, tables.announcements),
        events=last_number(place, tables.events),
        rosters=last_number(place, tables.rosters),
        publications=last_number(place, tables.publications),
        adjustments=last_number(place, tables.adjustments),
    )


def carry_over(rows: LedgerPlace, connection: Connection, *, identity: Identity | None = None) -> None:
    """Copy all rows of the campaign, numbers and digests included, into tables that have none of it.

    It is known there by what it was known by here, or by this identity where one is given.
    """
    hold_campaign(LedgerPlace(connection, rows.campaign))
    _carry_identity(rows, connection, identity)
    for table in tables.TABLES.sorted_tables:
        if table is tables.campaigns:
            continue
        chosen = select(table).where(table.c.campaign == rows.campaign).order_by(table.c.number)
        found = [dict(row) for row in rows.connection.execute(chosen).mappings()]
        if found:
            connection.execute(insert(table), found)


def _carry_identity(rows: LedgerPlace, connection: Connection, identity: Identity | None) -> None:
    here = tables.campaigns.c.name == rows.campaign
    known = (
        identity.model_dump_json()
        if identity is not None
        else rows.connection.execute(select(tables.campaigns.c.identity).where(here)).scalar_one_or_none()
    )
    if known is not None:
        connection.execute(
            update(tables.campaigns).where(here, tables.campaigns.c.identity.is_(None)).values(identity=known)
        )
