"""Daily figures: rounded as told, exactly, and totals by the rule that was chosen."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.domain.quota import Quota, Rounding, TotalRule
from planner.quota.daily import daily_share, quota_of, short_of_target, uneven_totals
from tests.quota.tables import table_of

TARGETS = st.integers(0, 10**15)
DAYS = st.integers(1, 3_650)


@pytest.mark.parametrize(
    ("target", "days", "half_up", "up"),
    [
        (0, 7, 0, 0),
        (7, 7, 1, 1),
        (3, 7, 0, 1),
        (4, 7, 1, 1),
        (5, 10, 1, 1),
        (4, 10, 0, 1),
        (15, 10, 2, 2),
        (25, 10, 3, 3),
        (26, 10, 3, 3),
        (24, 10, 2, 3),
        (21, 10, 2, 3),
        (30, 10, 3, 3),
        (9, 1, 9, 9),
    ],
)
def test_rounding(target: int, days: int, half_up: int, up: int) -> None:
    assert daily_share(target, days, Rounding.HALF_UP) == half_up
    assert daily_share(target, days, Rounding.UP) == up


@given(TARGETS, DAYS)
def test_half_up_is_the_floor_of_a_half_more(target: int, days: int) -> None:
    assert daily_share(target, days, Rounding.HALF_UP) == floor(Fraction(target, days) + Fraction(1, 2))


@given(TARGETS, DAYS)
def test_up_is_the_ceiling_and_always_suffices(target: int, days: int) -> None:
    assert daily_share(target, days, Rounding.UP) == ceil(Fraction(target, days))
    assert daily_share(target, days, Rounding.UP) * days >= target


def test_figures_beyond_what_floats_hold_are_exact() -> None:
    assert daily_share(2 * 10**17 + 1, 2, Rounding.HALF_UP) == 10**17 + 1
    assert daily_share(2 * 10**17 + 1, 2, Rounding.UP) == 10**17 + 1


TABLE = table_of("Thẻ | Tài khoản", ("A", (14, 70)), ("B", (25, 3)), ("C", (6, 11)))
"""Over 10 days half up: 1, 3, 1 and 7, 0, 1; up: 2, 3, 1 and 7, 1, 2."""


def totals(quota: Quota) -> list[tuple[str, int, int]]:
    return [(total.indicator, total.target, total.daily) for total in quota.totals]


def test_rows_go_unit_by_unit_and_in_each_indicator_by_indicator() -> None:
    quota = quota_of(TABLE, 10, Rounding.HALF_UP, TotalRule.SUM)
    assert [(row.unit, row.indicator, row.target, row.daily) for row in quota.rows] == [
        ("A", "Thẻ", 14, 1),
        ("A", "Tài khoản", 70, 7),
        ("B", "Thẻ", 25, 3),
        ("B", "Tài khoản", 3, 0),
        ("C", "Thẻ", 6, 1),
        ("C", "Tài khoản", 11, 1),
    ]
    assert quota.days == 10


@pytest.mark.parametrize(
    ("rounding", "rule", "daily"),
    [
        (Rounding.HALF_UP, TotalRule.SUM, (5, 8)),
        (Rounding.HALF_UP, TotalRule.DIVIDE, (5, 8)),
        (Rounding.UP, TotalRule.SUM, (6, 10)),
        (Rounding.UP, TotalRule.DIVIDE, (5, 9)),
    ],
)
def test_totals(rounding: Rounding, rule: TotalRule, daily: tuple[int, int]) -> None:
    assert totals(quota_of(TABLE, 10, rounding, rule)) == [("Thẻ", 45, daily[0]), ("Tài khoản", 84, daily[1])]


def test_a_printed_total_is_kept_divided_and_compared_with_its_rows() -> None:
    table = TABLE.model_copy(update={"printed_totals": (56, None)})
    divided = quota_of(table, 10, Rounding.HALF_UP, TotalRule.DIVIDE)
    assert totals(divided) == [("Thẻ", 56, 6), ("Tài khoản", 84, 8)]
    assert [one.model_dump() for one in divided.differences] == [{"indicator": "Thẻ", "printed": 56, "rows": 45}]
    assert totals(quota_of(table, 10, Rounding.HALF_UP, TotalRule.SUM)) == [("Thẻ", 56, 5), ("Tài khoản", 84, 8)]


def test_a_printed_total_that_adds_up_is_no_difference() -> None:
    table = TABLE.model_copy(update={"printed_totals": (45, 84)})
    assert quota_of(table, 10, Rounding.UP, TotalRule.SUM).differences == ()


def test_rows_that_fall_short_of_their_target() -> None:
    half_up = quota_of(TABLE, 10, Rounding.HALF_UP, TotalRule.SUM)
    assert [(row.unit, row.indicator) for row in short_of_target(half_up)] == [
        ("A", "Thẻ"),
        ("B", "Tài khoản"),
        ("C", "Tài khoản"),
    ]
    assert short_of_target(quota_of(TABLE, 10, Rounding.UP, TotalRule.SUM)) == ()


def test_totals_that_are_divided_may_differ_from_their_rows() -> None:
    uneven = uneven_totals(quota_of(TABLE, 10, Rounding.UP, TotalRule.DIVIDE))
    assert [(one.indicator, one.printed, one.rows) for one in uneven] == [("Thẻ", 5, 6), ("Tài khoản", 9, 10)]
    assert uneven_totals(quota_of(TABLE, 10, Rounding.UP, TotalRule.SUM)) == ()


def test_a_table_with_a_hole_is_no_table() -> None:
    with pytest.raises(ValidationError):
        table_of("Thẻ | Tài khoản", ("A", (14, 70)), ("B", (25,)))
