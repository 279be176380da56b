"""An appendix that is sent to the board: read, judged, laid beside the plan stored last, and never kept."""

import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.prints.forms.appendix.paper import print_appendix
from tests.board.opened import Opened
from tests.board.test_desk import spoil
from tests.cli.diary import BOOK, CAMPAIGN, SECOND

ADDRESS = "/doc-phu-luc"


@pytest.fixture
def appendix(tmp_path: Path) -> Path:
    """The appendix of the plan stored last."""
    folder = tmp_path / "phụ lục"
    folder.mkdir()
    print_appendix(CAMPAIGN, SECOND, folder)
    return folder


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_an_appendix_is_read_beside_the_stored_plan(board: Opened, appendix: Path, suffix: str) -> None:
    answer = board.send(ADDRESS, f"phụ lục.{suffix}", (appendix / f"phu-luc.{suffix}").read_bytes())
    assert answer.status_code == 200
    assert "Phương án 2" in answer.text
    assert f"phụ lục.{suffix}" in answer.text
    assert 'role="alert"' not in answer.text


def test_what_cannot_be_read_is_named_by_its_cell(board: Opened, appendix: Path) -> None:
    path = appendix / "phu-luc.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if "Xã C" in str(cell.value))
    cell.value = "Xã Không Có"
    book.save(path)
    answer = board.send(ADDRESS, "sửa.xlsx", path.read_bytes())
    assert answer.status_code == 200
    assert f"!{cell.coordinate}" in answer.text


@pytest.mark.parametrize(
    ("name", "content"), [("x.pdf", b"%PDF"), ("x.xlsx", b"MZ"), ("x.docx", b"PK\x03\x04" + bytes(99)), ("x.xlsx", b"")]
)
def test_what_is_no_appendix_is_refused(board: Opened, name: str, content: bytes) -> None:
    answer = board.send(ADDRESS, name, content)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_while_the_workbook_is_spoilt_its_cells_are_told(board: Opened, under_way: Path, appendix: Path) -> None:
    board.text("/")
    spoil(under_way / BOOK)
    answer = board.send(ADDRESS, "x.xlsx", (appendix / "phu-luc.xlsx").read_bytes())
    assert answer.status_code == 422
    assert "Đơn vị!" in answer.text


def test_nothing_of_it_stays_on_the_disk(
    board: Opened, appendix: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tạm"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    board.send(ADDRESS, "x.xlsx", (appendix / "phu-luc.xlsx").read_bytes())
    board.send(ADDRESS, "x.docx", b"PK\x03\x04" + bytes(99))
    assert not [*place.iterdir()]
