"""`planner new-results`: the planned slots of a day, or of several, as a form to be filled in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Unit
from planner.domain.hours import hours_of
from planner.domain.plan import Assignment
from planner.errors import WrongUsage
from planner.files import write_atomically
from planner.intake.blanks.content import refuse_to_replace
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import Findings
from planner.intake.layout.column import CellValue, Column, SheetColumn, TableRow
from planner.intake.layout.results import CHOICES, RESULTS, ResultColumn
from planner.intake.values.names import NameBook, unit_names
from planner.texts import spoken_clock, spoken_day, texts_of

_ = texts_of("intake")

SPARE_ROWS = 15
"""Empty rows below the planned ones, for other machines and for what was collected without one."""
MOST_SLOTS = 15_000
"""Fewer than the rows that are read of a sheet."""


def write_results_form(campaign: Campaign, days: Period, planned: Sequence[Assignment], path: Path) -> Path:
    """Put the form of these days at this path, a row for each slot planned on them, and return where it went.

    Rows of other days are passed over. Raises WrongUsage for days outside the campaign or more than a sheet holds, and
    UnwritableFile rather than replace a file, which may have been filled in.
    """
    for day in (days.first_day, days.last_day):
        if not campaign.calendar.first_day <= day <= campaign.calendar.last_day:
            raise WrongUsage(
                _("{day} lies outside the campaign. Choose a day from {first} to {last}").format(
                    day=spoken_day(day),
                    first=spoken_day(campaign.calendar.first_day),
                    last=spoken_day(campaign.calendar.last_day),
                )
            )
    if len(planned) > MOST_SLOTS:
        raise WrongUsage(
            _("{count} planned slots are too many for one form. Choose fewer days").format(count=len(planned))
        )
    refuse_to_replace(path)
    return write_atomically(path, _form_bytes(campaign, days, planned))


def _form_bytes(campaign: Campaign, days: Period, planned: Sequence[Assignment]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  (openpyxl costs 200 ms)

    from planner.intake.blanks.saved_workbook import saved_bytes  # noqa: PLC0415
    from planner.intake.blanks.sheet_look import fill_guide, fill_table  # noqa: PLC0415

    book = Workbook()
    form: Any = book.active
    form.title = RESULTS.title
    called = _names_to_call(campaign.units)
    rows: list[TableRow] = [*_planned_rows(campaign, days, planned, called), *[{}] * SPARE_ROWS]
    fill_table(form, RESULTS, rows, _columns_of(campaign))
    form.freeze_panes = "A2"
    form.print_title_rows = "1:1"
    fill_guide(book.create_sheet(), _steps(campaign.name, days), (RESULTS,))
    _fill_choices(book.create_sheet(CHOICES), campaign, called)
    return saved_bytes(book)


def _names_to_call(units: Sequence[Unit]) -> dict[str, str]:
    """By code, what a form calls each unit: its name where that means it alone, else its code."""
    names = unit_names(units)
    return {unit.code: unit.name if _means_alone(names, unit) else unit.code for unit in units}


def _means_alone(names: NameBook, unit: Unit) -> bool:
    return names.identity(unit.name, "", Findings()) == unit.code


def _planned_rows(
    campaign: Campaign, days: Period, planned: Sequence[Assignment], called: dict[str, str]
) -> list[TableRow]:
    ranks = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    shifts = {label: rank for rank, label in enumerate(campaign.calendar.shift_labels)}
    of_the_days = [one for one in planned if days.first_day <= one.date <= days.last_day and one.shift in shifts]
    of_the_days.sort(key=lambda one: (one.date, shifts[one.shift], ranks.get(one.machine, len(ranks)), one.unit))
    return [_planned_row(campaign, one, called.get(one.unit, one.unit)) for one in of_the_days]


def _planned_row(campaign: Campaign, planned: Assignment, called: str) -> TableRow:
    """The row of a planned slot, with the hours that hold for its unit and machine on its day."""
    hours = hours_of(campaign, Slot(planned.date, planned.shift), planned.unit, planned.machine)
    return {
        ResultColumn.DAY: planned.date,
        ResultColumn.SHIFT: planned.shift,
        ResultColumn.STARTS: spoken_clock(hours.starts_minute),
        ResultColumn.ENDS: spoken_clock(hours.ends_minute),
        ResultColumn.MACHINE: planned.machine,
        ResultColumn.UNIT: called,
        ResultColumn.PLANNED: planned.dossiers,
    }


def _columns_of(campaign: Campaign) -> dict[SheetColumn, Column]:
    """The columns whose days or choices are this campaign's."""
    days = campaign.calendar.first_day, campaign.calendar.last_day
    return {
        ResultColumn.DAY: replace(ResultColumn.DAY.declared, days=days),
        ResultColumn.SHIFT: _offering(ResultColumn.SHIFT, "A", len(campaign.calendar.shifts)),
        ResultColumn.MACHINE: _offering(ResultColumn.MACHINE, "D", len(campaign.machines)),
        ResultColumn.UNIT: _offering(ResultColumn.UNIT, "E", len(campaign.units)),
    }


