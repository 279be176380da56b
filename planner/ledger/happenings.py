"""Who did what when."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from planner.domain.long_numbers import without_long_numbers
from planner.domain.version import Event
from planner.files import readable_name
from planner.ledger import tables
from planner.ledger.numbering import LedgerPlace, add_row


def add_event(place: LedgerPlace, what: str, details: Mapping[str, str | int], by: str, at: datetime) -> Event:
    """Note that somebody did something, within the transaction that is under way."""
    details = {key: _nameless(value) for key, value in details.items()}
    written = json.dumps(details, ensure_ascii=False, sort_keys=True)
    number = add_row(place, tables.events, at=at, by=by, what=what, details=written)
    return Event(number=number, at=at, by=by, what=what, details=details)


def _nameless(value: str | int) -> str | int:
    """A detail such as a file's name, without an identity or telephone number: rows stay for ever."""
    return without_long_numbers(readable_name(value)) if isinstance(value, str) else value


def all_events(place: LedgerPlace, *, before: int | None = None, most: int | None = None) -> tuple[Event, ...]:
    """Everything that was done, in order; of what was done before an event of this number the last so many."""
    rows = tables.events.c
    chosen = select(tables.events).where(rows.campaign == place.campaign).order_by(rows.number.desc()).limit(most)
    chosen = chosen if before is None else chosen.where(rows.number < before)
    return tuple(
        Event(number=row.number, at=row.at, by=row.by, what=row.what, details=json.loads(row.details))
        for row in reversed(place.connection.execute(chosen).all())
    )
