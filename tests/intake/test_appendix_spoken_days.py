"""Cells of days as offices write them: hours below their days, dates in words, weekdays, parts of the day."""

from datetime import date

import pytest

from planner.domain.calendar import Calendar, Shift
from planner.domain.record import ShiftLabel
from planner.intake.appendix.days.months import Month
from planner.texts import Language, choose_language
from tests.one_line import ReadLine, read_line

HALF_DAYS = (
    Shift(label=ShiftLabel("Ca sáng"), starts_minute=450, ends_minute=690),
    Shift(label=ShiftLabel("Ca chiều"), starts_minute=810, ends_minute=960),
)
THREE = (
    Shift(label=ShiftLabel("Ca 1"), starts_minute=450, ends_minute=690),
    Shift(label=ShiftLabel("Ca 2"), starts_minute=810, ends_minute=1020),
    Shift(label=ShiftLabel("Ca 3"), starts_minute=1080, ends_minute=1260),
)
LONG_SHIFTS = (
    Shift(label=ShiftLabel("Ca 01"), starts_minute=420, ends_minute=900),
    Shift(label=ShiftLabel("Ca 02"), starts_minute=900, ends_minute=1380),
)
SPRING = Calendar(first_day=date(2023, 4, 11), last_day=date(2023, 6, 20), shifts=HALF_DAYS)
MARCH = Calendar(first_day=date(2021, 3, 1), last_day=date(2021, 3, 31), shifts=HALF_DAYS)
MARKS = {"Ca sáng": "s", "Ca chiều": "c"}


def read(days: object, shifts: str = "", calendar: Calendar = SPRING, month: Month | None = None) -> ReadLine:
    choose_language(Language.ENGLISH)
    try:
        return read_line(calendar, days, shifts, month)
    finally:
        choose_language(Language.VIETNAMESE)


def told(found: ReadLine) -> str:
    """Each slot as 14/4s, for the morning of the 14th."""
    assert found.errors == ()
    slots = sorted(found.slots, key=lambda slot: (slot.day, MARKS.get(slot.shift, slot.shift) != "s"))
    return " ".join(f"{slot.day.day}/{slot.day.month}{MARKS.get(slot.shift, slot.shift)}" for slot in slots)


