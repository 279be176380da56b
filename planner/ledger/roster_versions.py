"""Versions of the roster, what of them was published, and how far both have come."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TypeVar

from pydantic import ValidationError
from sqlalchemy import Row, Table, select

from planner.domain.meanwhile import StoredPlan
from planner.domain.record import Record
from planner.errors import LedgerLacks, LedgerUnusable
from planner.ledger import tables
from planner.ledger.adjustments import all_adjustments
from planner.ledger.happenings import add_event
from planner.ledger.numbering import LedgerPlace, add_row, last_number, last_number_ever
from planner.ledger.plan_versions import all_announcements
from planner.ledger.soundness import ChangedRows, Fault, is_as_written
from planner.next_steps import NextStep, Step
from planner.roster.duties import Roster
from planner.roster.version import (
    Publication,
    RosterMark,
    RosterMeanwhile,
    RosterProvenance,
    RosterState,
    RosterSummary,
    RosterVersion,
    StoredRoster,
)
from planner.texts import texts_of

_ = texts_of("ledger")
_R = TypeVar("_R", bound=Record)


def add_roster(
    place: LedgerPlace, roster: Roster, provenance: RosterProvenance, by: str, at: datetime
) -> RosterVersion:
    """Store a roster that the checker has accepted under the next number, which it then bears itself.

    That is within the transaction that is under way.
    """
    number = last_number_ever(place, tables.rosters) + 1
    numbered = roster.model_copy(update={"version": number})
    add_row(
        place,
        tables.rosters,
        roster=numbered.model_dump_json(),
        provenance=provenance.model_dump_json(),
        is_sound=True,
        made_at=at,
        made_by=by,
        summary=RosterSummary.of(numbered).model_dump_json(),
    )
    what = "roster" if roster.as_of is None else "reroster"
    add_event(place, what, {"roster": number, "version": provenance.plan_version}, by, at)
    return RosterVersion(number=number, roster=numbered, provenance=provenance, is_sound=True, made_at=at, made_by=by)


def roster_numbered(place: LedgerPlace, number: int) -> RosterVersion:
    """The roster of this number. Raises LedgerLacks, and ChangedRows for one that is not as it was written."""
    chosen = select(tables.rosters).where(
        tables.rosters.c.campaign == place.campaign, tables.rosters.c.number == number
    )
    row = place.connection.execute(chosen).first()
    if row is None:
        raise no_such_roster(number, last_number(place, tables.rosters))
    if not is_as_written(place, tables.rosters, number):
        raise ChangedRows([Fault(tables.rosters.name, number)])
    return _version(row)


def latest_roster(place: LedgerPlace) -> RosterVersion | None:
    """The roster stored last."""
    last = last_number(place, tables.rosters)
    return roster_numbered(place, last) if last else None


def stored_rosters(place: LedgerPlace, faulty: Collection[int]) -> tuple[StoredRoster, ...]:
    """Every roster, in order, as it is told of without its duties; what the faulty ones say is not believed."""
    rows = tables.rosters.c
    columns = (rows.number, rows.summary, rows.provenance, rows.is_sound, rows.made_at, rows.made_by)
    chosen = select(*columns).where(rows.campaign == place.campaign).order_by(rows.number)
    return tuple(
        StoredRoster(
            number=row.number,
            summary=_read(RosterSummary, None if row.number in faulty else row.summary),
            provenance=_read(RosterProvenance, None if row.number in faulty else row.provenance),
            is_sound=row.is_sound,
            made_at=row.made_at,
            made_by=row.made_by,
        )
        for row in place.connection.execute(chosen)
    )


def add_publication(place: LedgerPlace, version: int, until: date, by: str, at: datetime) -> Publication:
    """Note that a roster was made known up to a day, inclusive. Raises LedgerLacks for an unknown one."""
    roster_numbered(place, version)
    add_row(place, tables.publications, version=version, until=until, published_at=at, published_by=by)
    add_event(place, "announce-roster", {"roster": version, "until": until.isoformat()}, by, at)
    return Publication(version=version, until=until, published_at=at, published_by=by)


def all_publications(place: LedgerPlace) -> tuple[Publication, ...]:
    """Every publication, in order."""
    chosen = select(tables.publications).where(tables.publications.c.campaign == place.campaign).order_by("number")
    return tuple(
        Publication(version=row.version, until=row.until, published_at=row.published_at, published_by=row.published_by)
        for row in place.connection.execute(chosen)
    )


def roster_mark_of(place: LedgerPlace) -> RosterMark:
    """How far what a roster rests on has come now."""
    return RosterMark(
        version=last_number(place, tables.versions),
        announcement=last_number(place, tables.announcements),
        roster=last_number(place, tables.rosters),
        publication=last_number(place, tables.publications),
        adjustment=last_number(place, tables.adjustments),
    )


def rosters_since(place: LedgerPlace, mark: RosterMark) -> RosterMeanwhile:
    """What came after the mark, by the transaction that is under way.

    Raises LedgerUnusable where the ledger holds less than it did, so is not the one in which that was begun.
    """
    now = roster_mark_of(place)
    if any(getattr(now, kind) < getattr(mark, kind) for kind in RosterMark.model_fields):
        raise LedgerUnusable(
            _("The ledger holds less than when this was begun: it was replaced or cut meanwhile"),
            NextStep(Step.RIGHT_LEDGER_BACK),
        )
    return RosterMeanwhile(
        versions=_stored_after(place, tables.versions, mark.version),
        announcements=all_announcements(place)[mark.announcement :],
        rosters=_stored_after(place, tables.rosters, mark.roster),
        publications=all_publications(place)[mark.publication :],
        leaves=tuple(each for each in all_adjustments(place)[mark.adjustment :] if each.is_of_rosters),
    )


def roster_state_of(place: LedgerPlace) -> RosterState:
    """How the campaign's rosters stand now."""
    publication = (all_publications(place) or (None,))[-1]
    published = roster_numbered(place, publication.version) if publication else None
    return RosterState(
        mark=roster_mark_of(place),
        latest=_latest_or(published, place),
        published=published,
        publication=publication,
    )


def no_such_roster(number: int, last: int) -> LedgerLacks:
    """The refusal of a roster that was never stored."""
    if not last:
        return LedgerLacks(_("The ledger holds no roster yet"), NextStep(Step.ROSTER_FIRST))
    return LedgerLacks(
        _("The ledger holds no roster {number}. Choose one from 1 to {last}").format(number=number, last=last)
    )


def _latest_or(published: RosterVersion | None, place: LedgerPlace) -> RosterVersion | None:
    try:
        return latest_roster(place)
    except (ChangedRows, ValueError):
        if published is None:
            raise
        return published


def _stored_after(place: LedgerPlace, table: Table, number: int) -> tuple[StoredPlan, ...]:
    rows = table.c
    chosen = (
        select(rows.number, rows.made_by, rows.made_at)
        .where(rows.campaign == place.campaign, rows.number > number)
        .order_by(rows.number)
    )
    return tuple(
        StoredPlan(number=row.number, made_by=row.made_by, made_at=row.made_at)
        for row in place.connection.execute(chosen)
    )


def _read(kind: type[_R], text: str | None) -> _R | None:
    try:
        return kind.model_validate_json(text) if text is not None else None
    except ValidationError:
        return None


def _version(row: Row[tuple[object, ...]]) -> RosterVersion:
    return RosterVersion(
        number=row.number,
        roster=Roster.model_validate_json(row.roster),
        provenance=RosterProvenance.model_validate_json(row.provenance),
        is_sound=row.is_sound,
        made_at=row.made_at,
        made_by=row.made_by,
    )
