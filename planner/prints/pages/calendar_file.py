"""A unit's times as a calendar file.

An appointment keeps its identity (UID) from plan to plan as long as day, shift and place stay; a later plan gives it a
higher SEQUENCE, and what is no longer held stands in the file as cancelled, so that it disappears from calendars.
"""

from collections.abc import Iterator

from planner.prints.pages.publication import Publication
from planner.prints.pages.schedule import PublishedPeriod, PublishedUnit
from planner.prints.words.addressed import dossiers_of, in_sentence
from planner.prints.words.telephone import contact_of
from planner.prints.words.text import printable
from planner.prints.writers.as_ics import Appointment, calendar_file, moment, uid_of


def calendar_of(publication: Publication, published: PublishedUnit) -> bytes:
    """The unit's file; empty bytes for a unit that has nothing planned and had nothing promised."""
    appointments = tuple(appointments_of(publication, published))
    if not appointments:
        return b""
    return calendar_file(f"Lịch thu nhận hồ sơ: {printable(published.unit.name)}", appointments)


def appointments_of(publication: Publication, published: PublishedUnit) -> Iterator[Appointment]:
    """What is held in time order, then what was promised once for days still ahead and is held no longer."""
    held = {_uid(publication, published, period): period for period in published.periods}
    once = publication.former_periods.get(published.unit.code, ())
    cancelled = {_uid(publication, published, period): period for period in once}
    for uid, period in held.items():
        yield _appointment(publication, published, uid, period)
    for uid, period in sorted(cancelled.items(), key=lambda each: (each[1].day, each[1].hours, each[0])):
        if uid not in held:
            yield _appointment(publication, published, uid, period).model_copy(update={"is_cancelled": True})


def _appointment(publication: Publication, published: PublishedUnit, uid: str, period: PublishedPeriod) -> Appointment:
    campaign = publication.campaign
    contact = contact_of(published.unit, campaign.letterhead)
    things = "; ".join(filter(None, (printable(thing).strip("-–+•;. ") for thing in campaign.letterhead.to_bring)))
    description = (f"Mang theo: {things}." if things else "", f"Liên hệ: {contact}." if contact else "")
    return Appointment(
        uid=uid,
        sequence=publication.plan.version - 1,
        stamp=publication.made_at,
        starts=moment(period.day, period.hours.starts_minute, campaign.clock),
        ends=moment(period.day, period.hours.ends_minute, campaign.clock),
        summary=f"Thu nhận {dossiers_of(campaign.letterhead)}: {in_sentence(published.unit.name)}",
        place=period.place,
        description=" ".join(filter(None, description)),
    )


def _uid(publication: Publication, published: PublishedUnit, period: PublishedPeriod) -> str:
    return uid_of(publication.campaign.name, published.unit.code, period.day.isoformat(), period.shift, period.place)
