"""Papers of a plan are those that `planner print` writes, from a fixed list, and leave nothing behind."""

import io
import re
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.board.pages.versions import MEDIA_TYPES
from planner.board.views.version_list import PAPERS, suffixes_of
from tests.board.opened import Opened
from tests.cli.diary import BOOK, ask

MOMENT = re.compile(rb"D:\d{14}|\d{4}-\d\d-\d\dT[\d:]+|xmpMM:\w+>[^<]*|/ID ?\[[^\]]*\]")
"""When a file was made, and what was drawn from that."""


def cells(content: bytes) -> list[list[object]]:
    """Every cell of a workbook."""
    book = load_workbook(io.BytesIO(content))
    return [[cell.value for row in sheet for cell in row] for sheet in book]


@pytest.fixture(scope="module")
def printed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command line prints of plan 1 on day 3."""
    folder = tmp_path_factory.mktemp("in")
    done = ask("print", BOOK, "--version", "1", "--today", "12/4/2023", "-o", folder, folder=begun)
    assert done.code == 0, done.err
    return folder


@pytest.mark.parametrize("name", ["phu-luc", "lich-thang"])
def test_a_form_is_the_one_of_the_command_line(board: Opened, printed: Path, name: str) -> None:
    answer = board.get(f"/phuong-an/1/{name}.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}-pa-1.xlsx"'
    assert answer.headers["content-type"] == MEDIA_TYPES["xlsx"]
    assert cells(answer.content) == cells((printed / f"{name}.xlsx").read_bytes())
    pdf = board.get(f"/phuong-an/1/{name}.pdf").content
    assert MOMENT.sub(b"", pdf) == MOMENT.sub(b"", (printed / f"{name}.pdf").read_bytes())


def test_forms_of_every_unit_come_packed(board: Opened, printed: Path) -> None:
    answer = board.get("/phuong-an/1/thong-bao.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = set(archive.namelist())
    there = {path.relative_to(printed).as_posix() for path in printed.rglob("thong-bao/*")}
    assert names == there
    assert names


def test_nothing_is_left_behind(board: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = {*tmp_path.rglob("*")}
    assert board.get("/phuong-an/1/lich-thang.xlsx").status_code == 200
    assert {*tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    "address", ["phu-luc.exe", "phu-luc.zip", "thong-bao.pdf", "phan-cong.xlsx", "plan.json", "phu-luc.", "..%2fx.pdf"]
)
def test_nothing_but_the_list_can_be_had(board: Opened, address: str) -> None:
    assert board.get(f"/phuong-an/1/{address}").status_code == 404


def test_a_plan_that_is_not_there_has_no_papers(board: Opened) -> None:
    answer = board.get("/phuong-an/9/phu-luc.xlsx")
    assert answer.status_code == 404
    assert "planner" not in answer.text.replace("planner-", "")


def test_every_paper_has_a_kind_of_file_that_browsers_know() -> None:
    assert all(suffixes_of(form) for form in PAPERS.values())
    assert {suffix for form in PAPERS.values() for suffix in suffixes_of(form)} == set(MEDIA_TYPES)


def test_papers_can_be_asked_for_at_once(board: Opened) -> None:
    """A typesetter that two threads use at the same moment refuses one of them."""
    addresses = [f"/phuong-an/{number}/phu-luc.{suffix}" for number in (1, 2) for suffix in ("pdf", "docx", "xlsx")]
    with ThreadPoolExecutor(len(addresses)) as pool:
        assert [answer.status_code for answer in pool.map(board.get, addresses)] == [200] * len(addresses)
