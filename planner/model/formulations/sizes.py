"""Which models are small enough to be built in time; larger parts are rebuilt by hand and bounded by counting."""

from planner.domain.record import UnitCode
from planner.model.instance.subproblem import Part

MOST_ARCS = 120_000
"""An arc from each call to each other, by each duty."""
MOST_PERIODS = 250_000
"""A number for each period of each meeting."""


def can_tour(part: Part) -> bool:
    """Whether a model with tours can be built in time."""
    calls = {code: _calls_to_tour(part, code) for code in part.meetings}
    by_duty = sum(calls[code] * len(meetings) for code, meetings in part.meetings.items())
    return by_duty * sum(calls.values()) <= MOST_ARCS


def _calls_to_tour(part: Part, code: UnitCode) -> int:
    """No more visits than may be made, nor than there are dossiers for."""
    unit = part.campaign.units_by_code[code]
    brought = (most for meeting in part.meetings[code] for brings in meeting.brings for most in brings)
    return min(unit.visits, 1 + unit.need // min(brought, default=1))


def can_pack(part: Part, finish: int | None) -> bool:
    """Whether a model without tours, of plans that end by then, can be built in time."""
    return num_periods(part, finish) <= MOST_PERIODS


def num_periods(part: Part, finish: int | None) -> int:
    """How many periods of all meetings can be used by plans that end by then."""
    return sum(
        1
        for meeting in part.meeting.values()
        for slots in meeting.worked
        if slots and (finish is None or slots[-1] <= finish)
    )
