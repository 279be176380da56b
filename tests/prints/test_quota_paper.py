"""The printed table of targets: every format says the same, one page or many, few indicators or many."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from planner.domain.office import Letterhead
from planner.domain.quota import Indicator, Quota, QuotaFacts, QuotaRow, QuotaTotal, Rounding, TotalRule, UnitName
from planner.intake.quota.quota_reader import read_targets
from planner.prints.forms.quota.paper import print_quota, quota_paper
from planner.prints.paper.paper import Orientation, Paragraph
from planner.prints.paper.table import Table
from planner.prints.written import Format, print_paper
from planner.quota.daily import quota_of
from tests.harmless import faults_of
from tests.hostile_texts import hostile_texts
from tests.prints.same import assert_same_everywhere
from tests.quota.tables import BINH_GIA, BINH_PHUOC, table_of

LONG_NAME = "Ban Quản lý Khu kinh tế cửa khẩu quốc tế Hoa Lư, huyện Lộc Ninh"
PORTRAIT_MM, LANDSCAPE_MM = 165, 252


def quota(num_units: int, num_indicators: int, *, days: int = 30, factor: int = 7) -> Quota:
    """So many units and indicators, figures all different."""
    indicators = [f"Chỉ tiêu thứ {number}" for number in range(1, num_indicators + 1)]
    rows = [
        (f"Xã {number}", [factor * (number * num_indicators + place) for place in range(num_indicators)])
        for number in range(1, num_units + 1)
    ]
    return quota_of(table_of(" | ".join(indicators), *rows), days, Rounding.HALF_UP, TotalRule.SUM)


def tables(made: Quota) -> list[Table]:
    return [part for part in quota_paper(made, QuotaFacts()).parts if isinstance(part, Table)]


@pytest.mark.parametrize(
    ("workbook", "days", "rounding", "rule"),
    [(BINH_GIA, 70, Rounding.HALF_UP, TotalRule.DIVIDE), (BINH_PHUOC, 90, Rounding.UP, TotalRule.SUM)],
    ids=["binh-gia", "binh-phuoc"],
)
def test_the_tables_of_the_instances(
    workbook: Path, days: int, rounding: Rounding, rule: TotalRule, tmp_path: Path
) -> None:
    read = read_targets(workbook)
    assert_same_everywhere(quota_paper(quota_of(read.table, days, rounding, rule), read.facts), tmp_path, "bang")


@pytest.mark.parametrize(("num_units", "num_indicators"), [(1, 1), (3, 2), (120, 1), (40, 13), (2, 30)])
def test_one_page_or_many(num_units: int, num_indicators: int, tmp_path: Path) -> None:
    assert_same_everywhere(quota_paper(quota(num_units, num_indicators), QuotaFacts()), tmp_path, "bang")


def test_the_whole_frame_and_a_long_name(tmp_path: Path) -> None:
    made = quota_of(table_of("Thẻ | Tài khoản", (LONG_NAME, (1_234, 5))), 30, Rounding.UP, TotalRule.SUM)
    facts = QuotaFacts(
        title="Chỉ tiêu đợt 1",
        first_day=date(2024, 2, 4),
        last_day=date(2024, 3, 5),
        letterhead=Letterhead(
            parent_body="UBND tỉnh",
            issuing_body="Tổ công tác",
            document_number="5/KH-TCT",
            place="Đồng Xoài",
            document_date=date(2024, 1, 9),
            signer_title="Tổ trưởng",
            signer_name="Nguyễn Văn Thử",
            recipients=("Như trên", "Lưu: VT"),
            appendix_word="",
        ),
    )
    paper = quota_paper(made, facts)
    assert paper.frame.title == ("CHỈ TIÊU ĐỢT 1",)
    assert paper.frame.number == "Số: 05/KH-TCT"
    assert isinstance(paper.parts[0], Paragraph)
    assert paper.parts[0].text == "Thời gian thực hiện: 30 ngày (từ ngày 4/2/2024 đến ngày 5/3/2024)."
    assert_same_everywhere(paper, tmp_path, "bang")


def test_without_facts_only_title_days_and_table_are_printed() -> None:
    paper = quota_paper(quota(2, 1), QuotaFacts())
    assert (paper.frame.word, paper.frame.title) == ("", ("BẢNG PHÂN BỔ CHỈ TIÊU",))
    assert not paper.frame.has_head
    assert not paper.frame.has_foot
    assert isinstance(paper.parts[0], Paragraph)
    assert paper.parts[0].text == "Thời gian thực hiện: 30 ngày."


def test_one_indicator_stands_upright_more_lie_lengthwise() -> None:
    assert quota_paper(quota(2, 1), QuotaFacts()).orientation is Orientation.PORTRAIT
    assert quota_paper(quota(2, 2), QuotaFacts()).orientation is Orientation.LANDSCAPE


@pytest.mark.parametrize("num_indicators", [1, 2, 5, 6, 7, 11, 30, 60])
@pytest.mark.parametrize("factor", [1, 400_000])
def test_each_indicator_stands_once_and_no_table_is_wider_than_the_page(num_indicators: int, factor: int) -> None:
    made = quota(3, num_indicators, factor=factor)
    parts = tables(made)
    widest = PORTRAIT_MM if num_indicators == 1 else LANDSCAPE_MM
    assert all(table.width_mm <= widest + 1e-6 for table in parts)
    groups = [column.group for table in parts for column in table.columns if column.group]
    assert groups[::2] == groups[1::2] == [total.indicator for total in made.totals]
    assert [table.starts_page for table in parts] == [False, *[True] * (len(parts) - 1)]
    assert len({table.sheet for table in parts}) == len(parts)


def test_five_indicators_share_a_page_and_six_are_halved() -> None:
    assert [(len(table.columns) - 2) // 2 for table in tables(quota(3, 5))] == [5]
    assert [(len(table.columns) - 2) // 2 for table in tables(quota(3, 6))] == [3, 3]


def test_totals_close_each_table_and_stay_with_the_last_unit() -> None:
    (table,) = tables(quota(4, 2))
    last = table.bands[0].blocks[-1]
    assert [row.cells[0].text for row in last.rows] == ["4", "Tổng cộng"]
    assert all(cell.bold for cell in last.rows[-1].cells)


def test_an_indicator_called_like_its_column_has_no_head_of_its_own() -> None:
    (table,) = tables(quota_of(table_of("Chỉ tiêu", ("A", (3,))), 2, Rounding.UP, TotalRule.SUM))
    assert [(column.title, column.group) for column in table.columns[2:]] == [
        ("Chỉ tiêu", ""),
        ("Chỉ tiêu mỗi ngày", ""),
    ]


def test_figures_are_numbers_in_excel(tmp_path: Path) -> None:
    made = quota_of(table_of("Thẻ", ("A", (17_410,)), ("B", (1,))), 70, Rounding.HALF_UP, TotalRule.SUM)
    print_quota(made, QuotaFacts(), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "chi-tieu.xlsx").worksheets[0]
    rows = {row[1].value: [cell.value for cell in row[2:]] for row in sheet.iter_rows() if row[1].value}
    assert rows["A"] == [17_410, 249]
    assert rows["B"] == [1, 0]


def poisoned(texts: list[str]) -> tuple[Quota, QuotaFacts]:
    """These texts as units and indicators, and the last of them wherever else a text may stand."""
    indicators = [Indicator(text) for text in texts[:3]]
    last = texts[-1]
    letterhead = Letterhead(
        parent_body=last,
        issuing_body=last,
        document_number=last,
        place=last,
        signer_title=last,
        signer_name=last,
        recipients=(last,),
        appendix_word=last,
        attached_to=last,
    )
    return (
        Quota(
            days=3,
            rows=tuple(
                QuotaRow(unit=UnitName(text), indicator=indicator, target=5, daily=2)
                for text in texts[3:]
                for indicator in indicators
            ),
            totals=tuple(QuotaTotal(indicator=indicator, target=5, daily=2) for indicator in indicators),
        ),
        QuotaFacts(title=last, letterhead=letterhead),
    )


def test_200_hostile_texts_harm_nobody(tmp_path: Path) -> None:
    texts = [text for text in hostile_texts(200, seed=4) if len(text) <= 500]
    for start in range(0, len(texts), 20):
        made, facts = poisoned(texts[start : start + 20])
        folder = tmp_path / str(start)
        printed = print_paper(quota_paper(made, facts), folder, "bang", (Format.XLSX, Format.DOCX, Format.PDF))
        assert {path.name for path in folder.iterdir()} == {"bang.xlsx", "bang.docx", "bang.pdf"}
        assert [fault for path in printed.paths for fault in faults_of(path)] == []
    assert {path.name for path in tmp_path.iterdir()} == {str(start) for start in range(0, len(texts), 20)}
