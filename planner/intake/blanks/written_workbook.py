"""Content → the bytes of a campaign workbook with every sheet and column of the contract."""

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from planner.intake import guide
from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.forms import COLUMN_FORMS, SETTING_FORMS, Form
from planner.intake.blanks.guide_sheet import fill_guide
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.blanks.sheet_look import NOTE_FONT, add_rule, fill_table, write_cell, write_header
from planner.intake.layout import LAYOUTS, SETTINGS, Setting, SettingColumn

_NOTE_COLUMN = "Giải thích"


def workbook_bytes(content: WorkbookContent) -> bytes:
    """A campaign workbook with every sheet and column of the contract; the same content gives the same bytes."""
    book = Workbook()
    fill_guide(book.active, guide.STEPS, LAYOUTS, guide.SHEET_NOTES, guide.COLUMN_NOTES)
    for layout in LAYOUTS:
        sheet = book.create_sheet(layout.title)
        if layout is SETTINGS:
            _fill_settings(sheet, content)
        else:
            rows = content.tables.get(layout, ())
            fill_table(sheet, layout, rows, COLUMN_FORMS[layout], guide.COLUMN_NOTES[layout])
    return saved_bytes(book)


def _fill_settings(sheet: Any, content: WorkbookContent) -> None:
    for column, (title, width) in enumerate(
        ((SettingColumn.ITEM.value, 36), (SettingColumn.VALUE.value, 60), (_NOTE_COLUMN, 90)), start=1
    ):
        sheet.column_dimensions[get_column_letter(column)].width = width
        write_header(sheet.cell(1, column), title)
    for row, item in enumerate(Setting, start=2):
        form = SETTING_FORMS.get(item, Form())
        write_cell(sheet.cell(row, 1), item.value, Form())
        write_cell(sheet.cell(row, 2), content.settings.get(item), form)
        sheet.cell(row, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        write_cell(sheet.cell(row, 3), guide.SETTING_NOTES[item], Form())
        sheet.cell(row, 3).font = NOTE_FONT
        add_rule(sheet, form, f"B{row}", item.value, guide.SETTING_NOTES[item])
    sheet.freeze_panes = "C2"
