"""Who did what when."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from planner.domain.version import Event
from planner.ledger import tables
from planner.ledger.numbering import Place, add_row


def add_event(place: Place, what: str, details: Mapping[str, str | int], by: str, at: datetime) -> Event:
    """Note that somebody did something, within the transaction that is under way."""
    written = json.dumps(dict(details), ensure_ascii=False, sort_keys=True)
    number = add_row(place, tables.events, at=at, by=by, what=what, details=written)
    return Event(number=number, at=at, by=by, what=what, details=dict(details))


def all_events(place: Place) -> tuple[Event, ...]:
    """Everything that was done, in order."""
    chosen = select(tables.events).where(tables.events.c.campaign == place.campaign).order_by("number")
    return tuple(
        Event(number=row.number, at=row.at, by=row.by, what=row.what, details=json.loads(row.details))
        for row in place.connection.execute(chosen)
    )
