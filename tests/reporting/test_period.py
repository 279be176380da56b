"""Which days a report tells of."""

from datetime import date

import pytest

from planner.domain.advance import ReportKind
from planner.domain.calendar import Calendar
from planner.errors import WrongUsage
from planner.reporting.period import ReportDays, Scope, span_of
from tests.campaigns import small_campaign

TUESDAY_TO_THURSDAY = small_campaign().calendar.model_copy(
    update={"first_day": date(2023, 4, 11), "last_day": date(2023, 5, 4)}
)


def week(day: date, calendar: Calendar = TUESDAY_TO_THURSDAY) -> ReportDays:
    return span_of(calendar, Scope(ReportKind.WEEK, day))


@pytest.mark.parametrize("day", [date(2023, 4, 23), date(2023, 4, 24), date(2023, 4, 29)])
def test_a_week_is_over_on_its_sunday_and_stays_the_last_until_the_next_sunday(day: date) -> None:
    assert week(day) == (date(2023, 4, 17), date(2023, 4, 23), date(2023, 4, 23))


def test_on_saturday_the_week_is_not_over() -> None:
    assert week(date(2023, 4, 22)).last == date(2023, 4, 16)


def test_the_week_in_which_the_campaign_begins_counts() -> None:
    assert week(date(2023, 4, 16)) == (date(2023, 4, 10), date(2023, 4, 16), date(2023, 4, 16))


def test_before_the_first_week_is_over_there_is_none_to_report() -> None:
    with pytest.raises(WrongUsage, match="16/4/2023"):
        week(date(2023, 4, 15))


def test_a_campaign_that_begins_on_a_sunday_has_that_week() -> None:
    calendar = TUESDAY_TO_THURSDAY.model_copy(update={"first_day": date(2023, 4, 16)})
    assert week(date(2023, 4, 20), calendar).last == date(2023, 4, 16)


@pytest.mark.parametrize("day", [date(2023, 5, 7), date(2023, 5, 8), date(2024, 1, 1)])
def test_the_last_week_is_that_in_which_the_campaign_ends(day: date) -> None:
    assert week(day).last == date(2023, 5, 7)


def test_a_campaign_that_ends_on_a_sunday() -> None:
    calendar = TUESDAY_TO_THURSDAY.model_copy(update={"last_day": date(2023, 4, 30)})
    assert week(date(2023, 6, 1), calendar).last == date(2023, 4, 30)


def test_a_day_is_told_alone_also_outside_the_campaign() -> None:
    for day in (date(2023, 4, 1), date(2023, 4, 20), date(2023, 6, 1)):
        assert span_of(TUESDAY_TO_THURSDAY, Scope(ReportKind.DAY, day)) == (day, day, day)


def test_the_final_report_of_a_campaign_under_way_stands_at_the_day_asked_for() -> None:
    found = span_of(TUESDAY_TO_THURSDAY, Scope(ReportKind.FINAL, date(2023, 4, 20)))
    assert found == (date(2023, 4, 11), date(2023, 5, 4), date(2023, 4, 20))
