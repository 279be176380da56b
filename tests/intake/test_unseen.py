"""What stands in a workbook and is not seen is not read, and is told with its places."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import Table

from planner.domain.record import UnitCode
from planner.intake.cells.findings import Findings
from planner.intake.cells.long_sheet import read_long_sheets
from planner.intake.cells.sheets import Sheet, read_sheets
from planner.intake.cells.unseen import Unseen, UnseenKind, tell_unseen
from planner.intake.citizens.citizens_reader import read_citizens
from tests.campaigns import small_campaign
from tests.intake.appendices import HEADS, NAMES, line, read, told, typed, workbook
from tests.intake.books import problems_of, sound_book
from tests.intake.books import read as read_book
from tests.intake.books import sheet_of as sheet_of_book
from tests.intake.package_parts import share_strings
from tests.people import Sheet as People
from tests.people import citizens

READERS = pytest.mark.parametrize("reader", [read_sheets, read_long_sheets])
Reader = Callable[[Path, Callable[[str], bool]], tuple[tuple[str, ...], tuple[Sheet, ...]]]
Change = Callable[[Any], None]


def sheet_of(tmp_path: Path, reader: Reader, change: Change) -> Sheet:
    """Five rows of three texts, 11 to 53, as changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    for row in range(1, 6):
        for column in range(1, 4):
            sheet.cell(row, column).value = f"{row}{column}"
    change(sheet)
    book.create_sheet("Khác")
    path = tmp_path / "bang.xlsx"
    book.save(path)
    return reader(path, lambda title: title == "Bảng")[1][0]


def seen(sheet: Sheet) -> list[str]:
    return [str(cell.value) for row in sheet.rows for cell in row if not cell.is_empty]


def all_but(*unseen: str) -> list[str]:
    return [text for text in (f"{row}{column}" for row in range(1, 6) for column in range(1, 4)) if text not in unseen]


def unseen_of(sheet: Sheet) -> list[tuple[str, UnseenKind]]:
    return [(one.where, one.kind) for one in sheet.unseen]


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def flatten_row(sheet: Any) -> None:
    sheet.row_dimensions[3].height = 0.1


@READERS
@pytest.mark.parametrize("change", [hide_row, flatten_row])
def test_a_hidden_row_is_empty_and_told(tmp_path: Path, reader: Reader, change: Change) -> None:
    sheet = sheet_of(tmp_path, reader, change)
    assert seen(sheet) == all_but("31", "32", "33")
    assert unseen_of(sheet) == [("Bảng!3", UnseenKind.HIDDEN_ROW)]


@READERS
def test_a_hidden_row_without_content_is_no_matter(tmp_path: Path, reader: Reader) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[9].hidden = True

    assert sheet_of(tmp_path, reader, hide).unseen == ()


@READERS
def test_rows_that_a_filter_hides_are_told_as_such(tmp_path: Path, reader: Reader) -> None:
    def choose(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:C5"
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["51"])))
        for number in (2, 3, 4):
            sheet.row_dimensions[number].hidden = True

    sheet = sheet_of(tmp_path, reader, choose)
    assert seen(sheet) == ["11", "12", "13", "51", "52", "53"]
    assert {kind for _where, kind in unseen_of(sheet)} == {UnseenKind.FILTERED_ROW}


@READERS
def test_rows_that_the_filter_of_a_table_hides_are_told_as_such(tmp_path: Path, reader: Reader) -> None:
    def choose(sheet: Any) -> None:
        table = Table(displayName="Bang1", ref="A1:C5")
        table._initialise_columns()  # type: ignore[attr-defined]
        table.autoFilter.filterColumn.append(  # type: ignore[union-attr]
            FilterColumn(colId=0, filters=Filters(filter=["51"]))
        )
        sheet.add_table(table)
        sheet.row_dimensions[2].hidden = True

    assert unseen_of(sheet_of(tmp_path, reader, choose)) == [("Bảng!2", UnseenKind.FILTERED_ROW)]


@READERS
def test_a_hidden_column_is_empty_and_told(tmp_path: Path, reader: Reader) -> None:
    def hide(sheet: Any) -> None:
        sheet.column_dimensions["B"].hidden = True

    sheet = sheet_of(tmp_path, reader, hide)
    assert seen(sheet) == all_but("12", "22", "32", "42", "52")
    assert unseen_of(sheet) == [("Bảng!B", UnseenKind.HIDDEN_COLUMN)]


@READERS
def test_a_hidden_column_with_nothing_but_its_head_is_no_matter(tmp_path: Path, reader: Reader) -> None:
    def hide(sheet: Any) -> None:
        sheet["D1"].value = "Vĩ độ"
        sheet.column_dimensions["D"].hidden = True

    sheet = sheet_of(tmp_path, reader, hide)
    assert seen(sheet) == all_but()
    assert sheet.unseen == ()


