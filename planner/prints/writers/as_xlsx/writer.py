"""A paper as .xlsx: one sheet, and a further one for each table that starts a page or a sheet."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.paper.paper import (
    CodeBlock,
    Contents,
    Illustration,
    Orientation,
    Paper,
    Paragraph,
    ParagraphAlign,
    Part,
)
from planner.prints.paper.table import Table
from planner.prints.typesetting.flow import Cursor
from planner.prints.typesetting.fonts import WANTED
from planner.prints.typesetting.room import LEFT_MM, RIGHT_MM, SIZES, TOP_MM
from planner.prints.writers.as_xlsx.chart import NumbersSheet
from planner.prints.writers.as_xlsx.frame import cuts_for, foot_height, write_foot, write_head, write_titles
from planner.prints.writers.as_xlsx.grid import ColumnGrid
from planner.prints.writers.as_xlsx.parts import CellPart, Head, SheetWriter
from planner.prints.writers.as_xlsx.sheet import WrittenSheet
from planner.spreadsheets import bytes_of

PIXELS_PER_MM = 96 / 25.4
PIXELS_OF_DIGIT = 8
"""A column's width is told in digits of the workbook's default font, here Times New Roman 12: that, or a font of the
same widths, is wherever a print is opened, which cannot be said of Calibri."""
SIZE = 12.0
MM_PER_INCH = 25.4
MARK_SIZE = 8
HIGHEST_FROZEN = 330.0
"""Points of rows above the table that may stay on the screen when the table is scrolled."""
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


class _InPaper(NamedTuple):
    """Whether a sheet begins the paper, and whether it ends it."""

    is_first: bool
    is_last: bool


def as_xlsx(paper: Paper) -> bytes:
    """The paper as a workbook."""
    workbook = Workbook()
    _set_in_times(workbook)
    workbook.properties.title, workbook.properties.creator = paper.frame.whole_title, ""
    groups = _each_sheet(paper)
    sheets = [workbook.active, *(workbook.create_sheet() for _group in groups[1:])]
    numbers = NumbersSheet(workbook)
    for number, (worksheet, parts) in enumerate(zip(sheets, groups, strict=True), start=1):
        assert isinstance(worksheet, Worksheet)  # noqa: S101 - a new workbook has one worksheet
        worksheet.title = _sheet_name(paper, parts, number)
        place = _InPaper(is_first=number == 1, is_last=number == len(groups))
        _write(worksheet, paper, parts, place, numbers)
    return bytes_of(workbook)


def _each_sheet(paper: Paper) -> list[list[CellPart]]:
    groups: list[list[CellPart]] = [[]]
    for part in (cells for each in paper.shown_parts for cells in _as_cells(each)):
        if isinstance(part, Table) and (part.starts_page or part.starts_sheet) and groups[-1]:
            groups.append([])
        groups[-1].append(part)
    return groups


def _as_cells(part: Part) -> Sequence[CellPart]:
    """Of code its lines, of a picture what is told of it."""
    if isinstance(part, CodeBlock | Contents):
        lines = part.lines if isinstance(part, CodeBlock) else part.titles
        return [Paragraph(text=line, align=ParagraphAlign.LEFT, size=SIZE, indented=False) for line in lines]
    if isinstance(part, Illustration):
        return [Paragraph(text=part.caption, italic=True, align=ParagraphAlign.CENTER)]
    return [part]


def _sheet_name(paper: Paper, parts: list[CellPart], number: int) -> str:
    """What Excel takes as a name; openpyxl numbers names that are there already."""
    own = next((part.sheet for part in parts if isinstance(part, Table) and part.sheet), "")
    told = own or (paper.sheet if number == 1 else f"{paper.sheet} ({number})")
    return told.translate(NOT_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME] or str(number)


def _write(
    worksheet: Worksheet, paper: Paper, parts: list[CellPart], in_paper: _InPaper, numbers: NumbersSheet
) -> None:
    page = SIZES[paper.orientation]
    tables = [part for part in parts if isinstance(part, Table)]
    grid = ColumnGrid(tuple(tables), page.width_mm, cuts_for(paper.frame) if any(in_paper) else ())
    for place, width_mm in enumerate(grid.widths_mm, start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = width_mm * PIXELS_PER_MM / PIXELS_OF_DIGIT
    sheet = WrittenSheet(worksheet)
    if in_paper.is_first:
        write_head(sheet, paper.frame, grid)
        write_titles(sheet, paper.frame, grid)
    used = sum(worksheet.row_dimensions[row].height or 0.0 for row in range(1, sheet.row))
    writer = SheetWriter(sheet, grid, Cursor(page.height, used), numbers)
    foot = foot_height(paper.frame, grid) if in_paper.is_last else 0.0
    for part, after in zip_longest(parts, parts[1:]):
        follows = foot if after is None else writer.beginning_of(after) if _is_heading(part) else 0.0
        writer.write(part, follows=follows, is_last=after is None)
    if in_paper.is_last:
        write_foot(sheet, paper.frame, grid)
    _set_page(worksheet, paper, sheet.row - 1, grid.all.last)
    worksheet.HeaderFooter.differentFirst = in_paper.is_first
    _repeat_head(worksheet, writer.heads)


def _is_heading(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.is_heading


def _set_in_times(workbook: Workbook) -> None:
    """Make Times the workbook's default font: empty cells show it, and column widths are counted in its digits."""
    times = Font(name=WANTED, size=SIZE)
    workbook._fonts = IndexedList([times])  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no other way
    workbook._named_styles["Normal"].font = times  # type: ignore[attr-defined]  # noqa: SLF001


def _set_page(worksheet: Worksheet, paper: Paper, last_row: int, last_column: int) -> None:
    """A4, the decree's margins, page numbers in the upper margin."""
    page = worksheet.page_setup
    page.paperSize, page.scale = int(worksheet.PAPERSIZE_A4), 100
    # Not "fit to one page wide": Excel then overlooks the page breaks.
    page.orientation = "portrait" if paper.orientation is Orientation.PORTRAIT else "landscape"
    margins = worksheet.page_margins
    margins.left, margins.right = LEFT_MM / MM_PER_INCH, RIGHT_MM / MM_PER_INCH
    margins.top = margins.bottom = TOP_MM / MM_PER_INCH
    margins.header = margins.footer = 10 / MM_PER_INCH
    worksheet.print_options.horizontalCentered = True
    if worksheet.oddHeader is not None:
        number = worksheet.oddHeader.center
        number.text, number.font, number.size = "&P", f"{WANTED},Regular", 13
    for footer in (worksheet.oddFooter, worksheet.firstFooter) if paper.mark else ():
        if footer is not None:
            # In a footer "&" begins a command; two of them are one.
            footer.right.text, footer.right.size = paper.mark.replace("&", "&&"), MARK_SIZE
    worksheet.print_area = f"A1:{get_column_letter(last_column)}{last_row}"
    worksheet.sheet_view.showGridLines = False


def _repeat_head(worksheet: Worksheet, heads: list[Head]) -> None:
    """The last table's head on every page from its own on; on the screen, too, if it is the only table."""
    if not heads:
        return
    head = heads[-1]
    if head.is_for_excel_to_repeat:
        worksheet.print_title_rows = f"{head.first_row}:{head.last_row}"
    above = sum(worksheet.row_dimensions[row].height or 0.0 for row in range(1, head.first_row))
    if len(heads) == 1 and above <= HIGHEST_FROZEN:
        worksheet.freeze_panes = f"A{head.last_row + 1}"
