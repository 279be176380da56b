"""A paper as .xlsx: pages turn where blocks end, because Excel would cut them anywhere."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from planner.prints.fonts import WANTED
from planner.prints.frame import Frame, Paper
from planner.prints.measure import POINTS_PER_MM, num_lines
from planner.prints.pages import Page, PieceKind, Setting, head_height, pages_of
from planner.prints.room import OPENING_SIZE, SAFETY, TEXT_HEIGHT_MM
from planner.prints.table import Block, Column, Table
from planner.prints.wording import CONTINUED
from planner.prints.xlsx_sheet import CellLook, Sheet, Span

NARROWER = 0.97
"""Columns are this much narrower than the page allows: one that is too wide would be printed on pages of its own."""
PIXELS_PER_MM = 96 / 25.4
PIXELS_OF_DIGIT = 8
"""A column's width is told in digits of the workbook's default font, here Times New Roman 12: that, or a font of the
same widths, is wherever a print is opened, which cannot be said of Calibri."""
SIZE, LINE, PADDING, SIDE_PADDING_MM = 12.0, 15.75, 3.0, 2.5
TITLE_SIZE, TITLE_LINE = 14.0, 19.5
OPENING_LINE = 17.5
WIDEST_LEFT = 0.45
"""Of the page, for what stands at left of the letterhead: the nation's line at right is the longer one."""
SIGNATURE_ROWS, FOOT_LINE = 4, 18.0
MM_PER_INCH = 25.4

HEAD = CellLook(bold=True, align="center", boxed=True)
BAND = CellLook(bold=True, align="center", boxed=True)
NOTE = CellLook(italic=True, boxed=True)
RULE = "─" * 12


def as_xlsx(paper: Paper) -> bytes:
    """The paper as a workbook of one sheet."""
    workbook = Workbook()
    _set_in_times(workbook)
    workbook.properties.title, workbook.properties.creator = paper.frame.whole_title, ""
    worksheet = workbook.active
    assert isinstance(worksheet, Worksheet)  # noqa: S101 - a new workbook has one worksheet
    worksheet.title = "Phụ lục"
    table = paper.table.model_copy(update={"columns": tuple(map(_narrowed, paper.table.columns))})
    _set_columns(worksheet, table)
    sheet = Sheet(worksheet)
    _write_head(sheet, paper.frame, table)
    _write_titles(sheet, paper.frame, table)
    used = sum(worksheet.row_dimensions[row].height or 0.0 for row in range(1, sheet.row))
    head_row = sheet.row if table.bands else None
    _write_table(sheet, table, used, _foot_height(paper.frame))
    if paper.frame.has_foot:
        _write_foot(sheet, paper.frame, len(table.columns))
    _set_page(worksheet, head_row, sheet.row - 1, len(table.columns))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _set_in_times(workbook: Workbook) -> None:
    """Make Times the workbook's default font: empty cells show it, and column widths are counted in its digits."""
    times = Font(name=WANTED, size=SIZE)
    workbook._fonts = IndexedList([times])  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no other way
    workbook._named_styles["Normal"].font = times  # type: ignore[attr-defined]  # noqa: SLF001


def _narrowed(column: Column) -> Column:
    return column.model_copy(update={"width_mm": column.width_mm * NARROWER})


def _set_columns(worksheet: Worksheet, table: Table) -> None:
    for place, column in enumerate(table.columns, start=1):
        pixels = column.width_mm * PIXELS_PER_MM
        worksheet.column_dimensions[get_column_letter(place)].width = pixels / PIXELS_OF_DIGIT


def _set_page(worksheet: Worksheet, head_row: int | None, last_row: int, num_columns: int) -> None:
    """A4 upright, the decree's margins, page numbers from page 2 on, the table's head on every page."""
    page = worksheet.page_setup
    page.paperSize, page.orientation, page.scale = int(worksheet.PAPERSIZE_A4), "portrait", 100
    # Not "fit to one page wide": Excel then overlooks the page breaks.
    margins = worksheet.page_margins
    margins.left, margins.right = 30 / MM_PER_INCH, 15 / MM_PER_INCH
    margins.top = margins.bottom = 20 / MM_PER_INCH
    margins.header = margins.footer = 10 / MM_PER_INCH
    worksheet.print_options.horizontalCentered = True
    worksheet.HeaderFooter.differentFirst = True
    if worksheet.oddHeader is not None:
        number = worksheet.oddHeader.center
        number.text, number.font, number.size = "&P", f"{WANTED},Regular", 13
    worksheet.print_area = f"A1:{get_column_letter(num_columns)}{last_row}"
    if head_row is not None:
        worksheet.print_title_rows = f"{head_row}:{head_row}"
        worksheet.freeze_panes = f"A{head_row + 1}"
    worksheet.sheet_view.showGridLines = False


