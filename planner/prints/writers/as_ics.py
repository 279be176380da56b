"""Appointments as a calendar file (RFC 5545), which telephones and computers take up and bring up to date."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from planner.domain.record import Record
from planner.prints.words.text import Text

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


def calendar_file(name: Text, appointments: Iterable[Appointment]) -> bytes:
    """The appointments under the calendar's name, which is clean already."""
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


def uid_of(*told: str) -> str:
    """The identity of what these texts tell of: the same for the same texts, on every machine."""
    return str(uuid5(NAMESPACE, "\n".join(told).encode("utf-8", "replace").decode()))


def moment(day: date, minute: int, clock: ZoneInfo) -> datetime:
    """So many minutes of the clock on the wall after a day's midnight."""
    return (datetime.combine(day, time()) + timedelta(minutes=minute)).replace(tzinfo=clock)


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
