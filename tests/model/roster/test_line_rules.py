"""Each rule four ways: kept at its edge, broken just beyond it, with the limit changed, on an odd calendar."""

import pytest

from planner.model.roster.line_problem import OFF, Counted, Line, LineRule, Step, Total
from planner.model.roster.line_rules import Amounts, RunsOfDays, Succession, WorkedWeekends
from planner.model.roster.roster_values import count


def keeps(rule: LineRule, days: str) -> bool:
    """Whether a line of letters keeps a rule: `.` is a day off, `a` the first choice, `b` the second."""
    state = rule.first()
    for day, letter in enumerate(days):
        state = rule.after(state, day, OFF if letter == "." else ord(letter) - ord("a") + 1)
        if state is None:
            return False
    return rule.may_end(state)


def counted(what: Counted, days: str) -> int:
    line: Line = tuple(OFF if letter == "." else ord(letter) - ord("a") + 1 for letter in days)
    return count(Total(0, what), line)


@pytest.mark.parametrize(
    ("days", "is_kept"),
    [
        (".aaaaa.", True),
        (".aaaaaa.", False),
        ("aaaaa..", True),
        ("aaaaaa.", False),
        ("..aaaaa", True),
        (".aaaaaa", False),
        ("ababa..", True),
    ],
)
def test_most_days_in_a_row(days: str, *, is_kept: bool) -> None:
    assert keeps(RunsOfDays(5), days) is is_kept


def test_most_days_in_a_row_with_other_limits() -> None:
    assert keeps(RunsOfDays(6), ".aaaaaa.")
    assert not keeps(RunsOfDays(6), ".aaaaaaa.")
    assert keeps(RunsOfDays(0), "......")
    assert not keeps(RunsOfDays(0), "...a..")


@pytest.mark.parametrize(
    ("days", "is_kept"),
    [
        ("..aa..", True),
        ("..a...", False),
        ("a.....", True),
        (".....a", True),
        ("a.a.aa", False),
        ("aa..aa", True),
    ],
)
def test_fewest_days_in_a_row(days: str, *, is_kept: bool) -> None:
    """A stretch that touches the first or the last day is never too short: what lies beyond is unknown."""
    assert keeps(RunsOfDays(5, least_work=2), days) is is_kept


def test_fewest_days_in_a_row_with_another_limit() -> None:
    assert keeps(RunsOfDays(5, least_work=3), ".aaa.")
    assert not keeps(RunsOfDays(5, least_work=3), ".aa..")
    assert keeps(RunsOfDays(5, least_work=3), "aa...")


@pytest.mark.parametrize(
    ("days", "is_kept"),
    [("aa..aa", True), ("aa.aaa", False), (".aaaa.", True), ("aaa.", True), (".a", True), ("aa...aa.aa", False)],
)
def test_fewest_days_off(days: str, *, is_kept: bool) -> None:
    assert keeps(RunsOfDays(5, least_off=2), days) is is_kept


def test_fewest_days_off_with_another_limit() -> None:
    assert keeps(RunsOfDays(5, least_off=1), "aa.aaa")
    assert keeps(RunsOfDays(5, least_off=3), "aa...aa")
    assert not keeps(RunsOfDays(5, least_off=3), "aa..aa")


KINDS = ((0, 1, 2),) * 5


def test_what_may_not_follow() -> None:
    rule = Succession(KINDS, frozenset({(2, 1)}))
    assert keeps(rule, "aabb.")
    assert keeps(rule, "b.a..")
    assert not keeps(rule, "..ba.")
    assert not keeps(rule, "...ba")
    assert keeps(Succession(KINDS, frozenset({(1, 2)})), "..ba.")
    assert not keeps(Succession(KINDS, frozenset({(1, 2)})), "..ab.")


def test_what_may_not_follow_the_day_before_the_first() -> None:
    assert keeps(Succession(KINDS, frozenset({(2, 1)})), "a....")
    assert not keeps(Succession(KINDS, frozenset({(2, 1)}), before=2), "a....")
    assert keeps(Succession(KINDS, frozenset({(2, 1)}), before=2), "b....")
    assert keeps(Succession(KINDS, frozenset({(2, 1)}), before=2), ".a...")


def test_kinds_may_change_from_day_to_day() -> None:
    """Labels that swap on one day: what was the second shift is the first one from then on."""
    swapped = (*KINDS[:2], (0, 2, 1), (0, 2, 1), (0, 2, 1))
    rule = Succession(swapped, frozenset({(2, 1)}))
    assert not keeps(rule, ".bb..")
    assert keeps(rule, ".ba..")


def test_amounts_are_added() -> None:
    minutes = Amounts(((0, 480, 600),) * 7)
    assert counted(minutes, "ab...a.") == 1560
    assert counted(minutes, ".......") == 0
    holiday = Amounts((*((0, 0, 0),) * 3, (1, 2, 3), *((0, 0, 0),) * 3))
    assert counted(holiday, "aaaa...") == 2
    assert counted(holiday, "aaa.aaa") == 1


@pytest.mark.parametrize(
    ("first_weekday", "days", "weekends"),
    [
        (0, ".....a.", 1),
        (0, "......a", 1),
        (0, ".....ab", 1),
        (0, "aaaaa..", 0),
        (0, ".....a......aa", 2),
        (5, "a......", 1),
        (6, "a......", 1),
        (6, "a.....a", 2),
        (6, "......a", 1),
        (6, ".aaaaa.", 0),
    ],
)
def test_weekends(first_weekday: int, days: str, weekends: int) -> None:
    """The horizon may begin on a Saturday or a Sunday, and end on a Saturday."""
    assert counted(WorkedWeekends(first_weekday), days) == weekends


def test_limits_of_a_total() -> None:
    total = Total(0, WorkedWeekends(), lowest=1, highest=2)
    assert [total.is_kept(amount) for amount in range(4)] == [False, True, True, False]
    assert Total(0, WorkedWeekends()).is_kept(99)
    assert not Total(0, WorkedWeekends(), highest=3).is_kept(4)


def test_costs_of_a_total_are_convex_outside_its_band() -> None:
    total = Total(0, WorkedWeekends(), above=(Step(4, 1), Step(5, 2)), below=(Step(3, 1),))
    assert [total.cost(amount) for amount in range(8)] == [3, 2, 1, 0, 0, 1, 4, 7]
    with pytest.raises(AssertionError):
        Total(0, WorkedWeekends(), above=(Step(2, 1),), below=(Step(3, 1),))
