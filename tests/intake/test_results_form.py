"""The form for a day's results: what it shows, and that it reads back once it is filled in."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import UnwritableFile, WrongUsage
from planner.intake.blanks.results_form import SPARE_ROWS, write_results_form
from planner.intake.campaign.frame import Period
from planner.intake.layout.column import GUIDE_TITLE
from planner.intake.layout.results import CHOICES, RESULTS, ResultColumn
from planner.intake.results.results_reader import read_results
from tests.campaigns import day
from tests.intake.books import sheet_of
from tests.intake.results_books import CAMPAIGN, Content

THE_DAY = day(4)
DAY, SHIFT, STARTS, ENDS, MACHINE, UNIT, PLANNED, COLLECTED, _APPROVED, ACTIVATED, NOTE = range(1, 12)


def planned(number: int, shift: str, machine: str, unit: str, dossiers: int) -> Assignment:
    return Assignment(
        machine=MachineName(machine),
        unit=UnitCode(unit),
        date=day(number),
        shift=ShiftLabel(shift),
        dossiers=dossiers,
    )


PLAN = (
    planned(3, "Ca 01", "MÁY 1", "A", 30),
    planned(4, "Ca 02", "MÁY 1", "B", 0),
    planned(4, "Ca 01", "MÁY 2", "C", 17),
    planned(4, "Ca 01", "MÁY 1", "B", 30),
    planned(5, "Ca 01", "MÁY 1", "B", 1),
)


def written(folder: Path, campaign: Campaign = CAMPAIGN) -> tuple[Path, Workbook, Worksheet]:
    path = write_results_form(campaign, Period(THE_DAY, THE_DAY), PLAN, folder / "form.xlsx")
    book = load_workbook(path)
    return path, book, sheet_of(book, RESULTS.title)


def test_the_days_slots_are_prefilled_in_order(tmp_path: Path) -> None:
    _path, _book, sheet = written(tmp_path)
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(column.value for column in ResultColumn)
    assert [(str(row[0])[:10], *row[1:7]) for row in rows[1:4]] == [
        ("2023-04-13", "Ca 01", "5h00", "10h00", "MÁY 1", "Xã B", 30),
        ("2023-04-13", "Ca 01", "5h00", "10h00", "MÁY 2", "Xã C", 17),
        ("2023-04-13", "Ca 02", "10h00", "15h00", "MÁY 1", "Xã B", 0),
    ]
    assert [row[7:] for row in rows[1:4]] == [(None,) * 4] * 3
    assert rows[4:] == [(None,) * 11] * SPARE_ROWS


def test_filled_in_it_reads_back(tmp_path: Path) -> None:
    path, book, sheet = written(tmp_path)
    for row, collected in ((2, 28), (4, 0)):
        sheet.cell(row, COLLECTED).value = collected
    sheet.cell(2, ACTIVATED).value = 11
    elsewhere: dict[int, Content] = {DAY: THE_DAY, UNIT: "A", COLLECTED: 6, NOTE: "tổ thôn"}
    for column, value in elsewhere.items():
        sheet.cell(5, column).value = value
    moved: dict[int, Content] = {DAY: THE_DAY, SHIFT: "Ca 02", MACHINE: "MÁY 2", UNIT: "Xã C", COLLECTED: 9}
    for column, value in moved.items():
        sheet.cell(6, column).value = value
    book.save(path)
    found = read_results(path, CAMPAIGN, THE_DAY)
    assert [(one.shift, one.machine, one.unit, one.collected, one.activated, one.note) for one in found.results] == [
        ("Ca 01", "MÁY 1", "B", 28, 11, ""),
        ("Ca 02", "MÁY 1", "B", 0, None, ""),
        ("Ca 02", "MÁY 2", "C", 9, None, ""),
        (None, None, "A", 6, None, "tổ thôn"),
    ]
    assert [warning.where for warning in found.warnings] == ["Kết quả"]


def test_untouched_it_reports_nothing(tmp_path: Path) -> None:
    path, _book, _sheet = written(tmp_path)
    assert read_results(path, CAMPAIGN, THE_DAY).results == ()


def test_a_name_that_could_mean_another_unit_gives_way_to_its_code(tmp_path: Path) -> None:
    first, second, third = CAMPAIGN.units
    twins = (first, second.model_copy(update={"name": "Xã Chung"}), third.model_copy(update={"name": "Xã Chung"}))
    path, book, sheet = written(tmp_path, CAMPAIGN.model_copy(update={"units": twins}))
    assert [sheet.cell(row, UNIT).value for row in (2, 3)] == ["B", "C"]
    choices = sheet_of(book, CHOICES)
    assert [choices.cell(row, 5).value for row in (2, 3, 4)] == ["Xã A", "B", "C"]
    sheet.cell(2, COLLECTED).value = 3
    book.save(path)
    assert [one.unit for one in read_results(path, CAMPAIGN, THE_DAY).results] == ["B"]


def test_drop_downs_offer_what_the_campaign_has(tmp_path: Path) -> None:
    _path, book, sheet = written(tmp_path)
    choices = sheet_of(book, CHOICES)
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.prompt) <= 255
        if rule.type == "list":
            _sheet, cells = str(rule.formula1).replace("$", "").split("!")
            offered[str(rule.sqref)] = [cell.value for (cell,) in choices[cells]]
        if rule.type == "whole":
            assert (rule.formula1, rule.errorStyle) == ("0", "stop")
    assert offered == {
        "B2:B5001": ["Ca 01", "Ca 02"],
        "E2:E5001": ["MÁY 1", "MÁY 2"],
        "F2:F5001": ["Xã A", "Xã B", "Xã C"],
    }
    assert sum(rule.type == "whole" for rule in sheet.data_validations.dataValidation) == 3
    assert sheet.freeze_panes == "A2"


def test_it_explains_itself(tmp_path: Path) -> None:
    _path, book, _sheet = written(tmp_path)
    said = [str(cell) for row in sheet_of(book, GUIDE_TITLE).iter_rows(values_only=True) for cell in row if cell]
    assert "Chiến dịch thử, ngày 13/4/2023" in said
    assert {column.value for column in ResultColumn} <= set(said)


def test_names_never_become_formulas(tmp_path: Path) -> None:
    name = "=cmd|' /C calc'!A0"
    hostile = CAMPAIGN.units[1].model_copy(update={"name": name})
    campaign = CAMPAIGN.model_copy(update={"units": (CAMPAIGN.units[0], hostile, CAMPAIGN.units[2]), "name": name})
    _path, book, sheet = written(tmp_path, campaign)
    assert sheet.cell(2, UNIT).value == name
    assert not [cell for one in book.worksheets for row in one.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_day_outside_the_campaign(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="15/4/2023"):
        write_results_form(CAMPAIGN, Period(day(6), day(6)), PLAN, tmp_path / "form.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_form_that_may_be_filled_in_is_not_replaced(tmp_path: Path) -> None:
    path, book, sheet = written(tmp_path)
    sheet.cell(2, COLLECTED).value = 28
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(UnwritableFile, match=r"form\.xlsx"):
        write_results_form(CAMPAIGN, Period(THE_DAY, THE_DAY), PLAN, path)
    assert path.read_bytes() == before


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        write_results_form(CAMPAIGN, Period(THE_DAY, THE_DAY), rows, tmp_path / name)
        for name, rows in (("a.xlsx", PLAN), ("b.xlsx", PLAN[::-1]))
    )
    assert first.read_bytes() == second.read_bytes()
