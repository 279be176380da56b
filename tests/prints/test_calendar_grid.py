"""The calendar grid: each machine's days month by month, as the plan has them."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.prints.forms.calendar.colours import CLOSED, DARKER, OFF_DUTY, WEEKEND, colours_of_units, neighbours_of
from planner.prints.forms.calendar.grid import calendar_paper, print_calendar
from planner.prints.forms.task import PrintExtent, PrintTask
from planner.prints.paper.table import PaperRow, Table
from planner.prints.writers.as_typst.writer import as_pdf
from tests.prints.campaigns import EVENING, LONG_NAME, MORNING, binh_gia_2023, made
from tests.prints.reading import words_of_pdf
from tests.prints.same import assert_same_everywhere

BLOCK_OF_MACHINE_2 = 1


def told(row: PaperRow, first_day: int) -> list[tuple[str, str]]:
    """Days and text of a row's cells, the machine's name left out."""
    return [
        (f"{cell.column + first_day}-{cell.column + first_day + cell.columns - 1}", cell.text) for cell in row.cells
    ]


def tables_of(campaign: Campaign, plan: Plan) -> tuple[Table, ...]:
    return calendar_paper(campaign, plan).tables


def moved(plan: Plan, machine: str, day: date, unit: str) -> Plan:
    """The plan with this machine's evening of a day at another unit."""
    rows = [
        each.model_copy(update={"unit": UnitCode(unit)})
        if (each.machine, each.date, each.shift) == (machine, day, EVENING)
        else each
        for each in plan.assignments
    ]
    assert rows != list(plan.assignments)
    return plan.model_copy(update={"assignments": tuple(rows)})


def test_a_month_has_a_column_a_day_and_a_cell_a_stay() -> None:
    april, may, june = tables_of(*binh_gia_2023())
    assert [len(table.columns) for table in (april, may, june)] == [1 + 20, 1 + 31, 1 + 20]
    assert [table.sheet for table in (april, may, june)] == ["Tháng 4/2023", "Tháng 5/2023", "Tháng 6/2023"]
    # The machine's column stands where the 10th would.
    fixed, mobile = (block.rows for block in april.bands[0].blocks)
    assert told(fixed[0], 10)[1:] == [
        ("11-11", ""),
        ("12-16", "Xã Hoàng Văn Thụ"),
        ("17-24", "Thị trấn Bình Gia"),
        ("25-30", "Xã Tân Văn"),
    ]
    assert [cell.fill for cell in fixed[0].cells][1] == OFF_DUTY
    assert told(mobile[0], 10)[1] == ("11-13", "Xã Hòa Bình")


@pytest.mark.parametrize(("num_machines", "num_pages"), [(2, 1), (4, 2), (8, 3), (15, 4)])
def test_a_month_begins_where_the_last_one_ends_unless_little_of_the_page_is_left(
    num_machines: int, num_pages: int, tmp_path: Path
) -> None:
    """In xlsx each has a sheet of its own all the same."""
    case = binh_gia_2023() if num_machines == 2 else made(num_machines=num_machines)
    months = tables_of(*case)
    assert [month.starts_sheet for month in months] == [False, *[True] * (len(months) - 1)]
    path = tmp_path / "lich-thang.pdf"
    path.write_bytes(as_pdf(calendar_paper(*case)))
    filled = {word.page: word.line for word in words_of_pdf(path)}
    assert len(filled) == num_pages
    assert all(lowest > 595 / 2 for page, lowest in filled.items() if page < num_pages)


def test_months_after_the_last_work_are_not_printed() -> None:
    campaign, plan = binh_gia_2023()
    until_may = tuple(each for each in plan.assignments if each.date.month < 6)
    shown = tables_of(campaign, plan.model_copy(update={"assignments": until_may}))
    assert [table.sheet for table in shown] == ["Tháng 4/2023", "Tháng 5/2023"]


def test_heads_name_weekdays_and_mark_weekends() -> None:
    april, *_others = tables_of(*binh_gia_2023())
    heads = [(column.group, column.title, column.fill) for column in april.columns[1:7]]
    assert heads == [
        ("T3", "11", ""),
        ("T4", "12", ""),
        ("T5", "13", ""),
        ("T6", "14", ""),
        ("T7", "15", WEEKEND),
        ("CN", "16", WEEKEND),
    ]


def test_in_a_long_month_a_closed_day_is_told_upwards() -> None:
    campaign, plan = made(num_units=4, num_machines=2, num_days=88)
    holiday = campaign.closures[0].model_copy(update={"first_day": date(2024, 5, 1), "last_day": date(2024, 5, 1)})
    _april, may, *_others = tables_of(campaign.model_copy(update={"closures": (holiday,)}), plan)
    assert len(may.columns) == 1 + 31
    without_work = plan.model_copy(update={"assignments": (plan.assignments[0], plan.assignments[-1])})
    _april, may, *_others = tables_of(campaign.model_copy(update={"closures": (holiday,)}), without_work)
    (closed, _free) = may.bands[0].blocks[0].rows[0].cells[1:]
    assert (closed.column, closed.text, closed.turned) == (1, "Nghỉ", True)


def test_a_closed_day_is_shaded_and_parts_a_stay() -> None:
    april, *_others = tables_of(*made(num_units=4, num_machines=2, num_days=20))
    cells = april.bands[0].blocks[0].rows[0].cells
    closed = next(cell for cell in cells if cell.fill == CLOSED)
    assert (closed.column, closed.text) == (15, "Nghỉ")
    before, after = (
        next(cell for cell in cells if cell.column + cell.columns * step == 15 + at) for step, at in ((1, 0), (0, 1))
    )
    assert (before.text, before.fill) == (after.text, after.fill)