@READERS
@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path, reader: Reader, state: str) -> None:
    book: Any = Workbook()
    book.create_sheet("Ẩn")["A1"].value = "x"
    book.create_sheet("Trống").sheet_state = state
    book["Ẩn"].sheet_state = state
    path = tmp_path / "an.xlsx"
    book.save(path)
    _titles, sheets = reader(path, lambda _title: True)
    assert [len(sheet.rows) for sheet in sheets if sheet.is_hidden] == [0, 0]
    assert [(one.where, one.kind) for sheet in sheets for one in sheet.unseen] == [("Ẩn", UnseenKind.HIDDEN_SHEET)]


WHITE, RED = "FFFFFFFF", "FFFF0000"


def look(font: Font | None = None, ground: str = "", number_format: str = "") -> Change:
    def change(sheet: Any) -> None:
        cell = sheet["B3"]
        if font is not None:
            cell.font = font
        if ground:
            cell.fill = PatternFill("solid", fgColor=ground)
        if number_format:
            cell.number_format = number_format

    return change


@READERS
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (look(Font(strike=True)), UnseenKind.CROSSED_OUT),
        (look(Font(color=WHITE)), UnseenKind.COLOUR_OF_THE_PAGE),
        (look(Font(color=RED), RED), UnseenKind.COLOUR_OF_THE_PAGE),
        (look(number_format=";;;"), UnseenKind.HIDDEN_TEXT),
    ],
)
def test_a_look_that_shows_nothing_is_not_read(
    tmp_path: Path, reader: Reader, change: Change, kind: UnseenKind
) -> None:
    sheet = sheet_of(tmp_path, reader, change)
    assert seen(sheet) == all_but("32")
    assert unseen_of(sheet) == [("Bảng!B3", kind)]


@READERS
@pytest.mark.parametrize("change", [look(Font(color=WHITE), RED), look(Font(color=RED)), look(Font(b=True))])
def test_letters_that_are_seen_are_read(tmp_path: Path, reader: Reader, change: Change) -> None:
    sheet = sheet_of(tmp_path, reader, change)
    assert seen(sheet) == all_but()
    assert sheet.unseen == ()


@READERS
def test_white_letters_where_a_condition_may_colour_the_ground_are_read(tmp_path: Path, reader: Reader) -> None:
    def colour(sheet: Any) -> None:
        look(Font(color=WHITE))(sheet)
        rule = CellIsRule(  # type: ignore[no-untyped-call]
            operator="notEqual", formula=["0"], fill=PatternFill("solid", bgColor=RED)
        )
        sheet.conditional_formatting.add("A1:C5", rule)

    assert seen(sheet_of(tmp_path, reader, colour)) == all_but()


def rich(*runs: str | TextBlock) -> Change:
    def change(sheet: Any) -> None:
        sheet["B3"].value = CellRichText(*runs)

    return change


CROSSED, HIGH = InlineFont(strike=True), InlineFont(vertAlign="superscript")


@READERS
@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize(
    ("change", "text", "kind"),
    [
        (rich("14,", TextBlock(CROSSED, "15,"), "16"), "14,16", UnseenKind.CROSSED_OUT),
        (rich("14,1", TextBlock(HIGH, "8")), "14,1", UnseenKind.NOTE_MARK),
        (rich("Xã Hòa Bình", TextBlock(HIGH, "(1)"), " "), "Xã Hòa Bình ", UnseenKind.NOTE_MARK),
        (rich("7h", TextBlock(HIGH, "30")), "7h30", None),
    ],
)
def test_parts_of_a_text(
    tmp_path: Path, reader: Reader, change: Change, text: str, kind: UnseenKind | None, *, is_shared: bool
) -> None:
    sheet = sheet_of(tmp_path, reader, change)
    if is_shared:
        share_strings(tmp_path / "bang.xlsx")
        sheet = reader(tmp_path / "bang.xlsx", lambda title: title == "Bảng")[1][0]
    assert sheet.rows[2][1].value == text
    assert unseen_of(sheet) == ([("Bảng!B3", kind)] if kind else [])


