"""How far a ledger has come, what came to it since, and whether another copy ended where it once did."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from planner.domain.meanwhile import LedgerMark, Meanwhile, StoredPlan
from planner.errors import LedgerUnusable
from planner.ledger import tables
from planner.ledger.adjustments import all_adjustments
from planner.ledger.beside import TableEnd
from planner.ledger.numbering import BEGIN_ANEW, RESTORE, LedgerPlace, last_number, last_version_ever
from planner.ledger.plan_versions import all_announcements
from planner.next_steps import NextStep, Step
from planner.texts import texts_of

_ = texts_of("ledger")


def mark_of(place: LedgerPlace) -> LedgerMark:
    """How far it has come now."""
    return LedgerMark(
        result=last_number(place, tables.results),
        version=last_number(place, tables.versions),
        announcement=last_number(place, tables.announcements),
        adjustment=last_number(place, tables.adjustments),
    )


def came_since(place: LedgerPlace, mark: LedgerMark) -> Meanwhile:
    """What came after the mark, by the transaction that is under way.

    Raises LedgerUnusable where the ledger holds less than it did, so is not the one in which that was begun.
    """
    now = mark_of(place)
    if any(getattr(now, kind) < getattr(mark, kind) for kind in LedgerMark.model_fields):
        raise LedgerUnusable(
            _("The ledger holds less than when this was begun: it was replaced or cut meanwhile"),
            NextStep(Step.RIGHT_LEDGER_BACK),
        )
    if now == mark:
        return Meanwhile()
    results, versions = tables.results.c, tables.versions.c
    recorders = (
        select(results.recorded_by)
        .where(results.campaign == place.campaign, results.number > mark.result)
        .order_by(results.number)
    )
    stored = (
        select(versions.number, versions.made_by, versions.made_at)
        .where(versions.campaign == place.campaign, versions.number > mark.version)
        .order_by(versions.number)
    )
    return Meanwhile(
        num_results=now.result - mark.result,
        recorded_by=tuple(dict.fromkeys(place.connection.execute(recorders).scalars())),
        versions=tuple(
            StoredPlan(number=row.number, made_by=row.made_by, made_at=row.made_at)
            for row in place.connection.execute(stored)
        ),
        announcements=all_announcements(place)[mark.announcement :],
        adjustments=tuple(each for each in all_adjustments(place)[mark.adjustment :] if not each.is_of_rosters),
    )


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
