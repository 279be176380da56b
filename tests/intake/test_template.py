"""`planner new`: what it writes, and that it reads back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.errors import UnwritableFile, WorkbookProblems, WrongUsage
from planner.intake.blanks.template import write_new_campaign
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.layout.calendar import ClosureColumn
from planner.intake.layout.column import GUIDE_TITLE, SheetColumn, SheetLayout
from planner.intake.layout.regulations import REGULATIONS, Regulation
from planner.intake.layout.settings import SETTINGS, Setting
from planner.intake.layout.staffing import WORKBOOK_LAYOUTS

FIRST_DAY, LAST_DAY = date(2026, 4, 4), date(2026, 6, 3)
ITEMS: dict[SheetLayout, type[SheetColumn]] = {SETTINGS: Setting, REGULATIONS: Regulation}
"""Of the sheets of one item a row."""


def sheets_of(path: Path) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(path).worksheets if isinstance(sheet, Worksheet)}


def test_the_example_reads_back_without_a_word(tmp_path: Path) -> None:
    _template, example = write_new_campaign(tmp_path, None, None, 2026)
    found = read_campaign(example)
    assert found.warnings == ()
    campaign = found.campaign
    assert campaign.pins
    assert campaign.roads
    assert campaign.phases
    assert campaign.closures
    capacity = sum(
        campaign.capacity(posting, shift)
        for machine in campaign.machines
        for posting in machine.postings
        for shift in campaign.calendar.shift_labels
    )
    assert sum(unit.need for unit in campaign.units) < capacity * campaign.calendar.num_days / 2


@pytest.mark.parametrize(
    ("days", "wheres"),
    [
        ((None, None), ["Chiến dịch!B3", "Chiến dịch!B4", "Đơn vị!A2", "Máy!A2"]),
        ((FIRST_DAY, LAST_DAY), ["Đơn vị!A2", "Máy!A2"]),
    ],
)
def test_the_empty_template_lacks_only_what_is_to_be_filled_in(
    tmp_path: Path, days: tuple[date | None, date | None], wheres: list[str]
) -> None:
    template, _example = write_new_campaign(tmp_path, *days, 2026)
    with pytest.raises(WorkbookProblems) as caught:
        read_campaign(template)
    assert [problem.where for problem in caught.value.problems] == wheres


def test_a_few_rows_make_the_template_a_campaign(tmp_path: Path) -> None:
    template, _example = write_new_campaign(tmp_path, FIRST_DAY, LAST_DAY, 2026)
    book = load_workbook(template)
    entered: dict[str, str | int | float] = {"A2": "01", "B2": "Xã Một", "I2": 500, "K2": 21.5, "L2": 106.1}
    for where, value in entered.items():
        book["Đơn vị"][where] = value
    book["Máy"]["A2"] = "MÁY 1"
    book["Ngày nghỉ"]["G2"] = "Có"
    book.save(template)
    found = read_campaign(template)
    assert found.warnings == ()
    (sundays,) = found.campaign.closures
    assert (sundays.weekdays, sundays.first_day, sundays.last_day) == (frozenset({6}), FIRST_DAY, LAST_DAY)


def test_sundays_and_public_holidays_are_proposed_but_do_not_apply(tmp_path: Path) -> None:
    template, _example = write_new_campaign(tmp_path, FIRST_DAY, LAST_DAY, 2026)
    rows = list(sheets_of(template)["Ngày nghỉ"].iter_rows(min_row=2, values_only=True))
    applies = list(ClosureColumn).index(ClosureColumn.APPLIES)
    assert rows[0][2] == "CN"
    assert {row[applies] for row in rows} == {"Không"}
    days = {str(row[0])[:10] for row in rows[1:]}
    assert {"2026-04-26", "2026-04-30", "2026-05-01"} <= days
    assert all(str(FIRST_DAY) <= day <= str(LAST_DAY) for day in days)


def test_every_sheet_and_column_with_drop_downs_formats_and_frozen_headers(tmp_path: Path) -> None:
    template, _example = write_new_campaign(tmp_path, None, None, 2026)
    sheets = sheets_of(template)
    assert list(sheets) == [GUIDE_TITLE, *(layout.title for layout in WORKBOOK_LAYOUTS)]
    for layout in WORKBOOK_LAYOUTS:
        sheet = sheets[layout.title]
        headers = [cell.value for cell in sheet[1]]
        assert headers[: len(layout.columns)] == [column.value for column in layout.columns]
        assert sheet.freeze_panes
        rules = sheet.data_validations.dataValidation
        for rule in rules:
            assert len(rule.prompt) <= 255
            assert len(rule.promptTitle) <= 32
            assert len(rule.error or "") <= 225
            assert len(str(rule.formula1 or "")) <= 255
            assert not rule.showErrorMessage or rule.error
        assert len(rules) == len(ITEMS.get(layout, layout.columns))
    assert sheets["Đơn vị"].column_dimensions["A"].number_format == "@"
    assert sheets["Máy"].column_dimensions["F"].number_format == "dd/mm/yyyy"


def test_every_column_and_setting_is_explained() -> None:
    assert all(item.declared.note for items in ITEMS.values() for item in items)
    for layout in WORKBOOK_LAYOUTS:
        assert layout.note
        assert layout in ITEMS or all(column.declared.note for column in layout.columns)


def test_nothing_is_ever_replaced(tmp_path: Path) -> None:
    template, example = write_new_campaign(tmp_path, None, None, 2026)
    example.unlink()
    before = template.read_bytes()
    with pytest.raises(UnwritableFile, match=r"campaign\.xlsx"):
        write_new_campaign(tmp_path, None, None, 2026)
    assert template.read_bytes() == before
    assert not example.exists()


@pytest.mark.parametrize(
    "days",
    [
        (date(2026, 5, 2), date(2026, 5, 1)),
        (date(2026, 1, 1), date(2028, 1, 1)),
        (date(1990, 1, 1), None),
        (None, date(2190, 1, 1)),
    ],
)
def test_days_that_make_no_campaign(tmp_path: Path, days: tuple[date | None, date | None]) -> None:
    with pytest.raises(WrongUsage):
        write_new_campaign(tmp_path, *days, 2026)
    assert not list(tmp_path.iterdir())


def test_the_same_days_give_the_same_bytes(tmp_path: Path) -> None:
    first = write_new_campaign(tmp_path / "a", FIRST_DAY, LAST_DAY, 2026)
    second = write_new_campaign(tmp_path / "b", FIRST_DAY, LAST_DAY, 2026)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
