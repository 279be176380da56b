"""Appendices as people type them: rows of texts, saved as a workbook or as a document, and read."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind, Unit
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.appendix.appendix_reader import ReadAppendix, read_appendix

Value = str | int | float | date | datetime | None
HEADS = ("TT", "Địa điểm", "Đơn vị", "Thời gian", "Ca thực hiện", "Chỉ tiêu thu nhận/ngày")
NAMES = ("Xã Hòa Bình", "Xã Lộc Thành", "Xã Lộc Thạnh", "Thị trấn Nam", "Xã Hoàng Văn Thụ", "Xã Thiện Hòa")
"""Their codes are 001, 002, ..."""
MORNING, EVENING = ShiftLabel("Ca 01"), ShiftLabel("Ca 02")
CALENDAR = Calendar(
    first_day=date(2023, 4, 11),
    last_day=date(2023, 6, 20),
    shifts=(
        Shift(label=MORNING, starts_minute=7 * 60, ends_minute=15 * 60),
        Shift(label=EVENING, starts_minute=15 * 60, ends_minute=23 * 60),
    ),
)


def unit(code: str, name: str, zone: str = "Nam") -> Unit:
    """A unit open throughout."""
    return Unit(
        code=UnitCode(code),
        name=name,
        kind="xã" if name.startswith("Xã ") else "",
        zone=zone,
        place=f"CAX {name.removeprefix('Xã ')}",
        need=1000,
        first_day=CALENDAR.first_day,
        last_day=CALENDAR.last_day,
        shifts=CALENDAR.shift_labels,
    )


def machine(number: int, serves: Sequence[str], capacity: int = 160) -> Machine:
    """A mobile machine for these units."""
    posting = Posting(
        kind=PostingKind.MOBILE,
        serves=tuple(map(UnitCode, serves)),
        first_day=CALENDAR.first_day,
        last_day=CALENDAR.last_day,
        capacity=capacity,
    )
    return Machine(name=MachineName(f"MÁY {number}"), postings=(posting,))


def campaign(*units: Unit, machines: Sequence[Machine] = (), calendar: Calendar = CALENDAR) -> Campaign:
    """The units of `NAMES` and two machines where nothing else is said."""
    known = units or tuple(unit(f"{number:03}", name) for number, name in enumerate(NAMES, start=1))
    codes = [one.code for one in known]
    return Campaign(
        name="Thử",
        calendar=calendar,
        units=known,
        machines=tuple(machines) or (machine(1, codes), machine(2, codes)),
    )


CAMPAIGN = campaign()


def workbook(folder: Path, rows: Sequence[Sequence[Value]], merged: Sequence[str] = (), title: str = "Phụ lục") -> Path:
    """The rows as a sheet; text never becomes a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    for span in merged:
        sheet.merge_cells(span)
    path = folder / "phu-luc.xlsx"
    book.save(path)
    return path


def document(folder: Path, *tables: Sequence[Sequence[str]], before: Sequence[str] = ()) -> Path:
    """The paragraphs, then each of the tables; a row of one text is merged across."""
    made = Document()
    for text in before:
        made.add_paragraph(text)
    for rows in tables:
        width = max(map(len, rows))
        table = made.add_table(rows=0, cols=width)
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1]).text = row[0]
                continue
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        made.add_paragraph("")
    path = folder / "phu-luc.docx"
    made.save(str(path))
    return path


def read(path: Path, of: Campaign = CAMPAIGN) -> ReadAppendix:
    """What the reader makes of the file."""
    return read_appendix(path, of)


def told(found: ReadAppendix) -> list[str]:
    """Every slot as *MÁY 1 001 14/4 Ca 01*, by machine, day and shift."""
    slots = sorted(found.slots, key=lambda slot: (slot.machine, slot.day, slot.shift, slot.unit))
    return [f"{slot.machine} {slot.unit} {slot.day.day}/{slot.day.month} {slot.shift}" for slot in slots]


def line(unit_name: Value, time: Value, shift: Value = None) -> tuple[Value, ...]:
    """A row of the usual columns."""
    return (None, None, unit_name, time, shift, None)


def typed(*rows: Sequence[Value]) -> list[Sequence[Value]]:
    """The rows under the usual heads and MÁY 1."""
    return [HEADS, ("MÁY 1",), *rows]