def days(found: ReadLine) -> str:
    """Each day once."""
    assert found.errors == ()
    return " ".join(dict.fromkeys(f"{slot.day.day}/{slot.day.month}" for slot in found.slots))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 14/4/2023 (thứ sáu)\n- Từ 7h30 đến 11h30\n- Từ 13h30 đến 16h", "14/4s 14/4c"),
        ("14/4/2023\n7h30-11h30\n13h30-16h\n15/4/2023\n7h30-11h30", "14/4s 14/4c 15/4s"),
        ("Ngày 14/4/2023\nCa sáng\nCa chiều", "14/4s 14/4c"),
        ("Ngày 14/4/2023\nSáng\nChiều", "14/4s 14/4c"),
        ("7h30-11h30\n13h30-16h\n14/4", "14/4s 14/4c"),
        ("7h30-11h30\n14/4\n13h30-16h", "14/4s 14/4c"),
        ("14/4 7h30-11h30\n13h30-16h", "14/4s 14/4c"),
        ("(7h30-11h30): 14/4\n13h30-16h", "14/4s 14/4c"),
        ("7h30-11h30\n14/4\n15/4", "14/4s 15/4s"),
        ("14/4\n15/4\n7h30-11h30", "14/4s 15/4s"),
        ("14/4\n- Ca sáng\n- 7h30-11h30", "14/4s"),
        ("14/4\n- Ca sáng (7h30-11h30)\n- 13h30-16h", "14/4s 14/4c"),
        ("sáng 14/4, chiều 15/4", "14/4s 15/4c"),
        ("14/4 sáng, 15/4 chiều", "14/4s 15/4c"),
        ("14/4: sáng/chiều", "14/4s 14/4c"),
        ("cả sáng và chiều ngày 14/4", "14/4s 14/4c"),
        ("14/4: Sáng 7h30-11h30; chiều 13h30-16h", "14/4s 14/4c"),
        ("14/4: sáng, chiều (13h30-16h)", "14/4s 14/4c"),
        ("Sáng thứ Sáu (14/4), chiều thứ Bảy (15/4)", "14/4s 15/4c"),
        ("14,15/4 sáng; 16/4 cả ngày", "14/4s 15/4s 16/4s 16/4c"),
        ("Từ 7h30 ngày 12/4 đến 16h00 ngày 13/4/2023", "12/4s 12/4c 13/4s 13/4c"),
        ("Từ 13h30 ngày 12/4 đến 11h30 ngày 14/4/2023", "12/4c 13/4s 13/4c 14/4s"),
        ("từ sáng 14/4 đến chiều 15/4", "14/4s 14/4c 15/4s 15/4c"),
        ("sáng 14/4 - 16/4", "14/4s 15/4s 16/4s"),
        ("Từ 07 giờ 30 phút đến 11 giờ 30 phút ngày 14 tháng 4 năm 2023", "14/4s"),
        ("Từ 7 giờ 30 đến 11 giờ 30, ngày 14/4", "14/4s"),
        ("13h30 ngày 14/4", "14/4c"),
        ("14/4 (7h30-16h00, nghỉ trưa 11h30-13h30)", "14/4s 14/4c"),
        ("Thứ Ba, thứ Năm (7h30-11h30), từ 1/5 đến 10/5", "2/5s 4/5s 9/5s"),
    ],
)
def test_every_line_of_hours_counts_where_it_belongs(text: str, expected: str) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("14/4, sáng 15/4", "which hours hold for which of these days"),
        ("14/4 (7h30-11h30), 15/4", "which hours hold for which of these days"),
        ("14/4\n15/4 (7h30-11h30)", "which hours hold for which of these days"),
        ("14/4 (7h30-11h30)\n15/4", "which hours hold for which of these days"),
        ("Sáng 14/4\n15/4", "which hours hold for which of these days"),
        ("14/4, sáng 15/4, chiều", "which hours hold for which of these days"),
        ("14/4: sáng; 15/4: sáng\n13h30-16h", "hours stand without the days"),
        ("14/4\n- Ca sáng\n- 13h30-16h", "do not agree"),
        ("14/4: sáng (13h30-16h)", "do not agree"),
        ("14/4 cả ngày (7h30-11h30)", "do not agree"),
        ("14/4 tối", "no shift of sheet Ca"),
        ("từ sáng 14/4 đến 16/4", "for each of them, or for the first alone"),
        ("sáng 14/4 - chiều 15/4", "hold for each day"),
        ("Từ 7h30 ngày 12/4 đến 11h30 ngày 14/4", "hold for each day"),
        ("7h30 ngày 14/4", "tells no end"),
        ("14/4 7h-11h", "no shift of sheet Ca has the hours"),
        ("14/4 giờ hành chính", "is no day, month or hour"),
        ("từ ngày 14/4", "the last day is not told"),
        ("từ 14/4 trở đi", "is no day, month or hour"),
        ("từ nay đến 20/4", "is no day, month or hour"),
        ("từ 14/4 đến tháng 5", "the last day is not told"),
        ("Thứ Hai, 15/4/2023", "is a thứ Bảy, not a thứ Hai"),
        ("ngày 15/4 (thứ Hai)", "is a thứ Bảy, not a thứ Hai"),
        ("T2 - T6, 12/4-14/4", "do not agree"),
        ("Thứ Sáu 14/4 - 5/5", "that weekday alone, or all of these days"),
        ("Thứ Tư", "of which weeks is not told"),
        ("Thứ 2, 4, 6 tháng 5", "weekdays, or a weekday and days"),
        ("các ngày trong tuần", "which weekdays are meant"),
        ("T6-T2", "goes backwards"),
        ("Tuần 1 tháng 4", "is no day, month or hour"),
        ("14-18/4 trừ 16/4, 25/4", "excepted, but not among the days"),
        ("1/5-31/5 trừ 2/5, thứ Hai đến thứ Bảy", "more than 3 weekdays are excepted"),
        ("14-18/4, kể cả 25/4", "included is not among the days"),
        ("ngày lễ", "is not told"),
        ("Dự phòng 15/4", "no days are told"),
        ("14/5 (3 buổi)", "is no day, month or hour"),
        ("14/5 (2 buổi sáng và chiều)", "is no day, month or hour"),
        ("2 tuần từ 14/4 đến 27/4", "is no day, month or hour"),
        ("14-16/5 (3)", "a number of days, or a day"),
        ("từ 7h30 ngày 14/4 đến 16h ngày 15/4 (3 ngày)", "3 days are said, 2 are listed"),
        ("April 14, 2023", "is no day, month or hour"),
        ("4/14/2023", "no such day"),
        ("14/4, 15/4 hoãn", "is no day, month or hour"),
    ],
)
def test_what_can_be_read_in_two_ways_is_named(text: str, said: str) -> None:
    found = read(text)
    assert any(said in error for error in found.errors), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ ngày 30 tháng 4 đến ngày 02 tháng 5 năm 2023", "30/4 1/5 2/5"),
        ("Từ ngày 30 tháng 4 năm 2023 đến ngày 02 tháng 5 năm 2023", "30/4 1/5 2/5"),
        ("từ thứ Sáu, ngày 14/4 đến Chủ nhật, ngày 16/4", "14/4 15/4 16/4"),
        ("ngày 14 và ngày 15 tháng 4", "14/4 15/4"),
        ("ngày 14, 15 tháng 4 và 2, 3 tháng 5 năm 2023", "14/4 15/4 2/5 3/5"),
        ("Tháng 4: 12,13 Tháng 5: 1,2", "12/4 13/4 1/5 2/5"),
        ("từ 14/4\nđến 16/4", "14/4 15/4 16/4"),
        ("từ 18/6 đến hết đợt", "18/6 19/6 20/6"),
        ("từ 18/6 đến khi kết thúc chiến dịch", "18/6 19/6 20/6"),
        ("từ 29/4 đến hết tháng 4", "29/4 30/4"),
        ("14, 15 và 16/4", "14/4 15/4 16/4"),
        ("14&15/4", "14/4 15/4"),
        ("14→16/4", "14/4 15/4 16/4"),
        ("14 — 16/4", "14/4 15/4 16/4"),
        ("１４／４", "14/4"),
        ("14\u00a0;\u00a015/4", "14/4 15/4"),
        ("14.4.2023", "14/4"),
        ("14.4.23", "14/4"),
        ("14-4-23", "14/4"),
        ("2023/04/14", "14/4"),
        ("ngày 14/4 (thứ Sáu)", "14/4"),
        ("Thứ Sáu (14/4/2023)", "14/4"),
        ("14-16/4 (thứ Sáu - Chủ nhật)", "14/4 15/4 16/4"),
        ("Thứ Sáu, thứ Bảy 14-15/4", "14/4 15/4"),
        ("14/4 (dự kiến)", "14/4"),
        ("14/4; dự phòng 15/4", "14/4"),
        ("15/4 - 21/4/2023 (trừ thứ Bảy, Chủ nhật)", "17/4 18/4 19/4 20/4 21/4"),
        ("20/4 - 23/4/2023, kể cả thứ Bảy, Chủ nhật", "20/4 21/4 22/4 23/4"),
        ("20/4 - 23/4, nghỉ CN", "20/4 21/4 22/4"),
        ("28/4 đến 4/5, trừ ngày lễ", "28/4 4/5"),
        ("14-18/4 (trừ 16/4), 25/4", "14/4 15/4 17/4 18/4 25/4"),
        ("Từ 14/4 đến 17/4\n(trừ Chủ nhật)", "14/4 15/4 17/4"),
        ("Thứ Ba, thứ Năm hằng tuần, từ 1/5 đến 10/5", "2/5 4/5 9/5"),
        ("Thứ Ba, thứ Năm hằng tuần\nTừ 1/5 đến 10/5", "2/5 4/5 9/5"),
        ("Từ 1/5 đến 10/5 (T2-T4)", "1/5 2/5 3/5 8/5 9/5 10/5"),
        ("Các thứ 3, 5 từ 1/5 đến 10/5", "2/5 4/5 9/5"),
        ("cuối tuần từ 1/5 đến 14/5", "6/5 7/5 13/5 14/5"),
        ("các ngày trong tuần (trừ thứ Bảy, Chủ nhật) từ 28/4 đến 2/5", "28/4 1/5 2/5"),
        ("hàng ngày từ 14/4 đến 16/4", "14/4 15/4 16/4"),
    ],
)
def test_dates_in_words_and_weekdays_are_read(text: str, expected: str) -> None:
    assert days(read(text, "Ca sáng")) == expected


