"""Parts of the day, *sáng*, *chiều*, *tối*, as the shifts of sheet *Ca* whose hours they are."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from planner.domain.calendar import Shift
from planner.intake.cells.findings import listed, shown
from planner.intake.tables.clock import hours
from planner.intake.tables.values import Unfit
from planner.texts import texts_of

_ = texts_of("intake")


class _Part(NamedTuple):
    """Minutes between which a shift of this part of the day begins, and the one by which it ends."""

    begins_from: int
    begins_before: int
    ends_by: int


class Session(Enum):
    """A part of the day, by the word for it."""

    MORNING = "sáng"
    NOON = "trưa"
    AFTERNOON = "chiều"
    EVENING = "tối"


_PARTS = {
    Session.MORNING: _Part(4 * 60, 11 * 60, 13 * 60),
    Session.NOON: _Part(11 * 60, 13 * 60, 14 * 60),
    Session.AFTERNOON: _Part(12 * 60, 17 * 60, 18 * 60 + 30),
    Session.EVENING: _Part(17 * 60, 24 * 60, 24 * 60),
}


def session_in(text: str) -> Session:
    """The part of the day that a word such as *buổi sáng* means."""
    return next(session for session in Session if text.endswith(session.value))


def overlaps(session: Session, starts: int, ends: int) -> bool:
    """Whether a stretch of the day has to do with this part of it."""
    part = _PARTS[session]
    return starts < part.ends_by and part.begins_from < ends


def shift_of_session(session: Session, shifts: Sequence[Shift]) -> Shift:
    """The one shift that is named after this part of the day, or lies in it. Raises Unfit for none and for several."""
    named = [shift for shift in shifts if session.value in shift.label.casefold().split()]
    part = _PARTS[session]
    lying = [
        shift
        for shift in shifts
        if part.begins_from <= shift.starts_minute < part.begins_before and shift.ends_minute <= part.ends_by
    ]
    found = named or lying
    if len(found) == 1:
        return found[0]
    advice = _("Write the hours of one of: {shifts}").format(
        shifts=", ".join(f"{one.label} {hours(one.starts_minute, one.ends_minute)}" for one in shifts)
    )
    if not found:
        raise Unfit(_("no shift of sheet Ca is that of {value}").format(value=shown(session.value)), advice)
    raise Unfit(
        _("{value} can mean several shifts: {shifts}").format(
            value=shown(session.value), shifts=listed([shift.label for shift in found])
        ),
        advice,
    )
