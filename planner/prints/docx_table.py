"""Tables of a Word document: merged cells, repeated head rows, blocks that no page cuts."""

from collections.abc import Sequence
from typing import Any

from planner.prints.docx_parts import Look, element, paragraph, twentieths
from planner.prints.table import Band, Block, Cell, Column, Table

SIZE = 12.0
PADDING = round(2.5 * 20)
"""Above and below a cell's text, in twentieths of a point."""
SIDE_PADDING_MM = 1.5
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def merged_table(table: Table, *, keeps_with_next: bool) -> Any:
    """The table with its head, and its band's title if there is but one band, repeated on every page.

    `keeps_with_next` ties its last rows to what follows.
    """
    rows = [_head_row(table.columns)]
    for band in table.bands:
        rows.append(_wide_row(table.columns, band.title, _BAND_TITLE, repeats=True))
        rows += _band_rows(table.columns, band, keeps_with_next=keeps_with_next)
    return _table([column.width_mm for column in table.columns], rows, has_borders=True)


def borderless_table(widths_mm: tuple[float, ...], rows: list[tuple[list[Any], ...]]) -> Any:
    """Paragraphs side by side in columns of these widths; no page cuts a row."""
    empty = Look(size=1)
    return _table(
        widths_mm,
        [
            _row(
                [
                    _cell(width, content or [paragraph("", empty)], upright="top")
                    for width, content in zip(widths_mm, row, strict=True)
                ]
            )
            for row in rows
        ],
        has_borders=False,
    )


_BAND_TITLE = Look(size=SIZE, bold=True, align="center", keeps_with_next=True)
_NOTE = Look(size=SIZE, italic=True)


def _head_row(columns: tuple[Column, ...]) -> Any:
    look = Look(size=SIZE, bold=True, align="center", keeps_with_next=True)
    return _row([_cell(column.width_mm, [paragraph(column.title, look)]) for column in columns], repeats=True)


def _wide_row(columns: tuple[Column, ...], text: str, look: Look, *, repeats: bool = False) -> Any:
    width = sum(column.width_mm for column in columns)
    return _row([_cell(width, [paragraph(text, look)], across=len(columns))], repeats=repeats)


def _band_rows(columns: tuple[Column, ...], band: Band, *, keeps_with_next: bool) -> list[Any]:
    rows = []
    for position, block in enumerate(band.blocks, start=1):
        is_followed = bool(band.notes) or keeps_with_next
        rows += _block_rows(columns, block, keeps_last=is_followed and position == len(band.blocks))
    for position, note in enumerate(band.notes, start=1):
        keeps = keeps_with_next or position < len(band.notes)
        rows.append(_wide_row(columns, note, _NOTE._replace(keeps_with_next=keeps)))
    return rows


def _block_rows(columns: tuple[Column, ...], block: Block, *, keeps_last: bool) -> list[Any]:
    rows = []
    for position, row in enumerate(block.rows, start=1):
        keeps = keeps_last or position < len(block.rows)
        rows.append(
            _row(
                [
                    _block_cell(column, row.starting(place), keeps_with_next=keeps)
                    for place, column in enumerate(columns)
                ]
            )
        )
    return rows


def _block_cell(column: Column, cell: Cell | None, *, keeps_with_next: bool) -> Any:
    """A cell of one row; without a cell that begins here it is the hidden rest of a merged one."""
    look = Look(size=SIZE, align=column.align.value, keeps_with_next=keeps_with_next)
    if cell is None:
        return _cell(column.width_mm, [paragraph("", look)], merge="continue")
    return _cell(column.width_mm, [paragraph(cell.text, look)], merge="restart" if cell.rows > 1 else "")


def _cell(width_mm: float, content: list[Any], *, across: int = 1, merge: str = "", upright: str = "center") -> Any:
    properties = [element("tcW", w=twentieths(width_mm), type="dxa")]
    if across > 1:
        properties.append(element("gridSpan", val=across))
    if merge:
        properties.append(element("vMerge", val=merge))
    return element("tc", element("tcPr", *properties, element("vAlign", val=upright)), *content)


def _row(cells: list[Any], *, repeats: bool = False) -> Any:
    properties = element("trPr", element("cantSplit"), *([element("tblHeader")] if repeats else []))
    return element("tr", properties, *cells)


def _table(widths_mm: Sequence[float], rows: list[Any], *, has_borders: bool) -> Any:
    style = "single" if has_borders else "nil"
    side = twentieths(SIDE_PADDING_MM)
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=twentieths(sum(widths_mm)), type="dxa"),
            element("jc", val="center"),
            element("tblBorders", *(element(name, val=style, sz=4, space=0, color="000000") for name in SIDES)),
            element("tblLayout", type="fixed"),
            element(
                "tblCellMar",
                element("top", w=PADDING if has_borders else 0, type="dxa"),
                element("left", w=side, type="dxa"),
                element("bottom", w=PADDING if has_borders else 0, type="dxa"),
                element("right", w=side, type="dxa"),
            ),
        ),
        element("tblGrid", *(element("gridCol", w=twentieths(width)) for width in widths_mm)),
        *rows,
    )
