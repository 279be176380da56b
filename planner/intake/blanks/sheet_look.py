"""How every sheet that the program writes looks: fonts, headers, cells, drop-downs; and never a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from planner.intake.layout.column import (
    GUIDE_TITLE,
    NOTE_HEAD,
    CellKind,
    CellValue,
    Column,
    SheetColumn,
    SheetLayout,
    TableRow,
)

FONT = Font(name="Times New Roman", size=12)
TITLE_FONT = Font(name="Times New Roman", size=14, bold=True)
NOTE_FONT = Font(name="Times New Roman", size=11, italic=True, color="595959")
WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEADER_FONT = Font(name="Times New Roman", size=12, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
LAST_ROW_OF_ENTRY = 5001
_COLUMNS_ON_A_SCREEN = 8
PLAIN = Column("")
"""How a cell looks that belongs to no declared column."""
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""A wide sign does the same where East Asian letters are typed."""


def fill_guide(sheet: Any, steps: Sequence[str], layouts: Sequence[SheetLayout]) -> None:
    """Sheet *Hướng dẫn*: the steps line by line, then every sheet and column with its meaning."""
    sheet.title = GUIDE_TITLE
    for letter, width in (("A", 20), ("B", 34), ("C", 100)):
        sheet.column_dimensions[letter].width = width
    for line in steps:
        sheet.append([line])
    sheet.append([])
    sheet.append(["Trang", "Cột", "Ý nghĩa"])
    header_row = sheet.max_row
    for layout in layouts:
        sheet.append([layout.title, "", layout.note])
        for column in layout.columns:
            if column.declared.note:
                sheet.append(["", column.value, column.declared.note])
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = FONT
            keep_as_text(cell)  # a campaign may be named like a formula
            if cell.row > header_row:
                cell.alignment = WRAPPED
    sheet["A1"].font = TITLE_FONT
    for cell in sheet[header_row]:
        as_header(cell)
    sheet.sheet_view.showGridLines = False


def fill_items(
    sheet: Any,
    layout: SheetLayout,
    items: Iterable[SheetColumn],
    values: Mapping[Any, CellValue],
    *,
    width_of_notes: float,
    bases: Mapping[Any, CellValue] = MappingProxyType({}),
) -> None:
    """A sheet of one item a row, each beside its value, its basis where there are any, and what is told of it."""
    heads = [*(column.declared for column in layout.columns), Column(NOTE_HEAD, width=width_of_notes)]
    for number, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = head.width
        write_header(sheet.cell(1, number), head.title)
    for row, item in enumerate(items, start=2):
        write_cell(sheet.cell(row, 1), item.value, PLAIN)
        write_cell(sheet.cell(row, 2), values.get(item), item.declared)
        sheet.cell(row, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        if bases:
            write_cell(sheet.cell(row, 3), bases.get(item), PLAIN)
        write_cell(sheet.cell(row, len(heads)), item.declared.note, PLAIN)
        sheet.cell(row, len(heads)).font = NOTE_FONT
        add_rule(sheet, item.declared, f"B{row}")


def fill_table(
    sheet: Any,
    layout: SheetLayout,
    rows: Sequence[TableRow],
    special: Mapping[SheetColumn, Column] = MappingProxyType({}),
) -> None:
    """A table under a frozen header, each column as it is declared, or as this workbook alone has it."""
    for number, column in enumerate(layout.columns, start=1):
        declared = special.get(column, column.declared)
        letter = get_column_letter(number)
        look_of_column(sheet, letter, declared)
        sheet.column_dimensions[letter].font = FONT
        write_header(sheet.cell(1, number), declared.title)
        add_rule(sheet, declared, f"{letter}2:{letter}{LAST_ROW_OF_ENTRY}")
        for row_number, row in enumerate(rows, start=2):
            write_cell(sheet.cell(row_number, number), row.get(column), declared)
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "C2" if len(layout.columns) > _COLUMNS_ON_A_SCREEN else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.columns))}{max(2, len(rows) + 1)}"


def look_of_column(sheet: Any, letter: str, declared: Column) -> None:
    """Width and number format of a whole column."""
    dimension = sheet.column_dimensions[letter]
    dimension.width = declared.kind.value.width if declared.width is None else declared.width
    dimension.number_format = declared.kind.value.number_format


def write_header(cell: Any, title: str) -> None:
    """Put a column's title into a cell of the header."""
    cell.value = title
    as_header(cell)


def as_header(cell: Any) -> None:
    """Make a cell look like a header."""
    cell.font = _HEADER_FONT
    cell.fill = _HEADER_FILL
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_cell(cell: Any, value: CellValue, declared: Column) -> None:
    """Put a value into a cell; text stays text even where it looks like a formula."""
    cell.font = FONT
    cell.number_format = declared.kind.value.number_format
    cell.border = _BOX
    cell.alignment = WRAPPED
    if value is None:
        return
    cell.value = value
    keep_as_text(cell)


def keep_as_text(cell: Any) -> None:
    """Let a text stay a text, now and when somebody edits it, whatever it begins with."""
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(_FORMULA_STARTS)


def add_rule(sheet: Any, declared: Column, cells: str) -> None:
    """Let Excel explain these cells when they are entered, and refuse what does not fit their column."""
    entry, bounds = declared.kind.value, declared.bounds
    rule = DataValidation(
        type=entry.rule,
        operator="between" if bounds else None,
        formula1=_first_bound(declared, cells),
        formula2=_as_formula(bounds[1]) if bounds else None,
        allow_blank=True,
        showErrorMessage=entry.rule is not None,
        errorStyle="stop" if entry.is_strict else "warning",
        errorTitle="Giá trị chưa phù hợp",
        error=declared.refusal,
        showInputMessage=True,
        promptTitle=declared.title[:32],
        prompt=declared.note[:255],
    )
    rule.add(cells)
    sheet.add_data_validation(rule)


def _first_bound(declared: Column, cells: str) -> str | None:
    if declared.kind is CellKind.UNIQUE:
        first = cells.partition(":")[0]
        column = first.rstrip("0123456789")
        return f"COUNTIF(${column}:${column},{first})=1"
    if declared.kind.value.rule == "list":
        return declared.source or '"' + ",".join(declared.choices) + '"'
    return _as_formula(declared.bounds[0]) if declared.bounds else None


def _as_formula(bound: float | date) -> str:
    if isinstance(bound, date):
        return f"DATE({bound.year},{bound.month},{bound.day})"
    return f"{bound:g}" if isinstance(bound, float) else str(bound)
