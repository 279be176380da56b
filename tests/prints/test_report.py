"""The progress report on paper: what it says, and that it says the same in every format."""

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from planner.domain.advance import ReportKind
from planner.domain.campaign import Campaign
from planner.domain.office import Letterhead
from planner.domain.record import UnitCode
from planner.domain.report import MissingSlot, ProgressReport, Punctuality, Silence
from planner.domain.results import Result
from planner.prints.forms.report import paper as paper_module
from planner.prints.forms.report.paper import print_report, report_paper, stem_of
from planner.prints.forms.report.wording import phase_told, tenths
from planner.prints.paper.chart import ChartKind
from planner.prints.paper.paper import Figure, Paper, Paragraph
from planner.prints.paper.table import Table
from planner.prints.typesetting.room import SIZES
from tests.campaigns import day, label
from tests.conftest import system_part
from tests.prints.reading import rows_of_docx, rows_of_xlsx
from tests.prints.same import assert_same_everywhere
from tests.prints.test_hostile_text import PAYLOADS
from tests.reporting.samples import report, told, with_phases, with_targets

LONGEST = "Thị trấn Hoàng Văn Thụ và khu công nghiệp Đồng Xoài mở rộng A"
FACTS: dict[str, tuple[int | None, int, int]] = {
    "A": (1200, 30, 20),
    "B": (40, 0, 5),
    "C": (None, 3, 1),
    "D": (0, 0, 0),
}
CAMPAIGN = with_phases(with_targets(10, FACTS), ("Giai đoạn 1", None, 3, 900), ("Rà soát", 4, 10, 1210))
RESULTS = [
    told("A", day(1), 1011, 9, 2),
    told("A", day(3), 4, 4, None),
    told("B", day(2), 20, None, 7),
    told("C", day(3), 5, 0, 0),
    told("Z", day(2), 8, 1, 3),
]
READ_BACK = ("=1+1", "@SUM(A1)", "<b>&amp;</b>", "&P &D &[File]", "../../etc/passwd")
"""Hostile texts that are also compared in every format; what reads a PDF here takes a quotation mark for its own."""
HANOI = timezone(timedelta(hours=7))


def paper_of(
    kind: ReportKind = ReportKind.DAY, number: int = 3, campaign: Campaign = CAMPAIGN, phase: int = 0
) -> tuple[Paper, ProgressReport]:
    chosen = campaign.phases[phase] if kind is ReportKind.PHASE else None
    found = report(campaign, RESULTS, day(number), kind, chosen)
    return report_paper(campaign, found), found


def texts(paper: Paper) -> list[str]:
    return [part.text for part in paper.parts if isinstance(part, Paragraph)]


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for band in table.bands for block in band.blocks for row in block.rows]


def units_table_of(paper: Paper) -> Table:
    return paper.tables[-1]


def silence(unit: str, number: int, came: datetime | None) -> Silence:
    slot = MissingSlot(day=day(number), shift=label(1), machine=CAMPAIGN.machines[0].name)
    return Silence(day=day(number), unit=UnitCode(unit), name=f"Xã {unit}", slots=(slot,), recorded_at=came)


def with_silences(found: ProgressReport, *silences: Silence, is_open: bool = False) -> ProgressReport:
    judged = Punctuality(due_minute=930, num_expected=3, is_open=is_open, silences=silences)
    return found.model_copy(update={"punctuality": judged})


