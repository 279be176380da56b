"""The command `fleet`: how many machines suffice, in one sentence, then a line for each number of them."""

from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.planning.advice import AdviceOnLines
from planner.cli.planning.progress_line import CountedLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.policy import Goal
from planner.domain.progress import Progress
from planner.domain.search_terms import SearchTerms
from planner.telling.figures import UNKNOWN, figure, goal_name
from planner.telling.questions.fleet import (
    bases_told,
    best_km_told,
    change_told,
    fleet_as_json,
    fleet_csv,
    fleet_missing_told,
    fleet_reply,
    fleet_solved_for_told,
    line_proof_told,
    lines_without_plan,
    stage_told,
)
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.fleet.sized import AskedFleet, Line, Sized, Stage
from planner.workflow.fleet.sizing import size_fleet
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import Search

_ = texts_of("cli")


def fleet(
    session: Speaker,
    *,
    campaign: Path,
    by: date | None,
    most: int | None,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner fleet`; `terms` are the fields of Terms."""
    session.note(_("Searching. Ctrl-C ends the search and keeps what is known."))
    with CountedLines() as lines:
        heard = _Heard(lines)
        search = Search(SearchTerms(seconds, workers, seed), heard.of_search).since(session.called)
        sized = size_fleet(campaign, AskedFleet(by, most), search, Terms(**terms), heard.of_stage, address=ledger)
    _show(session, sized, seconds)


class _Heard:
    """Tells what is looked at, and what is known of it so far."""

    def __init__(self, lines: CountedLines) -> None:
        self._lines = lines
        self._stage = ""

    def of_stage(self, stage: Stage, machines: int) -> None:
        """Something else is looked at."""
        self._stage = stage_told(stage, machines)
        self._lines.tell(_("  … {stage}").format(stage=self._stage))

    def of_search(self, progress: Progress) -> None:
        """A search goes on."""
        if progress.value is not None:
            goal, value = goal_name(progress.goal), figure(progress.goal, progress.value)
            self._lines.tell(_("  … {stage}: {goal} {value}").format(stage=self._stage, goal=goal, value=value))


def _show(session: Speaker, sized: Sized, seconds: float) -> None:
    advice = AdviceOnLines(
        sized.campaign,
        [line.found.plan.goals for line in sized.lines if line.found is not None],
        seconds,
        was_stopped=sized.was_stopped,
    )
    show_warnings(session, sized.problems)
    session.say(f"{fleet_reply(sized)}.")
    session.say_lines(f"  {told}." for told in bases_told(sized))
    if sized.num_missing:
        session.say(fleet_missing_told(sized.num_missing))
    advice.show(session)
    for line in table(_columns(), [_row(line) for line in sized.lines]):
        session.say(line)
    session.say_lines(lines_without_plan(sized))
    session.say(fleet_solved_for_told())
    session.tabulate(lambda: fleet_csv(sized))
    session.answer(fleet_as_json(sized, advice.as_json()))


def _columns() -> list[TextColumn]:
    return [
        TextColumn(_("machines")),
        TextColumn(_("change"), is_figure=False),
        TextColumn(_("finish")),
        TextColumn(_("left")),
        TextColumn("km"),
        TextColumn(_("km, best bases")),
        TextColumn(_("proof"), is_figure=False),
    ]


def _row(line: Line) -> list[str]:
    return [
        spoken_number(line.machines),
        change_told(line),
        spoken_day(line.finish) if line.finish else UNKNOWN,
        spoken_number(line.left) if line.found is not None else UNKNOWN,
        UNKNOWN if line.found is None else figure(Goal.TRAVEL, line.found.result(Goal.TRAVEL).value),
        best_km_told(line),
        line_proof_told(line),
    ]
