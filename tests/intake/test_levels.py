"""`planner new --level`: what each level's workbooks hold, that they read back, and that no other changed."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.campaign import Campaign
from planner.errors import Severity, WorkbookProblems
from planner.intake.blanks.content import example_content
from planner.intake.blanks.levels import Level
from planner.intake.blanks.template import write_new_campaign
from planner.intake.blanks.written_workbook import workbook_bytes
from planner.intake.campaign.campaign_reader import read_campaign

DAYS = (date(2026, 3, 2), date(2026, 3, 28))
LEVELS = tuple(Level)


def example_of(level: Level, folder: Path) -> Campaign:
    """The filled example of a level, which reads back without a word."""
    _template, example = write_new_campaign(folder, None, None, 2026, level)
    found = read_campaign(example)
    assert found.warnings == ()
    return found.campaign


@pytest.mark.parametrize("level", LEVELS)
def test_the_empty_template_lacks_only_units_and_machines(tmp_path: Path, level: Level) -> None:
    template, _example = write_new_campaign(tmp_path, *DAYS, 2026, level)
    with pytest.raises(WorkbookProblems) as caught:
        read_campaign(template)
    wrong = [problem.where for problem in caught.value.problems if problem.severity is Severity.ERROR]
    assert wrong == ["Đơn vị!A2", "Máy!A2"]


@pytest.mark.parametrize(("level", "unit", "kind"), [("tinh", "Xã Một", "xã"), ("xa", "Thôn Một", "thôn")])
def test_a_unit_and_a_machine_make_the_template_a_campaign(tmp_path: Path, level: str, unit: str, kind: str) -> None:
    template, _example = write_new_campaign(tmp_path, *DAYS, 2026, Level(level))
    book = load_workbook(template)
    entered: dict[str, str | int | float] = {"A2": "01", "B2": unit, "C2": kind, "I2": 500, "K2": 21.5, "L2": 106.1}
    for where, value in entered.items():
        book["Đơn vị"][where] = value
    book["Máy"]["A2"] = "MÁY 1"
    book.save(template)
    found = read_campaign(template)
    assert found.warnings == ()
    assert found.campaign.letterhead.card_term == "thẻ căn cước"


def test_a_province_has_teams_least_stays_and_former_communes(tmp_path: Path) -> None:
    campaign = example_of(Level.PROVINCE, tmp_path)
    assert campaign.move_slots == 1
    assert {unit.min_days for unit in campaign.units} == {2}
    assert {machine: len(group) for machine, group in campaign.groups.items()} == {
        "MÁY 1": 2,
        "MÁY 2": 2,
        "MÁY 3": 2,
        "MÁY 4": 2,
    }
    former = {unit.name: [one.name for one in unit.formerly] for unit in campaign.units}
    assert former["Xã Bản Lim"] == ["Xã Lim Hạ", "Xã Lim Thượng"]
    letterhead = campaign.letterhead
    assert letterhead.parent_body == "CÔNG AN TỈNH VÍ DỤ"
    assert letterhead.document_number == "/KH-PC06"
    assert letterhead.signer_power == "KT. TRƯỞNG PHÒNG"
    assert {unit.place for unit in campaign.units} >= {"CAP Suối Mơ", "CAX An Lộc"}


def test_a_commune_has_hamlets_in_clusters_schools_in_the_morning_and_works_in_the_evening(tmp_path: Path) -> None:
    campaign = example_of(Level.COMMUNE, tmp_path)
    assert [len(cluster.units) for cluster in campaign.clusters] == [3, 2]
    schools = [unit for unit in campaign.units if unit.kind == "trường"]
    works = [unit for unit in campaign.units if unit.kind == "nhà máy"]
    assert {unit.whole_days for unit in (*schools, *works)} == {False}
    assert {unit.shifts for unit in works} == {("Ca tối",)}
    assert all(len(unit.allowed_days) == 2 for unit in schools)
    assert campaign.own_hours
    assert campaign.calendar.shifts[-1].capacity == 120
    letterhead = campaign.letterhead
    assert letterhead.issuing_body == "CÔNG AN XÃ SUỐI MƠ"
    assert letterhead.signer_title == "PHÓ TRƯỞNG CÔNG AN XÃ"
    assert {unit.place for unit in campaign.units} >= {"Nhà văn hóa thôn Đầm Sen", "Trường THCS Suối Mơ"}


def test_column_loai_proposes_what_the_level_has(tmp_path: Path) -> None:
    template, _example = write_new_campaign(tmp_path, *DAYS, 2026, Level.COMMUNE)
    rules = load_workbook(template)["Đơn vị"].data_validations.dataValidation
    (kinds,) = (rule.formula1 for rule in rules if "C2" in str(rule.sqref))
    assert kinds.startswith('"thôn,tổ dân phố,')


def test_a_workbook_of_no_level_is_what_it_was(tmp_path: Path) -> None:
    template, example = write_new_campaign(tmp_path, *DAYS, 2026)
    assert example.read_bytes() == workbook_bytes(example_content())
    book = load_workbook(template)
    assert [row[0] for row in book["Ca"].iter_rows(min_row=2, values_only=True)] == ["Ca 01", "Ca 02"]
    assert [row[1] for row in book["Chiến dịch"].iter_rows(min_row=2, values_only=True) if row[0] == "Tên thẻ"] == [
        None
    ]
