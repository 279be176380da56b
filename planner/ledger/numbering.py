"""The place of one campaign in a ledger, and the next number in each of its tables."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Table, func, insert, select, text

from planner.errors import LedgerOfAnotherCampaign
from planner.ledger.digests import BEFORE_THE_FIRST, digest_of
from planner.ledger.layout import on_sqlite
from planner.ledger.refusals import Refusal
from planner.ledger.tables import campaigns, events, rosters, versions
from planner.next_steps import NextStep, Step
from planner.texts import texts_of

_ = texts_of("ledger")

RESTORE = "restore"
"""The event that a restore is."""
BEGIN_ANEW = "begin-anew"
"""The event that a ledger begins with where something of its campaign lay beside it and it was begun all the same."""
LAST_VERSION = "last_version"
"""Under this such an event tells the highest number that a plan ever bore."""
LAST_ROSTER = "last_roster"
"""Under this the highest that a roster ever bore."""


class LedgerPlace(NamedTuple):
    """A transaction that is under way, and the campaign that it is about."""

    connection: Connection
    campaign: str


def last_number(place: LedgerPlace, table: Table) -> int:
    """The highest number that the campaign has in this table, 0 for none."""
    highest = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.campaign == place.campaign)
    return int(place.connection.execute(highest).scalar_one())


def last_version_ever(place: LedgerPlace) -> int:
    """The highest number that a plan of the campaign ever bore, one that a restore has taken away included."""
    return last_number_ever(place, versions)


def last_number_ever(place: LedgerPlace, table: Table) -> int:
    """The highest number that the campaign ever had in this table, as far as a plan's or a roster's number is told."""
    told_under = {versions.name: LAST_VERSION, rosters.name: LAST_ROSTER}.get(table.name)
    if told_under is None:
        return last_number(place, table)
    marks = events.c.campaign == place.campaign, events.c.what.in_((RESTORE, BEGIN_ANEW))
    marked = place.connection.execute(select(events.c.details).where(*marks)).scalars()
    told = (detail(details, told_under) for details in marked)
    return max([last_number(place, table), *(number for number in told if isinstance(number, int))])


def detail(details: str, key: str) -> object:
    """What an event tells under this key; None where it tells nothing that can be read."""
    try:
        told = json.loads(details)
    except ValueError:
        return None
    return told.get(key) if isinstance(told, dict) else None


def add_row(place: LedgerPlace, table: Table, **values: object) -> int:
    """Add a row with the next number and return the number; the campaign is held, see `hold_campaign`."""
    return add_rows(place, table, [values])


def add_rows(place: LedgerPlace, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Add rows, at least one, with the next numbers; return the number of the first. The campaign is held.

    Everything that a campaign gets is added here, so that each row bears the digest that goes on from the one before.
    """
    last = last_number(place, table)
    previous = _digest_at(place, table, last) if last else BEFORE_THE_FIRST
    first = last_number_ever(place, table) + 1
    added: list[dict[str, object]] = []
    for number, values in enumerate(rows, first):
        row = {"campaign": place.campaign, "number": number, **_defaults(table), **values}
        previous = digest_of(previous, table, row)
        added.append({**row, "digest": previous})
    place.connection.execute(insert(table), added)
    return first


def _defaults(table: Table) -> dict[str, object]:
    """Every column that may stay empty, so that what is left out counts in the digest as the database will have it."""
    return {column.name: None if column.nullable else "" for column in table.columns if _may_be_left_out(column)}


def _may_be_left_out(column: Column[Any]) -> bool:
    return column.name != "digest" and (bool(column.nullable) or column.server_default is not None)


def _digest_at(place: LedgerPlace, table: Table, number: int) -> str:
    there = select(table.c.digest).where(table.c.campaign == place.campaign, table.c.number == number)
    return str(place.connection.execute(there).scalar_one())


def hold_campaign(place: LedgerPlace) -> None:
    """Let nobody else number anything of this campaign until the transaction ends; a new campaign is entered.

    Raises Refusal for a file that holds another one.
    """
    check_campaign(place)
    place.connection.execute(
        text("INSERT INTO campaigns (name) VALUES (:name) ON CONFLICT DO NOTHING"), {"name": place.campaign}
    )
    place.connection.execute(select(campaigns).where(campaigns.c.name == place.campaign).with_for_update())


def check_campaign(place: LedgerPlace) -> None:
    """Raise Refusal if this is a file that holds another campaign."""
    if not on_sqlite(place.connection):
        return
    held = place.connection.execute(select(campaigns.c.name)).scalars().all()
    if held and place.campaign not in held:
        raise Refusal(
            LedgerOfAnotherCampaign,
            _("{ledger}: belongs to the campaign “{held}”, not to “{campaign}”"),
            next_step=NextStep(Step.OLD_NAME),
            held=held[0],
            campaign=place.campaign,
        )
