"""A results workbook that is sent to the board: recorded as a whole, refused cell by cell, never kept."""

import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.board.pages.sent_name import name_on_disk
from planner.board.visit import SentFile
from planner.workflow.days.results_forms import new_results_form
from tests.board.opened import Opened
from tests.campaigns import day
from tests.cli.diary import BOOK, ledger_in

ADDRESS = "/ket-qua/tep"


@pytest.fixture
def filled_in(under_way: Path, tmp_path: Path) -> Path:
    """The form of day 3 with a figure in its first row."""
    path = tmp_path / "ngày 3.xlsx"
    new_results_form(under_way / BOOK, day(3), path, today=day(3))
    return write_collected(path, 1)


def write_collected(path: Path, figure: int | str) -> Path:
    book = load_workbook(path)
    sheet = book["Kết quả"]
    heads = {cell.value: cell for row in sheet.iter_rows(max_row=12) for cell in row if cell.value}
    head = heads["Thu nhận"]
    sheet.cell(head.row + 1, head.column, figure)
    book.save(path)
    return path


def num_rows(home: Path) -> int:
    with ledger_in(home) as ledger:
        return len(ledger.all_result_rows())


def test_a_file_is_recorded(board: Opened, under_way: Path, filled_in: Path) -> None:
    before = num_rows(under_way)
    answer = board.send(ADDRESS, "ngày 3.xlsx", filled_in.read_bytes())
    assert answer.status_code == 200
    assert "ngày 3.xlsx" in answer.text
    assert num_rows(under_way) == before + 1


def test_the_same_file_again_changes_nothing(board: Opened, under_way: Path, filled_in: Path) -> None:
    board.send(ADDRESS, "ngày 3.xlsx", filled_in.read_bytes())
    before = num_rows(under_way)
    assert board.send(ADDRESS, "khác.xlsx", filled_in.read_bytes()).status_code == 200
    assert num_rows(under_way) == before


def test_problems_are_listed_by_cell(board: Opened, under_way: Path, filled_in: Path) -> None:
    before = num_rows(under_way)
    answer = board.send(ADDRESS, "sai.xlsx", write_collected(filled_in, "nhiều").read_bytes())
    assert answer.status_code == 422
    assert "Kết quả!" in answer.text
    assert num_rows(under_way) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sai.xlsx", b"MZ" + bytes(2000)),
        ("sai.exe", b"PK\x03\x04" + bytes(2000)),
        ("sai.xlsx", b"PK\x03\x04" + bytes(2000)),
        ("sai.xlsx", b""),
    ],
)
def test_what_is_no_workbook_is_refused(board: Opened, under_way: Path, name: str, content: bytes) -> None:
    before = num_rows(under_way)
    answer = board.send(ADDRESS, name, content)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert num_rows(under_way) == before


def test_a_file_of_more_than_ten_mebibytes_is_refused(board: Opened) -> None:
    assert board.send(ADDRESS, "lớn.xlsx", b"PK\x03\x04" + bytes(10 * 2**20)).status_code == 413


def test_nothing_of_it_stays_on_the_disk(
    board: Opened, filled_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tạm"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    board.send(ADDRESS, "ngày 3.xlsx", filled_in.read_bytes())
    board.send(ADDRESS, "sai.xlsx", write_collected(filled_in, "nhiều").read_bytes())
    assert not [*place.iterdir()]


def test_a_page_that_takes_no_file_refuses_one(board: Opened) -> None:
    content = b"PK\x03\x04"
    assert board.send(f"/ket-qua/{day(3).isoformat()}", "x.xlsx", content).status_code == 400


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/x.xlsx", "x.xlsx"),
        ("C:\\a\\ngày 3.xlsx", "ngày 3.xlsx"),
        ("..xlsx", "ket-qua.xlsx"),
        ("a\x00\u202eb:*.xlsx", "a_b_.xlsx"),
    ],
)
def test_its_name_leads_nowhere(sent: str, kept: str) -> None:
    assert name_on_disk(SentFile(sent, b""), ".xlsx", "ket-qua") == kept
