"""Which sessions are over, and how many of those invited came: the share to reckon with from now on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import Slot
from planner.domain.invitation import Attendance, Invitation

CREDIBLE_SESSIONS = 4
"""So many ticked sessions weigh as much as the belief that all will come."""
LOWEST_RATE = 0.4
"""However few came, at most two and a half times the dossiers are invited: people must not come for nothing."""


@dataclass(frozen=True)
class Past:
    """The sessions that are over."""

    today: date
    ticked: frozenset[Slot]
    """Sessions whose list somebody has ticked."""
    early: frozenset[Slot] = frozenset()
    """Sessions still to come of which a few have come on another day already."""

    def is_over(self, slot: Slot) -> bool:
        """Whether the session is past; one of today is as soon as its list is ticked."""
        return slot.day < self.today or (slot.day == self.today and slot in self.ticked)


def past_of(remembered: Iterable[Invitation], today: date) -> Past:
    """What the ticks of a list say of its sessions."""
    invited: Counter[Slot] = Counter()
    came: Counter[Slot] = Counter()
    stayed_away: Counter[Slot] = Counter()
    ticked = set()
    for each in remembered:
        if each.slot is None or (each.reason and not each.was_there):
            continue
        invited[each.slot] += 1
        came[each.slot] += each.was_there
        stayed_away[each.slot] += each.stayed_away and not each.was_there
        if each.was_there and _ends_session(each, each.slot, today):
            ticked.add(each.slot)
    ticked |= {slot for slot, number in stayed_away.items() if slot.day <= today and number == invited[slot]}
    # Where most are ticked the session has been held, and the day of the run is not the day it is.
    early = {slot for slot, number in came.items() if slot.day > today and 0 < 2 * number < invited[slot]}
    return Past(today, frozenset(ticked), frozenset(early))


def _ends_session(each: Invitation, slot: Slot, today: date) -> bool:
    """Whether the tick says that the citizen's own session is over.

    One of today may stand for an earlier session of the day: of those who stand in there, and of those who were absent
    when the list was made and came later.
    """
    if slot.day != today:
        return slot.day < today
    return each.stands_in is None and not (each.absences and each.made_on == today)


def attendance_of(remembered: Iterable[Invitation], past: Past) -> Attendance:
    """How many came to the ticked sessions; few sessions count little against the belief that all come.

    Who was absent in earlier runs has another session by now; their absences are still counted.
    """
    sessions = set()
    num_invited = num_came = 0
    for each in remembered:
        num_invited += each.absences
        if each.slot is None or each.slot not in past.ticked or not past.is_over(each.slot):
            continue
        if each.reason and not each.was_there:
            continue
        sessions.add(each.slot)
        num_invited += 1
        num_came += each.was_there
    if not sessions:
        return Attendance()
    credibility = len(sessions) / (len(sessions) + CREDIBLE_SESSIONS)
    rate = 1 - credibility * (1 - num_came / num_invited)
    return Attendance(len(sessions), num_invited, num_came, min(1.0, max(LOWEST_RATE, rate)))
