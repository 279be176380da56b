"""What a stay of a machine at a unit would do, computed before any solving.

A *stay* is a visit option: unit, duty, first and last period. Everything the goals want to know about it is read off
here: the slots it works, how long it takes to serve the whole need, and what it costs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from planner.domain.campaign import Campaign, Pin, Unit
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.model.duties import Duty
from planner.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Meeting:
    """A unit and a duty that may serve it: when both are open, and when they are pinned together."""

    unit: Unit
    duty: int
    """The duty's number in the problem."""
    capacity: int
    """Dossiers a slot."""
    worked: tuple[tuple[int, ...], ...]
    """For each period, the ordinals of the slots open to both."""
    pinned: tuple[int, ...]
    """Periods that a stay must cover."""

    @property
    def open_periods(self) -> tuple[int, ...]:
        """Periods with at least one slot open to both."""
        return tuple(period for period, ordinals in enumerate(self.worked) if ordinals)


@dataclass(frozen=True, slots=True)
class FullStay:
    """The shortest stay from a first period that serves the whole need and covers every pin."""

    first: int
    last: int
    waiting: int
    """Over dossiers, the ordinal of the slot in which each is collected."""
    collected_by: tuple[int, ...]
    """For each phase, dossiers collected by its last day."""


def meetings_of(
    campaign: Campaign, openness: Openness, timeline: Timeline, duties: Sequence[Duty]
) -> dict[UnitCode, tuple[Meeting, ...]]:
    """For each unit with something to do there, the duties that can meet it."""
    meetings: dict[UnitCode, tuple[Meeting, ...]] = {}
    for unit in campaign.units:
        open_to_unit = frozenset(openness.of_unit(unit))
        pins = [pin for pin in campaign.pins if pin.unit == unit.code]
        if unit.need == 0 and not pins:
            continue
        found = []
        for number, duty in enumerate(duties):
            if unit.code not in duty.posting.serves:
                continue
            worked = tuple(
                tuple(ordinal for ordinal in ordinals if ordinal in open_to_unit) for ordinals in duty.open_ordinals
            )
            if any(worked):
                pinned = _pinned_periods(campaign, pins, duty.machines, worked)
                found.append(Meeting(unit, number, duty.posting.capacity, worked, pinned))
        meetings[unit.code] = tuple(found)
    return meetings


def _pinned_periods(
    campaign: Campaign, pins: Sequence[Pin], machines: Sequence[MachineName], worked: Sequence[Sequence[int]]
) -> tuple[int, ...]:
    mine = [pin for pin in pins if pin.machine in machines]

    def is_pinned(ordinal: int) -> bool:
        slot = campaign.calendar.slot(ordinal)
        return any(pin.first_day <= slot.day <= pin.last_day and slot.shift in pin.shifts for pin in mine)

    return tuple(
        period for period, ordinals in enumerate(worked) if mine and any(is_pinned(ordinal) for ordinal in ordinals)
    )


def full_stays(meeting: Meeting, phase_ends: Sequence[int]) -> tuple[FullStay, ...]:
    """Every first period from which the unit's whole need can be served in one stay, with the stay that does it."""
    work = [meeting.capacity * len(ordinals) for ordinals in meeting.worked]
    done_before = [0, *accumulate(work)]
    first_pin, last_pin = (meeting.pinned[0], meeting.pinned[-1]) if meeting.pinned else (len(work), -1)
    stays = []
    last = 0
    for first in meeting.open_periods:
        if first > first_pin:
            break
        last = max(last, first)
        while last < len(work) and done_before[last + 1] - done_before[first] < meeting.unit.need:
            last += 1
        if last == len(work):
            break
        waiting, collected_by = _service(meeting, first, last, phase_ends)
        stays.append(FullStay(first, max(last, last_pin), waiting, collected_by))
    return tuple(stays)


def _service(meeting: Meeting, first: int, last: int, phase_ends: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    left = meeting.unit.need
    waiting = 0
    collected_by = [0] * len(phase_ends)
    for period in range(first, last + 1):
        for ordinal in meeting.worked[period]:
            dossiers = min(left, meeting.capacity)
            left -= dossiers
            waiting += dossiers * ordinal
            for phase, end in enumerate(phase_ends):
                if ordinal <= end:
                    collected_by[phase] += dossiers
    return waiting, tuple(collected_by)
