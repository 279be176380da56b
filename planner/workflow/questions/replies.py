"""One sentence in reply to a question: what a wish costs, and whether all can be done by a day."""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.wish import Wish
from planner.next_steps import NextStep, Step, worded
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.planning.decision import result_of
from planner.workflow.questions.outlooks import Compared, Outlook
from planner.workflow.questions.wishes import WishAnswer, WishReply

_ = texts_of("workflow")
ngettext = plurals_of("workflow")


def reply_to_wish(answer: WishAnswer) -> str:
    """Whether it can be done, and at what price."""
    wish = _spoken(answer.campaign, answer.wish)
    if answer.reply is WishReply.FORBIDDEN:
        return _("{wish}: impossible, proven. What forbids it stands below").format(wish=wish)
    if answer.reply is WishReply.ALREADY:
        return _("{wish}: the best plan does so already").format(wish=wish)
    if answer.without is None or answer.fulfilled is None:
        sentence = _("{wish}: no plan that does so was found in time, and none is proven impossible")
        return worded(sentence.format(wish=wish), NextStep(Step.MORE_TIME))
    priced = _priced(answer.without, answer.fulfilled)
    if not priced:
        return _("{wish}: possible, and it costs nothing").format(wish=wish)
    prices = [_price(answer.campaign, before, after) for before, after in priced]
    sentence = _("{wish}: possible, but {prices}").format(wish=wish, prices=_(" and ").join(prices))
    last = priced[-1][0].goal
    if _is_proven(answer.without, last) and _is_proven(answer.fulfilled, last):
        return sentence
    return _("{sentence} (best found so far; see the proofs below)").format(sentence=sentence)


def _spoken(campaign: Campaign, wish: Wish) -> str:
    unit = campaign.units_by_code[wish.unit].name
    if wish.machine is None and wish.day is None:
        return _("A visit to {unit}").format(unit=unit)
    if wish.machine is None and wish.day is not None:
        return _("A visit to {unit} on {day}").format(unit=unit, day=spoken_day(wish.day))
    if wish.day is None:
        return _("{machine} at {unit}").format(machine=wish.machine, unit=unit)
    return _("{machine} at {unit} on {day}").format(machine=wish.machine, unit=unit, day=spoken_day(wish.day))


def _priced(without: Plan, fulfilled: Plan) -> list[tuple[GoalResult, GoalResult]]:
    """Every goal that differs, before and after; `waiting` only where no other does."""
    differing = [
        (before, after)
        for before in without.goals
        for after in [result_of(fulfilled, before.goal)]
        if after is not None and after.value != before.value
    ]
    return [(before, after) for before, after in differing if before.goal is not Goal.WAITING] or differing


def _price(campaign: Campaign, before: GoalResult, after: GoalResult) -> str:
    if before.goal is Goal.FINISH:
        return _finish(campaign, int(before.value), int(after.value))
    return _more_or_less(before.goal, after.value - before.value)


def _finish(campaign: Campaign, before: int, after: int) -> str:
    days = (campaign.calendar.slot(after).day - campaign.calendar.slot(before).day).days if before and after else 0
    if days == 0:
        num_shifts = abs(after - before)
        sentence = (
            ngettext("it finishes {shifts} shift later", "it finishes {shifts} shifts later", num_shifts)
            if after > before
            else ngettext("it finishes {shifts} shift sooner", "it finishes {shifts} shifts sooner", num_shifts)
        )
        return sentence.format(shifts=spoken_number(num_shifts))
    sentence = (
        ngettext("it finishes {days} day later", "it finishes {days} days later", abs(days))
        if days > 0
        else ngettext("it finishes {days} day sooner", "it finishes {days} days sooner", abs(days))
    )
    return sentence.format(days=spoken_number(abs(days)))


def _more_or_less(goal: Goal, difference: float) -> str:
    sentences = {
        Goal.UNSERVED: (_("{number} more is left in Còn sót"), _("{number} less is left in Còn sót")),
        Goal.MILESTONES: (
            _("{number} more is missing in Mốc giai đoạn"),
            _("{number} less is missing in Mốc giai đoạn"),
        ),
        Goal.CHANGES: (_("Xáo trộn grows by {number}"), _("Xáo trộn shrinks by {number}")),
        Goal.TRAVEL: (_("{number} km more are driven"), _("{number} km less are driven")),
        Goal.WAITING: (_("Chờ đợi grows by {number}"), _("Chờ đợi shrinks by {number}")),
    }
    more, less = sentences[goal]
    decimals = 1 if goal is Goal.TRAVEL else 0
    return (more if difference > 0 else less).format(number=spoken_number(abs(difference), decimals))


def _is_proven(plan: Plan, last: Goal) -> bool:
    """Whether the goals up to this one are proven, as far as they were asked for."""
    order = [result.goal for result in plan.goals]
    return all(result.proof is not Proof.BEST_FOUND for result in plan.goals[: order.index(last) + 1])


def reply_to_day(compared: Compared) -> str:
    """Whether all dossiers can be collected by the day asked for; empty where nobody asked."""
    if compared.by is None:
        return ""
    today = compared.outlooks[0]
    ended = _ended_by(compared)
    for outlook in (today, ended):
        if outlook is not None and _collects_all_by(outlook, compared.by):
            return _("Yes: a plan collects everything by {finish}").format(
                finish=spoken_day(outlook.finish or compared.by)
            )
    return _proven_impossible(compared, today, ended) or worded(
        _(
            "Not known: no plan that collects everything by {day} was found in time, and none is proven impossible"
        ).format(day=spoken_day(compared.by)),
        NextStep(Step.MORE_TIME),
    )


def _ended_by(compared: Compared) -> Outlook | None:
    """The scenario in which nobody works after the day, if it was reached."""
    return next((outlook for outlook in compared.outlooks[1:] if outlook.scenario.ends_by == compared.by), None)


def _collects_all_by(outlook: Outlook, day: date) -> bool:
    return outlook.plan is not None and outlook.left == 0 and (outlook.finish is None or outlook.finish <= day)


def _proven_impossible(compared: Compared, today: Outlook, ended: Outlook | None) -> str:
    unserved, finish = today.result(Goal.UNSERVED), today.result(Goal.FINISH)
    if _least(unserved) > 0:
        return _("No: proven, no plan collects everything, even by {day}").format(
            day=spoken_day(compared.campaign.calendar.last_day)
        )
    earliest = _day_of(compared.campaign, finish)
    if today.left == 0 and earliest is not None and compared.by is not None and earliest > compared.by:
        if finish is not None and finish.proof is Proof.OPTIMAL:
            return _("No: proven, no plan that collects everything ends before {day}; that is the earliest").format(
                day=spoken_day(earliest)
            )
        return _(
            "No: proven, no plan that collects everything ends before {day}; the best found ends on {best}"
        ).format(day=spoken_day(earliest), best=spoken_day(today.finish or earliest))
    if ended is not None and _least(ended.result(Goal.UNSERVED)) > 0 and compared.by is not None:
        return _("No: proven, no plan collects everything by {day}").format(day=spoken_day(compared.by))
    return ""


def _least(result: GoalResult | None) -> float:
    return result.bound or 0 if result is not None else 0


def _day_of(campaign: Campaign, finish: GoalResult | None) -> date | None:
    """The day before which no plan ends, as far as is proven."""
    if finish is None or not finish.bound:
        return None
    return campaign.calendar.slot(min(int(finish.bound), campaign.calendar.last_ordinal)).day
