"""Whether another copy of a ledger ended where this one once did."""

from datetime import datetime

from sqlalchemy import func, select

from planner.ledger import tables
from planner.ledger.numbering import BEGIN_ANEW, RESTORE, Place


def has_passed(place: Place, table: str, number: int, digest: str) -> bool:
    """Whether this table has the row of this number, and with this digest, which covers all rows before it too.

    Without a digest, of an older layout, the number has to do.
    """
    columns = tables.TABLES.tables[table].c
    here = select(columns.digest).where(columns.campaign == place.campaign, columns.number == number)
    found = place.connection.execute(here).scalar_one_or_none()
    return found is not None and digest in {"", found}


def settled_at(place: Place) -> datetime | None:
    """When somebody last said on purpose what this ledger is: by a restore, or by beginning anew."""
    events = tables.events.c
    marked = select(func.max(events.number)).where(
        events.campaign == place.campaign, events.what.in_((RESTORE, BEGIN_ANEW))
    )
    last = select(events.at).where(events.campaign == place.campaign, events.number == marked.scalar_subquery())
    return place.connection.execute(last).scalar_one_or_none()
