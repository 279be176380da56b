"""Formulas whose saved result is the empty text are empty cells; a row of nothing else is no row."""

from pathlib import Path

import pytest

from planner.domain.record import UnitCode
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.cells.long_sheet import read_long_sheets
from planner.intake.cells.sheets import read_sheets
from planner.intake.citizens.citizens_reader import read_citizens
from tests.campaigns import small_campaign
from tests.intake.appendices import NAMES, line, read, told, typed, workbook
from tests.intake.books import problems_of, put, sound_book
from tests.intake.package_parts import rewrite
from tests.people import Sheet as People
from tests.people import citizens

NOTHING = '<c r="{0}" t="str"><f>IF(Z1="","",Z1)</f><v></v></c>'
BLANK = '<c r="{0}" t="str"><f>IF(Z1="","",Z1)</f><v/></c>'
NEVER_COUNTED = '<c r="{0}"><f>IF(Z1="","",Z1)</f><v></v></c>'


def with_row(path: Path, title_part: str, number: int, cells: str) -> Path:
    """One more row in the sheet of this part."""
    row = f'<row r="{number}">{cells}</row></sheetData>'
    return rewrite(path, lambda name, text: text.replace("</sheetData>", row) if name.endswith(title_part) else text)


@pytest.mark.parametrize("formula", [NOTHING, BLANK])
def test_a_row_of_a_campaign(tmp_path: Path, formula: str) -> None:
    path = tmp_path / "campaign.xlsx"
    sound_book().save(path)
    before = read_campaign(path)
    with_row(path, "sheet3.xml", 6, formula.format("A6") + formula.format("B6") + formula.format("G6"))
    assert read_campaign(path) == before


def test_a_formula_that_was_never_counted_is_named(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!G3", None)
    book["Đơn vị"]["G3"] = "=1+1"
    assert [(problem.where, "without a saved result" in problem.what) for problem in problems_of(book, tmp_path)] == [
        ("Đơn vị!G3", True)
    ]


@pytest.mark.parametrize("reader", [read_sheets, read_long_sheets])
def test_both_readers_tell_them_apart(tmp_path: Path, reader: object) -> None:
    path = tmp_path / "campaign.xlsx"
    sound_book().save(path)
    with_row(path, "sheet3.xml", 6, NOTHING.format("A6") + NEVER_COUNTED.format("B6"))
    assert callable(reader)
    _titles, (sheet,) = reader(path, lambda title: title == "Đơn vị")
    assert [(cell.is_empty, cell.is_uncounted) for cell in sheet.rows[5][:2]] == [(True, False), (False, True)]


def test_citizens(tmp_path: Path) -> None:
    people = citizens(3)
    path = People().add(people).write(tmp_path / "cd.xlsx")
    with_row(path, "sheet1.xml", 5, "".join(NOTHING.format(f"{column}5") for column in "ABCDEF"))
    found = read_citizens(path, small_campaign(), UnitCode("A"), with_identity=True)
    assert found.by_unit == {UnitCode("A"): tuple(people)}
    assert found.warnings == ()


def test_a_line_of_an_appendix(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(line(NAMES[0], "14/4/2023", "Ca 01")))
    with_row(path, "sheet1.xml", 4, "".join(NOTHING.format(f"{column}4") for column in "BCDE"))
    found = read(path)
    assert told(found) == ["MÁY 1 001 14/4 Ca 01"]
    assert (found.unreadable, found.notes) == ((), ())
