"""The commands `why` and `whatif`: one sentence, then the figures behind it."""

from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.planning.advice import AdviceOnLines
from planner.cli.planning.progress_line import CountedLines, ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.telling.figures import UNKNOWN, difference_told, figure, goal_name
from planner.telling.proofs import ended_early, proofs_in_short
from planner.telling.questions.answers import answer_as_json, only_together_told
from planner.telling.questions.scenarios import (
    compared_as_json,
    missing_told,
    proofs_told,
    solved_for_told,
    whatif_csv,
    without_plan_told,
)
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.planning.decision import result_of
from planner.workflow.planning.standpoint import Terms
from planner.workflow.questions.outlooks import AskedBreakdown, AskedScenarios, Compared, Outlook, compare
from planner.workflow.questions.replies import reply_to_day, reply_to_wish
from planner.workflow.questions.wishes import Asked, WishAnswer, WishReply, weigh_wish
from planner.workflow.solving.searching import Search

_ = texts_of("cli")


def why(
    session: Speaker,
    *,
    campaign: Path,
    unit: str,
    day: date | None,
    machine: str | None,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner why`; `terms` are the fields of Terms."""
    with ProgressLines(session) as lines:
        search = Search(SearchTerms(seconds, workers, seed), lines.listen).since(session.called)
        answer = weigh_wish(campaign, Asked(unit, machine, day), search, Terms(**terms), address=ledger)
    _show_answer(session, answer)


def whatif(
    session: Speaker,
    *,
    campaign: Path,
    machines: int | None,
    breakdowns: tuple[tuple[str, int, date | None], ...],
    by: date | None,
    capacity: int | None,
    is_evenings_only: bool,
    seconds: float,
    workers: int,
    seed: int,
    cluster: str | None,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner whatif`; `terms` are the fields of Terms."""
    asked = AskedScenarios(
        machines=machines or 0,
        breakdowns=tuple(AskedBreakdown(*each) for each in breakdowns),
        capacity=capacity,
        is_evenings_only=is_evenings_only,
        by=by,
    )
    search = Search(SearchTerms(seconds, workers, seed, cluster=cluster), nobody).since(session.called)
    with CountedLines() as lines:

        def begin(number: int, count: int, name: str) -> None:
            told = _("  ({number}/{count}) {name} …").format(number=number, count=count, name=name)
            lines.tell(told, at_once=number == 1)

        compared = compare(campaign, asked, search, Terms(**terms), begin, address=ledger)
    _show_compared(session, compared, seconds)


def _show_answer(session: Speaker, answer: WishAnswer) -> None:
    """`planner why`: the sentence, then the price goal by goal, or the facts that forbid it."""
    show_warnings(session, answer.problems)
    if answer.was_stopped:
        session.say(ended_early())
    session.say(f"{reply_to_wish(answer)}.")
    session.say_lines(f"  - {fact}." for fact in answer.facts)
    if not answer.are_fewest:
        session.say(
            _("Not proven that these are the fewest: some may not be needed. Give it more time with --seconds.")
        )
    elif len(answer.facts) > 1:
        session.say(only_together_told())
    if answer.reply is WishReply.POSSIBLE and answer.without is not None and answer.fulfilled is not None:
        for line in table(_price_columns(), _price_rows(answer.without, answer.fulfilled)):
            session.say(line)
    session.answer(answer_as_json(answer))


def _price_columns() -> list[TextColumn]:
    return [
        TextColumn(_("goal"), is_figure=False),
        TextColumn(_("best plan")),
        TextColumn(_("as wished")),
        TextColumn(_("difference")),
        TextColumn(_("proof"), is_figure=False),
    ]


def _price_rows(without: Plan, fulfilled: Plan) -> list[list[str]]:
    pairs = [(before, result_of(fulfilled, before.goal)) for before in without.goals]
    return [_price_row(before, after) for before, after in pairs if after is not None]


def _price_row(before: GoalResult, after: GoalResult) -> list[str]:
    return [
        goal_name(before.goal),
        figure(before.goal, before.value),
        figure(before.goal, after.value),
        difference_told(before.goal, before.value, after.value),
        proofs_in_short(before, after),
    ]


def _show_compared(session: Speaker, compared: Compared, seconds: float) -> None:
    """`planner whatif`, given so many seconds: the answer to --by, then one line a scenario."""
    advice = AdviceOnLines(
        compared.campaign,
        [outlook.plan.goals for outlook in compared.outlooks if outlook.plan is not None],
        seconds,
        was_stopped=compared.was_stopped,
    )
    show_warnings(session, compared.problems)
    if compared.num_missing:
        session.say(missing_told(compared.num_missing))
    sentence = reply_to_day(compared)
    if sentence:
        session.say(f"{sentence}.")
    advice.show(session)
    columns = [
        TextColumn(_("scenario"), is_figure=False),
        TextColumn(_("finish")),
        TextColumn(_("left")),
        TextColumn("km"),
        TextColumn(_("proof"), is_figure=False),
    ]
    for line in table(columns, [_outlook_row(outlook) for outlook in compared.outlooks]):
        session.say(line)
    session.say_lines(without_plan_told(compared))
    session.say(solved_for_told())
    if any(outlook.plan is not None and outlook.plan.announced_version for outlook in compared.outlooks):
        session.say(
            _("Announced slots after the frozen days may change freely here; planner repairs tells their price.")
        )
    session.tabulate(lambda: whatif_csv(compared))
    session.answer(compared_as_json(compared, advice.as_json()))


def _outlook_row(outlook: Outlook) -> list[str]:
    travel = outlook.result(Goal.TRAVEL)
    if outlook.plan is None or travel is None:
        return [outlook.scenario.name, UNKNOWN, UNKNOWN, UNKNOWN, _("no plan")]
    return [
        outlook.scenario.name,
        spoken_day(outlook.finish) if outlook.finish else UNKNOWN,
        spoken_number(outlook.left),
        figure(Goal.TRAVEL, travel.value),
        proofs_told(outlook),
    ]
