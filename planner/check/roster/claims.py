"""What a roster says of itself, held against its case and against what its duties show."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from planner.check.roster.goals import vacancies, value_of
from planner.check.roster.reading import DutyReading
from planner.check.roster.violation import DutyClaim, DutyViolation
from planner.domain.policy import Proof
from planner.domain.record import MachineName, ShiftLabel
from planner.roster.duties import Roster, Vacancy
from planner.roster.staffing import Role
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("check")

_SeatKind = tuple[date, ShiftLabel, MachineName, str, Role, bool]


def belongs(reading: DutyReading, roster: Roster) -> Iterator[DutyViolation]:
    """The roster is one of this campaign, of this plan's version, and says where it begins and what it follows."""
    situation = reading.situation
    for what, told, true in (
        (_("campaign"), roster.campaign, reading.campaign.name),
        (_("version of the plan"), roster.plan_version, reading.case.plan.version),
        (_("first day still to be rostered"), roster.as_of, situation.as_of),
        (_("version of the published roster"), roster.published_version, situation.published_version),
        (_("last published day"), roster.published_until, situation.published_until),
        (_("last frozen day"), roster.frozen_until, situation.frozen_until),
    ):
        if told != true:
            message = _("{what}: the roster says {told}, but it is {true}").format(
                what=what, told=_spoken(told), true=_spoken(true)
            )
            yield DutyViolation(rule=DutyClaim.BELONGS, message=message)
    if roster.as_of is not None and roster.as_of == situation.as_of:
        told_shift, true_shift = (_first_shift(reading, shift) for shift in (roster.as_of_shift, situation.as_of_shift))
        if told_shift != true_shift:
            message = _("{what}: the roster says {told}, but it is {true}").format(
                what=_("first shift still to be rostered"), told=told_shift, true=true_shift
            )
            yield DutyViolation(rule=DutyClaim.BELONGS, message=message, shift=roster.as_of_shift)


def _first_shift(reading: DutyReading, shift: ShiftLabel | None) -> ShiftLabel:
    return reading.campaign.calendar.shift_labels[0] if shift is None else shift


def _spoken(fact: str | int | date | None) -> str:
    if fact is None:
        return _("none")
    return spoken_day(fact) if isinstance(fact, date) else str(fact)


def goals_are_true(reading: DutyReading, roster: Roster) -> Iterator[DutyViolation]:
    """Each goal that the roster tells has the value that the duties give it, and is told once."""
    for goal, times in Counter(result.goal for result in roster.goals).items():
        if times > 1:
            message = _("goal {goal} is told {times} times").format(goal=_(goal.value), times=times)
            yield DutyViolation(rule=DutyClaim.GOAL_VALUE, message=message)
    for result in roster.goals:
        value = value_of(reading, result.goal)
        if result.value != value:
            message = _("goal {goal} is said to be {claimed}, but the duties give {value}").format(
                goal=_(result.goal.value), claimed=spoken_number(result.value), value=spoken_number(value)
            )
            yield DutyViolation(rule=DutyClaim.GOAL_VALUE, message=message)


def bounds_are_possible(_reading: DutyReading, roster: Roster) -> Iterator[DutyViolation]:
    """No bound lies above its goal's value."""
    for result in roster.goals:
        if result.bound is not None and result.bound > result.value:
            message = _("goal {goal}: the bound {bound} lies above the value {value}").format(
                goal=_(result.goal.value), bound=spoken_number(result.bound), value=spoken_number(result.value)
            )
            yield DutyViolation(rule=DutyClaim.BOUND, message=message)


def proofs_are_whole(_reading: DutyReading, roster: Roster) -> Iterator[DutyViolation]:
    """A goal called optimal has a bound that equals its value."""
    for result in roster.goals:
        if result.proof is Proof.OPTIMAL and result.bound != result.value:
            message = _("goal {goal} is called optimal, but its value is {value} and its bound {bound}").format(
                goal=_(result.goal.value),
                value=spoken_number(result.value),
                bound=_("none") if result.bound is None else spoken_number(result.bound),
            )
            yield DutyViolation(rule=DutyClaim.PROOF, message=message)


def vacant_list_is_true(reading: DutyReading, roster: Roster) -> Iterator[DutyViolation]:
    """Each kind of seat without an officer is listed once, with as many as are missing, and no other is."""
    missing = {_kind(one): one for one in vacancies(reading)}
    listed: dict[_SeatKind, list[Vacancy]] = {}
    for one in roster.vacant:
        listed.setdefault(_kind(one), []).append(one)
    for kind in {**missing, **listed}:
        told, true = [one.officers for one in listed.get(kind, [])], missing.get(kind)
        if told == ([] if true is None else [true.officers]):
            continue
        shown = true or listed[kind][0]
        message = _(
            "{machine} on {day}, {shift} ({role}): seats without an officer are {listed} by the roster, {true} by its "
            "duties"
        ).format(
            machine=shown.machine,
            day=spoken_day(shown.date),
            shift=shown.shift,
            role=shown.role or _("any role"),
            listed=" + ".join(map(spoken_number, told or [0])),
            true=spoken_number(0 if true is None else true.officers),
        )
        yield DutyViolation(
            rule=DutyClaim.VACANT_LIST, message=message, day=shown.date, shift=shown.shift, machine=shown.machine
        )


def _kind(vacancy: Vacancy) -> _SeatKind:
    return vacancy.date, vacancy.shift, vacancy.machine, vacancy.unit, vacancy.role, vacancy.is_required


DUTY_CLAIM_JUDGES: dict[DutyClaim, Callable[[DutyReading, Roster], Iterator[DutyViolation]]] = {
    DutyClaim.BELONGS: belongs,
    DutyClaim.GOAL_VALUE: goals_are_true,
    DutyClaim.BOUND: bounds_are_possible,
    DutyClaim.PROOF: proofs_are_whole,
    DutyClaim.VACANT_LIST: vacant_list_is_true,
}
"""Every kind of claim with the one function that judges it."""
