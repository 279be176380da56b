"""Which sessions are over, and how many of those invited came: the share to reckon with from now on."""

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
    """Sessions whose list somebody has ticked. A tick of one who stands in for an earlier session of the day does not
    end the citizen's own."""

    def is_over(self, slot: Slot) -> bool:
        """Whether the session is past; one of today is as soon as its list is ticked."""
        return slot.day < self.today or (slot.day == self.today and slot in self.ticked)


def past_of(remembered: Iterable[Invitation], today: date) -> Past:
    """What the ticks of a list say of its sessions."""
    ticked = (each for each in remembered if each.was_there and each.slot is not None and each.slot.day <= today)
    return Past(
        today,
        frozenset(each.slot for each in ticked if each.slot and (each.stands_in is None or each.slot.day < today)),
    )


def attendance_of(remembered: Iterable[Invitation], past: Past) -> Attendance:
    """How many came to the ticked sessions; few sessions count little against the belief that all come."""
    invited: dict[Slot, int] = {}
    came: dict[Slot, int] = {}
    for each in remembered:
        if each.slot is None or each.slot not in past.ticked or not past.is_over(each.slot):
            continue
        if each.reason and not each.was_there:
            continue
        invited[each.slot] = invited.get(each.slot, 0) + 1
        came[each.slot] = came.get(each.slot, 0) + each.was_there
    if not invited:
        return Attendance()
    num_invited, num_came = sum(invited.values()), sum(came.values())
    credibility = len(invited) / (len(invited) + CREDIBLE_SESSIONS)
    rate = 1 - credibility * (1 - num_came / num_invited)
    return Attendance(len(invited), num_invited, num_came, min(1.0, max(LOWEST_RATE, rate)))
