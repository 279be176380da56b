"""What is wrong on the sheets on the crews: each by its cell, all at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from planner.errors import Severity, WorkbookProblems
from planner.texts import Language, choose_language
from tests.intake.books import put, sheet_of, sound_book
from tests.intake.staffing_books import SOUND_CREWS, Rows, crews, read_crews, refused, with_rows

DAY = date(2023, 4, 18)
"""A Tuesday."""
COLLECTORS: list[list[Any]] = [[f"CB0{number}", f"Người {number}", None, None, "thu nhận"] for number in range(1, 5)]
NOTHING: dict[str, Rows] = {title: [] for title in SOUND_CREWS}


@pytest.fixture
def vietnamese() -> Iterator[None]:
    choose_language(Language.VIETNAMESE)
    yield
    choose_language(Language.ENGLISH)


def only(**changed: Rows) -> dict[str, Rows]:
    """Four officers of one role, and the rows of these sheets alone: pins, seats, officers, past, rules."""
    titles = {"officers": "Cán bộ", "seats": "Vị trí", "pins": "Ghim ca", "past": "Đã làm", "rules": "Quy định ca"}
    titles |= {"leaves": "Nghỉ phép", "wishes": "Nguyện vọng"}
    return {**NOTHING, "Cán bộ": COLLECTORS, **{titles[name]: rows for name, rows in changed.items()}}


def pin(code: str, day: date, shift: str | None = "Ca 01", *more: str | None) -> list[Any]:
    return [code, day, shift, *more]


def wheres(changed: dict[str, Rows], folder: Path) -> list[str]:
    """The cells of every error."""
    found = refused(with_rows(changed), folder)
    return [problem.where for problem in found if problem.severity is Severity.ERROR]


def warned(changed: dict[str, Rows], folder: Path) -> list[str]:
    """The cells of every warning of crews that are read, but for the one of an empty *Đã làm*."""
    return [problem.where for problem in read_crews(with_rows(changed), folder).warnings if problem.where != "Đã làm"]


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("Cán bộ!A3", "CB01", "CB01"),
        ("Cán bộ!A3", None, "nothing is entered"),
        ("Cán bộ!B3", None, "nothing is entered"),
        ("Cán bộ!A3", "012345678901", "long number"),
        ("Cán bộ!E7", "kiểm tr", None),
        ("Cán bộ!G3", "Tây", "Tây"),
        ("Cán bộ!H4", "MÁY 9", "MÁY 9"),
        ("Cán bộ!I2", "Xã Lạ", "Xã Lạ"),
        ("Cán bộ!K5", date(2023, 4, 12), "12/4/2023"),
        ("Cán bộ!L6", 0, "0"),
        ("Cán bộ!M6", "14h59", "14h59"),
        ("Cán bộ!M6", "chiều", "chiều"),
        ("Vị trí!A4", "MÁY 9", "MÁY 9"),
        ("Vị trí!B3", "Ca 09", "Ca 09"),
        ("Vị trí!C2", "trưởng ca", "trưởng ca"),
        ("Vị trí!C2", "thu nhận, kiểm tra", "several roles"),
        ("Vị trí!D2", 0, "0"),
        ("Vị trí!E2", "phải có", "phải có"),
        ("Vị trí!F4", "ngày mưa", "ngày mưa"),
        ("Nghỉ phép!A2", "CB99", "CB99"),
        ("Nghỉ phép!A2", None, "nothing is entered"),
        ("Nghỉ phép!B2", None, "nothing is entered"),
        ("Nghỉ phép!C2", date(2023, 4, 16), "16/4/2023"),
        ("Nghỉ phép!D3", "Ca 09", "Ca 09"),
        ("Nghỉ phép!E2", "X", "X"),
        ("Nghỉ phép!F2", "hôm qua", "hôm qua"),
        ("Nguyện vọng!A3", "CB99", "CB99"),
        ("Nguyện vọng!B3", None, "nothing is entered"),
        ("Nguyện vọng!C3", "Ca 09", "Ca 09"),
        ("Nguyện vọng!D3", None, "nothing is entered"),
        ("Nguyện vọng!D3", "Ngủ", "Ngủ"),
        ("Nguyện vọng!E2", 4, "4"),
        ("Ghim ca!A2", "CB99", "CB99"),
        ("Ghim ca!B2", date(2023, 5, 1), "1/5/2023"),
        ("Ghim ca!C2", None, "nothing is entered"),
        ("Ghim ca!C2", "Ca 09", "Ca 09"),
        ("Ghim ca!D2", "MÁY 9", "MÁY 9"),
        ("Ghim ca!E2", "trưởng ca", "trưởng ca"),
        ("Ghim ca!E2", "lái xe", "lái xe"),
        ("Đã làm!A2", "CB99", "CB99"),
        ("Đã làm!B2", date(2023, 4, 11), "11/4/2023"),
        ("Đã làm!B2", None, "nothing is entered"),
        ("Đã làm!C2", None, "nothing is entered"),
        ("Quy định ca!B2", 0, "0"),
        ("Quy định ca!B3", "nhiều", "nhiều"),
    ],
)
def test_each_by_its_cell(where: str, value: object, told: str | None, tmp_path: Path) -> None:
    """One cell is changed, and the errors name that cell; one value (a role with a slip) is refused elsewhere."""
    book = crews()
    put(book, where, value)
    if told is None:
        found = read_crews(book, tmp_path).warnings
        assert (where, Severity.WARNING) in [(problem.where, problem.severity) for problem in found]
        return
    problems = [one for one in refused(book, tmp_path) if one.severity is Severity.ERROR and one.where == where]
    assert problems
    assert any(told in problem.what for problem in problems)
    assert all(problem.advice for problem in problems)


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    book = crews()
    places = {
        "Cán bộ!A3": "CB01",
        "Vị trí!C4": "bay",
        "Nghỉ phép!E2": "X",
        "Nguyện vọng!D2": "Ngủ",
        "Ghim ca!D2": "MÁY 9",
        "Đã làm!B3": DAY,
        "Quy định ca!B2": "nhiều",
    }
    for where, value in places.items():
        put(book, where, value)
    told = {problem.where for problem in refused(book, tmp_path)}
    assert places.keys() <= told


def test_messages_in_english(tmp_path: Path) -> None:
    (problem,) = refused(_with_early_limit(), tmp_path)
    assert problem.what == "Không làm sau: 14h59 comes before every shift's end, so the officer can work none"
    assert problem.advice.startswith("The first shift to end does so at 15h00")


@pytest.mark.usefixtures("vietnamese")
def test_messages_in_vietnamese(tmp_path: Path) -> None:
    (problem,) = refused(_with_early_limit(), tmp_path)
    assert problem.what == ("Không làm sau: 14h59 sớm hơn giờ kết thúc của mọi ca nên người này không làm được ca nào")
    assert problem.advice.startswith("Ca kết thúc sớm nhất lúc 15h00")


def _with_early_limit() -> Workbook:
    book = crews()
    put(book, "Cán bộ!M6", "14h59")
    return book


def test_works_until_the_first_end_exactly(tmp_path: Path) -> None:
    """15h00, when the first shift ends, is sound; earlier hours of one place make an earlier limit sound."""
    book = crews()
    put(book, "Cán bộ!M6", "11h30")
    assert [problem.where for problem in refused(book, tmp_path)] == ["Cán bộ!M6"]
    campaign = sound_book()
    hours = campaign.create_sheet("Giờ riêng")
    hours.append(["Đơn vị", "Máy", "Thứ", "Ca", "Giờ bắt đầu", "Giờ kết thúc"])
    hours.append(["001", None, None, "Ca 01", "7h30", "11h30"])
    book = with_rows({}, campaign=campaign)
    put(book, "Cán bộ!M6", "11h30")
    assert read_crews(book, tmp_path).warnings == ()


def test_a_role_that_nobody_has(tmp_path: Path) -> None:
    assert wheres(only(seats=[[None, None, "lái xe"]]), tmp_path) == ["Vị trí!C2"]


def test_a_slip_in_a_role_is_asked_about(tmp_path: Path) -> None:
    (problem,) = refused(with_rows(only(seats=[[None, None, "thu nhân"]])), tmp_path)[:1]
    assert "thu nhận" in problem.advice


def test_officers_without_a_seat_are_warned_of(tmp_path: Path) -> None:
    officers = [*COLLECTORS, ["CB05", "Người 5", None, None, "lái xe"], ["CB06", "Người 6"]]
    found = warned(only(officers=officers, seats=[[None, None, "thu nhận"]]), tmp_path)
    assert found == ["Cán bộ!E6", "Cán bộ!E7", "Cán bộ!E6"]
    assert warned(only(officers=officers, seats=[[None, None, "thu nhận"], [None, "Ca 02"]]), tmp_path) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((date(2023, 4, 1), date(2023, 4, 10)), ["Nghỉ phép!B2"]),
        ((date(2023, 4, 1), date(2023, 4, 11)), []),
        ((date(2023, 4, 30), date(2023, 5, 3)), []),
        ((date(2023, 5, 1), None), ["Nghỉ phép!B2"]),
    ],
)
def test_a_leave_outside_the_campaign_is_warned_of(
    days: tuple[date, date | None], expected: list[str], tmp_path: Path
) -> None:
    assert warned(only(leaves=[["CB01", *days]]), tmp_path) == expected


def test_leaves_that_overlap_are_warned_of(tmp_path: Path) -> None:
    rows = [
        ["CB01", DAY, DAY + timedelta(2)],
        ["CB01", DAY + timedelta(2), None, "Ca 02"],
        ["CB02", DAY, None, "Ca 01"],
        ["CB02", DAY, None, "Ca 02"],
    ]
    assert warned(only(leaves=rows), tmp_path) == ["Nghỉ phép!B3"]


def test_a_leave_known_after_its_end_is_warned_of(tmp_path: Path) -> None:
    rows = [["CB01", DAY, None, None, "Ô", DAY + timedelta(1)], ["CB02", DAY, None, None, "Ô", DAY]]
    assert warned(only(leaves=rows), tmp_path) == ["Nghỉ phép!F2"]


@pytest.mark.parametrize(
    ("leave", "is_refused"),
    [
        (["CB01", DAY - timedelta(3), DAY], True),
        (["CB01", DAY - timedelta(3), DAY - timedelta(1)], False),
        (["CB01", DAY, None, "Ca 01"], True),
        (["CB01", DAY, None, "Ca 02"], False),
        (["CB02", DAY, None], False),
    ],
)
def test_a_leave_over_a_pin(leave: list[Any], is_refused: bool, tmp_path: Path) -> None:
    changed = only(pins=[pin("CB01", DAY)], leaves=[leave])
    assert (wheres(changed, tmp_path) == ["Ghim ca!B2"]) if is_refused else (warned(changed, tmp_path) == [])


def test_two_pins_in_one_slot(tmp_path: Path) -> None:
    rows = [pin("CB01", DAY, "Ca 01", "MÁY 1"), pin("CB01", DAY, "Ca 01", "MÁY 2"), pin("CB02", DAY, "Ca 02")]
    assert wheres(only(pins=rows), tmp_path) == ["Ghim ca!C3"]


def test_a_pin_and_its_contrary(tmp_path: Path) -> None:
    rows = [pin("CB01", DAY), pin("CB01", DAY, "Ca 01", "Không"), pin("CB02", DAY, None, "Không"), pin("CB02", DAY)]
    assert wheres(only(pins=rows), tmp_path) == ["Ghim ca!C2", "Ghim ca!C5"]
    sound = [pin("CB01", DAY), pin("CB01", DAY, "Ca 02", "Không")]
    assert warned(only(pins=sound), tmp_path) == []


def test_two_shifts_on_one_day(tmp_path: Path) -> None:
    rows = [pin("CB01", DAY, "Ca 01"), pin("CB01", DAY, "Ca 02")]
    assert wheres(only(pins=rows), tmp_path) == ["Ghim ca!C3", "Ghim ca!C3"]
    allowed = [["Số ca một ngày", 2, "QĐ 5"], ["Nghỉ giữa hai ca (giờ)", 0, "QĐ 5"]]
    assert warned(only(pins=rows, rules=allowed), tmp_path) == []


class TestRest:
    """Ca 02 ends at 23h00, Ca 01 of the next day starts at 7h00: eight hours."""

    rows = (pin("CB01", DAY, "Ca 02"), pin("CB01", DAY + timedelta(1), "Ca 01"))

    def test_too_short(self, tmp_path: Path) -> None:
        assert wheres(only(pins=self.rows), tmp_path) == ["Ghim ca!C3"]

    def test_exactly_as_long_as_asked_for(self, tmp_path: Path) -> None:
        rules = [["Nghỉ giữa hai ca (giờ)", 8, "QĐ 5"]]
        assert warned(only(pins=self.rows, rules=rules), tmp_path) == []

    def test_half_an_hour_too_short(self, tmp_path: Path) -> None:
        rules = [["Nghỉ giữa hai ca (giờ)", "8,5", "QĐ 5"]]
        assert wheres(only(pins=self.rows, rules=rules), tmp_path) == ["Ghim ca!C3"]

    def test_the_same_shift_a_day_later_needs_none(self, tmp_path: Path) -> None:
        rows = [pin("CB01", DAY), pin("CB01", DAY + timedelta(1))]
        assert warned(only(pins=rows, rules=[["Nghỉ giữa hai ca (giờ)", 24]]), tmp_path) == []

    def test_after_what_was_worked_before_the_campaign(self, tmp_path: Path) -> None:
        first = date(2023, 4, 11)
        past = [["CB01", first - timedelta(1), "Ca 02"]]
        assert wheres(only(pins=[pin("CB01", first)], past=past), tmp_path) == ["Ghim ca!C2"]
        assert warned(only(pins=[pin("CB01", first, "Ca 02")], past=past), tmp_path) == []

    def test_hours_of_one_place_may_make_it_long_enough(self, tmp_path: Path) -> None:
        campaign = sound_book()
        hours = campaign.create_sheet("Giờ riêng")
        hours.append(["Đơn vị", "Máy", "Thứ", "Ca", "Giờ bắt đầu", "Giờ kết thúc"])
        hours.append(["001", None, None, "Ca 02", "15h00", "19h00"])
        assert (
            read_crews(
                with_rows(only(pins=self.rows, past=[["CB03", date(2023, 4, 5), "Ca 01"]]), campaign=campaign), tmp_path
            ).warnings
            == ()
        )


def test_days_in_a_row(tmp_path: Path) -> None:
    week = [pin("CB01", date(2023, 4, 24) + timedelta(number)) for number in range(6)]
    rules = [["Giờ tối đa một tuần", 48], ["Số ngày liền tối đa", 6]]
    assert warned(only(pins=week, rules=rules), tmp_path) == []
    assert wheres(only(pins=week, rules=[["Số ngày liền tối đa", 5]]), tmp_path) == ["Ghim ca!B7"]
    past = [["CB01", date(2023, 4, 10) - timedelta(number), "Ca 01"] for number in range(6)]
    assert wheres(only(pins=[pin("CB01", date(2023, 4, 11))], past=past), tmp_path) == ["Ghim ca!B2"]
    assert warned(only(pins=[pin("CB01", date(2023, 4, 11))], past=past[1:]), tmp_path) == []
    longer = [*past, ["CB01", date(2023, 4, 4), "Ca 01"]]
    pins = [pin("CB01", date(2023, 4, 11)), pin("CB01", date(2023, 4, 12))]
    assert wheres(only(pins=pins, past=longer), tmp_path) == ["Ghim ca!B2"]


def test_hours_and_shifts_of_a_week(tmp_path: Path) -> None:
    monday = date(2023, 4, 17)
    week = [pin("CB01", monday + timedelta(number)) for number in range(6)]
    assert warned(only(pins=week), tmp_path) == []
    assert wheres(only(pins=week, rules=[["Giờ tối đa một tuần", 47]]), tmp_path) == ["Ghim ca!B7"]
    officers: list[list[Any]] = [[*COLLECTORS[0], *[None] * 6, 5], *COLLECTORS[1:]]
    assert wheres(only(officers=officers, pins=week), tmp_path) == ["Ghim ca!B7"]
    assert warned(only(officers=officers, pins=week[:5]), tmp_path) == []
    protected = [[*COLLECTORS[0], *[None] * 7, "15h00"], *COLLECTORS[1:]]
    assert wheres(only(officers=protected, pins=week), tmp_path) == ["Ghim ca!B7"]
    assert warned(only(officers=protected, pins=week[:5]), tmp_path) == []
    over_sunday = [*week[3:], *(pin("CB01", monday + timedelta(number)) for number in (7, 8, 9))]
    assert warned(only(officers=officers, pins=over_sunday), tmp_path) == []


def test_a_pin_outside_the_campaign(tmp_path: Path) -> None:
    outside = date(2023, 5, 1)
    assert wheres(only(pins=[pin("CB01", outside)]), tmp_path) == ["Ghim ca!B2"]
    assert warned(only(pins=[pin("CB01", outside, "Ca 01", "Không")]), tmp_path) == ["Ghim ca!B2"]


def test_a_pin_that_the_officer_cannot_hold(tmp_path: Path) -> None:
    officers: list[list[Any]] = [
        ["CB01", "A", None, None, "thu nhận", None, None, None, None, DAY],
        ["CB02", "B", None, None, "thu nhận", None, None, "MÁY 2"],
        ["CB03", "C", None, None, "thu nhận", None, "Bắc"],
        ["CB04", "D", None, None, "thu nhận", *[None] * 7, "15h00"],
    ]
    refused_rows = [
        pin("CB01", DAY - timedelta(1)),
        pin("CB02", DAY, "Ca 01", "MÁY 1"),
        pin("CB04", DAY, "Ca 02"),
    ]
    found = wheres(only(officers=officers, pins=refused_rows), tmp_path)
    assert found == ["Ghim ca!B2", "Ghim ca!D3", "Ghim ca!C4"]
    sound = [pin("CB01", DAY), pin("CB02", DAY, "Ca 01"), pin("CB03", DAY, "Ca 02", "MÁY 1"), pin("CB04", DAY)]
    assert warned(only(officers=officers, pins=sound), tmp_path) == []


def test_a_pin_of_a_zone_to_which_the_machine_does_not_go(tmp_path: Path) -> None:
    """MÁY 1 goes to the zone Bắc alone."""
    officers: list[list[Any]] = [["CB01", "A", None, None, None, None, "Nam"]]
    assert wheres(only(officers=officers, pins=[pin("CB01", DAY, "Ca 01", "MÁY 1")]), tmp_path) == ["Ghim ca!D2"]
    assert warned(only(officers=officers, pins=[pin("CB01", DAY, "Ca 01", "MÁY 2")]), tmp_path) == []


def test_a_pin_in_a_slot_that_is_shut(tmp_path: Path) -> None:
    """16 April is a Sunday; on the 18th MÁY 2 is shut in the evening."""
    rows = [pin("CB01", date(2023, 4, 16)), pin("CB02", DAY, "Ca 02", "MÁY 2")]
    assert wheres(only(pins=rows), tmp_path) == ["Ghim ca!B2", "Ghim ca!B3"]
    assert warned(only(pins=[pin("CB02", DAY, "Ca 02", "MÁY 1")]), tmp_path) == []


def test_pins_need_a_seat(tmp_path: Path) -> None:
    seats: Rows = [["MÁY 1", None, "thu nhận"], ["MÁY 2", "Ca 01", "thu nhận", 2]]
    three = [pin(f"CB0{number}", DAY, "Ca 01", "MÁY 2") for number in (1, 2, 3)]
    assert wheres(only(seats=seats, pins=three), tmp_path) == ["Ghim ca!D4"]
    assert warned(only(seats=seats, pins=three[:2]), tmp_path) == []
    evening = [pin("CB01", date(2023, 4, 19), "Ca 02", "MÁY 2")]
    assert wheres(only(seats=seats, pins=evening), tmp_path) == ["Ghim ca!E2"]
    assert wheres(only(pins=three[:2]), tmp_path) == ["Ghim ca!D3"]


def test_a_pin_with_a_role_where_seats_have_none(tmp_path: Path) -> None:
    assert wheres(only(pins=[pin("CB01", DAY, "Ca 01", None, "thu nhận")]), tmp_path) == ["Ghim ca!E2"]


def test_a_role_beside_khong_is_warned_of(tmp_path: Path) -> None:
    assert warned(only(pins=[pin("CB01", DAY, "Ca 01", "không", "thu nhận")]), tmp_path) == ["Ghim ca!E2"]


@pytest.mark.parametrize(
    ("rows", "is_refused"),
    [
        ([["CB01", DAY, None, "Làm"], ["CB01", DAY, None, "Nghỉ"]], True),
        ([["CB01", DAY, "Ca 01", "Nghỉ"], ["CB01", DAY, "Ca 01", "Làm"]], True),
        ([["CB01", DAY, None, "Nghỉ"], ["CB01", DAY, "Ca 01", "Làm"]], True),
        ([["CB01", DAY, "Ca 01", "Nghỉ"], ["CB01", DAY, None, "Làm"]], False),
        ([["CB01", DAY, "Ca 01", "Nghỉ"], ["CB01", DAY, "Ca 02", "Làm"]], False),
        ([["CB01", DAY, None, "Nghỉ"], ["CB02", DAY, None, "Làm"]], False),
    ],
)
def test_wishes_both_ways(rows: Rows, is_refused: bool, tmp_path: Path) -> None:
    changed = only(wishes=rows)
    assert (wheres(changed, tmp_path) == ["Nguyện vọng!D3"]) if is_refused else (warned(changed, tmp_path) == [])


def test_wishes_that_come_to_nothing_are_warned_of(tmp_path: Path) -> None:
    officers: list[list[Any]] = [[*COLLECTORS[0], *[None] * 4, DAY], *COLLECTORS[1:]]
    rows = [
        ["CB02", date(2023, 5, 1), None, "Nghỉ"],
        ["CB01", DAY - timedelta(1), None, "Làm"],
        ["CB02", DAY, "Ca 01", "Làm"],
        ["CB03", DAY, None, "Nghỉ"],
        ["CB03", DAY, None, "Nghỉ"],
    ]
    found = warned(only(officers=officers, wishes=rows, leaves=[["CB02", DAY]]), tmp_path)
    assert found == ["Nguyện vọng!B2", "Nguyện vọng!B3", "Nguyện vọng!D4", "Nguyện vọng!B6"]


def test_several_shifts_may_be_wished_off_but_not_worked(tmp_path: Path) -> None:
    campaign = sound_book()
    sheet_of(campaign, "Ca").delete_rows(2, 3)
    for row in (["Sáng", "7h00", "11h00"], ["Chiều", "13h00", "17h00"], ["Tối", "18h00", "22h00"]):
        sheet_of(campaign, "Ca").append(row)
    sheet_of(campaign, "Năng suất").delete_rows(3)
    put(campaign, "Ngày nghỉ!D3", "Tối")
    changed = only(wishes=[["CB01", DAY, "Sáng, Chiều", "Nghỉ"], ["CB02", DAY, "Sáng, Chiều", "Làm"]])
    book = with_rows(changed, campaign=campaign)
    assert [problem.where for problem in refused(book, tmp_path)][:1] == ["Nguyện vọng!C3"]
    sheet_of(book, "Nguyện vọng").delete_rows(3)
    staffing = read_crews(book, tmp_path).staffing
    assert staffing is not None
    assert [wish.shift for wish in staffing.wishes] == ["Sáng", "Chiều"]


def test_what_was_worked_is_told_once_and_of_before(tmp_path: Path) -> None:
    past = [["CB01", date(2023, 4, 10), "Ca 01"], ["CB01", date(2023, 4, 10), "Ca 01"]]
    found = read_crews(with_rows(only(past=past)), tmp_path)
    assert [problem.where for problem in found.warnings] == ["Đã làm!B3"]
    assert found.staffing is not None
    assert len(found.staffing.past) == 1
    assert wheres(only(past=[["CB01", date(2023, 4, 11), "Ca 01"]]), tmp_path) == ["Đã làm!B2"]


def test_nothing_worked_before_is_warned_of(tmp_path: Path) -> None:
    found = read_crews(with_rows(only()), tmp_path).warnings
    assert [(problem.where, problem.severity) for problem in found] == [("Đã làm", Severity.WARNING)]
    assert "4/4/2023" in found[0].advice
    assert "10/4/2023" in found[0].advice


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ([["Giờ một tuần", 48], ["Giờ tối đa một tuần", 40]], "Quy định ca!B3"),
        ([["Giờ tối đa một tuần", 39.5]], "Quy định ca!B2"),
        ([["Giờ một tuần", 48.5, "QĐ 5"]], "Quy định ca!B2"),
        ([["Làm thêm tối đa một tháng (giờ)", 60, "NQ 17"], ["Làm thêm tối đa một năm (giờ)", 50]], "Quy định ca!B3"),
        ([["Giờ một tuần", 7], ["Giờ tối đa một tuần", 7]], "Quy định ca!B3"),
        ([["Đêm từ", "6h00"]], "Quy định ca!B2"),
        ([["Đêm đến", "22h00"]], "Quy định ca!B2"),
        ([["Số ca một ngày", 1.5]], "Quy định ca!B2"),
        ([["Số ca một ngày", 1], ["Số ca một ngày", 2]], "Quy định ca!A3"),
        ([["Số ca một ngàyy", 2]], "Quy định ca!A2"),
    ],
)
def test_limits_that_contradict_each_other(rules: Rows, where: str, tmp_path: Path) -> None:
    """A limit whose partner is not entered is held against the law's."""
    assert wheres(only(rules=rules), tmp_path) == [where]


