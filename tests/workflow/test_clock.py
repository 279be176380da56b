"""`--seconds` is one clock a command: what each question is granted is counted on a clock that only the tests turn.

Reading takes its time, each question uses up all that it is granted and a little more, and judging lasts too: at the
end no command is more than 10 % and 2 s over, and its questions were granted no more than was left.
"""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner import cli
from planner.domain.policy import Goal
from planner.domain.progress import Observer, nobody
from planner.domain.search_terms import LEAST_SECONDS, LOADING_SECONDS, SearchTerms
from planner.domain.situation import AT_THE_START
from planner.errors import NoPlanInTime
from planner.model.questions import ForbiddingQuestion, PlanQuestion
from planner.model.solve import solve
from planner.next_steps import NextStep, Step
from planner.workflow.fleet import asking as fleet_asking
from planner.workflow.fleet.asking import Asking, Question
from planner.workflow.fleet.sized import AskedFleet
from planner.workflow.fleet.sizing import size_fleet
from planner.workflow.planning import planning, repairing, standpoint, unprinted
from planner.workflow.planning.planning import plan_campaign, replan_campaign
from planner.workflow.planning.repairing import STEPS, weigh_repairs
from planner.workflow.planning.standpoint import Terms
from planner.workflow.planning.unprinted import plan_unprinted
from planner.workflow.questions.outlooks import AskedScenarios, compare
from planner.workflow.questions.wishes import Asked, weigh_wish
from planner.workflow.solving import attempts, searching
from planner.workflow.solving.asking import Ending, SearchReply
from planner.workflow.solving.judging import Evidence
from planner.workflow.solving.searching import Search, SearchHand
from tests.campaigns import day
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, announce, record, store
from tests.workbooks import write_workbook

WORKFLOW = Path(planning.__file__).parents[1]
READING, ASKING, JUDGING = 3.0, 0.2, 0.4
MOST_FIRST = 3
"""So many questions are put though reading has taken all the time: without them there would be no answer."""
SEARCHED = SearchTerms(seconds=5.0, workers=1)
"""How the questions are answered in truth."""


