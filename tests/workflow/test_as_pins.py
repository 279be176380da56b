"""Edits as pins: the copy of the workbook is one that can be planned, and its plan does as the appendix wants."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import WrongUsage
from planner.intake.blanks.pinned_copy import pinned_copy
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.solve import solve
from planner.prints.forms.appendix.paper import print_appendix
from planner.workflow.appendix.as_pins import Pinned, default_copy, pin_edits
from planner.workflow.appendix.auditing import audit_appendix
from tests.campaigns import day, filled_plan, pin, small_campaign, stand
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, SECOND, announce, store
from tests.placements import Placement
from tests.workbooks import write_workbook


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder with the small campaign's workbook."""
    (tmp_path / BOOK).parent.mkdir()
    write_workbook(small_campaign(), tmp_path / BOOK)
    return tmp_path


def pinned(home: Path, *stands: tuple[Placement, ...], target: Path | None = None) -> Pinned:
    """What becomes of the appendix that prints these placements."""
    print_appendix(CAMPAIGN, filled_plan(CAMPAIGN, *stands), home)
    audited = audit_appendix(home / BOOK, home / "phu-luc.xlsx", None)
    return pin_edits(audited, home / BOOK, home / "phu-luc.xlsx", target)


def rows(found: Pinned) -> list[tuple[str, str, int, int, int]]:
    """Machine, unit, first and last day of the campaign, and how many shifts."""
    first = CAMPAIGN.calendar.first_day
    return [
        (one.machine, one.unit, (one.first_day - first).days + 1, (one.last_day - first).days + 1, len(one.shifts))
        for one in found.pins
    ]


BY_HAND = (
    stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"),
    stand("M2", "B", "2.1 2.2 3.1 3.2"),
    stand("M2", "C", "4.1 4.2"),
)


def test_without_a_version_all_is_pinned_and_planned_so(home: Path) -> None:
    found = pinned(home, *BY_HAND)
    assert rows(found) == [("M1", "A", 1, 1, 1), ("M1", "A", 2, 3, 2), ("M2", "B", 2, 3, 2), ("M2", "C", 4, 4, 2)]
    assert found.path == home / "nho" / "campaign-ghim.xlsx" == default_copy(home / BOOK)
    assert found.problems == ()
    campaign = read_campaign(found.path).campaign
    assert campaign.model_copy(update={"pins": (), "name": CAMPAIGN.name}) == CAMPAIGN
    planned = {(row.machine, row.unit, row.date, row.shift) for row in solve(campaign).assignments}
    wanted = filled_plan(CAMPAIGN, *BY_HAND).assignments
    assert {(row.machine, row.unit, row.date, row.shift) for row in wanted} <= planned


def test_only_what_differs_from_the_version_is_pinned(home: Path) -> None:
    store(home, FIRST)
    edited = (*stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"), *stand("M2", "B", "1.2 2.1 2.2"), *stand("M2", "C", "4.1 4.2"))
    found = pinned(home, edited)
    assert rows(found) == [("M2", "C", 4, 4, 2)]
    assert (found.num_taken_out, found.num_left_out) == (2, 0)


def test_where_units_change_places_no_machine_stays_away(home: Path) -> None:
    store(home, FIRST)
    edited = (*stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"), *stand("M2", "C", "1.2"), *stand("M2", "B", "2.1 2.2 3.1 3.2"))
    found = pinned(home, edited)
    assert rows(found) == [("M2", "B", 3, 3, 2), ("M2", "C", 1, 1, 1)]
    assert (found.num_taken_out, found.num_left_out) == (0, 0)


def test_nothing_past_is_pinned(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    store(home, SECOND)
    found = pinned(home, stand("M2", "A", "1.2"), stand("M1", "A", "3.1 3.2"), stand("M2", "B", "3.1 3.2"))
    assert rows(found) == [("M2", "B", 3, 3, 1)]


def test_an_appendix_without_edits_writes_nothing(home: Path) -> None:
    store(home, FIRST)
    print_appendix(CAMPAIGN, FIRST, home)
    audited = audit_appendix(home / BOOK, home / "phu-luc.xlsx", None)
    found = pin_edits(audited, home / BOOK, home / "phu-luc.xlsx")
    assert (found.path, found.pins) == (None, ())
    assert not default_copy(home / BOOK).exists()


def test_what_no_plan_can_keep_is_left_out(home: Path) -> None:
    """Closed on the first slot; on day 3 M2 would be at two units."""
    found = pinned(home, stand("M1", "A", "1.1 1.2"), stand("M2", "B", "3.1"), stand("M2", "C", "3.2 4.1 4.2"))
    assert rows(found) == [("M1", "A", 1, 1, 1), ("M2", "C", 4, 4, 2)]
    assert found.num_left_out == 3
    assert found.problems == ()


def test_pins_that_are_there_stay_and_win(home: Path) -> None:
    (home / BOOK).unlink()
    write_workbook(small_campaign(pins=[pin("M2", "A", 4)]), home / BOOK)
    found = pinned(home, *BY_HAND)
    assert ("M2", "C", 4, 4, 2) not in rows(found)
    assert found.path is not None
    kept = read_campaign(found.path).campaign.pins
    assert len(kept) == len(found.pins) + 1
    assert ("M2", "A") in {(one.machine, one.unit) for one in kept}


@pytest.mark.usefixtures("at_the_command_line")
def test_no_file_is_written_over(home: Path) -> None:
    before = (home / BOOK).read_bytes()
    for target in (home / BOOK, home / "phu-luc.xlsx", home / "ghim.docx"):
        with pytest.raises(WrongUsage):
            pinned(home, *BY_HAND, target=target)
    pinned(home, *BY_HAND)
    with pytest.raises(WrongUsage, match="--as-pins"):
        pinned(home, *BY_HAND)
    assert (home / BOOK).read_bytes() == before


def test_formulas_stand_as_their_values_and_drop_downs_stay(home: Path) -> None:
    """A copy that no Excel has counted would hold no values."""
    book = load_workbook(home / BOOK)
    book["Đơn vị"]["I2"] = "=5+5"
    book["Đơn vị"]["S2"] = "=1+1"
    book["Đơn vị"].column_dimensions["B"].width = 41
    book.save(home / "formel.xlsx")
    made = pinned_copy(home / "formel.xlsx", [], CAMPAIGN.calendar)
    (home / "copy.xlsx").write_bytes(made.content)
    again = load_workbook(home / "copy.xlsx")["Đơn vị"]
    assert made.num_formulas == 2
    assert again["I2"].value is None, "this formula was never counted, as the campaign's reader says too"
    assert again.column_dimensions["B"].width == 41
