"""The program's own workbooks of targets: they read back, explain themselves and come out the same each time."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import UnwritableFile
from planner.intake.blanks.quota_form import FormContent, FormRow, quota_workbook_bytes, write_quota_form
from planner.intake.layout.quota import QuotaFact
from planner.intake.quota.quota_reader import read_people, read_targets
from tests.harmless import faults_of
from tests.intake.test_instances import making
from tests.quota.tables import BINH_GIA, BINH_PHUOC

CONTENT = FormContent(
    indicators=("Thẻ", "Tài khoản"),
    rows=(FormRow("Xã A", (14, 70), 900), FormRow("=1+1", (0, 3), 100)),
    totals=(15, 73),
    facts={QuotaFact.FIRST_DAY: date(2024, 4, 4), QuotaFact.LAST_DAY: date(2024, 7, 3), QuotaFact.TITLE: "@SUM(A1)"},
)


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(quota_workbook_bytes(CONTENT))
    read = read_targets(path)
    assert [(row.unit, row.targets) for row in read.table.rows] == [("Xã A", (14, 70)), ("=1+1", (0, 3))]
    assert read.table.printed_totals == (15, 73)
    assert (read.facts.first_day, read.facts.last_day) == (date(2024, 4, 4), date(2024, 7, 3))
    assert [unit.people for unit in read_people(path).units] == [900, 100]
    assert [warning.where for warning in read.warnings] == ["Chỉ tiêu!C4"]
    assert faults_of(path) == []


def test_an_empty_form_has_its_headers_every_fact_and_a_guide(tmp_path: Path) -> None:
    path = write_quota_form(tmp_path / "moi.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Chỉ tiêu", "Thông tin", "Hướng dẫn"]
    assert [cell.value for cell in book["Chỉ tiêu"][1]] == ["Đơn vị", "Dân số", "Chỉ tiêu"]
    assert [row[0] for row in book["Thông tin"].iter_rows(min_row=2, values_only=True)] == list(QuotaFact)
    with pytest.raises(UnwritableFile):
        write_quota_form(path)


def test_without_people_there_is_no_column_for_them(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(quota_workbook_bytes(FormContent(rows=(FormRow("Xã A", (3,)),))))
    assert [cell.value for cell in load_workbook(path)["Chỉ tiêu"][1]] == ["Đơn vị", "Chỉ tiêu"]


def test_making_the_instances_again_changes_no_byte(tmp_path: Path) -> None:
    making().make(tmp_path / "instances", tmp_path / "demo")
    for path in (BINH_GIA, BINH_PHUOC):
        assert (tmp_path / "instances" / path.parent.name / path.name).read_bytes() == path.read_bytes(), (
            f"{path.name}: run python instances/make.py"
        )