def _write_head(sheet: Sheet, frame: Frame, table: Table) -> None:
    """Bodies over the left half of the columns, nation and motto over the right."""
    if not frame.has_head:
        return
    middle, last = _middle(table), len(table.columns)
    left_width = sum(column.width_mm for column in table.columns[:middle]) - SIDE_PADDING_MM
    center = CellLook(align="center")
    bold, italic = center._replace(bold=True), center._replace(italic=True, size=13.0)
    bodies = [(text, look) for text, look in ((frame.parent_body, center), (frame.issuing_body, bold)) if text]
    nation = [(frame.nation, bold._replace(shrinks=True)), (frame.motto, bold._replace(size=13.0))]
    nation = [(text, look) for text, look in nation if text]
    if nation:
        nation.append((RULE, center._replace(size=8.0, upright="top")))
    if bodies:
        bodies.append((RULE[:6], center._replace(size=8.0, upright="top")))
    nothing = ("", center)
    for place in range(max(len(bodies), len(nation))):
        body, right = (side[place] if place < len(side) else nothing for side in (bodies, nation))
        sheet.write_across(*body, 1, middle)
        sheet.write_across(*right, middle + 1, last)
        lines = num_lines(body[0], left_width, body[1].size, bold=True)
        sheet.end_row(10.0 if RULE in (body[0], right[0]) and lines == 1 else lines * 16.5)
    if frame.number or frame.place_and_date:
        sheet.write_across(frame.number, center._replace(size=13.0), 1, middle)
        sheet.write_across(frame.place_and_date, italic, middle + 1, last)
        sheet.end_row(TITLE_LINE)
    sheet.end_row(10.0)


def _middle(table: Table) -> int:
    """How many columns stand at left of the letterhead; at least one."""
    widths = [column.width_mm for column in table.columns]
    fitting = [place for place in range(1, len(widths)) if sum(widths[:place]) <= WIDEST_LEFT * sum(widths)]
    return max(fitting, default=1)


def _write_titles(sheet: Sheet, frame: Frame, table: Table) -> None:
    bold = CellLook(size=TITLE_SIZE, bold=True, align="center")
    titles = [(text, bold) for text in (frame.word, *frame.title)]
    titles.append((frame.attached_to, bold._replace(bold=False, italic=True)))
    width = sum(column.width_mm for column in table.columns) - SIDE_PADDING_MM
    for text, look in titles:
        if text:
            sheet.write_across(text, look, 1, len(table.columns))
            sheet.end_row(TITLE_LINE * num_lines(text, width, TITLE_SIZE, bold=True))
    sheet.end_row(9.0)
    if frame.opening:
        look = CellLook(size=OPENING_SIZE, align="justify")
        sheet.write_across(frame.opening, look, 1, len(table.columns))
        sheet.end_row(OPENING_LINE * num_lines(frame.opening, width, OPENING_SIZE) + 6)


def _write_table(sheet: Sheet, table: Table, used: float, foot: float) -> None:
    if not table.bands:
        return
    page = TEXT_HEIGHT_MM * POINTS_PER_MM * SAFETY
    setting = Setting(SIZE, LINE, PADDING, SIDE_PADDING_MM, page, page - used)
    for place, column in enumerate(table.columns, start=1):
        sheet.write_across(column.title, HEAD, place, place)
    sheet.end_row(head_height(table.columns, setting))
    for position, pieces in enumerate(pages_of(table, setting, foot)):
        if position:
            sheet.turn_page()
        _write_page(sheet, table, pieces)


def _write_page(sheet: Sheet, table: Table, pieces: Page) -> None:
    for piece in pieces:
        if piece.block is not None:
            _write_block(sheet, table, piece.block, piece.heights)
            continue
        text = CONTINUED.format(title=piece.text) if piece.kind is PieceKind.CONTINUED else piece.text
        sheet.write_across(text, NOTE if piece.kind is PieceKind.NOTE else BAND, 1, len(table.columns))
        sheet.end_row(piece.height)


def _write_block(sheet: Sheet, table: Table, block: Block, heights: tuple[float, ...]) -> None:
    for row, height in zip(block.rows, heights, strict=True):
        for cell in row.cells:
            column = table.columns[cell.column]
            span = Span(sheet.row, cell.column + 1, sheet.row + cell.rows - 1, cell.column + 1)
            sheet.write(span, cell.text, CellLook(align=column.align.value, boxed=True), counts=column.counts)
        sheet.end_row(height)


def _foot_rows(frame: Frame) -> list[tuple[str, CellLook, str, CellLook]]:
    """Each row's left text and right text."""
    word, name = CellLook(bold=True, italic=True), CellLook(size=11.0)
    title, signer = CellLook(size=13.0, bold=True, align="center"), CellLook(size=14.0, bold=True, align="center")
    left = [(frame.recipients_word, word), *((recipient, name) for recipient in frame.recipients)]
    right = [(line, title) for line in frame.signer]
    if frame.signer_name:
        right += [("", title)] * SIGNATURE_ROWS + [(frame.signer_name, signer)]
    nothing = [("", name)]
    num_rows = max(len(left), len(right))
    left += nothing * (num_rows - len(left))
    right += nothing * (num_rows - len(right))
    return [(*one, *other) for one, other in zip(left, right, strict=True)]


def _foot_height(frame: Frame) -> float:
    return FOOT_LINE * (len(_foot_rows(frame)) + 1) if frame.has_foot else 0.0


def _write_foot(sheet: Sheet, frame: Frame, num_columns: int) -> None:
    middle = num_columns // 2
    sheet.end_row(FOOT_LINE / 2)
    for left, left_look, right, right_look in _foot_rows(frame):
        sheet.write_across(left, left_look, 1, middle)
        sheet.write_across(right, right_look, middle + 1, num_columns)
        sheet.end_row(FOOT_LINE)
