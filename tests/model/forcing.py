"""The model asked about one given set of placements: is it a plan?"""

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.domain.situation import AT_THE_START, Situation
from planner.model.formulations.formulation import Formulation
from planner.model.formulations.limits import Limits
from planner.model.formulations.routing import Touring
from planner.model.formulations.slot_unit import SlotUnit
from planner.model.formulations.split_visits import ElasticUnit
from planner.model.formulations.time_indexed import Packing
from planner.model.gate import Effort, Status, Stopper, ask
from planner.model.instance.residual import remainder_of
from planner.model.instance.subproblem import Part, whole
from tests.campaigns import Placement


class UsefulPacking(Packing):
    """The packing that leaves nothing to `schedule_of`, which would take away visits that collect nothing."""

    keeps_useful = True


Key = tuple[str, int, int]
"""Unit, duty, period."""


def verdict_of_model(
    campaign: Campaign, placements: Sequence[Placement], situation: Situation = AT_THE_START
) -> Status:
    """OPTIMAL if the model has exactly these placements ahead among its solutions, INFEASIBLE if not."""
    part = whole(remainder_of(campaign, situation), tell_apart=True)
    wanted = _covered(part, placements)
    if wanted is None:
        return Status.INFEASIBLE
    verdicts = {_verdict(shape(part, Limits()), wanted) for shape in (UsefulPacking, *([Touring] * part.limits_reach))}
    assert len(verdicts) == 1, "the two formulations disagree"
    return verdicts.pop()


def _verdict(formulation: Formulation, wanted: Collection[Key]) -> Status:
    part = formulation.part
    for code, meetings in part.meetings.items():
        for meeting in meetings:
            for period in meeting.open_periods:
                covering = _covering(formulation, code, meeting.duty, period)
                formulation.model.add(sum(covering) == ((code, meeting.duty, period) in wanted))
    return ask(formulation.model, Effort(1, 0, 60.0), Stopper()).status


def _covering(formulation: Formulation, code: UnitCode, duty: int, period: int) -> list[cp_model.IntVar]:
    """The literals that say whether the unit's machines of the duty are there in the period."""
    unit = formulation._elastic[code]
    if isinstance(unit, SlotUnit):
        return unit.spans(duty, period)
    assert isinstance(unit, ElasticUnit)
    return [literal for call in unit.calls for literal in call.spans(duty, period)]


def _covered(part: Part, placements: Sequence[Placement]) -> Collection[Key] | None:
    """The periods that the placements take, or None if some placement stands where the model has no variable."""
    calendar = part.campaign.calendar
    slots: dict[Key, set[int]] = {}
    standing = set()
    for placement in placements:
        ordinal = calendar.ordinal(placement.day, placement.shift)
        if (placement.machine, ordinal) in standing:
            return None
        standing.add((placement.machine, ordinal))
        key = next(
            (
                (code, meeting.duty, period)
                for code, meetings in part.meetings.items()
                for meeting in meetings
                if code == placement.unit and placement.machine in part.duties[meeting.duty].machines
                for period, worked in enumerate(meeting.worked)
                if ordinal in worked
            ),
            None,
        )
        if key is None:
            return None
        slots.setdefault(key, set()).add(ordinal)
    whole_periods = all(
        ordinals == set(part.meeting[UnitCode(code), duty].worked[period])
        for (code, duty, period), ordinals in slots.items()
    )
    return slots.keys() if whole_periods else None
