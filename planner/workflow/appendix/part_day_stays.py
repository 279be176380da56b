"""Stays that take the same part of each day: by the rules a visit a day, for the office one stay; what to enter.

Rule `visits` ends a visit wherever a slot that is open to both is left out. A unit that is served in the mornings alone
says so under *Ca được phép*; then its afternoons are closed, and its mornings are one visit.
"""

from planner.check.verdict import Verdict, judge
from planner.check.violation import Violation
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.record import ShiftLabel, UnitCode
from planner.texts import texts_of

_ = texts_of("workflow")


def with_shifts_to_enter(campaign: Campaign, plan: Plan, verdict: Verdict) -> Verdict:
    """The verdict, its messages on `visits` saying what to enter at units where *Ca được phép* alone mends them."""
    broken = {violation.unit for violation in verdict.violations if violation.rule is Rule.VISITS}
    worked = {code: _shifts_worked(campaign, plan, code) for code in broken if code is not None}
    narrowed = campaign.model_copy(
        update={
            "units": tuple(
                unit.model_copy(update={"shifts": worked[unit.code]}) if unit.code in worked else unit
                for unit in campaign.units
            )
        }
    )
    if narrowed == campaign:
        return verdict
    still_broken = {one.unit for one in judge(narrowed, plan).violations if one.rule is Rule.VISITS}
    violations = tuple(
        _with_advice(one, worked[one.unit])
        if one.rule is Rule.VISITS and one.unit is not None and one.unit not in still_broken
        else one
        for one in verdict.violations
    )
    return verdict.model_copy(update={"violations": violations})


def _shifts_worked(campaign: Campaign, plan: Plan, code: UnitCode) -> tuple[ShiftLabel, ...]:
    """The shifts in which the plan still sends somebody to the unit, in the order of the day."""
    planned = {row.shift for row in plan.assignments if row.unit == code and not row.done}
    return tuple(label for label in campaign.calendar.shift_labels if label in planned)


def _with_advice(violation: Violation, shifts: tuple[ShiftLabel, ...]) -> Violation:
    advice = _(
        "Every day takes {shifts} alone: enter {shifts} under Ca được phép of this unit on sheet Đơn vị, "
        "and its days count as one stay"
    ).format(shifts=", ".join(shifts))
    return violation.model_copy(update={"message": f"{violation.message}. {advice}"})
