"""What a plan says of itself, held against what its assignments show."""

from collections import Counter
from collections.abc import Iterator

from planner.check.goals import VALUES, can_be_reckoned, travel_km
from planner.check.reading import Reading
from planner.check.violation import Claim, Violation
from planner.check.wording import spoken_unit
from planner.domain.plan import Assignment, GoalResult
from planner.domain.policy import Goal, Proof
from planner.domain.record import UnitCode
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("check")

TRAVEL_TOLERANCE_KM = 0.05 + 1e-6
"""Travel is told with one decimal, so up to half of one may be lost; the rest is for binary fractions."""


def names_are_known(reading: Reading) -> Iterator[Violation]:
    """Every machine, unit and shift that the plan names is the campaign's."""
    for assignment in reading.plan.assignments:
        if not reading.knows(assignment):
            yield Violation(
                rule=Claim.KNOWN,
                message=_why_unknown(reading, assignment).format(
                    machine=assignment.machine,
                    unit=assignment.unit,
                    day=spoken_day(assignment.date),
                    shift=assignment.shift,
                ),
                machine=assignment.machine,
                unit=assignment.unit,
                day=assignment.date,
                shift=assignment.shift,
            )
    yield from _as_of_is_known(reading)
    yield from _units_beside_are_known(reading)


def _why_unknown(reading: Reading, assignment: Assignment) -> str:
    if assignment.machine not in reading.campaign.machines_by_name:
        return _("the campaign has no machine {machine} (at {unit} on {day}, {shift})")
    if assignment.unit not in reading.campaign.units_by_code:
        return _("the campaign has no unit with code {unit} ({machine} on {day}, {shift})")
    return _("the campaign has no shift {shift} ({machine} at {unit} on {day})")


def _as_of_is_known(reading: Reading) -> Iterator[Violation]:
    shift = reading.plan.as_of_shift
    if shift is not None and shift not in reading.campaign.calendar.shift_labels:
        message = _("the plan begins in shift {shift}, which the campaign does not have").format(shift=shift)
        yield Violation(rule=Claim.KNOWN, message=message, shift=shift)


def _units_beside_are_known(reading: Reading) -> Iterator[Violation]:
    known = reading.campaign.units_by_code
    strange = [code for code in reading.plan.elsewhere if reading.code_today(code) is None]
    for code in (*strange, *(item.unit for item in reading.plan.unserved if item.unit not in known)):
        message = _("the campaign has no unit with code {unit}").format(unit=code)
        yield Violation(rule=Claim.KNOWN, message=message, unit=code)


def goals_are_true(reading: Reading) -> Iterator[Violation]:
    """Each goal that the plan tells has the value that the assignments give it, and is told once."""
    for goal, times in Counter(result.goal for result in reading.plan.goals).items():
        if times > 1:
            message = _("goal {goal} is told {times} times").format(goal=_(goal.value), times=times)
            yield Violation(rule=Claim.GOAL_VALUE, message=message)
    for result in reading.plan.goals:
        if can_be_reckoned(reading, result.goal) and not _value_is_true(reading, result):
            message = _("goal {goal} is said to be {claimed}, but the assignments give {value}").format(
                goal=_(result.goal.value),
                claimed=spoken_number(result.value),
                value=spoken_number(VALUES[result.goal](reading)),
            )
            yield Violation(rule=Claim.GOAL_VALUE, message=message)


def _value_is_true(reading: Reading, result: GoalResult) -> bool:
    if result.goal is Goal.TRAVEL:
        return abs(result.value - travel_km(reading)) <= TRAVEL_TOLERANCE_KM
    return result.value == VALUES[result.goal](reading)


def bounds_are_possible(reading: Reading) -> Iterator[Violation]:
    """No bound lies above its goal's value."""
    for result in reading.plan.goals:
        if result.bound is not None and result.bound > result.value + _slack(result):
            message = _("goal {goal}: the bound {bound} lies above the value {value}").format(
                goal=_(result.goal.value), bound=spoken_number(result.bound), value=spoken_number(result.value)
            )
            yield Violation(rule=Claim.BOUND, message=message)


def proofs_are_whole(reading: Reading) -> Iterator[Violation]:
    """A goal called optimal has a bound that equals its value."""
    for result in reading.plan.goals:
        met = result.bound is not None and abs(result.bound - result.value) <= _slack(result)
        if result.proof is Proof.OPTIMAL and not met:
            message = _("goal {goal} is called optimal, but its value is {value} and its bound {bound}").format(
                goal=_(result.goal.value),
                value=spoken_number(result.value),
                bound=_("none") if result.bound is None else spoken_number(result.bound),
            )
            yield Violation(rule=Claim.PROOF, message=message)


def _slack(result: GoalResult) -> float:
    return TRAVEL_TOLERANCE_KM if result.goal is Goal.TRAVEL else 0.0


def unserved_list_is_true(reading: Reading) -> Iterator[Violation]:
    """Each unit with dossiers left is listed once, with as many as are left; a unit without any may be left out."""
    listed: dict[UnitCode, list[int]] = {}
    for item in reading.plan.unserved:
        listed.setdefault(item.unit, []).append(item.dossiers)
    for unit in reading.campaign.units:
        told, left = listed.get(unit.code, [0]), reading.left[unit.code]
        if told != [left]:
            message = _("{unit}: dossiers left are {listed} by the plan, but {left} by its assignments").format(
                unit=spoken_unit(unit), listed=" + ".join(map(spoken_number, told)), left=spoken_number(left)
            )
            yield Violation(rule=Claim.UNSERVED_LIST, message=message, unit=unit.code)


CLAIM_JUDGES = {
    Claim.KNOWN: names_are_known,
    Claim.GOAL_VALUE: goals_are_true,
    Claim.BOUND: bounds_are_possible,
    Claim.PROOF: proofs_are_whole,
    Claim.UNSERVED_LIST: unserved_list_is_true,
}
"""Every kind of claim with the one function that judges it."""
