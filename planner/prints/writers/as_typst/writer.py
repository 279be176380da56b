"""A paper as typst sets it: texts reach it as JSON beside its markup, so none can be taken for a command."""

import json
from base64 import b64encode
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from planner.prints.paper.emphasis import stretches
from planner.prints.paper.frame import Frame
from planner.prints.paper.paper import CodeBlock, Contents, Figure, Illustration, Orientation, Paper, Paragraph, Part
from planner.prints.paper.table import (
    USUAL_SIZE,
    Align,
    Block,
    CoveredColumns,
    PaperCell,
    PaperColumn,
    Table,
    head_of,
    places_of,
)
from planner.prints.typesetting import svg
from planner.prints.typesetting.flow import Typesetting, with_whole_blocks
from planner.prints.typesetting.fonts import TYPEWRITERS, chosen_family, chosen_typewriter, installed_fonts
from planner.prints.typesetting.measure import POINTS_PER_MM, turned_lines, with_breaks
from planner.prints.typesetting.room import HEAD_AT_LEFT, SIZES, TITLE_SIZE, PageSize
from planner.prints.typesetting.titles import titled
from planner.prints.writers.charts.svg_of_chart import chart_svg

if TYPE_CHECKING:
    import typst

TYPESETTING = Typesetting(line=1.16, padding=5.0, side_padding_mm=3.0)
Json = dict[str, object]
ATTACHED = 0.88
"""Of the page, for the line in brackets; so it stands in page.typ, too."""
PIXELS_AN_INCH = 144.0
"""Of a picture for telephones."""

_ONE_AT_A_TIME = Lock()
"""A compiler refuses a second thread, and of a board two people may ask for a paper at once."""


def as_pdf(paper: Paper) -> bytes:
    """The paper as one PDF file."""
    return compiled(paper, "pdf")[0]


def as_png(paper: Paper) -> list[bytes]:
    """The paper as pictures for telephones, each as long as its text: a table that starts a page starts another one."""
    return compiled(paper, "png", PIXELS_AN_INCH)


def compiled(paper: Paper, wanted: Literal["pdf", "png"], resolution: float | None = None) -> list[bytes]:
    """The paper as `pdf` (one file) or `png` (so many pixels an inch; one more for each table that starts a page)."""
    inputs = {
        "paper": json.dumps(_paper(paper), ensure_ascii=False),
        "fonts": _fonts(),
        "typewriters": json.dumps([chosen_typewriter(), TYPEWRITERS[-1]]),
        "is_picture": "yes" if wanted == "png" else "no",
    }
    with _ONE_AT_A_TIME:
        made = _compiler("paper.typ").compile(format=wanted, ppi=resolution, sys_inputs=inputs)
    return [made] if isinstance(made, bytes) else list(made or ())


