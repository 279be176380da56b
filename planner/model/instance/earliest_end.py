"""How early a plan could end, by counting alone."""

from collections import defaultdict
from itertools import accumulate

from planner.domain.record import UnitCode
from planner.model.instance.subproblem import Part


def finish_candidates(part: Part) -> list[int]:
    """Ordinals at which a plan can end: 0 for one without work, else the last slots in which somebody may work."""
    ends = {
        ordinals[-1]
        for meetings in part.meetings.values()
        for meeting in meetings
        for ordinals in meeting.worked
        if ordinals
    }
    return [0, *sorted(ends)]


def first_ordinal_with_room(part: Part, dossiers: int) -> int:
    """The first slot by which all machines together can have collected so much; 0 for nothing at all."""
    if dossiers <= 0:
        return 0
    room: defaultdict[tuple[int, int], int] = defaultdict(int)
    for meetings in part.meetings.values():
        for meeting in meetings:
            for ordinals, brings in zip(meeting.worked, meeting.brings, strict=True):
                for ordinal, most in zip(ordinals, brings, strict=True):
                    room[ordinal, meeting.duty] = max(room[ordinal, meeting.duty], most)
    by_ordinal: defaultdict[int, int] = defaultdict(int)
    for (ordinal, duty), most in room.items():
        by_ordinal[ordinal] += part.duties[duty].count * most
    in_time = sorted(by_ordinal)
    for ordinal, collected in zip(in_time, accumulate(by_ordinal[ordinal] for ordinal in in_time), strict=True):
        if collected >= dossiers:
            return ordinal
    return in_time[-1] if in_time else 0


def first_ordinal_served(part: Part, code: UnitCode) -> int:
    """The first slot by which the unit's whole need can have been collected, were all machines at its disposal.

    Where that cannot be at all, the last slot in which somebody can be there; 0 for a unit that needs nothing.
    """
    unit = part.campaign.units_by_code[code]
    if unit.need == 0:
        return 0
    if part.gets_one_visit(code):
        ends = [
            meeting.worked[stay.last][-1]
            for meeting in part.meetings[code]
            for stay in part.full_stays[code, meeting.duty]
        ]
        if ends:
            return min(ends)
    room: defaultdict[int, list[int]] = defaultdict(list)
    for meeting in part.meetings[code]:
        count = min(part.duties[meeting.duty].count, unit.together)
        for ordinals, brings in zip(meeting.worked, meeting.brings, strict=True):
            for ordinal, most in zip(ordinals, brings, strict=True):
                room[ordinal] += [most] * count
    collected = 0
    last = 0
    for last in sorted(room):
        collected += sum(sorted(room[last], reverse=True)[: unit.together])
        if collected >= unit.need:
            return last
    return last