def test_what_the_report_of_a_day_says() -> None:
    paper, _found = paper_of()
    assert (paper.frame.word, paper.frame.title) == (
        "BÁO CÁO",
        ("Kết quả thực hiện ngày 12/4/2023", "Chiến dịch thử"),
    )
    overall, outlook, best, strangers = texts(paper)[:4]
    assert overall == (
        "Tính đến hết ngày 12/4/2023 (ngày thứ 3 trong 10 ngày, còn 7 ngày), 4 đơn vị đã thu nhận 1.073 hồ sơ, "
        "đạt 85,8% chỉ tiêu (1.250 hồ sơ); còn thiếu 177 hồ sơ. Riêng ngày 12/4/2023 thu nhận 9 hồ sơ."
    )
    assert outlook == (
        "Từ đầu chiến dịch, bình quân mỗi ngày làm việc thu nhận 346,7 hồ sơ; để hoàn thành chỉ tiêu, mỗi ngày làm "
        "việc còn lại cần thu nhận 25,3 hồ sơ. Nếu giữ tiến độ này, dự kiến hoàn thành chỉ tiêu ngày 15/4/2023."
    )
    assert best == "Đơn vị dẫn đầu: xã A (87,1%), xã C (80,0%)."
    assert strangers == (
        "Không tính vào tổng số kết quả của đơn vị không còn trong tệp chiến dịch "
        "(Z: thu nhận 8 hồ sơ, kích hoạt 3 tài khoản)."
    )


def test_the_row_of_a_unit_and_that_of_all() -> None:
    paper, _found = paper_of()
    rows = rows_of(units_table_of(paper))
    assert rows[0] == ["1", "Xã A", "1.200", "1.045", "13", "22", "87,1", "1", "4", "338,3", "22,2", "1.200"]
    assert rows[3] == ["4", "Xã D", "0", "0", "0", "0", "–", "–", "0", "0,0", "0,0", "0"]
    assert rows[4] == ["", "Tổng cộng", "1.250", "1.073", "13", "35", "85,8", "", "9", "346,7", "25,3", "1.250"]


def test_indicators_and_phases_have_rows_of_their_own() -> None:
    indicators, phases = (rows_of(table) for table in paper_of()[0].tables[:2])
    assert indicators == [
        ["Hồ sơ thu nhận", "33", "1.040", "9", "1.073", "85,8"],
        ["Hồ sơ được duyệt", "–", "13", "4", "13", "1,0"],
        ["Tài khoản kích hoạt", "26", "9", "0", "35", "2,8"],
    ]
    assert phases == [
        ["Giai đoạn 1", "10/4–12/4/2023", "900", "1.040", "1.040", "115,6", "0", "–"],
        ["Rà soát", "13/4–19/4/2023", "1.210", "0", "1.040", "86,0", "170", "24,3"],
    ]


@pytest.mark.parametrize(
    ("kind", "number", "title", "sentence"),
    [
        (ReportKind.WEEK, 8, "tuần từ ngày 10/4/2023 đến ngày 16/4/2023", "Trong tuần thu nhận 1.040 hồ sơ."),
        (ReportKind.PHASE, 3, "giai đoạn Rà soát", "Trong giai đoạn Rà soát thu nhận 0 hồ sơ."),
        (ReportKind.FINAL, 12, "Tổng kết kết quả thực hiện", "Số đơn vị đạt chỉ tiêu: 0/3."),
    ],
)
def test_other_kinds_say_what_they_are_about(kind: ReportKind, number: int, title: str, sentence: str) -> None:
    paper, _found = paper_of(kind, number, phase=1)
    assert title in paper.frame.title[0]
    assert texts(paper)[0].endswith(sentence)


def test_the_final_table_judges_each_unit() -> None:
    done = [*RESULTS, told("B", day(9), 21)]
    found = report(CAMPAIGN, done, day(12), ReportKind.FINAL)
    rows = rows_of(units_table_of(report_paper(CAMPAIGN, found)))
    assert [row[-3:] for row in rows] == [
        ["155", "101,5", "Chưa đạt"],
        ["0", "4,1", "Đạt"],
        ["2", "0,5", "Chưa đạt"],
        ["0", "0,0", "–"],
        ["157", "106,1", "Chưa đạt"],
    ]


