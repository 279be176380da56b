"""A total shared out by people: it adds up, nobody is more than one away from the exact share, ties go to the first."""

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.quota import Indicator, UnitName, UnitPeople
from planner.quota.sharing import shared_by_people

PEOPLE = st.lists(st.integers(0, 10**9), min_size=1, max_size=60).filter(any)


def shares(total: int, people: list[int]) -> list[int]:
    units = [UnitPeople(UnitName(f"Thôn {number}"), each) for number, each in enumerate(people)]
    table = shared_by_people(total, units, Indicator("Thẻ"))
    assert [row.unit for row in table.rows] == [unit.unit for unit in units]
    assert table.indicators == ("Thẻ",)
    assert table.printed_totals == (None,)
    return [row.targets[0] for row in table.rows]


@given(st.integers(0, 10**9), PEOPLE)
def test_shares_add_up(total: int, people: list[int]) -> None:
    assert sum(shares(total, people)) == total


@given(st.integers(0, 10**9), PEOPLE)
def test_each_share_is_the_exact_one_rounded_down_or_up(total: int, people: list[int]) -> None:
    for share, each in zip(shares(total, people), people, strict=True):
        exact = Fraction(total * each, sum(people))
        assert share in (floor(exact), ceil(exact))


@given(st.integers(0, 10**6), PEOPLE)
def test_more_people_never_get_less(total: int, people: list[int]) -> None:
    by_people = sorted(zip(people, shares(total, people), strict=True))
    for (fewer, share), (more, greater_share) in pairwise(by_people):
        assert fewer == more or share <= greater_share


@pytest.mark.parametrize(
    ("total", "people", "expected"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (11, [1, 1, 1], [4, 4, 3]),
        (2, [1, 1, 1], [1, 1, 0]),
        (5, [0, 3, 1], [0, 4, 1]),
        (7, [10, 20, 30], [1, 2, 4]),
        (100, [41, 33, 26], [41, 33, 26]),
        (3, [2, 1], [2, 1]),
        (0, [5, 6], [0, 0]),
        (9, [4], [9]),
        (17_410, [7_124, 3_797, 2_268], [9_404, 5_012, 2_994]),
    ],
)
def test_the_largest_remainders_get_what_is_left(total: int, people: list[int], expected: list[int]) -> None:
    assert shares(total, people) == expected


def test_where_nobody_lives_nothing_is_shared_out() -> None:
    with pytest.raises(ValueError, match="nobody lives"):
        shares(5, [0, 0])
