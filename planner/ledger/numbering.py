"""The place of one campaign in a ledger, and the next number in each of its tables."""

from typing import NamedTuple

from sqlalchemy import Connection, Table, func, insert, select, text

from planner.errors import LedgerOfAnotherCampaign
from planner.ledger.layout import on_sqlite
from planner.ledger.tables import campaigns
from planner.texts import texts_of

_ = texts_of("ledger")


class Place(NamedTuple):
    """A transaction that is under way, and the campaign that it is about."""

    connection: Connection
    campaign: str


def last_number(place: Place, table: Table) -> int:
    """The highest number that the campaign has in this table, 0 for none."""
    highest = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.campaign == place.campaign)
    return int(place.connection.execute(highest).scalar_one())


def add_row(place: Place, table: Table, **values: object) -> int:
    """Add a row with the next number and return the number; the campaign is held, see `hold_campaign`."""
    number = last_number(place, table) + 1
    place.connection.execute(insert(table).values(campaign=place.campaign, number=number, **values))
    return number


def hold_campaign(place: Place, shown: str) -> None:
    """Let nobody else number anything of this campaign until the transaction ends; a new campaign is entered.

    Raises LedgerOfAnotherCampaign for a file that holds another one.
    """
    check_campaign(place, shown)
    place.connection.execute(
        text("INSERT INTO campaigns (name) VALUES (:name) ON CONFLICT DO NOTHING"), {"name": place.campaign}
    )
    place.connection.execute(select(campaigns).where(campaigns.c.name == place.campaign).with_for_update())


def check_campaign(place: Place, shown: str) -> None:
    """Raise LedgerOfAnotherCampaign if this is a file that holds another campaign."""
    if not on_sqlite(place.connection):
        return
    held = place.connection.execute(select(campaigns.c.name)).scalars().all()
    if held and place.campaign not in held:
        raise LedgerOfAnotherCampaign(
            _(
                "{ledger}: belongs to the campaign “{held}”, not to “{campaign}”. If the campaign was renamed, give it "
                "its old name again; if it is another one, name another ledger with --ledger"
            ).format(ledger=shown, held=held[0], campaign=place.campaign)
        )