def test_who_was_silent_and_who_came_late() -> None:
    found = report(CAMPAIGN, RESULTS, day(3))
    late = datetime(2023, 4, 12, 15, 45, tzinfo=HANOI)
    paper = report_paper(CAMPAIGN, with_silences(found, silence("A", 3, None), silence("C", 3, late)))
    assert (
        "Không báo cáo đúng giờ (trước 15h30 ngày 12/4/2023): 2/3 đơn vị; chưa có số liệu: xã A; "
        "báo cáo muộn: xã C (15h45 ngày 12/4/2023)."
    ) in texts(paper)
    yet_to_come = silence("A", 3, None).model_copy(update={"is_due": False})
    early = texts(report_paper(CAMPAIGN, with_silences(found, yet_to_come, is_open=True)))
    told = "Chưa đến giờ báo cáo (trước 15h30 ngày 12/4/2023), còn chờ số liệu của 1/3 đơn vị: xã A."
    assert told in early
    assert not any("đúng giờ" in text for text in early), "who need not have told yet is not late"
    both_kinds = texts(report_paper(CAMPAIGN, with_silences(found, yet_to_come, silence("C", 2, None), is_open=True)))
    assert told in both_kinds
    assert "Không báo cáo đúng giờ (trước 15h30 ngày 12/4/2023): 1/3 đơn vị; chưa có số liệu: xã C." in both_kinds
    assert "Cả 3 đơn vị phải báo cáo đều đã báo cáo đúng giờ (trước 15h30)." in texts(
        report_paper(CAMPAIGN, with_silences(found))
    )
    week = report(CAMPAIGN, RESULTS, day(7), ReportKind.WEEK)
    many = report_paper(CAMPAIGN, with_silences(week, *(silence("A", number, None) for number in (1, 2, 3))))
    assert "chưa có số liệu: xã A (3 ngày)." in "".join(texts(many))
    both = report_paper(
        CAMPAIGN, with_silences(week, *(silence("A", number, late) for number in (1, 2)), silence("A", 3, None))
    )
    assert "1/3 đơn vị; chưa có số liệu: xã A; báo cáo muộn: xã A (2 ngày)." in "".join(texts(both))


def test_the_charts_show_the_course_and_the_ranking() -> None:
    paper, _found = paper_of()
    course, bars = (part.chart for part in paper.parts if isinstance(part, Figure))
    done, needed = course.series
    assert (course.kind, bars.kind) == (ChartKind.LINES, ChartKind.BARS)
    assert (needed.dashed, done.dashed) == (True, False)
    assert done.values[:4] == (1044, 1064, 1073, None)
    assert (course.categories[0], course.categories[-1], needed.values[-1]) == ("10/4", "19/4", 1250)
    assert list(zip(bars.categories, bars.series[0].values, strict=True)) == [
        ("Xã A", 87.1),
        ("Xã C", 80.0),
        ("Xã B", 50.0),
    ]


def test_units_without_any_figure_have_no_bars_but_a_sentence() -> None:
    campaign = with_targets(10, {"A": (100, 40, 0), "B": (100, 0, 0), "C": (100, 0, 0)})
    paper = report_paper(campaign, report(campaign, [], day(1)))
    _course, bars = (part.chart for part in paper.parts if isinstance(part, Figure))
    assert bars.categories == ("Xã A",)
    assert all(part.height_mm >= 40 for part in paper.parts if isinstance(part, Figure))
    assert "Biểu đồ tỷ lệ không gồm 2/3 đơn vị chưa có số liệu: xã B, xã C." in texts(paper)
    nothing = with_targets(10, {"A": (100, 0, 0), "B": (100, 0, 0)})
    paper = report_paper(nothing, report(nothing, [], day(1)))
    assert len([part for part in paper.parts if isinstance(part, Figure)]) == 1
    assert "Chưa có số liệu để vẽ biểu đồ tỷ lệ hoàn thành chỉ tiêu của từng đơn vị." in texts(paper)


