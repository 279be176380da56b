"""What a ledger holds as tables that any program opens, xlsx and csv, in which no cell is a formula."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from pydantic import ValidationError

from planner.domain.long_numbers import without_long_numbers
from planner.errors import PlannerError
from planner.files import write_atomically
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import FileAddress, default_ledger, ledger_address
from planner.ledger.salvage import RowStanding, Saved, SavedResult, SavedRow, save_out
from planner.prints.words.text import printable
from planner.prints.writers.as_csv import csv_text
from planner.roster.duties import Roster
from planner.spreadsheets import begin_in_memory, bytes_of

Line = tuple[int | str, ...]
RESULTS, EVENTS, DUTIES, ADJUSTMENTS = "Kết quả đã ghi", "Sự kiện", "Ca trực", "Mục bổ sung"
RESULT_HEAD: Line = (
    "Số",
    "Ngày",
    "Ca",
    "Máy",
    "Đơn vị",
    "Thu nhận",
    "Duyệt",
    "Kích hoạt",
    "Ghi chú",
    "Trạng thái",
    "Ghi lúc",
    "Người ghi",
    "Tệp",
    "Kiểm tra",
)
EVENT_HEAD: Line = ("Số", "Lúc", "Người", "Việc", "Chi tiết", "Kiểm tra")
DUTY_HEAD: Line = (
    "Lịch trực",
    "Ngày",
    "Ca",
    "Máy",
    "Đơn vị",
    "Vai trò",
    "Số hiệu",
    "Đã làm",
    "Thông báo đến",
    "Kiểm tra",
)
ADJUSTMENT_HEAD: Line = (
    "Số",
    "Loại",
    "Máy",
    "Đơn vị",
    "Cán bộ",
    "Loại nghỉ",
    "Từ ngày",
    "Từ ca",
    "Đến ngày",
    "Đến ca",
    "Lý do",
    "Rút dòng",
    "Nhập lúc",
    "Người nhập",
    "Kiểm tra",
)
UNREADABLE = "không đọc được"
_LONGEST = 32_000
"""Letters of a cell; Excel takes 32,767."""
_WORDS = {
    RowStanding.COUNTS: "tính",
    RowStanding.CORRECTED: "đã sửa bằng dòng {row}",
    RowStanding.WITHDRAWN: "đã rút bằng dòng {row}",
    RowStanding.WITHDRAWS: "rút dòng {row}",
}
_KINDS = {"breakdown": "máy hỏng", "closure": "đơn vị đóng", "pin": "ghim", "leave": "cán bộ nghỉ"}
_CHECKED = {True: "nguyên vẹn", False: "HỎNG HOẶC BỊ SỬA", None: "không rõ"}


def result_lines(saved: Saved) -> Iterator[Line]:
    """The head, then every result row, also those that do not count any more."""
    yield RESULT_HEAD
    yield from map(_result_line, saved.results)


def event_lines(saved: Saved) -> Iterator[Line]:
    """The head, then every event."""
    yield EVENT_HEAD
    for row in saved.events:
        texts = (_text(row, column) for column in ("by", "what", "details"))
        yield (row.number, printable(row.text("at")), *texts, _CHECKED[row.is_as_written])


def duty_lines(saved: Saved) -> Iterator[Line]:
    """The head, then every duty of each roster that was published, or of the last one where none was.

    Of a roster whose text cannot be read there is one line that says so.
    """
    yield DUTY_HEAD
    until = {each.values.get("version"): _text(each, "until") for each in saved.publications}
    for row in saved.rosters:
        if row.number in until or (not until and row is saved.rosters[-1]):
            ends = (until.get(row.number, ""), _CHECKED[row.is_as_written])
            try:
                duties = Roster.model_validate_json(row.text("roster")).duties
            except ValidationError:
                yield (row.number, *[UNREADABLE] * 7, *ends)
                continue
            for duty in duties:
                named = (duty.shift, duty.machine, duty.unit, duty.role, duty.officer, "x" if duty.done else "")
                yield (row.number, duty.date.isoformat(), *map(_clean, named), *ends)


def adjustment_lines(saved: Saved) -> Iterator[Line]:
    """The head, then every adjustment, also those that hold no longer."""
    yield ADJUSTMENT_HEAD
    about = ("machine", "unit", "officer", "leave", "first_day", "first_shift", "last_day", "last_shift", "reason")
    for row in saved.adjustments:
        kind = row.text("kind")
        yield (
            row.number,
            _KINDS.get(kind, _clean(kind)),
            *(_text(row, column) for column in about),
            _figure(row, "withdraws"),
            printable(row.text("entered_at")),
            _text(row, "entered_by"),
            _CHECKED[row.is_as_written],
        )


def as_xlsx(saved: Saved) -> bytes:
    """All as one workbook; without rosters there is no sheet of duties, and none of adjustments without those."""
    book = Workbook(write_only=True)
    sheets = [(RESULTS, result_lines(saved)), (EVENTS, event_lines(saved))]
    if saved.rosters:
        sheets.append((DUTIES, duty_lines(saved)))
    if saved.adjustments:
        sheets.append((ADJUSTMENTS, adjustment_lines(saved)))
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        begin_in_memory(sheet)
        for line in lines:
            sheet.append([_cell(sheet, value) for value in line])
    return bytes_of(book)


def _result_line(result: SavedResult) -> Line:
    row = result.row
    return (
        row.number,
        *(_text(row, column) for column in ("day", "shift", "machine", "unit")),
        *(_figure(row, column) for column in ("collected", "approved", "activated")),
        _text(row, "note"),
        _WORDS[result.standing].format(row=result.by_row),
        printable(row.text("recorded_at")),
        _text(row, "recorded_by"),
        _clean(result.file),
        _CHECKED[row.is_as_written],
    )


def _figure(row: SavedRow, column: str) -> int | str:
    value = row.values.get(column)
    return value if isinstance(value, int) else _text(row, column)


def _text(row: SavedRow, column: str) -> str:
    return _clean(row.text(column))


def _clean(text: str) -> str:
    return printable(without_long_numbers(text))[:_LONGEST]


def _cell(sheet: Any, value: int | str) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


XLSX, RESULTS_CSV, EVENTS_CSV, DUTIES_CSV = "so-cai.xlsx", "ket-qua.csv", "su-kien.csv", "ca-truc.csv"
ADJUSTMENTS_CSV = "muc-bo-sung.csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was saved, and where."""

    saved: Saved
    paths: tuple[Path, ...]
    """One workbook with all, then results, events and, where there are any, duties and adjustments as CSV."""


def export_ledger(workbook: Path, folder: Path, *, address: str | None = None) -> Exported:
    """Write every result, event, published duty and adjustment into this folder, as far as they can be read.

    The workbook need not be readable. The ledger is not changed. Raises LedgerError, UnwritableFile, and on a server
    also what the workbook raises.
    """
    place = address or default_ledger(workbook)
    saved = save_out(place, _campaign_of(workbook, is_needed=not isinstance(ledger_address(place), FileAddress)))
    contents = {
        XLSX: as_xlsx(saved),
        RESULTS_CSV: csv_text(result_lines(saved)).encode(),
        EVENTS_CSV: csv_text(event_lines(saved)).encode(),
    }
    if saved.rosters:
        contents[DUTIES_CSV] = csv_text(duty_lines(saved)).encode()
    if saved.adjustments:
        contents[ADJUSTMENTS_CSV] = csv_text(adjustment_lines(saved)).encode()
    return Exported(saved, tuple(write_atomically(folder / name, content) for name, content in contents.items()))


def _campaign_of(workbook: Path, *, is_needed: bool) -> str | None:
    try:
        return read_campaign(workbook).campaign.name
    except PlannerError:
        if is_needed:
            raise
        return None
