"""Over how many days targets are spread: end minus start, as documents count, or with the last day."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.quota import QuotaFacts
from planner.errors import WrongUsage
from planner.workflow.days.quota_span import KnownSpan, QuotaSpan, known_span

TABLE = Path("bang.xlsx")
FIRST, LAST = date(2024, 8, 21), date(2024, 8, 27)


def span(*, days: int | None = None, last: date = LAST, is_inclusive: bool = False) -> KnownSpan:
    return known_span(TABLE, QuotaFacts(), QuotaSpan(days, FIRST, last, is_inclusive))


def test_end_minus_start_leaves_the_last_day_out_and_says_so() -> None:
    found = span()
    assert found.days == 6
    assert "27/8/2024" in found.note
    assert "--inclusive: 7" in found.note


def test_the_last_day_counts_where_that_is_wanted() -> None:
    assert span(is_inclusive=True) == KnownSpan(7, FIRST, LAST)


@pytest.mark.usefixtures("at_the_command_line")
def test_a_drive_of_one_day_is_one_day_and_the_refusal_says_how() -> None:
    with pytest.raises(WrongUsage, match=r"--inclusive.* 1 ngày"):
        span(last=FIRST)
    assert span(last=FIRST, is_inclusive=True).days == 1


@pytest.mark.parametrize("days", [6, 7])
def test_days_that_agree_with_either_count_are_no_contradiction(days: int) -> None:
    assert span(days=days) == KnownSpan(days, FIRST, LAST)


def test_days_that_agree_with_neither_count_are_refused() -> None:
    with pytest.raises(WrongUsage, match=r"6 .* 7 .* 8"):
        span(days=8)


def test_one_day_of_the_workbook_does_with_days(tmp_path: Path) -> None:
    facts = QuotaFacts(first_day=FIRST, last_day=FIRST)
    assert known_span(tmp_path, facts, QuotaSpan(days=1)).days == 1