class TurnedClock:
    """A clock that stands still unless something is said to last, and what was granted by it."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.granted: list[float] = []
        """To each question, in seconds."""

    def __call__(self) -> float:
        return self.now

    def put(self, question: Any, _was_pressed: Callable[[], bool], _listen: Observer) -> SearchReply[Any]:
        """Answer a question; it has used up all its time."""
        self.now += ASKING
        granted = question.terms.moment_told(self.now) - self.now
        self.granted.append(granted)
        self.now += granted
        if isinstance(question, ForbiddingQuestion):
            return SearchReply(Ending.ANSWERED, None, None, was_pressed=False)
        assert isinstance(question, PlanQuestion)
        found = solve(question.campaign, question.situation, question.wish, terms=SEARCHED)
        return SearchReply(Ending.ANSWERED, found, None, was_pressed=False, seconds=granted)

    def lasting(self, step: Callable[..., Any], seconds: float) -> Callable[..., Any]:
        """The same step, which lasts so long."""

        def lasts(*arguments: Any, **options: Any) -> Any:
            self.now += seconds
            return step(*arguments, **options)

        return lasts


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> TurnedClock:
    """The clock of all commands."""
    turned = TurnedClock()
    for module in (searching, fleet_asking):
        monkeypatch.setattr(module, "monotonic", turned)
    for module in (planning, repairing, standpoint, unprinted):
        monkeypatch.setattr(module, "read_campaign", turned.lasting(module.read_campaign, READING))
    monkeypatch.setattr(attempts, "put", turned.put)
    monkeypatch.setattr(Evidence, "accepted", turned.lasting(Evidence.accepted, JUDGING))
    return turned


@pytest.fixture
def under_way(tmp_path: Path) -> Path:
    """Planned, announced to the end, two days reported."""
    (tmp_path / BOOK).parent.mkdir()
    write_workbook(CAMPAIGN, tmp_path / BOOK)
    store(tmp_path, FIRST)
    announce(tmp_path, 1, day(5))
    assert record(tmp_path, DAYS_1_AND_2).code == 0
    return tmp_path


HAND = SearchHand(lambda: False, lambda: False)
COMMANDS: dict[str, Callable[[Path, Search], object]] = {
    "plan": lambda home, search: plan_campaign(home / BOOK, home / "out", search, is_fresh=True),
    "replan": lambda home, search: replan_campaign(home / BOOK, home / "out", search, Terms()),
    "board": lambda home, search: plan_unprinted(home / BOOK, home / "out", search, Terms(), HAND),
    "repairs": lambda home, search: weigh_repairs(home / BOOK, search, Terms()),
    "whatif": lambda home, search: compare(home / BOOK, AskedScenarios(), search, Terms(), lambda *_: None),
    "why": lambda home, search: weigh_wish(home / BOOK, Asked("A", day=day(4)), search, Terms()),
    "fleet": lambda home, search: size_fleet(home / BOOK, AskedFleet(most=4), search, Terms(), lambda *_: None),
}


@pytest.mark.parametrize("seconds", [1.0, 5.0, 20.0, 150.0])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_keeps_its_seconds(clock: TurnedClock, under_way: Path, command: str, seconds: float) -> None:
    began = clock.now
    COMMANDS[command](under_way, Search(SearchTerms(seconds, 1, 0), nobody))
    took = clock.now - began
    left = max(seconds - READING, 0.0)
    if left:
        assert took <= seconds * 1.1 + 2.0, clock.granted
    else:
        assert took <= READING + MOST_FIRST * (ASKING + LEAST_SECONDS + JUDGING), clock.granted
    assert clock.granted[0] <= max(left, LEAST_SECONDS), "reading takes of the same time"
    assert sum(clock.granted) <= left + MOST_FIRST * LEAST_SECONDS, clock.granted


def test_a_plan_has_all_that_reading_has_left(clock: TurnedClock, under_way: Path) -> None:
    COMMANDS["plan"](under_way, Search(SearchTerms(20.0, 1, 0), nobody))
    assert clock.granted == [pytest.approx(20.0 - READING - ASKING)]


def test_repairs_share_what_is_left_in_equal_parts(clock: TurnedClock, under_way: Path) -> None:
    COMMANDS["repairs"](under_way, Search(SearchTerms(63.0, 1, 0), nobody))
    assert len(clock.granted) == len(STEPS)
    assert clock.granted[0] == pytest.approx((63.0 - READING) / len(STEPS) - ASKING)
    assert max(clock.granted) - min(clock.granted) < 2.0


def test_a_scenario_for_which_no_time_is_left_is_not_begun(clock: TurnedClock, under_way: Path) -> None:
    found = compare(
        under_way / BOOK, AskedScenarios(), Search(SearchTerms(5.0, 1, 0), nobody), Terms(), lambda *_: None
    )
    assert found.num_missing > 0
    assert not found.was_stopped
    assert len(found.outlooks) == len(clock.granted)


def test_the_clock_goes_on_where_it_runs_already() -> None:
    search = Search(SearchTerms(20.0), nobody)
    assert search.terms.ends is None
    begun = search.begun()
    assert begun.begun() == begun
    assert begun.terms.seconds == 20.0


def test_a_search_that_begins_late_ends_with_the_command_but_not_before_it_has_begun() -> None:
    terms = SearchTerms(20.0, ends=100.0)
    assert terms.moment_of_end(85.0) == 100.0
    assert terms.moment_of_end(70.0) == 90.0
    assert terms.moment_of_end(120.0) == 120.0 + LEAST_SECONDS
    assert SearchTerms(0.2, ends=100.0).moment_of_end(120.0) == 120.2
    assert terms.later(5.0).moment_of_end(88.0) == 105.0
    told = SearchTerms(20.0, ends=100.0, fence=90.0)
    assert (told.moment_of_end(85.0), told.moment_told(85.0)) == (100.0, 90.0)
    assert told.moment_told(95.0) == 95.0 + LEAST_SECONDS


def test_the_clock_of_a_command_runs_since_it_was_called_but_for_a_moment_of_loading() -> None:
    terms = SearchTerms(20.0)
    assert terms.since(100.0, 100.0 + LOADING_SECONDS / 2).ends == 120.0 + LOADING_SECONDS / 2
    assert terms.since(100.0, 100.0 + 3 * LOADING_SECONDS).ends == 120.0 + LOADING_SECONDS
    search = Search(terms, nobody).since(100.0)
    assert search.begun() == search
    assert search.ends == 120.0 + LOADING_SECONDS, "it was called long ago by the clock of this machine"


def test_every_command_that_searches_says_when_it_was_called() -> None:
    found = 0
    for path in sorted(Path(cli.__file__).parent.rglob("*.py")):
        calls = [each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.Call)]
        named = [ast.unparse(call.func) for call in calls]
        terms = named.count("SearchTerms") + named.count("quick_search")
        assert terms == sum(name.endswith(".since") for name in named), path.name
        found += terms
    assert found > 10


def test_a_question_of_a_part_is_not_begun_that_would_last_past_the_end(
    clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def lasts_two_seconds(*_question: object) -> None:
        asked.append(clock.now)
        clock.now += 2.0
        raise NoPlanInTime("", NextStep(Step.MORE_TIME))

    monkeypatch.setattr(fleet_asking, "solve_until", lasts_two_seconds)
    began = clock.now
    asking = Asking(Search(SearchTerms(6.5), nobody).begun(), lambda: False)
    question = Question(CAMPAIGN, AT_THE_START, (Goal.UNSERVED,))
    assert asking.answers([question] * 5, share=0.5) == [None] * 5
    assert asked == [began, began + 2.0, began + 4.0]


def test_every_use_case_that_reads_a_workbook_and_searches_begins_its_clock_first() -> None:
    """The first thing that it does, before any call that reads."""
    found = []
    for path in sorted(WORKFLOW.rglob("*.py")):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.FunctionDef) and _takes(each, "workbook") and _searches(each):
                found.append(each.name)
                calls = [ast.unparse(call.func) for call in ast.walk(each.body[1]) if isinstance(call, ast.Call)]
                assert {"search.begun", "clock_running"} & set(calls), f"{path.name}: {each.name}"
    assert len(found) > 10, found


def _takes(function: ast.FunctionDef, name: str) -> bool:
    return any(argument.arg == name for argument in function.args.args)


def _searches(function: ast.FunctionDef) -> bool:
    told = [ast.unparse(argument.annotation) for argument in function.args.args if argument.annotation]
    return bool({"Search", "SearchTerms", "Search | None"} & set(told))
