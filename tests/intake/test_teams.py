"""Sheets *Tổ* and *Lượt xuống thôn*: teams and hamlets, and everything that may be wrong with their rows."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.domain.record import UnitCode
from planner.roster.teams import Hamlet, Outreach, Team
from tests.intake.books import problems_of, read, sound_book

TEAM_HEADS = [
    "Đơn vị", "Tổ", "Thành viên", "Thôn, khu phố", "Ngày đi", "Từ ngày", "Đến ngày", "Số thôn/ngày", "Sức/ngày",
    "Liên hệ", "Ghi chú",
]  # fmt: skip
HAMLET_HEADS = [
    "Đơn vị", "Thôn, khu phố", "Số lượt", "Chỉ tiêu/ngày", "Cách ngày", "Từ ngày", "Đến ngày", "Ghi chú",
]  # fmt: skip
Row = list[object]


def book_with(teams: list[Row], hamlets: list[Row]) -> Workbook:
    """The campaign of `sound_book` with these rows."""
    book = sound_book()
    for title, heads, rows in (("Tổ", TEAM_HEADS, teams), ("Lượt xuống thôn", HAMLET_HEADS, hamlets)):
        sheet = book.create_sheet(title)
        for row in (heads, *rows):
            sheet.append(row)
    return book


FIRST, LAST = date(2023, 4, 11), date(2023, 6, 20)


def test_teams_and_hamlets_stand_in_workbook_order(tmp_path: Path) -> None:
    found = read(
        book_with(
            [
                [
                    "001",
                    "Tổ 2",
                    "An, Lê, An",
                    "Thôn B, thôn A",
                    "3, CN, 15/4",
                    None,
                    "20/4/2023",
                    2,
                    9,
                    "Ông A",
                    "xe",
                ],
                ["001", "Tổ 1", None, None, None, "12/4/2023", None, None, None, None, None],
            ],
            [
                ["001", "Thôn A", 3, 5, 2, "11/4/2023", "18/4/2023", "xa"],
                ["Xã Lộc Thành", "Thôn A", None, None, None, None, None, None],
                ["001", "Thôn B", 0, None, None, None, None, None],
            ],
        ),
        tmp_path,
    )
    days = found.campaign.calendar
    assert found.outreach == Outreach(
        teams=(
            Team(
                unit=UnitCode("001"),
                name="Tổ 2",
                members=("An", "Lê"),
                hamlets=("Thôn A", "Thôn B"),
                weekdays=frozenset({1, 6}),
                dates=(date(2023, 4, 15),),
                first_day=days.first_day,
                last_day=min(date(2023, 4, 20), days.last_day),
                hamlets_a_day=2,
                citizens_a_day=9,
                contact="Ông A",
                note="xe",
            ),
            Team(
                unit=UnitCode("001"),
                name="Tổ 1",
                hamlets=("Thôn A", "Thôn B"),
                first_day=date(2023, 4, 12),
                last_day=days.last_day,
            ),
        ),
        hamlets=(
            Hamlet(
                unit=UnitCode("001"),
                name="Thôn A",
                visits=3,
                daily_target=5,
                days_apart=2,
                first_day=date(2023, 4, 11),
                last_day=date(2023, 4, 18),
                note="xa",
            ),
            Hamlet(unit=UnitCode("002"), name="Thôn A", first_day=days.first_day, last_day=days.last_day),
            Hamlet(unit=UnitCode("001"), name="Thôn B", visits=0, first_day=days.first_day, last_day=days.last_day),
        ),
    )


def cells_of(book: Workbook, tmp_path: Path) -> list[str]:
    """Where its errors stand."""
    return [problem.where for problem in problems_of(book, tmp_path)]


def test_every_error_is_told_by_its_cell_at_once(tmp_path: Path) -> None:
    book = book_with(
        [
            ["001", None, None, None, None, None, None, None, None, None, None],
            ["009", "Tổ 1", None, "Thôn A", "thứ tám", None, None, 0, -1, None, None],
            ["001", "Tổ 2", None, "Thôn A, Thôn Z", "9/9/2023", "20/4/2023", "12/4/2023", "hai", None, None, None],
            ["001", "Tổ 3", None, None, None, "1/7/2023", None, None, None, None, "0912345678"],
            ["001", "tổ 3", None, None, "2-6/4", None, None, None, None, None, None],
            ["002", "Tổ 4", None, None, None, None, None, None, None, None, None],
        ],
        [
            ["001", "Thôn A", -1, "năm", 0, None, None, None],
            ["001", None, 1, None, None, None, None, None],
            ["001", "Thôn B", 1, None, None, "1/1/2023", "2/1/2023", None],
            ["001", "thôn b", 2, None, None, None, None, None],
            ["007", "Thôn C", 1, None, None, None, None, None],
        ],
    )
    assert cells_of(book, tmp_path) == [
        "Lượt xuống thôn!C2",
        "Lượt xuống thôn!D2",
        "Lượt xuống thôn!E2",
        "Lượt xuống thôn!B3",
        "Lượt xuống thôn!F4",
        "Lượt xuống thôn!B5",
        "Lượt xuống thôn!A6",
        "Tổ!B2",
        "Tổ!A3",
        "Tổ!E3",
        "Tổ!H3",
        "Tổ!I3",
        "Tổ!D4",
        "Tổ!E4",
        "Tổ!G4",
        "Tổ!H4",
        "Tổ!F5",
        "Tổ!K5",
        "Tổ!E6",
        "Tổ!B6",
        "Tổ!A7",
    ]


def test_teams_without_any_hamlet_are_an_error(tmp_path: Path) -> None:
    assert cells_of(book_with([[None, "Tổ 1"]], []), tmp_path) == ["Lượt xuống thôn"]


def warned(teams: list[Row], hamlets: list[Row], tmp_path: Path) -> list[str]:
    """Where its warnings stand, and the first words of each."""
    return [f"{one.where}: {one.what}" for one in read(book_with(teams, hamlets), tmp_path).warnings]


def test_what_deserves_a_look_is_warned_of(tmp_path: Path) -> None:
    """Sundays are closed to all; from 11/4 to 20/4 are ten days, so two visits fit that are seven days apart."""
    told = warned(
        [
            [None, "Tổ 1", "An, Bình", "Thôn A", "CN", None, None],
            [None, "Tổ 2", "bình", "Thôn A", "3, 16/4/2023", None, None],
            [None, "Tổ 3", None, "Thôn A", "2", "12/4/2023", "15/4/2023"],
        ],
        [
            [None, "Thôn A", 3, None, 7, None, "20/4/2023"],
            [None, "Thôn B", 1],
            [None, "Thôn C", 0],
        ],
        tmp_path,
    )
    assert [line.partition(": ")[0] for line in told] == [
        "Lượt xuống thôn!C2",
        "Tổ!E2",
        "Tổ!E4",
        "Tổ!E3",
        "Tổ!C3",
        "Lượt xuống thôn!B3",
    ]
    assert "2" in told[0]
    assert "16/4/2023" in told[3]
    assert "“bình”" in told[4]
    assert "2" in told[4]


def test_visits_that_just_fit_are_not_warned_of(tmp_path: Path) -> None:
    assert warned([[None, "Tổ 1"]], [[None, "Thôn A", 2, None, 7, None, "20/4/2023"]], tmp_path) == []


def test_a_cell_of_days_is_read_as_excel_keeps_it(tmp_path: Path) -> None:
    teams: list[Row] = [
        [None, "Tổ 1", None, None, date(2023, 4, 14)],
        [None, "Tổ 2", None, None, 5],
        [None, "Tổ 3", None, None, "14/4-17/4, T2-T3"],
        [None, "Tổ 4", None, None, None],
    ]
    first, second, third, fourth = read(book_with(teams, [[None, "Thôn A", 1]]), tmp_path).outreach.teams
    assert (first.weekdays, first.dates) == (frozenset(), (date(2023, 4, 14),))
    assert (second.weekdays, second.dates) == (frozenset({3}), ())
    assert (third.weekdays, [day.day for day in third.dates]) == (frozenset({0, 1}), [14, 15, 16, 17])
    assert (fourth.weekdays, fourth.dates) == (frozenset(), ())


def test_without_the_sheets_there_is_nobody(tmp_path: Path) -> None:
    assert read(sound_book(), tmp_path).outreach == Outreach()


def test_hamlets_without_any_team_are_read_alone(tmp_path: Path) -> None:
    found = read(book_with([], [[None, "Thôn A", 1]]), tmp_path)
    assert found.warnings == ()
    assert [one.name for one in found.outreach.hamlets] == ["Thôn A"]
