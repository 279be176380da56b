"""Content → the bytes of a workbook: formats, drop-downs, frozen headers, and never a formula."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from planner.intake import guide
from planner.intake.content import CellValue, TableRow, WorkbookContent
from planner.intake.forms import COLUMN_FORMS, SETTING_FORMS, Form
from planner.intake.layout import LAYOUTS, SETTINGS, Setting, SettingColumn, SheetLayout

_FONT = Font(name="Times New Roman", size=12)
_HEADER_FONT = Font(name="Times New Roman", size=12, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
_NOTE_FONT = Font(name="Times New Roman", size=11, italic=True, color="595959")
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_LAST_ROW_OF_ENTRY = 5001
_COLUMNS_ON_A_SCREEN = 8
_NOTE_COLUMN = "Giải thích"
_FORMULA_STARTS = ("=", "+", "-", "@")
_MOMENT = datetime(2020, 1, 1)  # noqa: DTZ001  (Excel's own times bear no zone)
"""Stands for every time inside the file, so that the same content gives the same bytes."""


def workbook_bytes(content: WorkbookContent) -> bytes:
    """A campaign workbook with every sheet and column of the contract; the same content gives the same bytes."""
    book = Workbook()
    _fill_guide(book.active)
    for layout in LAYOUTS:
        sheet = book.create_sheet(layout.title)
        if layout is SETTINGS:
            _fill_settings(sheet, content)
        else:
            _fill_table(sheet, layout, content.tables.get(layout, ()))
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    written = io.BytesIO()
    book.save(written)
    return _with_fixed_times(written.getvalue())


def _fill_guide(sheet: Any) -> None:
    sheet.title = guide.TITLE
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 34
    sheet.column_dimensions["C"].width = 100
    for line in guide.STEPS:
        sheet.append([line])
    sheet.append([])
    sheet.append(["Trang", "Cột", "Ý nghĩa"])
    header_row = sheet.max_row
    for layout in LAYOUTS:
        sheet.append([layout.title, "", guide.SHEET_NOTES[layout]])
        for column, note in guide.COLUMN_NOTES.get(layout, {}).items():
            sheet.append(["", column.value, note])
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = _FONT
            if cell.row > header_row:
                cell.alignment = _WRAPPED
    sheet["A1"].font = Font(name="Times New Roman", size=14, bold=True)
    for cell in sheet[header_row]:
        _as_header(cell)
    sheet.sheet_view.showGridLines = False


def _fill_settings(sheet: Any, content: WorkbookContent) -> None:
    for column, (title, width) in enumerate(
        ((SettingColumn.ITEM.value, 36), (SettingColumn.VALUE.value, 60), (_NOTE_COLUMN, 90)), start=1
    ):
        sheet.column_dimensions[get_column_letter(column)].width = width
        _write_header(sheet.cell(1, column), title)
    for row, item in enumerate(Setting, start=2):
        form = SETTING_FORMS.get(item, Form())
        _write(sheet.cell(row, 1), item.value, Form())
        _write(sheet.cell(row, 2), content.settings.get(item), form)
        sheet.cell(row, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        _write(sheet.cell(row, 3), guide.SETTING_NOTES[item], Form())
        sheet.cell(row, 3).font = _NOTE_FONT
        _add_rule(sheet, form, f"B{row}", item.value, guide.SETTING_NOTES[item])
    sheet.freeze_panes = "C2"


def _fill_table(sheet: Any, layout: SheetLayout, rows: Sequence[TableRow]) -> None:
    for number, column in enumerate(layout.columns, start=1):
        form = COLUMN_FORMS[layout][column]
        letter = get_column_letter(number)
        dimension = sheet.column_dimensions[letter]
        dimension.width = form.width
        dimension.number_format = form.number_format
        dimension.font = _FONT
        _write_header(sheet.cell(1, number), column.value)
        _add_rule(
            sheet, form, f"{letter}2:{letter}{_LAST_ROW_OF_ENTRY}", column.value, guide.COLUMN_NOTES[layout][column]
        )
        for row_number, row in enumerate(rows, start=2):
            _write(sheet.cell(row_number, number), row.get(column), form)
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "C2" if len(layout.columns) > _COLUMNS_ON_A_SCREEN else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.columns))}{max(2, len(rows) + 1)}"


def _write_header(cell: Any, title: str) -> None:
    cell.value = title
    _as_header(cell)


def _as_header(cell: Any) -> None:
    cell.font = _HEADER_FONT
    cell.fill = _HEADER_FILL
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write(cell: Any, value: CellValue, form: Form) -> None:
    """Put a value into a cell; text stays text even where it looks like a formula."""
    cell.font = _FONT
    cell.number_format = form.number_format
    cell.border = _BOX
    cell.alignment = _WRAPPED
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)


def _add_rule(sheet: Any, form: Form, cells: str, title: str, note: str) -> None:
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


def _with_fixed_times(content: bytes) -> bytes:
    """The same workbook with one time throughout, its parts in order and stored plain: zlibs pack differently."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(rb"[0-9-]{10}T[0-9:]{8}Z", f"{_MOMENT:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            plain = zipfile.ZipInfo(entry.filename, _MOMENT.timetuple()[:6])
            plain.create_system = 0
            target.writestr(plain, part)
    return fixed.getvalue()
