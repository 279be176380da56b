"""Workbooks as appendices: marks in cells, what merged cells cover, and what stands beside the cells."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from planner.intake.appendix.document.account import Account
from planner.intake.appendix.document.grid import LooseKind
from planner.intake.appendix.document.sheet_grids import grids_of_workbook
from planner.intake.cells.sheets import Cell
from planner.intake.cells.unseen import UnseenKind
from tests.intake.appendices import NAMES, Value, line, read, told, typed, workbook
from tests.intake.package_parts import rewrite

HEADS = ("TT", "Đơn vị", "Thời gian", "Ca 01", "Ca 02")
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col>'
    "<xdr:colOff>0</xdr:colOff><xdr:row>7</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:sp><xdr:nvSpPr>"
    '<xdr:cNvPr id="2" name="Ô chữ"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>Dời sang 20/4</a:t></a:r></a:p>'
    "</xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
)


@pytest.mark.parametrize(
    ("first", "second", "shifts"),
    [
        ("x", "–", ["Ca 01"]),
        ("☒", "☐", ["Ca 01"]),
        ("Không", "Có", ["Ca 02"]),
        (1, 0, ["Ca 01"]),
        (True, False, ["Ca 01"]),
        ("x", "v", ["Ca 01", "Ca 02"]),
        (None, "✓", ["Ca 02"]),
    ],
)
def test_marks_say_yes_or_no(tmp_path: Path, first: Value, second: Value, shifts: list[str]) -> None:
    found = read(workbook(tmp_path, [HEADS, ("MÁY 1",), (1, NAMES[0], "14/4/2023", first, second)]))
    assert told(found) == [f"MÁY 1 001 14/4 {shift}" for shift in shifts]
    assert (found.unreadable, found.notes) == ((), ())


@pytest.mark.parametrize("mark", [160, "?", "hoãn"])
def test_what_is_no_mark_is_named(tmp_path: Path, mark: Value) -> None:
    found = read(workbook(tmp_path, [HEADS, ("MÁY 1",), (1, NAMES[0], "14/4/2023", "x", mark)]))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01"]
    assert [f"“{mark}”" in problem.what for problem in found.unreadable] == [True]


def test_a_tick_in_letters_of_wingdings(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADS, ("MÁY 1",), (1, NAMES[0], "14/4/2023", "¨", "ü")])
    book = load_workbook(path)
    for cell in ("D3", "E3"):
        book.worksheets[0][cell].font = Font(name="Wingdings")
    book.save(path)
    assert told(read(path)) == ["MÁY 1 001 14/4 Ca 02"]


def test_a_figure_set_high_of_itself_is_a_mark(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, typed(line(NAMES[0], "Tháng 4/2023 (7h⁰⁰-15h⁰⁰): 14¹"))))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01"]
    assert [note.what for note in found.notes] == ["marks set high, as of a note (1), were not read: D3"]


def test_what_a_merged_cell_covers_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(line(NAMES[0], "14/4/2023", "Ca 01"), line(None, "15/4/2023", "Ca 02")))
    merge = '<mergeCells count="1"><mergeCell ref="D3:D4"/></mergeCells><pageMargins'
    rewrite(path, lambda name, text: text.replace("<pageMargins", merge) if "sheet1" in name else text)
    unseen = grids_of_workbook(path).unseen
    assert [(one.where, one.kind) for one in unseen] == [("Phụ lục!D4", UnseenKind.COVERED)]


def test_what_stands_beside_the_cells_is_given_with_its_kind(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(line(NAMES[0], "14/4/2023", "Ca 01")))
    book = load_workbook(path)
    book.worksheets[0]["D3"].comment = Comment("xem lại", "trực ban")
    footer: Any = book.worksheets[0].oddFooter
    footer.center.text = "Trang &P/&N của phụ lục"
    book.save(path)
    loose = grids_of_workbook(path).loose
    assert [(text.kind, text.cell.where, text.cell.value) for text in loose] == [
        (LooseKind.MARGIN, "Phụ lục, header or footer", "Trang / của phụ lục"),
        (LooseKind.COMMENT, "Phụ lục!D3", "xem lại"),
    ]


def test_shapes_with_text(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(line(NAMES[0], "14/4/2023", "Ca 01")))
    rewrite(path, more={"xl/worksheets/_rels/sheet1.xml.rels": LINK, "xl/drawings/drawing1.xml": DRAWING})
    assert [(text.kind, text.cell.where, text.cell.value) for text in grids_of_workbook(path).loose] == [
        (LooseKind.DRAWING, "Phụ lục!B8", "Dời sang 20/4")
    ]


@pytest.mark.parametrize("broken", [{"xl/drawings/drawing1.xml": "<odd"}, {}])
def test_parts_beside_the_cells_that_cannot_be_read_are_told(tmp_path: Path, broken: dict[str, str]) -> None:
    path = workbook(tmp_path, typed(line(NAMES[0], "14/4/2023", "Ca 01")))
    rewrite(path, more={"xl/worksheets/_rels/sheet1.xml.rels": LINK} | broken)
    found = read(path)
    assert told(found) == ["MÁY 1 001 14/4 Ca 01"]
    assert [note.what for note in found.notes] == [
        "damaged comments, shapes or boxes (1) were not read: Phụ lục, drawing1.xml"
    ]


CONTROLS = (
    '<controls xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    f'xmlns:r="{OFFICE}">{{0}}</controls><pageMargins'
)
CONTROL = (
    '<control shapeId="1025" r:id="rId{0}" name="Check Box {0}"><controlPr><anchor>'
    "<from><xdr:col>{1}</xdr:col><xdr:row>2</xdr:row></from><to><xdr:col>{2}</xdr:col><xdr:row>2</xdr:row></to>"
    "</anchor></controlPr></control>"
)


def with_boxes(path: Path, *boxes: tuple[int, int, bool]) -> Path:
    """Boxes on row 3, from one column (counted from 0) to another, ticked or not."""
    controls = "".join(CONTROL.format(number, first, last) for number, (first, last, _is) in enumerate(boxes, start=1))
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/ctrlProp" Target="../ctrlProps/ctrlProp{number}.xml"/>'
        for number in range(1, len(boxes) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox"'
    states = {True: 'checked="Checked"', False: ""}
    more = {
        f"xl/ctrlProps/ctrlProp{number}.xml": f"<formControlPr {kind} {states[is_ticked]}/>"
        for number, (_first, _last, is_ticked) in enumerate(boxes, start=1)
    }
    more["xl/worksheets/_rels/sheet1.xml.rels"] = f'<Relationships xmlns="{package}">{links}</Relationships>'
    told_controls = CONTROLS.format(controls)
    return rewrite(
        path, lambda name, text: text.replace("<pageMargins", told_controls) if "sheet1" in name else text, more
    )


def test_boxes_that_lie_on_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADS, ("MÁY 1",), (1, NAMES[0], "14/4/2023", None, None)])
    assert told(read(with_boxes(path, (3, 3, False), (4, 4, True)))) == ["MÁY 1 001 14/4 Ca 02"]


def test_a_box_between_two_cells_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADS, ("MÁY 1",), (1, NAMES[0], "14/4/2023", None, None)])
    found = read(with_boxes(path, (3, 4, True)))
    assert found.slots == ()
    assert {problem.where for problem in found.unreadable} >= {"Phụ lục!D3", "Phụ lục!E3"}


def test_words_that_a_number_format_adds(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, [HEADS, (1,), (1, NAMES[0], "14/4/2023", "x", None), (2,), (2, NAMES[1], "15/4/2023", "x")]
    )
    book = load_workbook(path)
    for cell in ("A2", "A4"):
        book.worksheets[0][cell].number_format = '"MÁY "0'
    book.save(path)
    assert told(read(path)) == ["MÁY 1 001 14/4 Ca 01", "MÁY 2 002 15/4 Ca 01"]


def test_the_rest_of_a_cell_of_which_something_is_not_seen_is_still_accounted_for() -> None:
    account, cell = Account(), Cell("Phụ lục!C4", "Xã Nam: 20/4")
    account.expect([cell])
    account.unseen(cell.where, "2")
    account.unseen("Phụ lục!9", "MÁY 3")
    assert account.undecided(()) == (cell,)
    assert [piece.where for piece in account.closed(()).ignored] == ["Phụ lục!C4, not seen", "Phụ lục!9"]