def many_units(number: int) -> Campaign:
    facts: dict[str, tuple[int | None, int, int]] = {
        f"{place:03}": (50 + 7 * place % 90, 3 * place % 40, 0) for place in range(number)
    }
    campaign = with_targets(90, facts)
    units = [campaign.units[0].model_copy(update={"name": LONGEST}), *campaign.units[1:]]
    return campaign.model_copy(update={"units": tuple(units)})


def test_bars_of_many_units_are_shared_out_over_pages() -> None:
    campaign = many_units(111)
    figures = [part for part in report_paper(campaign, report(campaign, [], day(30))).parts if isinstance(part, Figure)]
    assert [len(figure.chart.categories) for figure in figures[1:]] == [12] * 9
    assert len({figure.chart.reaches for figure in figures[1:]}) == 1
    assert figures[2].chart.title.endswith(" – 2/9")
    page = SIZES[report_paper(campaign, report(campaign, [], day(30))).orientation]
    assert all(figure.height_mm < page.height_mm / 3 and figure.width_mm <= page.width_mm for figure in figures)


def test_results_of_very_many_units_stand_in_the_xlsx_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = many_units(30)
    found = report(campaign, [], day(30))
    monkeypatch.setattr(paper_module, "MOST_UNITS_ON_PAPER", 29)
    printed = print_report(campaign, found, tmp_path)
    assert sorted(path.suffix for path in printed.paths) == [".docx", ".pdf", ".xlsx"]
    name = campaign.units[17].name
    assert any(name in row for row in rows_of_xlsx(tmp_path / f"{stem_of(found)}.xlsx"))
    assert not any(name in row for row in rows_of_docx(tmp_path / f"{stem_of(found)}.docx"))
    brief = report_paper(campaign, found, has_units=False)
    assert "Bảng kết quả của từng đơn vị (30 đơn vị) có trong tệp xlsx cùng tên." in texts(brief)
    assert len([part for part in brief.parts if isinstance(part, Figure)]) == 1, "no bars of thousands of units"


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_table_is_as_wide_as_the_page(kind: ReportKind) -> None:
    paper, _found = paper_of(kind, 8)
    assert {round(table.width_mm, 1) for table in paper.tables} == {165.0}


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_format_says_the_same(kind: ReportKind, tmp_path: Path) -> None:
    paper, found = paper_of(kind, 8)
    assert_same_everywhere(paper, tmp_path, stem_of(found))


def test_decimals_that_tell_ranks_apart_stand_in_every_format(tmp_path: Path) -> None:
    """Districts at 100,140 / 100,142 / 100,12 / 50 percent: two decimals, three for those that still look alike."""
    campaign = with_targets(5, dict.fromkeys("ABCD", (100000, 0, 0)))
    figures = {"A": 100_140, "B": 100_142, "C": 100_120, "D": 50_000}
    found = report(campaign, [told(code, day(1), figure) for code, figure in figures.items()], day(1))
    paper = report_paper(campaign, found)
    rows = rows_of(units_table_of(paper))
    assert [(row[6], row[7]) for row in rows] == [
        ("100,140", "2"),
        ("100,142", "1"),
        ("100,12", "3"),
        ("50,00", "4"),
        ("87,60", ""),
    ]
    assert "Đơn vị dẫn đầu: xã B (100,142%), xã A (100,140%)." in texts(paper)
    (bars,) = (part.chart for part in paper.parts if isinstance(part, Figure) and part.chart.kind is ChartKind.BARS)
    assert (bars.series[0].values, bars.decimals) == ((100.142, 100.14, 100.12, 50.0), 3)
    assert {round(table.width_mm, 1) for table in paper.tables} == {165.0}
    assert_same_everywhere(paper, tmp_path, "hạng")


