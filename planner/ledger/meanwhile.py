"""How far the ledger has come, and what came to it since."""

from sqlalchemy import select

from planner.domain.meanwhile import LedgerMark, Meanwhile, StoredPlan
from planner.errors import LedgerUnusable
from planner.ledger import tables
from planner.ledger.numbering import LedgerPlace, last_number
from planner.ledger.plan_versions import all_announcements
from planner.texts import texts_of

_ = texts_of("ledger")


def mark_of(place: LedgerPlace) -> LedgerMark:
    """How far it has come now."""
    return LedgerMark(
        result=last_number(place, tables.results),
        version=last_number(place, tables.versions),
        announcement=last_number(place, tables.announcements),
    )


def came_since(place: LedgerPlace, mark: LedgerMark) -> Meanwhile:
    """What came after the mark, by the transaction that is under way.

    Raises LedgerUnusable where the ledger holds less than it did, so is not the one in which that was begun.
    """
    now = mark_of(place)
    if now.result < mark.result or now.version < mark.version or now.announcement < mark.announcement:
        raise LedgerUnusable(
            _(
                "The ledger holds less than when this was begun: it was replaced or cut meanwhile. "
                "See what stands there with planner status, and put back the right one"
            )
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
    )
