"""*Lập lại lịch* by its pages: the form, the search that it starts, and the plan that comes of it."""

import json
import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from planner.board.searches.search import BoardSearch
from planner.board.views.search_form import MOST_SECONDS
from planner.errors import LedgerBusy, NoPlanInTime, SearchDied
from tests.board.opened import Opened
from tests.board.test_desk import spoil
from tests.board.test_searches import FOUND, SOON, Desked, case  # noqa: F401 - the fixture
from tests.cli.diary import BOOK, ledger_in

USUAL = {"tu": "2023-04-12", "ca": "", "giu": "1", "giay": "20"}


def started(board: Opened, form: dict[str, str] | None = None) -> BoardSearch:
    """The search that the form begins."""
    answer = board.post("/lap-lai", USUAL if form is None else form)
    assert answer.status_code == 303, answer.text
    found = board.searches.find(int(answer.headers["location"].rpartition("/")[2]))
    assert found is not None
    return found


def test_the_form_begins_after_the_last_result_and_names_what_is_not_told(board: Opened) -> None:
    page = board.text("/lap-lai")
    assert 'value="2023-04-12"' in page
    assert "1 lượt trước đó chưa có kết quả" in page
    assert re.search(r'href="/ket-qua/2023-04-11">[^<]*M2[^<]*Xã B', page)
    assert "Phương án 1 đã thông báo đến hết ngày 13/4/2023" in page


def test_another_moment_has_other_gaps(board: Opened) -> None:
    assert "Mọi lượt trước đó đều đã có kết quả" in board.text("/lap-lai?tu=2023-04-11")
    early = board.text("/lap-lai?tu=2023-04-11&ca=Ca+01&giu=0")
    assert "nằm sau thời điểm đó nên không được tính" in early


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("tu", "2024-01-01"),
        ("tu", "hôm nay"),
        ("ca", "Ca 9"),
        ("giu", "-1"),
        ("giu", "nhiều"),
        ("giay", "0"),
        ("giay", str(MOST_SECONDS + 1)),
        ("giay", "٣"),
    ],
)
def test_what_makes_no_sense_is_shown_again_and_starts_nothing(board: Opened, field: str, typed: str) -> None:
    answer = board.post("/lap-lai", {**USUAL, field: typed})
    assert answer.status_code == 422
    assert f'id="loi-{field}"' in answer.text
    assert board.searches.running() is None


def test_a_second_start_leads_to_the_first(board: Opened, case: Desked) -> None:  # noqa: F811
    first = started(board)
    answer = board.post("/lap-lai", USUAL)
    assert answer.status_code == 409
    assert f'href="/lap-lai/{first.number}"' in answer.text
    assert f'href="/lap-lai/{first.number}"' in board.text("/lap-lai"), "a reload finds it again"
    assert "Dừng và giữ lịch tốt nhất" in board.text(f"/lap-lai/{first.number}")


def test_it_is_stopped_by_its_page(board: Opened, case: Desked) -> None:  # noqa: F811
    search = started(board)
    answer = board.post(f"/lap-lai/{search.number}/dung", {})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/lap-lai/{search.number}")
    assert search.wait(SOON)
    page = board.text(f"/lap-lai/{search.number}")
    assert "/phuong-an/3/so-voi/1" in page
    assert "lời dặn" in page
    assert "Dừng và giữ" not in page


def test_it_is_given_up_by_its_page(board: Opened, case: Desked) -> None:  # noqa: F811
    search = started(board)
    assert board.post(f"/lap-lai/{search.number}/bo", {}).status_code == 303
    assert search.wait(SOON)
    assert "không lưu gì" in board.text(f"/lap-lai/{search.number}")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (SearchDied("planner x --workers 1"), "Máy tính lịch dừng bất ngờ"),
        (NoPlanInTime("--seconds"), "Hãy cho thêm thời gian"),
        (LedgerBusy("held"), "Sổ cái đang bận"),
        (KeyError("x"), "Hãy báo lại số này"),
    ],
)
def test_what_went_wrong_is_one_clear_sentence(
    board: Opened,
    case: Desked,  # noqa: F811
    error: Exception,
    sentence: str,
) -> None:
    case.result = error
    search = started(board)
    search.stop()
    assert search.wait(SOON)
    page = board.text(f"/lap-lai/{search.number}")
    assert sentence in page
    assert "Thử lại" in page
    assert not re.search(r"\bplanner [a-z]|(?<![\w-])--[a-z]", page.partition("<main")[2])