def test_what_is_not_seen_is_told_once_for_each_kind_and_sheet() -> None:
    findings = Findings()
    rows = [Unseen(f"Đơn vị!{number}", UnseenKind.HIDDEN_ROW) for number in (5, 6, 7, 9)]
    sheets = [Unseen(title, UnseenKind.HIDDEN_SHEET) for title in ("A", "B")]
    cells = [Unseen("Máy!A3", UnseenKind.CROSSED_OUT, "MÁY 3"), Unseen("Máy!A3", UnseenKind.CROSSED_OUT, "x")]
    tell_unseen(findings, [*rows, *sheets, *cells])
    assert [f"{warning.where}: {warning.what}" for warning in findings.warnings] == [
        "Đơn vị!5: hidden rows (4) were not read: 5-7, 9",
        "A: hidden sheets (2) were not read: A, B",
        "Máy!A3: crossed-out text (1) was not read: A3",
    ]


def test_a_unit_on_a_hidden_row_is_no_unit_and_told(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of_book(book, "Đơn vị").row_dimensions[5].hidden = True
    sheet_of_book(book, "Máy")["I4"].value = None
    found = read_book(book, tmp_path)
    assert [unit.code for unit in found.campaign.units] == ["001", "002", "003"]
    assert [(warning.where, warning.what) for warning in found.warnings] == [
        ("Đơn vị!5", "hidden rows (1) were not read: 5")
    ]


def test_a_hidden_sheet_beside_the_campaigns_own_is_told(tmp_path: Path) -> None:
    book = sound_book()
    book.create_sheet("Danh mục")["A1"].value = "x"
    book["Danh mục"].sheet_state = "hidden"
    assert [warning.where for warning in read_book(book, tmp_path).warnings] == ["Danh mục"]


def test_a_needed_sheet_that_is_hidden_is_named(tmp_path: Path) -> None:
    book = sound_book()
    sheet_of_book(book, "Máy").sheet_state = "hidden"
    errors = [problem for problem in problems_of(book, tmp_path) if problem.severity == "error"]
    assert ("Máy", "the sheet is hidden, so it was not read") in [(each.where, each.what) for each in errors]


def test_hidden_citizens_are_told_without_a_word_of_them(tmp_path: Path) -> None:
    path = People().add(citizens(5)).write(tmp_path / "cd.xlsx")
    book = load_workbook(path)
    book["Công dân"].row_dimensions[3].hidden = True
    book["Công dân"]["B4"].font = Font(strike=True)
    book["Công dân"]["B4"].value = "Xóa"
    book["Công dân"].row_dimensions[4].hidden = True
    book.save(path)
    found = read_citizens(path, small_campaign(), UnitCode("A"))
    assert [citizen.number for citizen in found.by_unit[UnitCode("A")]] == [1, 4, 5]
    assert [(warning.where, warning.what) for warning in found.warnings] == [
        ("Công dân!3", "hidden rows (2) were not read: 3-4")
    ]
    _titles, sheets = read_long_sheets(path, lambda _title: True)
    assert {one.text for sheet in sheets for one in sheet.unseen} == {""}


def test_hidden_lines_of_an_appendix_are_no_lines(tmp_path: Path) -> None:
    rows = typed(line(NAMES[0], "Tháng 4/2023: 14", "Ca 01"), line(NAMES[1], "Tháng 4/2023: 15", "Ca 01"))
    path = workbook(tmp_path, rows)
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[4].hidden = True
    book.save(path)
    found = read(path)
    assert told(found) == ["MÁY 1 001 14/4 Ca 01"]
    assert [(note.where, note.what) for note in found.notes] == [("Phụ lục!4", "hidden rows (1) were not read: 4")]


def test_a_merged_heading_that_begins_on_a_hidden_row_is_still_seen(tmp_path: Path) -> None:
    rows = [HEADS, ("MÁY 2",), (None,), line(NAMES[0], "Tháng 4/2023: 14", "Ca 01")]
    path = workbook(tmp_path, rows, ("A2:F3",))
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(path)
    found = read(path)
    assert told(found) == ["MÁY 2 001 14/4 Ca 01"]
    assert found.notes == ()


TICKS = [("ü", "✓"), ("û", "✗"), ("þ", "☑"), ("¨", "☐"), ("ý", "☒"), ("x", "☒")]


@READERS
@pytest.mark.parametrize(("letter", "picture"), TICKS)
def test_letters_of_wingdings_are_the_pictures_that_they_show(
    tmp_path: Path, reader: Reader, letter: str, picture: str
) -> None:
    def tick(sheet: Any) -> None:
        sheet["A1"].value, sheet["A1"].font = letter, Font(name="Wingdings")
        sheet["B1"].value, sheet["B1"].font = "P", Font(name="Wingdings 2")
        sheet["C1"].value = CellRichText(TextBlock(InlineFont(rFont="Wingdings"), letter), TextBlock(InlineFont(), "x"))

    sheet = sheet_of(tmp_path, reader, tick)
    assert [cell.value for cell in sheet.rows[0]] == [picture, "✓", f"{picture}x"]