def test_weekdays_without_a_period_mean_the_campaign_and_it_is_told() -> None:
    found = read("Thứ Hai đến thứ Bảy, trừ 30/4", "Ca sáng")
    assert len(found.slots) == 61, "the month of a day that is excepted is not that of the weekdays"
    assert date(2023, 4, 30) not in {slot.day for slot in found.slots}
    assert any("the whole campaign was taken, 11/4/2023 to 20/6/2023" in note for note in found.notes)
    assert len(read("Thứ Hai đến thứ Bảy, trừ ngày 29 tháng 4", "Ca sáng").slots) == 60
    under_a_month = read("T7, CN", "Ca sáng", month=Month(6))
    assert days(under_a_month) == "3/6 4/6 10/6 11/6 17/6 18/6"
    assert any("the days of month 6 were taken" in note for note in under_a_month.notes)


def test_days_in_reserve_and_holidays_left_out_are_told() -> None:
    assert "days held in reserve were not taken: 15/4/2023" in read("14/4; dự phòng 15/4").notes
    (note,) = (note for note in read("28/4 đến 4/5, trừ ngày lễ").notes if "public holidays" in note)
    assert "30/4/2023, 1/5/2023" in note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8-3", "8/3"),
        ("30-3", "30/3"),
        ("2-3, 5-3", "2/3 5/3"),
        ("14-16", "14/3 15/3 16/3"),
        ("2-3, 9-10", "2/3 3/3 9/3 10/3"),
        ("từ 2 đến 3", "2/3 3/3"),
        ("8-3-2021", "8/3"),
        ("Tháng 3: 2-3", "2/3 3/3"),
    ],
)
def test_a_hyphen_between_figures_is_read_where_it_can_mean_but_one_thing(text: str, expected: str) -> None:
    assert days(read(text, "Ca sáng", MARCH)) == expected


