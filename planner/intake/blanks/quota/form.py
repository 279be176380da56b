"""A workbook of targets, empty to be filled in or with figures, as its reader expects it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import UnwritableFile
from planner.files import write_atomically
from planner.intake.blanks.content import CellValue
from planner.intake.blanks.forms import DATE, WHOLE, Form
from planner.intake.blanks.quota.guide import COLUMN_NOTES, FACT_NOTES, INDICATOR_NOTE, SHEET_NOTES, STEPS
from planner.intake.cells.limits import DOSSIERS_IN_ALL, FIRST_DATE, LAST_DATE
from planner.intake.layout import SettingColumn
from planner.intake.quota.layout import DEFAULT_INDICATOR, FACTS, TARGETS, TOTAL, QuotaColumn, QuotaFact
from planner.texts import texts_of

_ = texts_of("intake")

_NAME = Form(36)
_FIGURE = Form(16, WHOLE, "whole", 0, DOSSIERS_IN_ALL)
_DAY = Form(13, DATE, "date", FIRST_DATE, LAST_DATE)
_FACT_FORMS = {QuotaFact.FIRST_DAY: _DAY, QuotaFact.LAST_DAY: _DAY, QuotaFact.DOCUMENT_DATE: _DAY}
_FACT_LETTER = "B"
_ROWS_OF_ENTRY = 5_001


@dataclass(frozen=True)
class FormRow:
    """A unit, its people if they are known, and its figures, one for each indicator."""

    unit: str
    figures: tuple[int | None, ...]
    people: int | None = None


@dataclass(frozen=True)
class FormContent:
    """What the workbook holds; the totals are those of the print, or None for no such row."""

    indicators: tuple[str, ...] = (DEFAULT_INDICATOR,)
    rows: tuple[FormRow, ...] = ()
    totals: tuple[int, ...] | None = None
    facts: Mapping[QuotaFact, CellValue] = field(default_factory=dict)


def write_quota_form(path: Path) -> Path:
    """Put an empty workbook of targets at this path. Raises UnwritableFile rather than replace a file."""
    if path.exists():
        raise UnwritableFile(
            _("{path}: the file exists already and is not replaced. Choose another folder, or move it away").format(
                path=path
            )
        )
    return write_atomically(path, quota_workbook_bytes(FormContent()))


def quota_workbook_bytes(content: FormContent) -> bytes:
    """The workbook as a file; the same content gives the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415  (openpyxl costs 200 ms)

    from planner.intake.blanks.guide_sheet import fill_guide  # noqa: PLC0415
    from planner.intake.blanks.saved_workbook import saved_bytes  # noqa: PLC0415

    book = Workbook()
    targets: Any = book.active
    targets.title = TARGETS.title
    _fill_targets(targets, content)
    _fill_facts(book.create_sheet(FACTS.title), content.facts)
    fill_guide(book.create_sheet(), STEPS, (TARGETS, FACTS), SHEET_NOTES, {TARGETS: COLUMN_NOTES})
    return saved_bytes(book)


def _fill_targets(sheet: Any, content: FormContent) -> None:
    has_people = not content.rows or any(row.people is not None for row in content.rows)
    people: tuple[str, ...] = (QuotaColumn.POPULATION.value,) if has_people else ()
    notes = [COLUMN_NOTES[QuotaColumn.UNIT], *(COLUMN_NOTES[QuotaColumn.POPULATION] for _one in people)]
    notes += [INDICATOR_NOTE] * len(content.indicators)
    _fill_headers(sheet, (QuotaColumn.UNIT.value, *people, *content.indicators), notes)
    lines: list[Sequence[CellValue]] = [
        (row.unit, *((row.people,) if has_people else ()), *row.figures) for row in content.rows
    ]
    if content.totals is not None:
        lines.append((TOTAL, *((None,) if has_people else ()), *content.totals))
    _fill_lines(sheet, lines)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def _fill_headers(sheet: Any, headers: Sequence[str], notes: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from planner.intake.blanks.sheet_look import add_rule, write_header  # noqa: PLC0415

    for number, (title, note) in enumerate(zip(headers, notes, strict=True), start=1):
        letter = get_column_letter(number)
        form = _NAME if number == 1 else _FIGURE
        sheet.column_dimensions[letter].width = form.width
        sheet.column_dimensions[letter].number_format = form.number_format
        write_header(sheet.cell(1, number), title)
        add_rule(sheet, form, f"{letter}2:{letter}{_ROWS_OF_ENTRY}", title, note)
    sheet.row_dimensions[1].height = 66 if len(headers) > len(QuotaColumn) else 34


def _fill_lines(sheet: Any, lines: Sequence[Sequence[CellValue]]) -> None:
    from planner.intake.blanks.sheet_look import write_cell  # noqa: PLC0415

    for row, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            write_cell(sheet.cell(row, column), value, _NAME if column == 1 else _FIGURE)


def _fill_facts(sheet: Any, facts: Mapping[QuotaFact, CellValue]) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from planner.intake.blanks.sheet_look import NOTE_FONT, add_rule, write_cell, write_header  # noqa: PLC0415

    heads = ((SettingColumn.ITEM.value, 24), (SettingColumn.VALUE.value, 60), ("Giải thích", 80))
    for number, (title, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        write_header(sheet.cell(1, number), title)
    for row, item in enumerate(QuotaFact, start=2):
        form = _FACT_FORMS.get(item, Form())
        write_cell(sheet.cell(row, 1), item.value, Form())
        value = sheet[f"{_FACT_LETTER}{row}"]
        write_cell(value, facts.get(item), form)
        value.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        write_cell(sheet.cell(row, len(heads)), FACT_NOTES[item], Form())
        sheet.cell(row, len(heads)).font = NOTE_FONT
        add_rule(sheet, form, f"{_FACT_LETTER}{row}", item.value, FACT_NOTES[item])
    sheet.freeze_panes = "A2"