def figure_png(figure: Figure, resolution: float) -> bytes:
    """The figure alone as a picture, so many pixels an inch."""
    inputs = {"figure": json.dumps(_figure(figure), ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler("figure.typ").compile(format="png", ppi=resolution, sys_inputs=inputs)
    assert isinstance(made, bytes)  # noqa: S101 - a figure is one page
    return made


def pictured_letters(letters: list[str]) -> list[bytes]:
    """Each letter alone as a picture, in the fonts of a paper; two that look alike are alike."""
    inputs = {"fonts": _fonts(), "letters": json.dumps(letters, ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler("letters.typ").compile(format="svg", sys_inputs=inputs)
    return [made] if isinstance(made, bytes) else list(made or ())


def _fonts() -> str:
    return json.dumps([chosen_family(), "Libertinus Serif"])


def svg_of(figure: Figure) -> str:
    """The figure's picture; a point of it is a point of the page."""
    return chart_svg(figure.chart, figure.width_mm * POINTS_PER_MM, figure.height_mm * POINTS_PER_MM)


@cache
def _compiler(template: str) -> "typst.Compiler":
    import typst  # noqa: PLC0415 - heavy

    templates = Path(str(files("planner.prints.writers.as_typst")))
    return typst.Compiler(templates / template, root=templates, font_paths=installed_fonts())


def _paper(paper: Paper) -> Json:
    page = SIZES[paper.orientation]
    return {
        "frame": _frame(paper.frame, page),
        "title": paper.frame.whole_title,
        "mark": paper.mark,
        "has_head": paper.frame.has_head,
        "has_foot": paper.frame.has_foot,
        "is_flipped": paper.orientation is Orientation.LANDSCAPE,
        "parts": [_part(part, page) for part in with_whole_blocks(paper, TYPESETTING)],
    }


def _frame(frame: Frame, page: PageSize) -> Json:
    """Its blocks, those of some words cut into lines by their meaning."""
    at_left, at_foot = page.width_mm * HEAD_AT_LEFT, page.width_mm / 2
    return frame.model_dump() | {
        "parent_body": titled(frame.parent_body, at_left, 12, bold=False),
        "issuing_body": titled(frame.issuing_body, at_left, 12, bold=True),
        "title": [titled(line, page.width_mm, TITLE_SIZE, bold=True) for line in frame.title],
        "attached_to": titled(frame.attached_to, page.width_mm * ATTACHED, TITLE_SIZE, bold=False),
        "signer": [titled(line, at_foot, 13, bold=True) for line in frame.signer],
        "signatures": [titled(line, page.width_mm / len(frame.signatures), 13, bold=True) for line in frame.signatures],
    }


def _part(part: Part, page: PageSize) -> Json:
    if isinstance(part, Table):
        return _table(part, page)
    if isinstance(part, Paragraph):
        told = part.model_dump(exclude={"text", "emphases"})
        return told | {
            "kind": "paragraph",
            "stretches": list(stretches(part.text, part.emphases)),
            "is_heading": part.is_heading,
            "has_indent": part.has_indent,
        }
    if isinstance(part, Contents):
        return {"kind": "contents"}
    if isinstance(part, CodeBlock):
        return {"kind": "code"} | part.model_dump()
    if isinstance(part, Illustration):
        return {
            "kind": "illustration",
            "svg": _framed_picture(part),
            "alt": part.caption,
            "width_mm": part.width_mm,
            "height_mm": part.height_mm,
        }
    return _figure(part)


def _framed_picture(part: Illustration) -> str:
    """The picture within a thin line, so that a page of white paper is seen on one."""
    width, height = part.width_mm * POINTS_PER_MM, part.height_mm * POINTS_PER_MM
    source = "data:image/png;base64," + b64encode(part.png).decode()
    line: dict[str, str | float] = {"width": width, "height": height}
    picture = svg.element("image", href=source, **line)
    frame = svg.element("rect", fill="none", stroke="#999999", **line)
    return svg.picture(width, height, picture, frame, title=part.caption)


def _figure(figure: Figure) -> Json:
    return {
        "kind": "figure",
        "svg": svg_of(figure),
        "alt": figure.chart.title,
        "width_mm": figure.width_mm,
        "height_mm": figure.height_mm,
    }


def _table(table: Table, page: PageSize) -> Json:
    return {
        "kind": "table",
        "starts_page": table.starts_page,
        "size": table.size,
        "side_room": table.side_room,
        "widths_mm": [column.width_mm for column in table.columns],
        "margin_mm": max(page.width_mm - table.width_mm, 0) / 2,
        "head": _rows(head_of(table.columns), table),
        "bands": [
            {"title": band.title, "notes": band.notes, "blocks": [_rows(block, table) for block in band.blocks]}
            for band in table.bands
        ],
    }


def _rows(block: Block, table: Table) -> list[list[Json]]:
    return [[_cell(place, table) for place in row if not place.is_rest] for row in places_of(block, len(table.columns))]


def _cell(place: CoveredColumns, table: Table) -> Json:
    columns = table.columns[place.column : place.column + place.columns]
    sides = TYPESETTING.side_padding_mm * table.side_room * table.size / USUAL_SIZE
    room = sum(column.width_mm for column in columns) - sides
    cell = place.cell
    return {
        "column": place.column,
        "columns": place.columns,
        "rows": cell.rows if cell else 1,
        "text": _text(cell, room, table.size) if cell else "",
        "stretches": list(stretches(cell.text, cell.emphases)) if cell and cell.emphases else [],
        "turned": cell is not None and cell.turned,
        "fill": cell.fill if cell else "",
        "bold": cell is not None and cell.bold,
        "align": _align(place, columns[0]).value,
    }


def _text(cell: PaperCell, room_mm: float, size: float) -> str:
    if cell.turned:
        return "\n".join(turned_lines(cell.text))
    return with_breaks(cell.text, room_mm, size, bold=cell.bold)


def _align(place: CoveredColumns, column: PaperColumn) -> Align:
    return (place.cell.align if place.cell else None) or column.align