@pytest.mark.parametrize("text", ["2-3", "Ngày 2-3", "1-3", "2–3", "2 - 3"])
def test_a_hyphen_that_can_be_a_month_is_named(text: str) -> None:
    (error,) = read(text, "Ca sáng", MARCH).errors
    assert "can mean the days" in error


def test_under_the_heading_of_another_month_a_hyphen_makes_a_range() -> None:
    assert days(read("14-16", "Ca sáng", month=Month(5))) == "14/5 15/5 16/5"
    assert days(read("3-6", "Ca sáng", month=Month(5))) == "3/5 4/5 5/5 6/5"
    assert read("3-5", "Ca sáng", month=Month(5)).errors


def test_parts_of_the_day_are_shifts_by_their_hours() -> None:
    three = SPRING.model_copy(update={"shifts": THREE})
    assert told(read("tối 14/4", calendar=three)) == "14/4Ca 3"
    assert told(read("sáng - tối 14/4", calendar=three)) == "14/4Ca 1 14/4Ca 2 14/4Ca 3"
    assert read("cả hai ca 14/4", calendar=three).errors
    long_ones = SPRING.model_copy(update={"shifts": LONG_SHIFTS})
    assert read("sáng 14/4", calendar=long_ones).errors, "7h00-15h00 is more than a morning"
    twice = SPRING.model_copy(update={"shifts": (THREE[0], THREE[0].model_copy(update={"label": "Ca 1b"}), THREE[1])})
    (error,) = read("sáng 14/4", calendar=twice).errors
    assert "can mean several shifts: Ca 1, Ca 1b" in error


@pytest.mark.parametrize(
    ("text", "shifts", "expected"),
    [
        ("14/4, 15/4", "Ca sáng\nCa chiều", "14/4s 14/4c 15/4s 15/4c"),
        ("14/4", "Sáng\nChiều", "14/4s 14/4c"),
        ("14/4", "Buổi sáng (7h30 – 11h30)", "14/4s"),
        ("14/4", "Sáng: 7h30-11h30\nChiều: 13h30-16h00", "14/4s 14/4c"),
        ("14/4: sáng\n15/4: chiều", "Ca sáng, Ca chiều", "14/4s 15/4c"),
        ("14/4 (7h30-11h30)", "Ca sáng", "14/4s"),
    ],
)
def test_a_column_of_shifts_holds_for_the_days_beside_it(text: str, shifts: str, expected: str) -> None:
    assert told(read(text, shifts)) == expected


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("14/4\n15/4", "Ca sáng\nCa chiều"),
        ("14/4", "Ca sáng (trừ CN)"),
        ("14/4", "Ca sáng, Ca 9"),
        ("14/4 (7h30-11h30)", "nếu trời không mưa"),
        ("14/4 sáng", "Ca chiều"),
        ("14/4 (7h30-11h30)", "13h30-16h00"),
        ("14/4 (7h30-11h30)", "Cả ngày"),
        ("14/4 cả ngày", "Ca sáng"),
        ("14/4 Ca sáng", "Ca sáng, Ca chiều"),
        ("14/4", "từ 7h30"),
    ],
)
def test_a_column_of_shifts_that_says_something_else_is_named(text: str, shifts: str) -> None:
    assert read(text, shifts).errors