def test_what_units_lack_is_told_beside_what_others_have_too_much() -> None:
    found = report(with_targets(10, {"A": (100, 0, 0), "B": (100, 0, 0)}), [told("A", day(1), 250)], day(2))
    overall, outlook = texts(report_paper(CAMPAIGN, found))[:2]
    assert (
        "đạt 125,0% chỉ tiêu (200 hồ sơ); còn thiếu 100 hồ sơ ở các đơn vị chưa đạt (đơn vị khác vượt chỉ tiêu 150; "
        "nếu bù trừ thì vượt 50)."
    ) in overall
    assert "dự kiến đến hết ngày 19/4/2023 cộng các đơn vị đạt 250 hồ sơ, bằng 125,0% chỉ tiêu." in outlook


def test_the_report_of_a_phase_aims_at_its_target() -> None:
    campaign = with_phases(with_targets(10, {"A": (1000, 0, 0)}), ("Rà soát", None, 4, 60), ("Hai", 5, 10, 200))
    paper = report_paper(
        campaign, report(campaign, [told("A", day(1), 30)], day(2), ReportKind.PHASE, campaign.phases[0])
    )
    assert texts(paper)[1] == (
        "Trong giai đoạn Rà soát, bình quân mỗi ngày làm việc thu nhận 15,0 hồ sơ; để đạt 60 hồ sơ của giai đoạn "
        "Rà soát, mỗi ngày làm việc còn lại đến hết ngày 13/4/2023 cần thu nhận 15,0 hồ sơ. Nếu giữ tiến độ này, dự "
        "kiến đến ngày đó đạt 60 hồ sơ."
    )


def test_a_report_before_anything_happened_says_the_same_in_every_format(tmp_path: Path) -> None:
    paper = report_paper(CAMPAIGN, report(CAMPAIGN, [], day(-3)))
    assert texts(paper)[0].startswith("Tính đến hết ngày 6/4/2023 (chiến dịch bắt đầu ngày 10/4/2023), 4 đơn vị")
    assert rows_of(units_table_of(paper))[0][-4:] == ["0", "–", "117,0", "–"]
    assert_same_everywhere(paper, tmp_path, "trước")


def test_111_units_say_the_same_in_every_format(tmp_path: Path) -> None:
    assert len(LONGEST) >= 60
    campaign = many_units(111)
    results: list[Result] = [told(f"{place:03}", day(1 + place % 30), place % 60, place % 7, 1) for place in range(111)]
    assert_same_everywhere(report_paper(campaign, report(campaign, results, day(30))), tmp_path, "lớn")


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    for number, payload in enumerate(PAYLOADS):
        letterhead = Letterhead(issuing_body=payload, recipients=(payload,), signer_name=payload)
        units = tuple(unit.model_copy(update={"name": payload or "A"}) for unit in CAMPAIGN.units)
        phases = tuple(phase.model_copy(update={"name": payload}) for phase in CAMPAIGN.phases)
        campaign = CAMPAIGN.model_copy(
            update={"name": payload, "units": units, "phases": phases, "letterhead": letterhead}
        )
        found = report(campaign, RESULTS, day(3), ReportKind.PHASE, campaign.phases[0])
        folder = tmp_path / str(number)
        printed = print_report(campaign, found, folder)
        assert {path.parent for path in printed.paths} == {folder}
        assert {path.stem for path in printed.paths} == {"bao-cao-2023-04-12-giai-doan-1"}
        if payload in READ_BACK:
            system_part("pdfinfo", present=shutil.which("pdfinfo") is not None)
            assert_same_everywhere(report_paper(campaign, found), folder, "lại")


def test_figures_are_written_as_people_write_them() -> None:
    assert [tenths(value) for value in (1234.55, 0.04, 12.25, None)] == ["1.234,6", "0,0", "12,3", "–"]
    assert tenths(214.51, up=True) == "214,6"
    assert [phase_told(name) for name in ("Giai đoạn 2", "Đợt cao điểm", "Rà soát")] == [
        "Giai đoạn 2",
        "Đợt cao điểm",
        "giai đoạn Rà soát",
    ]
