"""Versions of the plan, and what was announced of them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Row, select

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.version import Announcement, PlanVersion, Provenance, StoredVersion, VersionSummary
from planner.errors import LedgerLacks
from planner.ledger import tables
from planner.ledger.happenings import add_event
from planner.ledger.looked_at import remember_read, remembered
from planner.ledger.numbering import LedgerPlace, add_row, last_number, last_version_ever
from planner.ledger.soundness import ChangedRows, Fault, faults_in, is_as_written
from planner.next_steps import NextStep, Step
from planner.texts import texts_of

_ = texts_of("ledger")
_R = TypeVar("_R", bound=Record)


def add_version(
    place: LedgerPlace, plan: Plan, provenance: Provenance, by: str, at: datetime, *, is_sound: bool
) -> PlanVersion:
    """Store a plan under the next number, which it then bears itself, within the transaction that is under way."""
    number = last_version_ever(place) + 1
    numbered = plan.model_copy(update={"version": number})
    add_row(
        place,
        tables.versions,
        plan=numbered.model_dump_json(),
        provenance=provenance.model_dump_json(),
        is_sound=is_sound,
        made_at=at,
        made_by=by,
        summary=VersionSummary.of(numbered).model_dump_json(),
    )
    what = "plan" if plan.as_of is None else "replan"
    details: dict[str, str | int] = {"version": number, "last_result": provenance.last_result}
    if provenance.by_hand_on is not None:
        details["by_hand_on"] = provenance.by_hand_on
    add_event(place, what, details, by, at)
    return PlanVersion(number=number, plan=numbered, provenance=provenance, is_sound=is_sound, made_at=at, made_by=by)


def version_numbered(place: LedgerPlace, number: int) -> PlanVersion:
    """The version of this number. Raises LedgerLacks."""
    chosen = select(tables.versions).where(
        tables.versions.c.campaign == place.campaign, tables.versions.c.number == number
    )
    row = place.connection.execute(chosen).first()
    if row is None:
        raise no_such_version(number, last_number(place, tables.versions))
    if not is_as_written(place, tables.versions, number):
        raise ChangedRows([Fault(tables.versions.name, number)])
    return _version(row)


def plan_ahead(place: LedgerPlace, number: int, until: date | None) -> Plan:
    """The plan of a version, of its rows only those up to this day that were ahead then. Raises LedgerLacks.

    To read one day of a plan takes a third of the time that the whole takes. None means all days. Whether the row is as
    it was written is looked at elsewhere, for all of them at once.
    """
    chosen = select(tables.versions.c.plan).where(
        tables.versions.c.campaign == place.campaign, tables.versions.c.number == number
    )
    text = place.connection.execute(chosen).scalar_one_or_none()
    if text is None:
        raise no_such_version(number, last_number(place, tables.versions))
    told = json.loads(text)
    last = until.isoformat() if until else ""
    told["assignments"] = [
        row for row in told["assignments"] if not row.get("done") and (not last or row["date"] <= last)
    ]
    return Plan.model_validate(told)


def plans_ahead(
    place: LedgerPlace, wanted: Sequence[tuple[int, date | None]], faulty: Collection[int]
) -> tuple[Plan | None, ...]:
    """`plan_ahead` of each of these, None for the faulty ones; what was asked for the last time is not read again."""
    before = remembered(place, tables.versions)
    known = before.plans if before is not None else {}
    found = {each: known.get(each) or plan_ahead(place, *each) for each in wanted if each[0] not in faulty}
    if before is not None and found.keys() != known.keys():
        remember_read(place, tables.versions, replace(before, plans=found))
    return tuple(map(found.get, wanted))


def latest_version(place: LedgerPlace) -> PlanVersion | None:
    """The version stored last."""
    last = last_number(place, tables.versions)
    return version_numbered(place, last) if last else None


def stored_versions(place: LedgerPlace, faulty: Collection[int]) -> tuple[StoredVersion, ...]:
    """Every version, in order, as it is told of without its plan; what the faulty ones say is not believed.

    Which are faulty was looked at within the same transaction; what was read of rows then known is not read again.
    """
    before = remembered(place, tables.versions)
    known = before.versions if before is not None else ()
    added = [_stored(row, is_faulty=row.number in faulty) for row in _rows_after(place, known)]
    found = (*known, *added)
    if before is not None and added:
        remember_read(place, tables.versions, replace(before, versions=found))
    return found


def _rows_after(place: LedgerPlace, known: Sequence[StoredVersion]) -> Sequence[Any]:
    rows = tables.versions.c
    columns = (rows.number, rows.summary, rows.provenance, rows.is_sound, rows.made_at, rows.made_by)
    last = known[-1].number if known else 0
    chosen = select(*columns).where(rows.campaign == place.campaign, rows.number > last).order_by(rows.number)
    return place.connection.execute(chosen).all()


def _stored(row: Row[Any], *, is_faulty: bool) -> StoredVersion:
    return StoredVersion(
        number=row.number,
        summary=_read(VersionSummary, None if is_faulty else row.summary),
        provenance=_read(Provenance, None if is_faulty else row.provenance),
        is_sound=row.is_sound,
        made_at=row.made_at,
        made_by=row.made_by,
    )


def _read(kind: type[_R], text: str | None) -> _R | None:
    try:
        return kind.model_validate_json(text) if text is not None else None
    except ValidationError:
        return None


def all_versions(place: LedgerPlace) -> tuple[PlanVersion, ...]:
    """Every version, in order."""
    chosen = select(tables.versions).where(tables.versions.c.campaign == place.campaign).order_by("number")
    for fault in faults_in(place, tables.versions):
        raise ChangedRows([fault])
    return tuple(_version(row) for row in place.connection.execute(chosen))


def add_announcement(place: LedgerPlace, version: int, until: date, by: str, at: datetime) -> Announcement:
    """Note that a version was made known up to a day, inclusive. Raises LedgerLacks for an unknown version."""
    version_numbered(place, version)
    add_row(place, tables.announcements, version=version, until=until, announced_at=at, announced_by=by)
    add_event(place, "announce", {"version": version, "until": until.isoformat()}, by, at)
    return Announcement(version=version, until=until, announced_at=at, announced_by=by)


def all_announcements(place: LedgerPlace) -> tuple[Announcement, ...]:
    """Every announcement, in order."""
    chosen = select(tables.announcements).where(tables.announcements.c.campaign == place.campaign).order_by("number")
    return tuple(
        Announcement(version=row.version, until=row.until, announced_at=row.announced_at, announced_by=row.announced_by)
        for row in place.connection.execute(chosen)
    )


def no_such_version(number: int, last: int) -> LedgerLacks:
    """The refusal of a version that was never stored."""
    if not last:
        return LedgerLacks(_("The ledger holds no plan yet"), NextStep(Step.PLAN_FIRST))
    return LedgerLacks(
        _("The ledger holds no plan {number}. Choose one from 1 to {last}").format(number=number, last=last)
    )


def summary_of_text(plan: str) -> str | None:
    """What is told of a plan without its text, as text; None for one that cannot be read."""
    try:
        return VersionSummary.of(Plan.model_validate_json(plan)).model_dump_json()
    except ValidationError:
        return None


def _version(row: Row[tuple[object, ...]]) -> PlanVersion:
    return PlanVersion(
        number=row.number,
        plan=Plan.model_validate_json(row.plan),
        provenance=Provenance.model_validate_json(row.provenance),
        is_sound=row.is_sound,
        made_at=row.made_at,
        made_by=row.made_by,
    )