def test_a_plan_that_the_ledger_did_not_take_is_found_in_its_file(
    board: Opened,
    case: Desked,  # noqa: F811
) -> None:
    case.result = replace(FOUND, number=0, trouble=LedgerBusy("held"), plan_path=Path("/tep/plan.json"))
    search = started(board)
    search.stop()
    assert search.wait(SOON)
    page = board.text(f"/lap-lai/{search.number}")
    assert "sổ cái không nhận" in page
    assert "/tep/plan.json" in page
    assert "so-voi" not in page


def test_it_is_told_while_it_lasts(board: Opened, case: Desked) -> None:  # noqa: F811
    search = started(board)
    search.stop()
    assert search.wait(SOON)
    lines = [line for line in board.text(f"/lap-lai/{search.number}/tien-trinh").split("\n\n") if line]
    told = json.loads(lines[-1].removeprefix("data: "))
    assert told["is_over"]
    assert told["next"] == "", "remarks are to be read before the comparison"


def test_nothing_is_planned_by_a_workbook_that_is_spoilt(board: Opened, under_way: Path) -> None:
    board.text("/lap-lai")
    spoil(under_way / BOOK)
    answer = board.post("/lap-lai", USUAL)
    assert answer.status_code == 422
    assert "Chưa lập lịch được khi tệp Excel còn lỗi" in answer.text
    assert board.searches.running() is None


def test_a_search_that_was_never_begun_is_not_there(board: Opened) -> None:
    for address in ("/lap-lai/7", "/lap-lai/7/tien-trinh", "/lap-lai/x"):
        assert board.get(address).status_code == 404
    assert board.post("/lap-lai/7/dung", {}).status_code == 404


def test_the_first_plan_is_begun_from_the_empty_schedule(new_board: Opened, home: Path) -> None:
    assert 'href="/lap-lai">Lập lịch lần đầu' in new_board.text("/")
    form = new_board.text("/lap-lai")
    assert 'name="giay"' in form
    assert 'name="tu"' not in form
    search = started(new_board, {"giay": "20"})
    assert search.wait(60)
    page = new_board.text(f"/lap-lai/{search.number}")
    assert 'href="/phuong-an/1"' in page
    with ledger_in(home) as ledger:
        assert [event.what for event in ledger.events()] == ["plan"]
    assert "Xã A" in new_board.text("/?ngay=ca-dot")


def test_a_further_plan_is_stored_and_leads_to_its_comparison(board: Opened, under_way: Path) -> None:
    search = started(board)
    assert search.wait(60)
    page = board.text(f"/lap-lai/{search.number}")
    assert "/phuong-an/3/so-voi/1" in page
    with ledger_in(under_way) as ledger:
        settings = ledger.version(3).provenance.settings
    assert (settings.freeze_days, settings.learns, settings.assumes_planned) == (1, False, False)
    told = board.text(f"/lap-lai/{search.number}/tien-trinh")
    assert json.loads(told.removeprefix("data: "))["next"] == "/phuong-an/3/so-voi/1"


def test_whoever_looks_at_the_form_finds_the_search_ready(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process takes seconds to come up, which nobody has to wait for after the click."""
    came_up = Event()
    monkeypatch.setattr("planner.workflow.solving.searcher.get_ready", came_up.set)
    board.text("/")
    assert not came_up.wait(0.1), "nobody may ever search"
    board.text("/lap-lai")
    assert came_up.wait(SOON)


@pytest.mark.usefixtures("case")
def test_while_one_searches_no_other_is_made_ready(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    started(board)
    came_up = Event()
    monkeypatch.setattr("planner.workflow.solving.searcher.get_ready", came_up.set)
    board.text("/lap-lai")
    assert not came_up.wait(0.1)
