"""Sheet *Hướng dẫn*, by which a workbook explains itself."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from planner.intake.blanks.sheet_look import FONT, TITLE_FONT, WRAPPED, as_header, keep_as_text
from planner.intake.guide import TITLE
from planner.intake.layout import SheetLayout


def fill_guide(
    sheet: Any,
    steps: Sequence[str],
    layouts: Sequence[SheetLayout],
    sheet_notes: Mapping[SheetLayout, str],
    column_notes: Mapping[SheetLayout, Mapping[StrEnum, str]],
) -> None:
    """The steps line by line, then every sheet and column with its meaning."""
    sheet.title = TITLE
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 34
    sheet.column_dimensions["C"].width = 100
    for line in steps:
        sheet.append([line])
    sheet.append([])
    sheet.append(["Trang", "Cột", "Ý nghĩa"])
    header_row = sheet.max_row
    for layout in layouts:
        sheet.append([layout.title, "", sheet_notes[layout]])
        for column, note in column_notes.get(layout, {}).items():
            sheet.append(["", column.value, note])
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
