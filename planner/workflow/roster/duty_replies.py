"""One sentence on why an officer has a duty, or has none."""

from planner.next_steps import NextStep, Step, worded
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal
from planner.roster.staffing import ANY_ROLE
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.roster.duty_answer import DutyAnswer, DutyReply

_ = texts_of("workflow")


def reply_to_duty(answer: DutyAnswer) -> str:
    """Why the officer has the duty, or has none, and what the other way would cost."""
    who = _who(answer)
    if answer.duty is None:
        return _sentence_without(answer).format(who=who, **_price(answer))
    return _sentence_with(answer).format(who=who, duty=_spoken(answer, answer.duty), **_price(answer))


def _sentence_without(answer: DutyAnswer) -> str:
    """Of an officer who has no duty then."""
    return {
        DutyReply.PAST: _("{who}: no duty; that time is over"),
        DutyReply.NO_SEAT: _("{who}: no duty, for the plan asks for nobody then"),
        DutyReply.HELD: "",
        DutyReply.FORBIDDEN: _("{who}: no duty, and no roster can give one. What forbids it stands below"),
        DutyReply.FREE: _("{who}: no duty, but a roster that gives one is just as good"),
        DutyReply.BETTER: _("{who}: no duty, but a roster that gives one is better: {price}"),
        DutyReply.COSTS: _("{who}: no duty, for with one {price}"),
        DutyReply.OPEN: worded(
            _("{who}: no duty; no roster that gives one was found in time, and none is proven impossible"),
            NextStep(Step.MORE_TIME),
        ),
    }[answer.reply]


def _sentence_with(answer: DutyAnswer) -> str:
    """Of an officer who has one."""
    return {
        DutyReply.PAST: _("{who}: {duty}; it is worked, and what was worked stays"),
        DutyReply.NO_SEAT: "",
        DutyReply.HELD: _("{who}: {duty}, and every roster gives this duty. Why stands below"),
        DutyReply.FORBIDDEN: "",
        DutyReply.FREE: _("{who}: {duty}, but a roster without this duty is just as good"),
        DutyReply.BETTER: _("{who}: {duty}, but a roster without this duty is better: {price}"),
        DutyReply.COSTS: _("{who}: {duty}, for without it {price}"),
        DutyReply.OPEN: worded(
            _("{who}: {duty}; no roster without it was found in time, and none is proven impossible"),
            NextStep(Step.MORE_TIME),
        ),
    }[answer.reply]


def _who(answer: DutyAnswer) -> str:
    officer = f"{answer.officer.code} {answer.officer.name}".strip()
    moment = spoken_day(answer.day) if answer.shift is None else f"{spoken_day(answer.day)} {answer.shift}"
    return f"{officer}, {moment}"


def _spoken(answer: DutyAnswer, duty: Duty) -> str:
    unit = answer.campaign.units_by_code.get(duty.unit)
    told = f"{duty.machine} ({unit.name if unit is not None else duty.unit})"
    return told if duty.role == ANY_ROLE else f"{told}, {duty.role}"


def _price(answer: DutyAnswer) -> dict[str, str]:
    """What becomes of the first goal that differs; nothing where none does."""
    if answer.first_difference is None:
        return {}
    before, after = answer.first_difference
    sentence = {
        DutyGoal.VACANT: _("Vacant goes from {before} to {after}"),
        DutyGoal.DUTY_CHANGES: _("Duty changes go from {before} to {after}"),
        DutyGoal.OVERTIME: _("Overtime goes from {before} to {after}"),
        DutyGoal.FAIRNESS: _("Fairness goes from {before} to {after}"),
        DutyGoal.WISHES: _("Wishes go from {before} to {after}"),
        DutyGoal.SWITCHES: _("Switches go from {before} to {after}"),
        DutyGoal.COMMUTE: _("Commute goes from {before} to {after}"),
    }[before.goal]
    price = sentence.format(before=spoken_number(before.value), after=spoken_number(after.value))
    if answer.reply is not DutyReply.COSTS:
        return {"price": price}
    if answer.is_proven:
        return {"price": _("{price} (proven: no way round it)").format(price=price)}
    return {"price": _("{price} (best found so far; see the proofs below)").format(price=price)}
