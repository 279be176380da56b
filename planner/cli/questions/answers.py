"""The commands `why` and `whatif`: one sentence, then the figures behind it."""

from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.compared import whatif_csv
from planner.cli.planning.advice import AdviceOnLines
from planner.cli.planning.progress_line import CountedLines, ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.telling.figures import counted, figure, goal_name
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.planning.decision import result_of
from planner.workflow.planning.standpoint import Terms
from planner.workflow.questions.outlooks import COMPARED, AskedBreakdown, AskedScenarios, Compared, Outlook, compare
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
        search = Search(SearchTerms(seconds, workers, seed), lines.listen)
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
    search = Search(SearchTerms(seconds, workers, seed), nobody)
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
        session.say(_("The search was ended early; this is the best found until then."))
    session.say(f"{reply_to_wish(answer)}.")
    for fact in answer.facts:
        session.say(f"  - {fact}.")
    if not answer.are_fewest:
        session.say(
            _("Not proven that these are the fewest: some may not be needed. Give it more time with --seconds.")
        )
    elif len(answer.facts) > 1:
        session.say(_("Only together do these forbid it: to change one of them is enough."))
    if answer.reply is WishReply.POSSIBLE and answer.without is not None and answer.fulfilled is not None:
        for line in table(_price_columns(), _price_rows(answer.without, answer.fulfilled)):
            session.say(line)
    session.answer(_answer_as_json(answer))


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
    difference = round(after.value - before.value, 1)
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return [
        goal_name(before.goal),
        figure(before.goal, before.value),
        figure(before.goal, after.value),
        sign + figure(before.goal, abs(difference)),
        _proof(before) if _proof(before) == _proof(after) else f"{_proof(before)} / {_proof(after)}",
    ]


def _proof(result: GoalResult) -> str:
    if result.proof is Proof.OPTIMAL:
        return _("proven")
    if result.proof is Proof.NOT_OPTIMISED or result.bound is None:
        return _("not optimised")
    return _("at least {bound}").format(bound=figure(result.goal, result.bound))


def _answer_as_json(answer: WishAnswer) -> dict[str, Any]:
    return {
        "reply": answer.reply.value,
        "sentence": reply_to_wish(answer),
        "wish": answer.wish.model_dump(mode="json"),
        "facts": [{"where": fact.where, "what": fact.what, "advice": fact.advice} for fact in answer.facts],
        "are_fewest": answer.are_fewest,
        "without": _goals_as_json(answer.without),
        "fulfilled": _goals_as_json(answer.fulfilled),
        "was_stopped": answer.was_stopped,
    }


def _goals_as_json(plan: Plan | None) -> list[dict[str, Any]] | None:
    return None if plan is None else [result.model_dump(mode="json") for result in plan.goals]


def _show_compared(session: Speaker, compared: Compared, seconds: float) -> None:
    """`planner whatif`, given so many seconds: the answer to --by, then one line a scenario."""
    advice = AdviceOnLines(
        compared.campaign,
        [outlook.plan.goals for outlook in compared.outlooks if outlook.plan is not None],
        seconds,
        was_stopped=bool(compared.num_missing),
    )
    show_warnings(session, compared.problems)
    if compared.num_missing:
        session.say(
            counted(
                compared.num_missing,
                _("The search was ended early; 1 scenario is missing."),
                _("The search was ended early; {count} scenarios are missing."),
            )
        )
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
    for outlook in compared.outlooks:
        if outlook.why_not:
            session.say(f"  - {outlook.scenario.name}: {outlook.why_not}")
    session.say(_("Solved for Còn sót, then Ngày xong, then Quãng đường; nothing is stored."))
    if any(outlook.plan is not None and outlook.plan.announced_version for outlook in compared.outlooks):
        session.say(
            _("Announced slots after the frozen days may change freely here; planner repairs tells their price.")
        )
    session.tabulate(lambda: whatif_csv(compared))
    session.answer(
        {"sentence": sentence, "scenarios": [_outlook_as_json(outlook) for outlook in compared.outlooks]}
        | {"num_missing": compared.num_missing, "advice": advice.as_json()}
    )


def _outlook_row(outlook: Outlook) -> list[str]:
    travel = outlook.result(Goal.TRAVEL)
    if outlook.plan is None or travel is None:
        return [outlook.scenario.name, "–", "–", "–", _("no plan")]
    return [
        outlook.scenario.name,
        spoken_day(outlook.finish) if outlook.finish else "–",
        spoken_number(outlook.left),
        figure(Goal.TRAVEL, travel.value),
        _proofs(outlook),
    ]


def _proofs(outlook: Outlook) -> str:
    """What is not proven, with what is."""
    names = {Goal.UNSERVED: _("left"), Goal.FINISH: _("finish"), Goal.TRAVEL: "km"}
    results = [(goal, outlook.result(goal)) for goal in COMPARED]
    unproven = [
        f"{names[goal]} {_proof(result)}" for goal, result in results if result and result.proof is Proof.BEST_FOUND
    ]
    return "; ".join(unproven) or _("proven")


def _outlook_as_json(outlook: Outlook) -> dict[str, Any]:
    return {
        "scenario": outlook.scenario.name,
        "finish": outlook.finish.isoformat() if outlook.finish else None,
        "left": outlook.left if outlook.plan is not None else None,
        "goals": _goals_as_json(outlook.plan),
        "why_not": outlook.why_not,
    }
