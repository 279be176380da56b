"""A unit's times as a calendar file (RFC 5545), which telephones and computers take up and bring up to date.

An appointment keeps its identity (UID) from plan to plan as long as day, shift and place stay; a later plan gives it a
higher SEQUENCE, and what is no longer held stands in the file as cancelled, so that it disappears from calendars.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5

from planner.domain.record import Record
from planner.prints.pages.publication import Publication
from planner.prints.pages.schedule import PublishedPeriod, PublishedUnit
from planner.prints.words.addressed import dossiers_of, in_sentence
from planner.prints.words.telephone import contact_of
from planner.prints.words.text import Text, printable

NAMESPACE = UUID("4f1c0a0e-5d7b-4f55-9a3e-6b1d6f0b7c21")
"""Of this program's appointments; any change of it would double them in everybody's calendar."""
MOST_OCTETS = 75
"""Of a line, its end not counted (RFC 5545, 3.1)."""
LINE_END = "\r\n"
PRODUCT = "-//enrolment-planner//publish//VI"


class Appointment(Record):
    """One event of a calendar file."""

    uid: str
    sequence: int
    stamp: datetime
    """When the plan was made that says so."""
    starts: datetime
    ends: datetime
    summary: Text
    place: Text
    description: Text
    is_cancelled: bool = False


def calendar_of(publication: Publication, published: PublishedUnit) -> bytes:
    """The unit's file; empty bytes for a unit that has nothing planned and had nothing promised."""
    appointments = tuple(appointments_of(publication, published))
    if not appointments:
        return b""
    name = f"Lịch thu nhận hồ sơ: {printable(published.unit.name)}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for each in appointments for line in _event(each)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}{LINE_END}" for line in lines for folded in _folded(line)).encode()


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
    midnight = datetime.combine(period.day, time(), campaign.clock)
    contact = contact_of(published.unit, campaign.letterhead)
    things = "; ".join(filter(None, (printable(thing).strip("-–+•;. ") for thing in campaign.letterhead.to_bring)))
    description = (f"Mang theo: {things}." if things else "", f"Liên hệ: {contact}." if contact else "")
    return Appointment(
        uid=uid,
        sequence=publication.plan.version - 1,
        stamp=publication.made_at,
        starts=_moment(midnight, period.hours.starts_minute),
        ends=_moment(midnight, period.hours.ends_minute),
        summary=f"Thu nhận {dossiers_of(campaign.letterhead)}: {in_sentence(published.unit.name)}",
        place=period.place,
        description=" ".join(filter(None, description)),
    )


def _moment(midnight: datetime, minute: int) -> datetime:
    """So many minutes of the clock on the wall after a day's midnight."""
    return (midnight.replace(tzinfo=None) + timedelta(minutes=minute)).replace(tzinfo=midnight.tzinfo)


def _uid(publication: Publication, published: PublishedUnit, period: PublishedPeriod) -> str:
    told = (publication.campaign.name, published.unit.code, period.day.isoformat(), period.shift, period.place)
    return str(uuid5(NAMESPACE, "\n".join(told).encode("utf-8", "replace").decode()))


def _event(appointment: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{appointment.uid}"
    yield f"DTSTAMP:{_utc(appointment.stamp)}"
    yield f"LAST-MODIFIED:{_utc(appointment.stamp)}"
    yield f"SEQUENCE:{appointment.sequence}"
    yield f"DTSTART:{_utc(appointment.starts)}"
    yield f"DTEND:{_utc(appointment.ends)}"
    yield f"SUMMARY:{_escaped(appointment.summary)}"
    if appointment.place:
        yield f"LOCATION:{_escaped(appointment.place)}"
    if appointment.description:
        yield f"DESCRIPTION:{_escaped(appointment.description)}"
    yield f"STATUS:{'CANCELLED' if appointment.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """As a TEXT value (RFC 5545, 3.3.11); a cleaned text has no line ends."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterable[str]:
    """Lines of at most 75 octets; all but the first begin with a blank, and no letter is parted."""
    folded, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > MOST_OCTETS:
            folded.append(" ")
            octets = 1
        folded[-1] += letter
        octets += size
    return folded
