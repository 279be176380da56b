"""How far a ledger has come, to be held against what lies around it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from planner.ledger import tables
from planner.ledger.beside import TableEnd
from planner.ledger.numbering import BEGIN_ANEW, RESTORE, LedgerPlace, last_number, last_version_ever


class LedgerReach(NamedTuple):
    """How far a ledger has come; by default one in which nothing of the campaign was ever written."""

    holds_anything: bool = False
    last_version: int = 0
    """The highest number that a plan ever bore here, or elsewhere as far as this ledger was told; 0 for none."""
    settled_at: datetime | None = None
    """When a restore or a beginning anew last said on purpose what this ledger is; None where neither ever did."""


def reach_of(place: LedgerPlace) -> LedgerReach:
    """How far the campaign has come here."""
    return LedgerReach(last_number(place, tables.events) > 0, last_version_ever(place), _settled_at(place))


def has_passed(place: LedgerPlace, endings: Mapping[str, TableEnd]) -> bool:
    """Whether each of these tables has the row that ends it there, with that digest, which covers all rows before it.

    Without a digest, of an older layout, the number has to do; a table without rows is passed by any.
    """
    return all(_has(place, table, ending) for table, ending in endings.items() if ending.number)


def _has(place: LedgerPlace, table: str, ending: TableEnd) -> bool:
    columns = tables.TABLES.tables[table].c
    here = select(columns.digest).where(columns.campaign == place.campaign, columns.number == ending.number)
    found = place.connection.execute(here).scalar_one_or_none()
    return found is not None and ending.digest in {"", found}


def _settled_at(place: LedgerPlace) -> datetime | None:
    events = tables.events.c
    marked = select(func.max(events.number)).where(
        events.campaign == place.campaign, events.what.in_((RESTORE, BEGIN_ANEW))
    )
    last = select(events.at).where(events.campaign == place.campaign, events.number == marked.scalar_subquery())
    return place.connection.execute(last).scalar_one_or_none()
