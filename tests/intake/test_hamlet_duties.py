"""Sheet *Phân công thôn*: which team looks after which hamlet."""

from pathlib import Path

from openpyxl import Workbook

from planner.domain.office import HamletDuty
from planner.domain.record import UnitCode
from planner.intake.campaign.campaign_reader import read_campaign
from tests.campaigns import small_campaign
from tests.intake.books import problems_of, read, sound_book
from tests.workbooks import write_workbook

HEADERS = ["Đơn vị", "Thôn", "Tổ phụ trách", "Thứ", "Chỉ tiêu/ngày", "Liên hệ", "Ghi chú"]


def book_with(*rows: list[str | int | None]) -> Workbook:
    book = sound_book()
    sheet = book.create_sheet("Phân công thôn")
    for row in (HEADERS, *rows):
        sheet.append(row)
    return book


def test_duties_stand_by_unit_and_in_sheet_order(tmp_path: Path) -> None:
    found = read(
        book_with(
            ["Xã Lộc Thành", "Thôn 2", "Tổ B", "3, CN", 5, "Ông A", "đi cùng y tế"],
            ["001", "Thôn Đầu", "Tổ A", None, None, None, None],
            ["002", "Thôn 1", "Tổ B", None, 0, None, None],
        ),
        tmp_path,
    )
    assert found.warnings == ()
    assert found.campaign.hamlet_duties == (
        HamletDuty(unit=UnitCode("001"), hamlet="Thôn Đầu", team="Tổ A"),
        HamletDuty(
            unit=UnitCode("002"),
            hamlet="Thôn 2",
            team="Tổ B",
            weekdays=frozenset({1, 6}),
            daily_target=5,
            contact="Ông A",
            note="đi cùng y tế",
        ),
        HamletDuty(unit=UnitCode("002"), hamlet="Thôn 1", team="Tổ B", daily_target=0),
    )


def test_every_problem_is_told_by_its_cell(tmp_path: Path) -> None:
    problems = problems_of(
        book_with(
            ["003", None, "Tổ A", None, None, None, None],
            ["003", "Thôn 1", None, "thứ tám", -1, None, None],
            ["009", "Thôn 1", "Tổ A", None, None, None, None],
            ["003", "Thôn 1", "Tổ A", None, None, None, None],
            ["003", "thôn 1", "tổ a", None, None, None, None],
        ),
        tmp_path,
    )
    assert [problem.where.removeprefix("Phân công thôn!") for problem in problems] == [
        "B2",
        "C3",
        "D3",
        "E3",
        "A4",
        "C6",
    ]


def test_a_campaign_written_and_read_has_the_same_duties(tmp_path: Path) -> None:
    duty = HamletDuty(unit=UnitCode("A"), hamlet="Thôn 1", team="Tổ A", weekdays=frozenset({0, 5}), daily_target=7)
    campaign = small_campaign().model_copy(update={"hamlet_duties": (duty,)})
    write_workbook(campaign, tmp_path / "nho.xlsx")
    assert read_campaign(tmp_path / "nho.xlsx").campaign.hamlet_duties == (duty,)
