"""The command `why-duty`: one sentence, then what forbids the other way, or what it would cost goal by goal."""

from datetime import date
from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.planning.progress_line import ProgressLines, Sought
from planner.cli.session import Speaker, show_warnings
from planner.domain.record import ShiftLabel
from planner.domain.search_terms import SearchTerms
from planner.roster.duties import DutyGoalResult
from planner.telling.figures import difference_told, figure, goal_name
from planner.telling.proofs import ended_early, proofs_in_short
from planner.telling.roster.duty_answers import duty_answer_as_json, grounds_told
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
        search = Search(SearchTerms(seconds, workers, seed), lines.listen).since(session.called)
        asked = AskedDuty(officer, day, None if shift is None else ShiftLabel(shift))
        answer = asking.why_duty(campaign, plan_path, roster_path, asked, search, address=ledger)
    _show(session, answer)


def _show(session: Speaker, answer: DutyAnswer) -> None:
    show_warnings(session, answer.problems)
    if answer.was_stopped:
        session.say(ended_early())
    session.say(f"{reply_to_duty(answer)}.")
    session.say_lines(grounds_told(answer))
    if answer.after:
        session.say_lines(table(_columns(), _rows(answer)))
    session.answer(duty_answer_as_json(answer))


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
    return [
        goal_name(before.goal),
        figure(before.goal, before.value),
        figure(before.goal, after.value),
        difference_told(before.goal, before.value, after.value),
        proofs_in_short(before, after),
    ]
