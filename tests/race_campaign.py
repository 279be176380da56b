"""The campaign from which every race begins, and the files that its commands are given."""

from pathlib import Path

import pytest

from planner.domain.policy import Goal, GoalSetting
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.errors import LedgerUnusable
from planner.ledger.ledger import Ledger, open_ledger
from planner.model.solve import solve
from planner.prints.written import Printed
from planner.workflow.days.recording import record_results
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.planning import standpoint
from planner.workflow.planning.planning import replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.printing import papers
from planner.workflow.solving.searching import Search
from tests.campaigns import day, filled_plan, small_campaign, stand
from tests.ledger.samples import AT, BY, provenance
from tests.people import citizens, write_citizens
from tests.replans import reported
from tests.workbooks import write_results, write_workbook

BOOK, PEOPLE, ADDRESS_NAME = "campaign.xlsx", "cong-dan.xlsx", "ledger.txt"
NEW, OTHER, FIX = "moi.xlsx", "khac.xlsx", "sua.xlsx"
OUTPUTS, KEPT = "o", "kept"
WITHDRAWN = 1
"""The row that is taken back."""
TODAY = day(3)
ANNOUNCED_UNTIL = day(4)
"""Further than what is announced before the race, so that there is something to write."""
CAMPAIGN = small_campaign(goals=[GoalSetting(goal=goal) for goal in (Goal.UNSERVED, Goal.CHANGES, Goal.FINISH)])
FIRST = filled_plan(
    CAMPAIGN,
    stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"),
    stand("M2", "B", "1.2 2.1 2.2"),
    stand("M2", "C", "3.1 3.2"),
)
TERMS = Terms(as_of=day(3))
SEARCH = Search(SearchTerms(seconds=5.0, workers=1, seed=1), lambda _progress: None)
"""Proven in a few hundredths of a second."""


def at_once(_was_pressed: object, campaign: object, search: Search, *rest: object) -> object:
    """A search in the process that asks, so that a race costs no start of another one."""
    return solve(campaign, *rest, terms=search.terms)  # type: ignore[arg-type, misc]


def prepare(folder: Path, address: str | None) -> None:
    """A plan that is stored and announced, the results of its first day, and a plan that could not be stored."""
    book = folder / BOOK
    write_workbook(CAMPAIGN, book)
    first = [reported(stand("M1", "A", "1.2")[0], 2), reported(stand("M2", "B", "1.2")[0], 5)]
    _written(folder, "dau.xlsx", first)
    _written(folder, NEW, [reported(slot, 2) for slot in stand("M1", "A", "2.1 2.2")])
    _written(folder, OTHER, [reported(slot, 1) for slot in stand("M2", "B", "2.1 2.2")])
    _written(folder, FIX, [reported(stand("M1", "A", "1.2")[0], 3), reported(stand("M1", "A", "2.1")[0], 1)])
    write_citizens(citizens(14, seed=6, largest_household=2), folder / PEOPLE)
    made_from = provenance(0).model_copy(update={"workbook_sha256": sha256_of(book)})
    with open_ledger(address or folder / "campaign.ledger.db", CAMPAIGN.name) as ledger:
        ledger.store_version(FIRST, made_from, is_sound=True, by=BY, at=AT)
        ledger.announce(1, day(2), by=BY, at=AT)
    record_results(book, folder / "dau.xlsx", address=address, today=TODAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standpoint, "solve_until", at_once)
        patch.setattr(Ledger, "store_found", _refuse)
        patch.setattr(papers, "print_appendix", lambda *_arguments: Printed(()))
        kept = replan_campaign(book, folder / KEPT, SEARCH, TERMS, address=address)
    assert kept.trouble is not None


def _written(folder: Path, name: str, results: list[Result]) -> None:
    write_results(results, folder / name)


def _refuse(*_arguments: object, **_named: object) -> None:
    raise LedgerUnusable("the disk is full")
