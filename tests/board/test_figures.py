"""Cards, progress, plans and the journal, as records and as pages."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from planner.board.picture import Picture
from planner.board.views.cards import cards
from planner.board.views.events import MOST_SHOWN
from planner.board.views.progress import Direction, ProgressColumn, progress_table
from planner.board.views.version_list import PAPERS, version_lines, version_view
from planner.replan.standings import CampaignProgress
from tests.board.opened import Opened
from tests.campaigns import day
from tests.cli.diary import AT


@pytest.fixture
def picture(board: Opened) -> Picture:
    return board.desk.picture()


def test_the_cards_of_a_campaign_under_way(picture: Picture) -> None:
    plan, collected, behind, untold = cards(picture)
    assert plan.figure == "2"
    assert plan.lines == (
        "lập từ 12/4/2023",
        "chưa thông báo; đang theo phương án 1, đến 13/4/2023",
        "bỏ 2 lượt máy đã thông báo",
    )
    assert plan.asks_for_something
    assert (collected.figure, collected.share) == ("12 / 21", 57)
    assert behind.figure == "4 hồ sơ"
    assert behind.lines[0] == "ở 2 xã"
    assert untold.lines == ("1 lượt chưa báo kết quả:",)
    assert [link.href for link in untold.links] == [f"/ket-qua/{day(2).isoformat()}"]


def test_before_the_first_plan_only_what_is_needed_is_told(new_board: Opened) -> None:
    (collected,) = cards(new_board.desk.picture())
    assert (collected.figure, collected.share) == ("0 / 21", 0)


def test_a_workbook_that_was_changed_is_told(picture: Picture) -> None:
    changed = replace(picture, workbook_has_changed=True, num_results_since=26)
    assert cards(changed)[-1].lines[:2] == ("26 dòng kết quả mới", "tệp Excel đã thay đổi sau khi lập lịch")


def test_a_plan_that_knows_everything_asks_for_nothing(picture: Picture) -> None:
    calm = replace(
        picture,
        without_result=(),
        progress=CampaignProgress(units=(), total=picture.progress.total),
    )
    assert [card.asks_for_something for card in cards(calm)[1:]] == [False, False, False]


@pytest.mark.parametrize("column", list(ProgressColumn))
def test_every_column_sorts_both_ways(picture: Picture, column: ProgressColumn) -> None:
    up, down = (progress_table(picture, column, way) for way in (Direction.UP, Direction.DOWN))
    assert sorted(row.code for row in up.rows) == sorted(row.code for row in down.rows) == ["A", "B", "C"]
    place = list(ProgressColumn).index(column) - 1
    if 0 <= place < 7:
        figures = [int(row.figures[place]) for row in down.rows]
        assert all(first >= second for first, second in pairwise(figures))
    head = next(each for each in down.heads if each.sorted_by)
    assert head.href == f"/tien-do?xep={column}&chieu=tang", "the head turns the order round"
    assert [each.sorted_by for each in up.heads].count(None) == len(ProgressColumn) - 1


def test_the_progress_is_what_the_ledger_says(picture: Picture) -> None:
    table = progress_table(picture, ProgressColumn.NAME, Direction.UP)
    assert [(row.code, row.figures, row.share, row.is_behind) for row in table.rows] == [
        ("A", ("10", "6", "4", "4", "3", "0", "0", "12/4/2023"), 60, True),
        ("B", ("7", "6", "1", "1", "1", "0", "1", "12/4/2023"), 86, True),
        ("C", ("4", "0", "4", "4", "0", "0", "0", "13/4/2023"), 0, False),
    ]
    assert table.total.figures == ("21", "12", "9", "9", "4", "0", "1", "13/4/2023")
    assert table.before == "Ca 01 12/4/2023"


def test_the_progress_page_takes_any_wish(board: Opened) -> None:
    for chosen in ("", "?xep=cham&chieu=tang", "?xep=x&chieu=y", "?xep=%00"):
        told = board.text(f"/tien-do{chosen}")
        assert told.count("aria-sort=") == 1
        assert "Tổng cộng" in told


def test_plans_stand_latest_first(picture: Picture) -> None:
    lines = version_lines(picture)
    assert [(line.number, line.announced_until, line.begins, line.is_sound) for line in lines] == [
        (2, "", "12/4/2023", True),
        (1, "13/4/2023", "10/4/2023", True),
    ]
    assert version_view(picture, 3) is None


def test_a_plan_s_page_offers_every_paper(board: Opened) -> None:
    told = board.text("/phuong-an/1")
    for name in PAPERS:
        assert f'href="/phuong-an/1/{name}.' in told
    assert re.search(r"Phương án 2</a>.*Phương án 1</a>", board.text("/phuong-an"), re.DOTALL)


def test_without_a_plan_the_list_says_so(new_board: Opened) -> None:
    assert "Chưa có phương án nào." in new_board.text("/phuong-an")
    assert "Sổ cái chưa ghi gì." in new_board.text("/nhat-ky")


def test_the_journal_names_who_did_what(board: Opened) -> None:
    told = board.text("/nhat-ky")
    assert told.index("lưu phương án lập lại") < told.index("ghi kết quả") < told.index("lưu phương án đầu tiên")
    assert "thông báo phương án" in told
    assert "đến: 13/4/2023" in told


def test_a_long_journal_is_told_in_pieces(board: Opened) -> None:
    with board.desk.ledger() as ledger:
        for number in range(2 * MOST_SHOWN):
            ledger.log("mới", {}, by=f"Lan{number}", at=AT)
    address, told = "/nhat-ky", list[str]()
    while address:
        page = board.text(address)
        told += re.findall(r"<td>Lan([0-9]+)</td><td>mới</td>", page)  # a kind that is not known keeps its word
        found = re.search(r"/nhat-ky\?truoc=[0-9]+", page.partition("<main")[2])
        address = found.group() if found else ""
    assert [*map(int, told)] == list(range(2 * MOST_SHOWN - 1, -1, -1))
