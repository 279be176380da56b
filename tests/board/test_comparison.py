"""*So sánh* and *Thông báo*: who loses a slot, the papers of `planner changes`, and what is announced."""

import re
from pathlib import Path

import pytest

from planner.domain.policy import Goal
from tests.board.opened import Opened, opened
from tests.board.test_papers import MOMENT, cells
from tests.campaigns import day, stand
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, SECOND, THIRD, announce, ask, events_in, ledger_in, record, store
from tests.replans import reported
from tests.workbooks import write_workbook

PAGE = "/phuong-an/2/so-voi/1"
ANNOUNCE = "/phuong-an/2/thong-bao"


def seen(page: str) -> str:
    """What the page says that its reader has seen."""
    found = re.search(r'name="da-thay" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def announced(home: Path) -> list[tuple[int, str]]:
    """Every announcement: which plan, up to which day."""
    with ledger_in(home) as ledger:
        return [(each.version, each.until.isoformat()) for each in ledger.announcements()]


@pytest.fixture(scope="module")
def printed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command line prints of both plans on day 3."""
    folder = tmp_path_factory.mktemp("dieu-chinh")
    done = ask("changes", BOOK, 1, 2, "--today", "12/4/2023", "-o", folder, folder=begun)
    assert done.code == 0, done.err
    return folder


def test_citizens_come_first_then_units_then_goals(board: Opened) -> None:
    page = board.text(PAGE).partition("<main")[2]
    assert (
        page.index("4 công dân mất lượt đã hẹn, ở 1 xã") < page.index("Xã C") < page.index("Các mục tiêu, theo thứ tự")
    )
    row = re.search(r"<th scope=\"row\">Xã C</th>(.*?)</tr>", page, re.DOTALL)
    assert row is not None
    figures = [re.sub(r"<[^>]+>|⚠", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[1])]
    assert figures[0].startswith("chuyển")
    assert figures[1:] == ["0", "2", "0", "2", "4"]
    assert "Kính gửi" in page


def test_the_citizens_are_weighed_where_the_plan_knows_the_promise(under_way: Path) -> None:
    with ledger_in(under_way) as ledger:
        goals = ledger.version(2).plan.goals
    found = opened(under_way)
    page = found.text(PAGE)
    found.close()
    assert ("độ gấp của ngày báo trước" in page) == any(each.goal is Goal.CHANGES for each in goals)


@pytest.mark.parametrize("name", ["phu-luc-dieu-chinh.xlsx", "phu-luc-dieu-chinh.pdf", "thong-bao-dieu-chinh.csv"])
def test_papers_are_those_of_the_command_line(board: Opened, printed: Path, name: str) -> None:
    answer = board.get(f"{PAGE}/{name}")
    assert answer.status_code == 200
    expected = (printed / name).read_bytes()
    if name.endswith("xlsx"):
        assert cells(answer.content) == cells(expected)
    else:
        assert MOMENT.sub(b"", answer.content) == MOMENT.sub(b"", expected)


def test_nothing_but_the_list_can_be_had(board: Opened) -> None:
    for address in ("phu-luc-dieu-chinh.csv", "thong-bao-dieu-chinh.pdf", "plan.json", "phu-luc.xlsx"):
        assert board.get(f"{PAGE}/{address}").status_code == 404


def test_what_cannot_be_compared_is_not_there(board: Opened) -> None:
    for address in (
        "/phuong-an/2/so-voi/2",
        "/phuong-an/2/so-voi/9",
        "/phuong-an/9/so-voi/1",
        "/phuong-an/9/thong-bao",
    ):
        assert board.get(address).status_code == 404


def test_where_people_lose_a_slot_their_number_is_typed(board: Opened, under_way: Path) -> None:
    page = board.text(ANNOUNCE)
    assert 'name="cong-dan"' in page
    for typed in ("", "3", "bốn"):
        answer = board.post(ANNOUNCE, {"den": "2023-04-14", "cong-dan": typed, "da-thay": seen(page)})
        assert answer.status_code == 422
        assert 'id="loi-cong-dan"' in answer.text
    assert announced(under_way) == [(1, "2023-04-13")]
    answer = board.post(ANNOUNCE, {"den": "2023-04-14", "cong-dan": "4", "da-thay": seen(page)})
    assert answer.status_code == 303
    assert announced(under_way)[-1] == (2, "2023-04-14")
    assert events_in(under_way)[-1] == "announce"
    assert "Phương án 2 đã thông báo đến hết ngày 14/4/2023" in board.text(answer.headers["location"])


def test_where_nobody_does_no_number_is_asked_for(new_board: Opened, home: Path) -> None:
    store(home, FIRST)
    page = new_board.text("/phuong-an/1/thong-bao")
    assert 'name="cong-dan"' not in page
    assert new_board.post("/phuong-an/1/thong-bao", {"den": "2023-04-12", "da-thay": seen(page)}).status_code == 303
    assert announced(home) == [(1, "2023-04-12")]


@pytest.mark.parametrize("until", ["2023-04-11", "2023-04-15", "2024-01-01", "mai", ""])
def test_a_day_that_the_plan_does_not_have_is_refused(board: Opened, under_way: Path, until: str) -> None:
    page = board.text(ANNOUNCE)
    answer = board.post(ANNOUNCE, {"den": until, "cong-dan": "4", "da-thay": seen(page)})
    assert answer.status_code == (422 if until else 303), "an empty day is the usual one"
    if until:
        assert 'id="loi-den"' in answer.text
        assert len(announced(under_way)) == 1


def test_what_others_wrote_meanwhile_is_seen_before_it_is_announced(board: Opened, under_way: Path) -> None:
    page = board.text(ANNOUNCE)
    record(under_way, [reported(stand("M2", "B", "2.2")[0], 2)], name="sau.xlsx")
    form = {"den": "2023-04-13", "cong-dan": "4", "da-thay": seen(page)}
    answer = board.post(ANNOUNCE, form)
    assert answer.status_code == 409
    assert len(announced(under_way)) == 1
    again = board.post(ANNOUNCE, {**form, "da-thay": seen(answer.text)})
    assert again.status_code == 303
    assert board.post(ANNOUNCE, {"den": "2023-04-13", "cong-dan": "4"}).status_code in {303, 409}


def test_after_a_breakdown_a_plan_can_be_announced(board: Opened, under_way: Path) -> None:
    breakdown = {"kieu": "hong", "may": "M1", "tu": "2023-04-13", "den": "2023-04-13"}
    assert board.post("/nghi", breakdown).status_code == 303
    page = board.text(ANNOUNCE)
    assert board.post("/nghi", breakdown | {"den": "2023-04-14", "thay": "1"}).status_code == 303
    form = {"den": "2023-04-14", "cong-dan": "4"}
    assert board.post(ANNOUNCE, form | {"da-thay": seen(page)}).status_code == 409, "that came since"
    assert board.post(ANNOUNCE, form | {"da-thay": seen(board.text(ANNOUNCE))}).status_code == 303
    assert announced(under_way)[-1] == (2, "2023-04-14")


def test_a_plan_that_was_refused_is_not_announced(under_way: Path) -> None:
    store(under_way, THIRD, last_result=5, is_sound=False)
    board = opened(under_way)
    try:
        page = board.text("/phuong-an/3/thong-bao")
        assert "bị bộ kiểm tra từ chối" in page
        assert '<button class="main"' not in page
        assert board.post("/phuong-an/3/thong-bao", {"den": "2023-04-13", "cong-dan": "4"}).status_code == 422
    finally:
        board.close()
    assert len(announced(under_way)) == 1


def test_what_a_plan_does_not_know_is_said_before(under_way: Path) -> None:
    announce(under_way, 1, day(5))
    record(under_way, [reported(stand("M2", "B", "2.2")[0], 2)], name="sau.xlsx")
    store(under_way, THIRD, last_result=6)
    board = opened(under_way)
    page = board.text(ANNOUNCE)
    board.close()
    assert "khi chưa có thông báo hiện nay" in page
    assert "Sau phương án này đã lưu phương án 3" in page
    assert "đã ghi thêm 1 dòng kết quả" in page


def test_names_that_want_to_be_more_than_text(home: Path) -> None:
    names = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}")
    units = tuple(
        unit.model_copy(update={"name": f"Xã {name}"}) for unit, name in zip(CAMPAIGN.units, names, strict=True)
    )
    write_workbook(CAMPAIGN.model_copy(update={"units": units}), home / BOOK)
    store(home, FIRST)
    announce(home, 1, day(4))
    store(home, SECOND)
    board = opened(home)
    try:
        for address in (PAGE, ANNOUNCE, "/lap-lai"):
            page = board.text(address)
            assert "<script>alert" not in page
            assert "<img" not in page
        assert "{{7*7}}" in board.text(PAGE)
    finally:
        board.close()
