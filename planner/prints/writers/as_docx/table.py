"""Tables of a Word document: merged cells, repeated head rows, blocks that no page cuts."""

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from planner.prints.paper.table import USUAL_SIZE, Band, Block, CoveredColumns, PaperCell, Table, head_of, places_of
from planner.prints.typesetting.measure import turned_height
from planner.prints.writers.as_docx.parts import Look, element, paragraph, twentieths

PADDING = 2.5 * 20
"""Above and below a cell's text of the usual size, in twentieths of a point."""
SIDE_PADDING_MM = 1.5
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def merged_table(table: Table, *, keeps_with_next: bool) -> Any:
    """The table with its head and its first band's title repeated on every page.

    `keeps_with_next` ties its last rows to what follows.
    """
    rows = _block_rows(table, head_of(table.columns), keeps_last=True, repeats=True)
    for position, band in enumerate(table.bands, start=1):
        if band.title:
            rows.append(_wide_row(table, band.title, bold=True, keeps=True, repeats=position == 1))
        rows += _band_rows(table, band, keeps_with_next=keeps_with_next and position == len(table.bands))
    scale = table.size / USUAL_SIZE
    return _table(
        [column.width_mm for column in table.columns], rows, has_borders=True, scale=scale, sides=table.side_room
    )


def borderless_table(widths_mm: tuple[float, ...], rows: list[tuple[list[Any], ...]]) -> Any:
    """Paragraphs side by side in columns of these widths; no page cuts a row."""
    empty = Look(size=1)
    return _table(
        widths_mm,
        [
            _row(
                [
                    _cell(CellShape(twentieths(width), upright="top"), content or [paragraph("", empty)])
                    for width, content in zip(widths_mm, row, strict=True)
                ]
            )
            for row in rows
        ],
        has_borders=False,
    )


def _wide_row(
    table: Table, text: str, *, bold: bool = False, italic: bool = False, keeps: bool, repeats: bool = False
) -> Any:
    look = Look(size=table.size, bold=bold, italic=italic, align="center" if bold else "left", keeps_with_next=keeps)
    shape = CellShape(twentieths(table.width_mm), across=len(table.columns))
    return _row([_cell(shape, [paragraph(text, look)])], repeats=repeats)


def _band_rows(table: Table, band: Band, *, keeps_with_next: bool) -> list[Any]:
    rows = []
    for position, block in enumerate(band.blocks, start=1):
        is_followed = bool(band.notes) or keeps_with_next
        rows += _block_rows(table, block, keeps_last=is_followed and position == len(band.blocks))
    for position, note in enumerate(band.notes, start=1):
        keeps = keeps_with_next or position < len(band.notes)
        rows.append(_wide_row(table, note, italic=True, keeps=keeps))
    return rows


def _block_rows(table: Table, block: Block, *, keeps_last: bool, repeats: bool = False) -> list[Any]:
    return [
        _row(
            [_block_cell(table, place, keeps_with_next=keeps_last or position < len(block.rows)) for place in places],
            repeats=repeats,
            height=max((_height_of_turned(place.cell, table) for place in places if place.cell), default=0),
        )
        for position, places in enumerate(places_of(block, len(table.columns)), start=1)
    ]


def _height_of_turned(cell: PaperCell, table: Table) -> float:
    """Points that each row of a turned cell must have, or 0: Word does not make rows higher for turned text."""
    if not cell.turned:
        return 0.0
    return (turned_height(cell.text, table.size, bold=cell.bold) + 2 * PADDING / 20) / cell.rows


def _block_cell(table: Table, place: CoveredColumns, *, keeps_with_next: bool) -> Any:
    """A cell of one row; the rest of one from above is a hidden cell."""
    columns = table.columns[place.column : place.column + place.columns]
    cell = place.cell
    align = (cell.align if cell else None) or columns[0].align
    look = Look(
        size=table.size, bold=cell is not None and cell.bold, align=align.value, keeps_with_next=keeps_with_next
    )
    merge = "continue" if place.is_rest else "restart" if cell and cell.rows > 1 else ""
    shape = CellShape(
        twentieths(sum(column.width_mm for column in columns)),
        across=place.columns,
        merge=merge,
        fill=cell.fill if cell else "",
        turned=cell is not None and cell.turned,
    )
    return _cell(
        shape, [paragraph("", look) if place.is_rest or not cell else paragraph(cell.text, look, cell.emphases)]
    )


class CellShape(NamedTuple):
    """What a cell is without its text."""

    width: int
    """In twentieths of a point."""
    across: int = 1
    """How many columns it spans."""
    merge: str = ""
    fill: str = ""
    turned: bool = False
    upright: str = "center"


def _cell(shape: CellShape, content: list[Any]) -> Any:
    made = deepcopy(_empty_cell(shape))
    made.extend(content)
    return made


@cache
def _empty_cell(shape: CellShape) -> Any:
    """To be copied, never changed."""
    properties = [element("tcW", w=shape.width, type="dxa")]
    if shape.across > 1:
        properties.append(element("gridSpan", val=shape.across))
    if shape.merge:
        properties.append(element("vMerge", val=shape.merge))
    if shape.fill:
        properties.append(element("shd", val="clear", color="auto", fill=shape.fill))
    if shape.turned:
        properties.append(element("textDirection", val="btLr"))
    return element("tc", element("tcPr", *properties, element("vAlign", val=shape.upright)))


def _row(cells: list[Any], *, repeats: bool = False, height: float = 0) -> Any:
    properties = element("trPr", element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=round(height * 20), hRule="atLeast"))
    if repeats:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def _table(
    widths_mm: Sequence[float], rows: list[Any], *, has_borders: bool, scale: float = 1.0, sides: float = 1.0
) -> Any:
    style = "single" if has_borders else "nil"
    side = twentieths(SIDE_PADDING_MM * scale * sides)
    padding = round(PADDING * scale) if has_borders else 0
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
                element("top", w=padding, type="dxa"),
                element("left", w=side, type="dxa"),
                element("bottom", w=padding, type="dxa"),
                element("right", w=side, type="dxa"),
            ),
        ),
        element("tblGrid", *(element("gridCol", w=twentieths(width)) for width in widths_mm)),
        *rows,
    )
