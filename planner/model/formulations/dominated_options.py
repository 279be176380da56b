"""The full stays that limits leave a unit, before any solving.

What the other units break of their announced slots in any case is no longer there for this one to break: where the
limit is what all break at least, each unit is left with the stays that break its least, and the limit is kept.
"""

from collections.abc import Mapping

from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.formulations.limits import Limits
from planner.model.instance.criteria import Criterion, Tally
from planner.model.instance.options import FullStay, covers
from planner.model.instance.subproblem import Part

ADDED_UP: tuple[Criterion, ...] = (Goal.CHANGES, Tally.LOST_DAYS)

StaysByDuty = Mapping[int, tuple[FullStay, ...]]


def is_served_in_full(part: Part, limits: Limits, code: UnitCode) -> bool:
    """Whether the unit gets one visit in any case, that serves its whole need.

    A wish alone is no reason for a visit: rule `useful` holds for it too.
    """
    unit = part.campaign.units_by_code[code]
    has_to_be_visited = unit.need > 0 or any(meeting.frozen for meeting in part.meetings[code])
    return limits.serves_everybody and part.gets_one_visit(code) and has_to_be_visited


def allowed_stays(part: Part, limits: Limits) -> dict[UnitCode, StaysByDuty]:
    """For each unit that is served in full, the stays that do so within the limits, by duty; no duty without any."""
    full = [code for code in part.meetings if is_served_in_full(part, limits, code)]
    stays = {code: _in_time(part, code, limits.finish) for code in full}
    for criterion in ADDED_UP:
        limit = limits.of(criterion)
        if limit is not None:
            stays = _within(part, stays, criterion, limit)
    return {
        code: by_duty if share is None else _breaking_at_most(by_duty, Goal.CHANGES, share)
        for code, by_duty in stays.items()
        for share in [limits.changes_at.get(code)]
    }


def changes_are_shared_out(part: Part, limits: Limits) -> bool:
    """Whether the limit of `changes` is kept by the stays alone."""
    shares = [
        limits.changes_at.get(code) if is_served_in_full(part, limits, code) else None for code in part.promised_units
    ]
    known = [share for share in shares if share is not None]
    return limits.changes is not None and len(known) == len(shares) and sum(known) <= limits.changes


def _in_time(part: Part, code: UnitCode, finish: int | None) -> StaysByDuty:
    in_time = {
        meeting.duty: tuple(
            stay
            for stay in part.full_stays[code, meeting.duty]
            if (finish is None or meeting.worked[stay.last][-1] <= finish)
            and (not part.is_wished(code) or covers(meeting.wished, stay.first, stay.last))
        )
        for meeting in part.meetings[code]
    }
    pinned = [meeting.duty for meeting in part.meetings[code] if meeting.frozen]
    return {duty: stays for duty, stays in in_time.items() if stays and (not pinned or pinned == [duty])}


def _within(
    part: Part, stays: Mapping[UnitCode, StaysByDuty], criterion: Criterion, limit: int
) -> dict[UnitCode, StaysByDuty]:
    """Without the stays that break more than the others leave it; units not served in full may keep everything."""
    least = {code: _least(stays[code], criterion) for code in part.promised_units if code in stays}
    spare = limit - sum(least.values())
    return {
        code: by_duty if code not in least else _breaking_at_most(by_duty, criterion, least[code] + spare)
        for code, by_duty in stays.items()
    }


def _least(stays: StaysByDuty, criterion: Criterion) -> int:
    return min((stay.breaks(criterion) for found in stays.values() for stay in found), default=0)


def _breaking_at_most(stays: StaysByDuty, criterion: Criterion, most: int) -> StaysByDuty:
    kept = {duty: tuple(stay for stay in found if stay.breaks(criterion) <= most) for duty, found in stays.items()}
    return {duty: found for duty, found in kept.items() if found}