@pytest.mark.parametrize(
    ("row", "is_warned"),
    [
        (["Nghỉ giữa hai ca (giờ)", 12], False),
        (["Nghỉ giữa hai ca (giờ)", 11.5], True),
        (["Nghỉ giữa hai ca (giờ)", 11.5, "QĐ 5 của Công an tỉnh"], False),
        (["Giờ tối đa một tuần", 48], False),
        (["Giờ tối đa một tuần", 49], True),
        (["Số ngày liền tối đa", 7], True),
        (["Nghỉ tuần (giờ liền)", 24], False),
        (["Nghỉ tuần (giờ liền)", 23], True),
        (["Làm thêm tối đa một năm (giờ)", 300], True),
        (["Làm thêm tối đa một năm (giờ)", 300, "Nghị quyết 17/2022/UBTVQH15"], False),
        (["Ca tối liền tối đa", 7], True),
        (["Ca tối liền tối đa", 6], False),
    ],
)
def test_a_limit_beyond_the_law_wants_a_basis(row: list[Any], is_warned: bool, tmp_path: Path) -> None:
    assert warned(only(rules=[row]), tmp_path) == (["Quy định ca!B2"] if is_warned else [])


def test_officers_outside_the_campaign_are_warned_of(tmp_path: Path) -> None:
    outside: list[Any] = [*COLLECTORS[0], *[None] * 4, date(2023, 5, 2)]
    assert warned(only(officers=[outside, *COLLECTORS[1:]]), tmp_path) == ["Cán bộ!J2"]