def _offering(column: ResultColumn, letter: str, count: int) -> Column:
    return replace(column.declared, source=f"'{CHOICES}'!${letter}$2:${letter}${count + 1}")


def _fill_choices(sheet: Any, campaign: Campaign, called: dict[str, str]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from planner.intake.blanks.sheet_look import PLAIN, write_cell, write_header  # noqa: PLC0415

    shifts = campaign.calendar.shifts
    columns: tuple[tuple[str, float, list[CellValue]], ...] = (
        ("Ca", 12, [shift.label for shift in shifts]),
        ("Từ giờ", 9, [spoken_clock(shift.starts_minute) for shift in shifts]),
        ("Đến giờ", 9, [spoken_clock(shift.ends_minute) for shift in shifts]),
        ("Máy", 14, [machine.name for machine in campaign.machines]),
        ("Đơn vị", 30, [called[unit.code] for unit in campaign.units]),
        ("Mã", 10, [unit.code for unit in campaign.units]),
        ("Tên đơn vị", 30, [unit.name for unit in campaign.units]),
        ("Khu vực", 20, [unit.zone for unit in campaign.units]),
    )
    for number, (title, width, values) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        write_header(sheet.cell(1, number), title)
        for row, value in enumerate(values, start=2):
            write_cell(sheet.cell(row, number), value, PLAIN)
    sheet.freeze_panes = "A2"


def _steps(campaign_name: str, days: Period) -> tuple[str, ...]:
    """How to fill in the form of these days."""
    until = "" if days.first_day == days.last_day else f" đến ngày {spoken_day(days.last_day)}"
    return (
        "PHIẾU KẾT QUẢ THU NHẬN HỒ SƠ",
        f"{campaign_name}, {'từ ' if until else ''}ngày {spoken_day(days.first_day)}{until}",
        "1. Trang Kết quả đã ghi sẵn các ca theo kế hoạch. Điền Thu nhận, Duyệt, Kích hoạt vào từng dòng.",
        "2. Máy nghỉ hoặc không có ai đến: nhập 0. Dòng chưa có số nào coi như chưa báo cáo và được bỏ qua.",
        "3. Máy làm ở nơi khác, ca khác kế hoạch: sửa dòng ghi sẵn hoặc thêm dòng, ghi đúng thực tế.",
        "4. Hồ sơ thu nhận không qua máy, tài khoản do tổ ở thôn kích hoạt: thêm dòng cho đơn vị, để trống Ca và Máy.",
        "5. Lưu tệp rồi chạy lệnh planner record với tệp kế hoạch và tệp này. Có lỗi thì cả tệp không được ghi nhận.",
        "6. Cần sửa số đã ghi nhận: sửa trong tệp này rồi chạy lại lệnh; số mới thay cho số cũ.",
        "7. Ghi nhầm ngày, ca, máy, đơn vị: ghi dòng đúng, rồi rút lại dòng sai: planner record … --withdraw SỐ_DÒNG.",
        "Ngày tháng nhập theo dạng ngày/tháng/năm. Không gộp ô, không đổi tên trang và tên cột.",
    )
