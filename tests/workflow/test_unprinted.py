"""Plans for a door that prints only what somebody asks for: stored, stopped, given up, refused by the ledger."""

from pathlib import Path

import pytest

from planner.domain.progress import Progress, nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import LedgerBusy, SearchDied, WrongUsage
from planner.intake.plan_file import read_plan
from planner.ledger.ledger import Ledger
from planner.workflow.planning.standpoint import Terms
from planner.workflow.planning.unprinted import UnprintedPlan, note_dead_search, plan_unprinted
from planner.workflow.solving import attempts
from planner.workflow.solving.searching import Search, SearchHand
from tests.campaigns import day
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, announce, events_in, ledger_in, record, store
from tests.workbooks import write_workbook

LETS_GO_ON = SearchHand(has_to_end=lambda: False, is_given_up=lambda: False)


def planned(home: Path, terms: Terms | None, hand: SearchHand = LETS_GO_ON, **more: Search) -> UnprintedPlan | None:
    """The plan of the small campaign, searched for by one worker."""
    search = more.get("search", Search(SearchTerms(20.0, 1, 0), nobody))
    return plan_unprinted(home / BOOK, home / "out", search, terms, hand)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the workbook, and no ledger yet."""
    (tmp_path / BOOK).parent.mkdir()
    write_workbook(CAMPAIGN, tmp_path / BOOK)
    return tmp_path


@pytest.fixture
def under_way(home: Path) -> Path:
    """Plan 1 is announced up to day 4, days 1 and 2 are recorded."""
    store(home, FIRST)
    announce(home, 1, day(4))
    record(home, DAYS_1_AND_2)
    return home


def test_a_first_plan_is_stored_and_nothing_is_printed(home: Path) -> None:
    found = planned(home, None)
    assert found is not None
    assert (found.number, found.amends, found.trouble, found.plan_path) == (1, None, None, None)
    assert events_in(home) == ["plan"]
    assert not (home / "out").exists()


def test_a_further_plan_tells_what_it_changes(under_way: Path) -> None:
    heard: list[Progress] = []
    found = planned(under_way, Terms(), search=Search(SearchTerms(20.0, 1, 0), heard.append))
    assert found is not None
    assert (found.number, found.amends) == (2, 1)
    assert found.changed is not None
    assert not found.was_stopped
    assert heard
    with ledger_in(under_way) as ledger:
        assert ledger.version(2).plan.as_of == day(3)


def test_what_was_given_up_is_not_stored(under_way: Path) -> None:
    before = events_in(under_way)
    assert planned(under_way, Terms(), SearchHand(has_to_end=lambda: False, is_given_up=lambda: True)) is None
    assert events_in(under_way) == before


def test_a_first_plan_is_refused_where_there_are_results(under_way: Path) -> None:
    with pytest.raises(WrongUsage):
        planned(under_way, None)


def test_a_further_plan_needs_a_first_one(home: Path) -> None:
    with pytest.raises(WrongUsage):
        planned(home, Terms())


def test_a_plan_that_the_ledger_does_not_take_is_kept_in_a_file(
    under_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object, **_more: object) -> None:
        raise LedgerBusy("held")

    monkeypatch.setattr(Ledger, "store_found", busy)
    found = planned(under_way, Terms())
    assert found is not None
    assert found.number == 0
    assert isinstance(found.trouble, LedgerBusy)
    assert found.plan_path is not None
    assert read_plan(found.plan_path).as_of == day(3)


def test_a_search_that_died_leaves_an_event_and_no_plan(under_way: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_arguments: object) -> None:
        raise SearchDied("gone")

    monkeypatch.setattr(attempts, "put", dies)
    with pytest.raises(SearchDied):
        planned(under_way, Terms())
    note_dead_search(under_way / BOOK)
    assert events_in(under_way)[-1] == "search-died"
    with ledger_in(under_way) as ledger:
        assert len(ledger.stored_versions()) == 1