def test_officers_told_apart_by_capitals_alone_are_warned_of(tmp_path: Path) -> None:
    assert warned(only(officers=[*COLLECTORS, ["cb01", "Người khác"]]), tmp_path) == ["Cán bộ!A6"]


def test_seats_told_twice_are_warned_of(tmp_path: Path) -> None:
    rows: Rows = [[None, None, "thu nhận"], [None, None, "Thu nhận", 2], [None, None, "thu nhận", 1, "Có"]]
    assert warned(only(seats=rows), tmp_path) == ["Vị trí!C3"]


def test_a_head_that_is_missing(tmp_path: Path) -> None:
    book = crews()
    put(book, "Cán bộ!B1", "Ai")
    assert "Cán bộ" in refused(book, tmp_path)[0].where


def test_names_beside_the_numbers_are_no_matter(tmp_path: Path) -> None:
    book = crews()
    for title in ("Nghỉ phép", "Nguyện vọng", "Ghim ca", "Đã làm"):
        sheet_of(book, title).insert_cols(2)
        put(book, f"{title}!B1", "Họ và tên")
        put(book, f"{title}!B2", "Hoàng Văn A")
    assert read_crews(book, tmp_path).warnings == ()


def test_a_hidden_sheet_of_officers_is_told(tmp_path: Path) -> None:
    book = crews()
    sheet_of(book, "Cán bộ").sheet_state = "hidden"
    found = read_crews(book, tmp_path)
    assert found.staffing is None
    assert any("Cán bộ" in f"{problem.where} {problem.what}" for problem in found.warnings)


def test_a_holiday_that_cannot_be_read(tmp_path: Path) -> None:
    campaign = sound_book()
    sheet_of(campaign, "Ngày nghỉ").append(["hôm lễ", None, None, None, None, "Lễ", "Không"])
    (problem,) = refused(with_rows(only(), campaign=campaign), tmp_path)[:1]
    assert problem.where == "Ngày nghỉ!A4"


def test_too_many_officers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.intake.staffing.officers.NUM_OFFICERS", 3)
    monkeypatch.setattr("planner.intake.staffing.seats.NUM_SEAT_ROWS", 1)
    changed = only(seats=[[None, "Ca 01", "thu nhận"], [None, "Ca 02", "thu nhận"]])
    assert wheres(changed, tmp_path) == ["Cán bộ!A5", "Vị trí!A3"]


def test_problems_are_raised_as_one(tmp_path: Path) -> None:
    with pytest.raises(WorkbookProblems) as caught:
        read_crews(with_rows(only(pins=[pin("CB09", DAY)])), tmp_path)
    assert "Ghim ca!A2" in str(caught.value)
