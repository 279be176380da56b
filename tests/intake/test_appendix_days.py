"""A cell of days: every way in which people list them, and what is refused rather than guessed."""

from datetime import date, datetime, time

import pytest

from planner.intake.appendix.days.cell_lines import Clause
from planner.intake.appendix.days.day_cells import clauses_of
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.days.shift_names import ShiftNames
from planner.intake.campaign.frame import Period
from planner.intake.campaign.shifts import DEFAULT_SHIFTS
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit

CAMPAIGN = Period(date(2023, 4, 11), date(2023, 6, 20))
OVER_NEW_YEAR = Period(date(2023, 11, 20), date(2024, 2, 10))
WITHIN_MAY = Period(date(2023, 5, 2), date(2023, 5, 30))
NAMES = ShiftNames(DEFAULT_SHIFTS)


def clauses(value: object, month: Month | None = None, period: Period = CAMPAIGN, form: str = "") -> tuple[Clause, ...]:
    return clauses_of(Cell("D5", value, number_format=form), month, period, NAMES)


def days(value: object, month: Month | None = None, period: Period = CAMPAIGN) -> str:
    """All days that the cell tells, as 14/4 15/4."""
    return " ".join(f"{day.day}/{day.month}" for clause in clauses(value, month, period) for day in clause.days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15,16,17", "14/4 15/4 16/4 17/4"),
        ("Tháng 4: 14-17", "14/4 15/4 16/4 17/4"),
        ("tháng 04 / 2023: 14 – 16", "14/4 15/4 16/4"),
        ("THÁNG 4 NĂM 2023: 14; 15; 18", "14/4 15/4 18/4"),
        ("từ 14 đến 16 tháng 4", "14/4 15/4 16/4"),
        ("Từ ngày 14 đến hết ngày 16 tháng 4 năm 2023", "14/4 15/4 16/4"),
        ("14/4 đến 16/4", "14/4 15/4 16/4"),
        ("14/4/2023-16/4/2023", "14/4 15/4 16/4"),
        ("14-16/4/2023", "14/4 15/4 16/4"),
        ("ngày 14, 15 và 18 tháng 4", "14/4 15/4 18/4"),
        ("ngày 29, 30/4; 1, 2/5", "29/4 30/4 1/5 2/5"),
        ("29, 30 tháng 4 và 2 tháng 5", "29/4 30/4 2/5"),
        ("28/4-2/5", "28/4 29/4 30/4 1/5 2/5"),
        ("28 đến 2/5", "28/4 29/4 30/4 1/5 2/5"),
        ("Tháng 4: 29-2/5", "29/4 30/4 1/5 2/5"),
        ("Tháng 4: 29, 30, 1/5, 2", "29/4 30/4 1/5 2/5"),
        ("Tháng 4/2023: 11, 12; Tháng 5/2023: 1", "11/4 12/4 1/5"),
        ("Tháng 4: 14,15,\n16,17", "14/4 15/4 16/4 17/4"),
        ("14/4, 15, 16", "14/4 15/4 16/4"),
        ("2023-04-18", "18/4"),
        ("18.4.2023", "18/4"),
        ("18-4-2023", "18/4"),
        ("18/4/23", "18/4"),
        ("14.4", "14/4"),
        ("Thứ 6, 14/4", "14/4"),
        ("14/4 (thứ sáu), 16/4 (CN)", "14/4 16/4"),
        ("Tháng 4/2023: 14,14,15", "14/4 15/4"),
        ("• Tháng 4: 14", "14/4"),
    ],
)
def test_days_are_read(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("14,15", "14/4 15/4"),
        ("14-16", "14/4 15/4 16/4"),
        ("29, 30, 1/5", "29/4 30/4 1/5"),
        ("14, 15 tháng 5", "14/5 15/5"),
        ("14.15", "14/4 15/4"),
        ("14.15.18", "14/4 15/4 18/4"),
        (14, "14/4"),
        (14.0, "14/4"),
        (14.15, "14/4 15/4"),
        (datetime(2023, 5, 2), "2/5"),  # noqa: DTZ001 - as Excel has it
    ],
)
def test_days_under_a_heading_of_april(value: object, expected: str) -> None:
    assert days(value, Month(4)) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("14,15", "no month"),
        (14, "no month"),
        ("31/4", "no such day"),
        ("Tháng 13: 4", "no such month"),
        ("Tháng 0: 4", "no such month"),
        ("14-", "lacks its first or its last"),
        ("Tháng 4: -17", "lacks its first or its last"),
        ("Tháng 4: 14-16-18", "lacks its first or its last|no month"),
        ("17-14/4", "ends before it begins"),
        ("17/4-14/4", "ends before it begins"),
        ("1/1/2001-1/6/2023", "more than 800 days"),
        ("5.6", "several days, or a day and its month"),
        ("cuối tháng 4", "no day, month or hour"),
        ("Tháng 4: 14,15 (160 hồ sơ)", "no day, month or hour"),
        ("Thứ 2, 4, 6 tháng 5", "weekdays, or a weekday and days"),
        ("đến khi xong", "no day, month or hour|lacks its first"),
        (1415, "took the days for the number"),
        (11.1, "took the days for the number"),
        (45030, "took the days for the number"),
        (0, "took the days for the number"),
        (-14, "took the days for the number"),
        (float("nan"), "took the days for the number"),
        (1e300, "took the days for the number"),
        (True, "truth value"),
        (time(7), "time of day"),
        ("14/4\u202e", "control character"),
        ("1" * 3000, "characters"),
        ("11/4-20/6, " * 40, "more than 2000 days in one cell"),
    ],
)
def test_what_is_not_sure_is_refused(value: object, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        clauses(value)


def test_a_campaign_within_one_month_needs_no_month() -> None:
    assert days("14,15", period=WITHIN_MAY) == "14/5 15/5"


def test_the_year_is_that_of_the_campaign() -> None:
    (clause,) = clauses("28/12-3/1", period=OVER_NEW_YEAR)
    assert clause.days[0] == date(2023, 12, 28)
    assert clause.days[-1] == date(2024, 1, 3)
    (clause,) = clauses("Tháng 1: 5", period=OVER_NEW_YEAR)
    assert clause.days == (date(2024, 1, 5),)


def test_a_day_that_the_campaign_has_twice_wants_its_year() -> None:
    with pytest.raises(Unfit, match="twice"):
        clauses("14/4", period=Period(date(2023, 4, 1), date(2024, 4, 30)))


def test_days_outside_are_left_to_the_reader() -> None:
    (clause,) = clauses("18/6-22/6")
    assert clause.days[-1] == date(2023, 6, 22)
    (clause,) = clauses("Tháng 4/2032: 14")
    assert clause.days == (date(2032, 4, 14),)


def test_a_date_that_excel_gave_its_own_year() -> None:
    made_by_excel = datetime(2026, 4, 14)  # noqa: DTZ001
    (clause,) = clauses(made_by_excel, form="d-mmm")
    assert (clause.days, clause.is_guessed) == ((date(2023, 4, 14),), True)
    (clause,) = clauses(made_by_excel, form="dd/mm/yyyy")
    assert (clause.days, clause.is_guessed) == ((date(2026, 4, 14),), False)


def test_days_that_excel_took_for_a_number_are_marked() -> None:
    (clause,) = clauses(14.15, Month(4))
    assert clause.is_guessed


def when(text: str) -> list[tuple[str, list[str]]]:
    """Each clause's days, and its hours or labels."""
    return [
        (" ".join(f"{day.day}/{day.month}" for day in one.days), [*map(str, one.hours), *one.labels])
        for one in clauses(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "14/4 (Từ 7h00 đến 15h00)",
        "7h-15h: 14/4",
        "07:00-15:00 ngày 14/4",
        "7 giờ đến 15 giờ, 14/4",
        "Từ 7 giờ 00 phút đến 15 giờ 00, ngày 14/4",
        "7-15h 14/4",
        "7h00 – 15h00\n14/4",
        "14/4\n(7g-15g)",
        "(7:00 - 15:00): 14/4",
    ],
)
def test_hours_are_read_in_every_form(text: str) -> None:
    assert when(text) == [("14/4", ["7h00–15h00"])]


def test_hours_hold_for_the_days_beside_them() -> None:
    assert when("14/4, 15 (7h-15h); 16 (15h-23h)") == [("14/4 15/4", ["7h00–15h00"]), ("16/4", ["15h00–23h00"])]
    assert when("(7h-15h): 14/4; (15h-23h): 16/4") == [("14/4", ["7h00–15h00"]), ("16/4", ["15h00–23h00"])]
    assert when("14/4 (7h-15h, 15h-23h)") == [("14/4", ["7h00–15h00", "15h00–23h00"])]
    two_lines = "- Tháng 4/2023 (Từ 7h00 đến 15h00): 14,15\n- Tháng 4/2023 (Từ 15h00 đến 23h00): 14"
    assert when(two_lines) == [("14/4 15/4", ["7h00–15h00"]), ("14/4", ["15h00–23h00"])]
    assert when("(Từ 7h đến 15h)\nTháng 4: 14\nTháng 5: 1") == [("14/4 1/5", ["7h00–15h00"])]
    assert when("- Tháng 4 (7h-15h): 14\n- (15h-23h): 14,15") == [
        ("14/4", ["7h00–15h00"]),
        ("14/4 15/4", ["15h00–23h00"]),
    ]


def test_labels_may_stand_among_days() -> None:
    assert when("Ca 01: 14/4; ca 2: 15/4") == [("14/4", ["Ca 01"]), ("15/4", ["Ca 02"])]
    (clause,) = clauses("Cả ngày 14/4")
    assert clause.whole_day


def test_hours_are_those_of_a_shift_or_of_neighbours() -> None:
    names = ShiftNames(DEFAULT_SHIFTS)
    hours = [clauses(f"14/4 ({text})")[0].hours[0] for text in ("7h-15h", "15h-23h", "7h-23h", "8h-15h", "7h-19h")]
    assert [names.of_hours(one) for one in hours] == [("Ca 01",), ("Ca 02",), ("Ca 01", "Ca 02"), (), ()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-5/5 (4 ngày)", "2/5 3/5 4/5 5/5"),
        ("Từ 2/5 đến 5/5: 04 ngày", "2/5 3/5 4/5 5/5"),
        ("2-3/5, 9-10/5 (4 ngày)", "2/5 3/5 9/5 10/5"),
        ("2-3/5\n9-10/5\n(4 ngày)", "2/5 3/5 9/5 10/5"),
        ("Tháng 5: 2,3 (2 ngày)\nTháng 6: 1 (1 ngày)", "2/5 3/5 1/6"),
        ("T5/2023: 2,3", "2/5 3/5"),
        ("T3, 2/5; T4: 3/5", "2/5 3/5"),
    ],
)
def test_a_number_of_days_is_no_day_and_a_weekday_no_month(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2-5/5 (3 ngày)", "4 ngày từ 2/5", "Tháng 5: 12, 13 ngày", "Tháng 4: 28,29\nT5: 11,12", "Tháng 4: 28 T5: 2"],
)
def test_a_number_of_days_that_is_not_theirs_and_a_t_before_a_list_are_refused(text: str) -> None:
    with pytest.raises(Unfit):
        clauses(text)
