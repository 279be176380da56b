"""An appendix judged: the one of 2023 beside the optimum, and edits of a plan beside the version that they edit."""

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from planner.domain.policy import Goal, Rule
from planner.domain.progress import nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime
from planner.prints.forms.appendix.paper import print_appendix
from planner.texts import Language, choose_language
from planner.workflow.appendix.auditing import Audited, audit_appendix
from planner.workflow.appendix.comparison import figures_of, units_beside
from planner.workflow.planning import standpoint
from planner.workflow.solving.searching import Search
from tests.campaigns import day, filled_plan, small_campaign, stand
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, SECOND, announce, store
from tests.placements import Placement
from tests.workbooks import write_workbook

INSTANCE = Path(__file__).resolve().parents[2] / "instances" / "binh-gia-2023"
QUICK = Search(SearchTerms(20, 1, 0), nobody)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder with the small campaign's workbook."""
    (tmp_path / BOOK).parent.mkdir()
    write_workbook(small_campaign(), tmp_path / BOOK)
    return tmp_path


def audited(home: Path, *stands: tuple[Placement, ...], number: int | None = None) -> Audited:
    """The appendix that prints these placements, audited without a search."""
    print_appendix(CAMPAIGN, filled_plan(CAMPAIGN, *stands), home)
    return audit_appendix(home / BOOK, home / "phu-luc.xlsx", None, number)


def test_the_appendix_of_2023_beside_the_optimum(tmp_path: Path) -> None:
    copy(INSTANCE / "campaign.xlsx", tmp_path)
    choose_language(Language.ENGLISH)
    try:
        found = audit_appendix(tmp_path / "campaign.xlsx", INSTANCE / "appendix-2023.xlsx", QUICK)
    finally:
        choose_language(Language.VIETNAMESE)
    assert found.is_clean
    assert [note.what for note in found.notes] == [
        "month 5/2023: shift labels are swapped in 18 lines; the hours count"
    ]
    goals = {told.goal: told.value for told in found.appendix.plan.goals}
    assert (goals[Goal.UNSERVED], goals[Goal.FINISH], goals[Goal.TRAVEL]) == (325, 110, 254.1)
    by_hand = figures_of(found.appendix)
    assert (by_hand.left, by_hand.last_day, by_hand.km, by_hand.machine_days) == (325, date(2023, 6, 4), 254.1, 74)
    assert found.optimum is not None
    best = figures_of(found.optimum.judged)
    assert (best.left, best.last_day, best.km) == (0, date(2023, 5, 13), 168.0)
    assert found.optimum.judged.verdict.sound
    names = found.campaign.units_by_code
    left = {names[unit.unit].name: unit.by_hand.left for unit in units_beside(found) if unit.by_hand.left}
    assert left == {"Thị trấn Bình Gia": 140, "Xã Thiện Hòa": 99, "Xã Quang Trung": 86}


def test_the_same_plan_comes_back_and_is_sound(home: Path) -> None:
    store(home, FIRST)
    print_appendix(CAMPAIGN, FIRST, home)
    for suffix in ("xlsx", "docx"):
        found = audit_appendix(home / BOOK, home / f"phu-luc.{suffix}", QUICK)
        assert found.appendix.plan.assignments == FIRST.assignments
        assert found.is_clean
        assert found.notes == ()
        assert found.optimum is not None
        assert found.optimum.version == 1, "what is stored for the same workbook is not searched for again"
        assert not any(unit.differs for unit in units_beside(found) if not unit.by_hand.left)


def test_rules_that_an_edit_breaks_are_told(home: Path) -> None:
    found = audited(home, stand("M1", "A", "1.1 1.2"), stand("M2", "A", "2.1 2.2"))
    broken = {violation.rule for violation in found.appendix.verdict.violations}
    assert {Rule.MACHINE_OPEN, Rule.VISITS} <= broken, "closed on the first slot; two visits at A"
    assert not found.is_clean


def test_dossiers_follow_by_the_rule_whatever_the_paper_says(home: Path) -> None:
    found = audited(home, stand("M2", "C", "3.1 3.2"), stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"))
    assert [row.dossiers for row in found.appendix.plan.assignments if row.machine == "M1"] == [3, 3, 3, 1, 0]
    assert {short.unit: short.dossiers for short in found.appendix.plan.unserved} == {"B": 7}


def test_of_a_campaign_under_way_the_past_is_what_the_results_say(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    store(home, SECOND)
    print_appendix(CAMPAIGN, SECOND, home)
    found = audit_appendix(home / BOOK, home / "phu-luc.docx", QUICK)
    assert found.appendix.plan.assignments == SECOND.assignments
    assert found.appendix.plan.as_of == SECOND.as_of
    assert found.notes == ()
    assert found.optimum is not None
    assert found.optimum.version == 2
    assert any(told.goal is Goal.CHANGES for told in found.appendix.plan.goals)


def test_what_an_appendix_tells_of_the_past_does_not_count(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    store(home, SECOND)
    found = audited(home, stand("M2", "C", "1.2"), stand("M1", "A", "3.1 3.2"), stand("M2", "C", "4.1 4.2"))
    done = [row for row in found.appendix.plan.assignments if row.done]
    assert done == [row for row in SECOND.assignments if row.done]
    assert len(found.notes) == 1
    first = audited(home, stand("M2", "C", "1.2"), number=1)
    assert first.appendix.plan.as_of is None
    assert [row.unit for row in first.appendix.plan.assignments] == ["C"]


def test_without_any_plan_there_is_no_optimum_but_a_reason(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_asked: object) -> None:
        raise NoPlanInTime("the search ended before a first plan was found")

    monkeypatch.setattr(standpoint, "solve_until", give_up)
    print_appendix(CAMPAIGN, FIRST, home)
    found = audit_appendix(home / BOOK, home / "phu-luc.xlsx", QUICK)
    assert found.optimum is None
    assert [note.what for note in found.notes] == ["the search ended before a first plan was found"]
    assert found.appendix.plan.assignments == FIRST.assignments
