"""Habits of WPS Office and Google Sheets, which cannot be installed here, written by hand into sound workbooks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.record import UnitCode
from planner.intake.appendix.appendix_reader import read_appendix
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.citizens.citizens_reader import read_citizens
from tests.campaigns import small_campaign
from tests.intake.appendices import CAMPAIGN, NAMES, told, workbook
from tests.intake.books import sound_book
from tests.intake.package_parts import rewrite, share_strings
from tests.people import Sheet as People
from tests.people import citizens

Change = Callable[[Path], Path]


def without_dimension(path: Path) -> Path:
    """No sheet says how large it is."""
    return rewrite(path, lambda _name, text: re.sub(r"<dimension [^>]*/>", "", text))


def wrong_dimension(path: Path) -> Path:
    """Every sheet says that it is one cell, as files do that were written row by row."""
    return rewrite(path, lambda _name, text: re.sub(r"<dimension [^>]*/>", '<dimension ref="A1"/>', text))


def relative_targets(path: Path) -> Path:
    """Parts are named from their folder."""
    return rewrite(path, lambda name, text: text.replace('"/xl/', '"') if name.endswith("workbook.xml.rels") else text)


def shared(path: Path) -> Path:
    """Texts stand in one part, with readings above words that say nothing."""
    share_strings(path)

    def change(name: str, text: str) -> str:
        reading = '<rPh sb="0" eb="1"><t>đọc</t></rPh><phoneticPr fontId="1" type="noConversion"/></si>'
        return text.replace("</si>", reading) if name == "xl/sharedStrings.xml" else text

    return rewrite(path, change)


def no_addresses(path: Path) -> Path:
    """Neither rows nor cells say where they stand; every row is full from its first cell on."""

    def change(name: str, text: str) -> str:
        return re.sub(r'(<(?:row|c)) r="[A-Z0-9]+"', r"\1", text) if name.endswith("sheet2.xml") else text

    return rewrite(path, change)


def rows_of_looks_alone(path: Path) -> Path:
    """A thousand rows below the table that hold nothing but looks, as Google Sheets writes them."""
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="0"/><c r="B{number}"/></row>' for number in range(50, 1050))
    return rewrite(path, lambda name, text: text.replace("</sheetData>", f"{empty}</sheetData>"))


def empty_drawing(path: Path) -> Path:
    """Every sheet has a drawing without any shape, as Google Sheets writes it."""
    drawing = '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    return rewrite(path, more={"xl/drawings/drawing1.xml": drawing})


def prefixed(path: Path) -> Path:
    """Elements of the sheets bear a prefix."""

    def change(name: str, text: str) -> str:
        if not name.startswith("xl/worksheets/sheet"):
            return text
        text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", text)
        return text.replace(" xmlns=", " xmlns:x=")

    return rewrite(path, change)


def of_another_kind(kind: str) -> Change:
    """A template, or a workbook with macros: its main part is declared so."""

    def change(path: Path) -> Path:
        plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        rewrite(path, lambda name, text: text.replace(plain, kind) if name == "[Content_Types].xml" else text)
        return rewrite(path, more={"xl/vbaProject.bin": "Sub Workbook_Open()"})

    return change


CHANGES = [
    of_another_kind("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    of_another_kind("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"),
    without_dimension,
    wrong_dimension,
    relative_targets,
    shared,
    no_addresses,
    rows_of_looks_alone,
    empty_drawing,
    prefixed,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_campaign(tmp_path: Path, change: Change) -> None:
    path = tmp_path / "campaign.xlsx"
    sound_book().save(path)
    before = read_campaign(path)
    assert read_campaign(change(path)) == before


@pytest.mark.parametrize("change", [each for each in CHANGES if each is not no_addresses])
def test_citizens(tmp_path: Path, change: Change) -> None:
    people = citizens(5)
    path = change(People().add(people).write(tmp_path / "cd.xlsx"))
    assert read_citizens(path, small_campaign(), UnitCode("A"), with_identity=True).by_unit == {
        UnitCode("A"): tuple(people)
    }


@pytest.mark.parametrize("change", [each for each in CHANGES if each is not no_addresses])
def test_an_appendix(tmp_path: Path, change: Change) -> None:
    rows = [
        ("TT", "Đơn vị", "Thời gian", "Ca 01", "Ca 02"),
        ("MÁY 1",),
        (1, NAMES[0], "- Tháng 4/2023: 14_x000D_\n- Tháng 5/2023: 15", True, False),
    ]
    found = read_appendix(change(workbook(tmp_path, rows)), CAMPAIGN)
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 15/5 Ca 01"]
    assert (found.unreadable, found.notes) == ((), ())
