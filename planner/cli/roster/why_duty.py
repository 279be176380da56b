"""The command `why-duty`: one sentence, then what forbids the other way, or what it would cost goal by goal."""

from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.planning.progress_line import ProgressLines, Sought
from planner.cli.session import Speaker, show_warnings
from planner.domain.policy import Proof
from planner.domain.record import ShiftLabel
from planner.domain.search_terms import SearchTerms
from planner.roster.duties import DutyGoalResult
from planner.telling.figures import figure, goal_name
from planner.texts import texts_of
from planner.workflow.roster import why_duty as asking
from planner.workflow.roster.duty_answer import AskedDuty, DutyAnswer
from planner.workflow.roster.duty_replies import reply_to_duty
from planner.workflow.solving.searching import Search

_ = texts_of("cli")


def why_duty(
    session: Speaker,
    *,
    campaign: Path,
    plan_path: Path,
    roster_path: Path,
    officer: str,
    day: date,
    shift: str | None,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
) -> None:
    """`planner why-duty`."""
    with ProgressLines(session, Sought.ROSTER) as lines:
        search = Search(SearchTerms(seconds, workers, seed), lines.listen)
        asked = AskedDuty(officer, day, None if shift is None else ShiftLabel(shift))
        answer = asking.why_duty(campaign, plan_path, roster_path, asked, search, address=ledger)
    _show(session, answer)


def _show(session: Speaker, answer: DutyAnswer) -> None:
    show_warnings(session, answer.problems)
    if answer.was_stopped:
        session.say(_("The search was ended early; this is the best found until then."))
    session.say(f"{reply_to_duty(answer)}.")
    for reason in answer.reasons:
        session.say(f"  - {reason}.")
    if answer.clashes:
        session.say(_("Beside the other duties of this roster it would break:"))
        for clash in answer.clashes:
            session.say(f"  - {clash}.")
    if answer.after:
        for line in table(_columns(), _rows(answer)):
            session.say(line)
    session.answer(_as_json(answer))


def _columns() -> list[TextColumn]:
    return [
        TextColumn(_("goal"), is_figure=False),
        TextColumn(_("this roster")),
        TextColumn(_("the other way")),
        TextColumn(_("difference")),
        TextColumn(_("proof"), is_figure=False),
    ]


def _rows(answer: DutyAnswer) -> list[list[str]]:
    return [_row(before, after) for before, after in answer.pairs]


def _row(before: DutyGoalResult, after: DutyGoalResult) -> list[str]:
    difference = after.value - before.value
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return [
        goal_name(before.goal),
        figure(before.goal, before.value),
        figure(before.goal, after.value),
        sign + figure(before.goal, abs(difference)),
        _proof(before) if _proof(before) == _proof(after) else f"{_proof(before)} / {_proof(after)}",
    ]


def _proof(result: DutyGoalResult) -> str:
    if result.proof is Proof.OPTIMAL:
        return _("proven")
    if result.bound is None:
        return _("not optimised")
    return _("at least {bound}").format(bound=figure(result.goal, result.bound))


def _as_json(answer: DutyAnswer) -> dict[str, Any]:
    first = answer.first_difference
    return {
        "reply": answer.reply.value,
        "sentence": reply_to_duty(answer),
        "officer": answer.officer.code,
        "day": answer.day.isoformat(),
        "shift": answer.shift,
        "duty": None if answer.duty is None else answer.duty.model_dump(mode="json"),
        "reasons": list(answer.reasons),
        "clashes": list(answer.clashes),
        "first_goal": None if first is None else first[0].goal.value,
        "proven": answer.is_proven,
        "before": [result.model_dump(mode="json") for result in answer.before],
        "after": [result.model_dump(mode="json") for result in answer.after] or None,
        "was_stopped": answer.was_stopped,
        "warnings": [str(problem) for problem in answer.problems],
    }
