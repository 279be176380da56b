"""Searches of the board: one at a time, ended from a page, told while they last, and never the end of the board."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from planner.board.searches.search import BoardSearch, SearchOrder, SearchStage
from planner.board.searches.searches import Searches, SearchIsOn
from planner.domain.policy import Goal
from planner.domain.progress import Progress
from planner.errors import LedgerBusy, NoPlanInTime, SearchDied
from planner.workflow.planning import unprinted
from planner.workflow.planning.standpoint import Terms
from planner.workflow.planning.unprinted import UnprintedPlan
from planner.workflow.solving.searching import Search, SearchHand
from tests.campaigns import day
from tests.cli.diary import BOOK, events_in, ledger_in

SOON = 20.0
AGAIN = SearchOrder(is_first=False, seconds=20.0, day=day(3), freeze_days=1)
FOUND = UnprintedPlan(
    number=3, amends=1, changed=None, was_stopped=False, warnings=("lời dặn",), meanwhile=("việc khác",)
)


class Desked:
    """A use case that searches until somebody ends it, and hears of everything that it was asked."""

    def __init__(self) -> None:
        self.began = Event()
        self.asked: list[tuple[Terms | None, float]] = []
        self.result: UnprintedPlan | Exception = FOUND
        self.hand: SearchHand | None = None
        self.search: Search | None = None

    def __call__(
        self, _workbook: Path, _folder: Path, search: Search, terms: Terms | None, hand: SearchHand, **_more: object
    ) -> UnprintedPlan | None:
        self.asked.append((terms, search.terms.seconds))
        self.hand, self.search = hand, search
        self.began.set()
        for _moment in range(2000):
            if hand.has_to_end():
                break
            Event().wait(0.01)
        if isinstance(self.result, Exception):
            raise self.result
        return None if hand.is_given_up() else self.result


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Desked:
    """Instead of the solver."""
    found = Desked()
    monkeypatch.setattr(unprinted, "plan_unprinted", found)
    monkeypatch.setattr("planner.workflow.solving.searcher.get_ready", lambda: None)
    return found


@pytest.fixture
def closing() -> Event:
    """Set where the board is closed."""
    return Event()


@pytest.fixture
def searches(under_way: Path, closing: Event) -> Iterator[Searches]:
    """Of the small campaign."""
    found = Searches(under_way / BOOK, None, closing, lambda error: type(error).__name__)
    yield found
    closing.set()
    found.wait_until_over()


def begun(searches: Searches, case: Desked, order: SearchOrder = AGAIN) -> BoardSearch:
    """A search that is under way."""
    case.began.clear()
    search = searches.start(order)
    assert case.began.wait(SOON)
    return search


def test_the_terms_are_those_of_the_order(searches: Searches, case: Desked) -> None:
    begun(searches, case).stop()
    terms, seconds = case.asked[0]
    assert terms == Terms(as_of=day(3), freeze_days=1)
    assert seconds == 20.0


def test_only_one_runs_at_a_time(searches: Searches, case: Desked) -> None:
    first = begun(searches, case)
    with pytest.raises(SearchIsOn) as refused:
        searches.start(AGAIN)
    assert refused.value.number == first.number
    assert searches.running() is first
    first.stop()
    assert first.wait(SOON)
    assert searches.running() is None
    second = begun(searches, case)
    assert (first.number, second.number) == (1, 2)
    assert searches.find(1) is first
    assert searches.find(3) is None


def test_a_search_that_was_stopped_keeps_its_plan(searches: Searches, case: Desked) -> None:
    search = begun(searches, case)
    assert search.state().stage is SearchStage.SEARCHING
    search.stop()
    assert search.wait(SOON)
    outcome = search.state().outcome
    assert outcome is not None
    assert (outcome.stage, outcome.version, outcome.amends) == (SearchStage.STORED, 3, 1)
    assert outcome.remarks == ("lời dặn", "việc khác")


def test_a_search_that_was_given_up_keeps_nothing(searches: Searches, case: Desked) -> None:
    search = begun(searches, case)
    search.give_up()
    assert search.state().stage in {SearchStage.GIVING_UP, SearchStage.GIVEN_UP}
    assert search.wait(SOON)
    assert search.state().stage is SearchStage.GIVEN_UP
    case.result = NoPlanInTime("nothing")
    another = begun(searches, case)
    another.give_up()
    assert another.wait(SOON)
    assert another.state().stage is SearchStage.GIVEN_UP, "that nothing was found is no trouble any more"


def test_closing_the_board_ends_it_and_keeps_its_plan(searches: Searches, case: Desked, closing: Event) -> None:
    search = begun(searches, case)
    closing.set()
    searches.wait_until_over()
    assert search.state().stage is SearchStage.STORED


def test_a_search_that_died_is_told_and_noted(searches: Searches, case: Desked, under_way: Path) -> None:
    case.result = SearchDied("gone")
    with ledger_in(under_way) as ledger:
        before = ledger.mark()
    search = begun(searches, case)
    search.stop()
    assert search.wait(SOON)
    assert search.state().stage is SearchStage.DIED
    assert events_in(under_way)[-1] == "search-died"
    with ledger_in(under_way) as ledger:
        assert ledger.mark() == before


@pytest.mark.parametrize(
    ("error", "stage"), [(LedgerBusy("held"), SearchStage.REFUSED), (KeyError("x"), SearchStage.FAULTY)]
)
def test_what_goes_wrong_ends_the_search_and_not_the_board(
    searches: Searches, case: Desked, error: Exception, stage: SearchStage
) -> None:
    case.result = error
    search = begun(searches, case)
    search.stop()
    assert search.wait(SOON)
    outcome = search.state().outcome
    assert outcome is not None
    assert outcome.stage is stage
    assert outcome.fault == ("KeyError" if stage is SearchStage.FAULTY else "")
    assert searches.running() is None


def test_what_is_heard_is_a_line_a_goal(searches: Searches, case: Desked) -> None:
    search = begun(searches, case)
    search.listen(Progress(Goal.UNSERVED, None, 0.0, 0.1, is_final=False))
    assert search.state().goals == ()
    search.listen(Progress(Goal.UNSERVED, 4.0, 0.0, 0.2, is_final=True))
    search.listen(Progress(Goal.TRAVEL, 12.5, 3.0, 0.4, is_final=False))
    search.listen(Progress(Goal.UNSERVED, 3.0, 0.0, 0.5, is_final=False))
    heard = search.state().goals
    assert [(each.goal, each.value, each.is_final) for each in heard] == [
        (Goal.UNSERVED, 3.0, True),
        (Goal.TRAVEL, 12.5, False),
    ]
    search.stop()