def test_a_machine_at_two_units_a_day_has_a_row_for_each_shift() -> None:
    campaign, plan = binh_gia_2023()
    day = date(2023, 4, 14)
    code = next(unit.code for unit in campaign.units if unit.name == "Xã Hòa Bình")
    april, may, _june = tables_of(campaign, moved(plan, "MÁY 2", day, code))
    morning, evening = april.bands[0].blocks[BLOCK_OF_MACHINE_2].rows
    assert [cell.text for cell in morning.cells[:2]] == ["MÁY 2", "Ca 01"]
    assert evening.cells[0].text == "Ca 02"
    assert told(morning, 9)[2:4] == [("11-13", "Xã Hòa Bình"), ("14-17", "Xã Thiện Thuật")]
    assert told(evening, 9)[1:3] == [("11-14", "Xã Hòa Bình"), ("15-17", "Xã Thiện Thuật")]
    # The other machine keeps one row, its name over both columns; the other months have no column of shifts.
    assert april.bands[0].blocks[0].rows[0].cells[0].columns == 2
    assert [column.title for column in may.columns[:2]] == ["Máy", "1"]


def test_days_of_one_shift_say_which() -> None:
    campaign, plan = binh_gia_2023()
    kept = tuple(
        each
        for each in plan.assignments
        if (each.machine, each.date, each.shift) != ("MÁY 2", date(2023, 4, 13), MORNING)
    )
    april, *_others = tables_of(campaign, plan.model_copy(update={"assignments": kept}))
    assert told(april.bands[0].blocks[BLOCK_OF_MACHINE_2].rows[0], 10)[1:3] == [
        ("11-12", "Xã Hòa Bình"),
        ("13-13", "Xã Hòa Bình (Ca 02)"),
    ]


def test_what_is_done_and_what_lies_outside_the_campaign_is_shown() -> None:
    campaign, plan = binh_gia_2023()
    done = tuple(each.model_copy(update={"done": True}) for each in plan.assignments)
    late = done[-1].model_copy(update={"date": campaign.calendar.last_day + timedelta(days=2)})
    assert tables_of(campaign, plan.model_copy(update={"assignments": done})) == tables_of(campaign, plan)
    june = tables_of(campaign, plan.model_copy(update={"assignments": (*done, late)}))[-1]
    assert june.columns[-1].title == "22"
    assert june.bands[0].blocks[BLOCK_OF_MACHINE_2].rows[0].cells[-1].text.startswith("Xã Bình La")


def test_units_next_to_each_other_have_different_colours() -> None:
    campaign, plan = made()
    colours = colours_of_units(campaign, plan)
    assert len(colours) == 111
    pairs = [(one, other) for one, beside in neighbours_of(plan.assignments, campaign).items() for other in beside]
    assert len(pairs) > 100
    assert all(colours[one] != colours[other] for one, other in pairs)
    # Light beside dark, so that a black-and-white printer tells them apart.
    assert all((colours[one] in DARKER) != (colours[other] in DARKER) for one, other in pairs)


def one_day_each(name: str) -> tuple[Campaign, Plan]:
    campaign, plan = made(num_units=3, num_machines=1, num_days=30)
    units = tuple(unit.model_copy(update={"name": name, "kind": "Xã"}) for unit in campaign.units)
    day = date(2024, 4, 9)
    rows = [
        Assignment(machine=MachineName("MÁY 1"), unit=units[1].code, date=day, shift=shift, dossiers=1)
        for shift in (MORNING, EVENING)
    ]
    return campaign.model_copy(update={"units": units}), plan.model_copy(update={"assignments": tuple(rows)})


@pytest.mark.parametrize(
    ("name", "text", "turned"),
    [
        ("Xã Bá", "Xã Bá", False),
        ("Xã An Bá", "An Bá", False),
        ("Xã Trường Xuân", "Trường Xuân", True),
        (LONG_NAME, "Khu công nghiệp và đô th…", True),
    ],
)
def test_a_name_in_a_narrow_cell_is_shortened_or_turned(name: str, text: str, turned: bool) -> None:
    april, *_others = tables_of(*one_day_each(name))
    cell = next(
        cell
        for cell in april.bands[0].blocks[0].rows[0].cells
        if cell.columns == 1 and cell.column > 0 and cell.text not in ("", "Nghỉ")
    )
    assert (cell.text, cell.turned) == (text, turned)


def test_files(tmp_path: Path) -> None:
    task = PrintTask(*binh_gia_2023(), tmp_path, PrintExtent(), lambda _line: None)
    printed = print_calendar(task)
    assert [path.name for path in printed.paths] == ["lich-thang.xlsx", "lich-thang.pdf"]
    workbook = openpyxl.load_workbook(tmp_path / "lich-thang.xlsx")
    assert workbook.sheetnames == ["Tháng 4-2023", "Tháng 5-2023", "Tháng 6-2023"]
    for sheet in workbook.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    april = workbook.worksheets[0]
    assert {cell.fill.start_color.rgb[-6:] for row in april.iter_rows() for cell in row} > {OFF_DUTY, WEEKEND}


@pytest.mark.parametrize(
    "case", [binh_gia_2023(), made(num_machines=40), one_day_each(LONG_NAME)], ids=["2", "40", "1"]
)
def test_all_formats_say_the_same(case: tuple[Campaign, Plan], tmp_path: Path) -> None:
    assert_same_everywhere(calendar_paper(*case), tmp_path, "lich-thang")


def test_a_campaign_without_machines_has_empty_months(tmp_path: Path) -> None:
    campaign, plan = binh_gia_2023()
    empty = campaign.model_copy(update={"machines": ()})
    assert_same_everywhere(calendar_paper(empty, plan.model_copy(update={"assignments": ()})), tmp_path, "lich-thang")
