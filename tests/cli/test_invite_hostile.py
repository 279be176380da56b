"""Hostile texts in every text field of the citizens' list and its memory: refused by cell, or printed as mere text."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.campaigns import filled_plan, machine, posting, small_campaign, stand, unit
from tests.cli import diary
from tests.cli.diary import BOOK, ask
from tests.cli.running import files_in
from tests.conftest import system_part
from tests.harmless import faults_of
from tests.hostile_texts import hostile_texts
from tests.ledger.samples import provenance
from tests.people import Sheet
from tests.workbooks import write_workbook

LIST = "cong-dan.xlsx"
TEXTS = [text for text in hostile_texts(200) if text.strip()]
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIELDS = ("Họ và tên", "Thôn", "Hộ", "Liên hệ", "Tình trạng", "Số định danh")
COLUMNS = ("STT", "Năm sinh", *FIELDS)
GOOD = {
    "Họ và tên": "Vi Thị Thử",
    "Thôn": "Nà Mu",
    "Hộ": "",
    "Liên hệ": "0100123456",
    "Tình trạng": "",
    "Số định danh": "",
}
MONDAY = ("--today", "10/4/2023")
FOLDER = "outputs/nho/moi"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign that has room for everybody, and a list of as many citizens as there are texts, for each field."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "nho").mkdir()
    campaign = small_campaign(
        units=(unit("A", 3000), unit("B", 7)), machines=(machine("M1", posting(1500)),), closures=(), roads=()
    )
    write_workbook(campaign, folder / BOOK)
    with diary.ledger_in(folder) as ledger:
        plan = filled_plan(campaign, stand("M1", "A", "2.1 2.2"))
        ledger.store_version(plan, provenance(0), is_sound=True, by=diary.BY, at=diary.AT)
    return folder


def write_list(home: Path, texts: list[tuple[str, str]]) -> None:
    """A citizen for each of these fields and the text that stands in it."""
    rows = [
        (number, 1980, *({**GOOD, field: text}[each] for each in FIELDS))
        for number, (field, text) in enumerate(texts, 1)
    ]
    Sheet(columns=COLUMNS, rows=rows).write(home / LIST)


def writable(text: str) -> bool:
    """Whether a workbook can hold the text at all: XML has no place for control letters and halves of letters."""
    return not UNWRITABLE.search(text)


def test_hostile_texts_are_refused_by_cell_or_printed_as_mere_text(home: Path) -> None:
    wanted = [(field, text) for field in FIELDS for text in TEXTS if writable(text)]
    assert len(wanted) > 170 * len(FIELDS)
    for _round in range(60):
        write_list(home, wanted)
        told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--json", folder=home)
        if told.code == 0:
            break
        assert told.code == 1, told.err
        cells = {
            each["where"].partition("!")[2] for each in json.loads(told.out)["problems"] if each["severity"] == "error"
        }
        refused = {int(cell.lstrip("ABCDEFGH")) - 2 for cell in cells if cell}
        assert refused, told.err
        assert not any(text in told.all for place in refused if len(text := wanted[place][1]) > 12)
        wanted = [each for place, each in enumerate(wanted) if place not in refused]
    assert told.code == 0
    assert len(wanted) > 100 * len(FIELDS)
    _no_harm(home)


def test_hostile_reasons_and_headers(home: Path) -> None:
    texts = [text for text in TEXTS if writable(text)]
    write_list(home, [("Họ và tên", "Vi Thị Thử")] * len(texts))
    book = load_workbook(home / LIST)
    sheet: Any = book["Công dân"]
    for column, text in enumerate(texts[:150], start=len(COLUMNS) + 1):
        sheet.cell(1, column).value = text
        sheet.cell(1, column).data_type = "s"
    book.save(home / LIST)
    shutil.rmtree(home / "outputs", ignore_errors=True)
    assert ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=home).code == 0
    memory = home / FOLDER / "danh-sach-moi-a-559aea-xa-a.xlsx"
    book = load_workbook(memory)
    sheet = book["Danh sách mời"]
    for row, text in enumerate(texts, start=2):
        sheet.cell(row, 12).value = text
        sheet.cell(row, 12).data_type = "s"
    book.save(memory)
    for _round in range(60):
        told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--json", folder=home)
        if told.code == 0:
            break
        cells = [each["where"].rpartition("!")[2] for each in json.loads(told.out)["problems"]]
        for cell in (cell for cell in cells if cell[1:].isdecimal()):
            sheet[cell].value = None
        book.save(memory)
    assert told.code == 0, told.err
    assert json.loads(told.out)["units"][0]["fates"]["unable"] > 100
    _no_harm(home)


def _no_harm(home: Path) -> None:
    """Only files of ours, none with a formula, each of which opens."""
    assert {name.partition("/")[0] for name in files_in(home)} <= {"nho", "outputs", LIST}
    paths = sorted((home / FOLDER).iterdir())
    assert len(paths) >= 1 + 3 * 2
    assert [fault for path in paths for fault in faults_of(path)] == []
    system_part("pdfinfo", present=shutil.which("pdfinfo") is not None)
    for path in paths:
        if path.suffix == ".pdf":
            assert subprocess.run(["pdfinfo", str(path)], capture_output=True, check=False).returncode == 0
