"""How every sheet that the program writes looks: fonts, headers, cells, drop-downs; and never a formula."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from planner.intake.blanks.content import CellValue, TableRow
from planner.intake.blanks.forms import Form
from planner.intake.layout import SheetLayout

FONT = Font(name="Times New Roman", size=12)
TITLE_FONT = Font(name="Times New Roman", size=14, bold=True)
NOTE_FONT = Font(name="Times New Roman", size=11, italic=True, color="595959")
WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEADER_FONT = Font(name="Times New Roman", size=12, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LAST_ROW_OF_ENTRY = 5001
_COLUMNS_ON_A_SCREEN = 8
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""A wide sign does the same where East Asian letters are typed."""


def fill_table(
    sheet: Any,
    layout: SheetLayout,
    rows: Sequence[TableRow],
    forms: Mapping[StrEnum, Form],
    notes: Mapping[StrEnum, str],
) -> None:
    """A table under a frozen header, each column with its form and, on entry, its note."""
    for number, column in enumerate(layout.columns, start=1):
        form = forms[column]
        letter = get_column_letter(number)
        dimension = sheet.column_dimensions[letter]
        dimension.width = form.width
        dimension.number_format = form.number_format
        dimension.font = FONT
        write_header(sheet.cell(1, number), column.value)
        add_rule(sheet, form, f"{letter}2:{letter}{_LAST_ROW_OF_ENTRY}", column.value, notes[column])
        for row_number, row in enumerate(rows, start=2):
            write_cell(sheet.cell(row_number, number), row.get(column), form)
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "C2" if len(layout.columns) > _COLUMNS_ON_A_SCREEN else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.columns))}{max(2, len(rows) + 1)}"


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


def write_cell(cell: Any, value: CellValue, form: Form) -> None:
    """Put a value into a cell; text stays text even where it looks like a formula."""
    cell.font = FONT
    cell.number_format = form.number_format
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


def add_rule(sheet: Any, form: Form, cells: str, title: str, note: str) -> None:
    """Let Excel explain these cells when they are entered, and refuse what does not fit their form."""
    rule = DataValidation(
        type=form.kind,
        operator="between" if form.least is not None else None,
        formula1=_first_bound(form, cells),
        formula2=_as_formula(form.most),
        allow_blank=True,
        showErrorMessage=form.kind is not None,
        errorStyle="stop" if form.is_strict else "warning",
        errorTitle="Giá trị chưa phù hợp",
        error=form.refusal,
        showInputMessage=True,
        promptTitle=title[:32],
        prompt=note[:255],
    )
    rule.add(cells)
    sheet.add_data_validation(rule)


def _first_bound(form: Form, cells: str) -> str | None:
    if form.kind == "custom":
        first = cells.partition(":")[0]
        column = first.rstrip("0123456789")
        return f"COUNTIF(${column}:${column},{first})=1"
    if form.kind == "list":
        return form.source or '"' + ",".join(form.choices) + '"'
    return _as_formula(form.least)


def _as_formula(bound: float | date | None) -> str | None:
    if isinstance(bound, date):
        return f"DATE({bound.year},{bound.month},{bound.day})"
    return None if bound is None else f"{bound:g}" if isinstance(bound, float) else str(bound)
