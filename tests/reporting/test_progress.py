"""How far a campaign has come, counted by hand."""

import pytest

from planner.domain.advance import Indicator, IndicatorCounts, ReportKind
from tests.campaigns import day
from tests.reporting.samples import by_code, by_hamlets, codes, report, told, with_phases, with_targets

CAMPAIGN = with_targets(10, {"A": (100, 30, 20), "B": (40, 0, 5), "C": (None, 3, 1), "D": (0, 0, 0)})
"""Ten days; C has no target of its own, but needs 7 beside the 3 of before."""
RESULTS = [
    told("A", day(1), 11, 9, 2),
    told("A", day(3), 4, 4, None),
    told("B", day(2), 20, None, 7),
    told("B", day(4), 6, 5, 1),
    told("C", day(3), 5, 0, 0),
    by_hamlets("A", day(3), 6),
]


def test_a_unit_after_three_of_ten_days() -> None:
    a = by_code(report(CAMPAIGN, RESULTS, day(3)))["A"]
    assert (a.target, a.achieved, a.left, a.percent) == (100, 45, 55, 45.0)
    assert a.done == IndicatorCounts(collected=15, approved=13, activated=8)
    assert a.so_far == IndicatorCounts(collected=45, approved=13, activated=28)
    assert a.today == IndicatorCounts(collected=4, approved=4, activated=6)
    assert a.pace == 5.0
    assert a.needed_pace == 55 / 7
    assert a.forecast == 45 + 35
    assert (a.expected, a.behind) == (30 + 21, 6)


def test_what_comes_later_does_not_count_yet() -> None:
    third, fourth = (by_code(report(CAMPAIGN, RESULTS, day(number)))["B"] for number in (3, 4))
    assert (third.achieved, fourth.achieved) == (20, 26)
    assert (third.in_period.collected, fourth.in_period.collected) == (0, 6)


def test_a_target_that_the_workbook_does_not_give_is_the_need_and_what_came_before() -> None:
    c = by_code(report(CAMPAIGN, RESULTS, day(3)))["C"]
    assert (c.target, c.achieved, c.percent) == (10, 8, 80.0)


def test_totals_are_sums_and_their_pace_is_that_of_the_sums() -> None:
    total = report(CAMPAIGN, RESULTS, day(3)).total
    assert (total.target, total.achieved, total.left) == (150, 73, 77)
    assert total.needed_pace == 11
    assert total.before == IndicatorCounts(collected=33, activated=26)
    assert total.pace == 40 / 3
    assert total.forecast == 80 + 40 + 10 + 0, "the sum of what each unit is to have, no more than its target"
    assert report(CAMPAIGN, RESULTS[:2], day(3)).total.forecast == 80 + 3, "15 in 3 days at A, nothing elsewhere"
    assert total.expected == 51 + 12 + (3 + 2) + 0
    assert total.behind == 6, "A; B and C are ahead, which helps A nothing"


def test_half_a_dossier_is_rounded_up() -> None:
    campaign = with_targets(4, {"A": (10, 0, 0)})
    a = by_code(report(campaign, [told("A", day(1), 1), told("A", day(2), 2)], day(2)))["A"]
    assert (a.expected, a.forecast) == (5, 6)
    lone = by_code(report(with_targets(3, {"A": (9, 0, 0)}), [told("A", day(1), 3)], day(2)))["A"]
    assert lone.forecast == 5, "3 in 2 days are 1.5 in one, and 4.5 in all"


def test_only_activated_accounts_count_where_the_workbook_says_so() -> None:
    campaign = with_targets(10, {"A": (100, 30, 20), "B": (40, 0, 5)}, counts_activated=True)
    found = report(campaign, RESULTS, day(3))
    a, b = found.units
    assert found.indicator is Indicator.ACTIVATED
    assert (a.achieved, a.left, a.rank) == (28, 72, 2)
    assert (b.achieved, b.left, b.rank) == (12, 28, 1)
    assert (a.so_far.collected, b.so_far.collected) == (45, 20), "dossiers are told all the same"
    assert [point.achieved for point in found.course[:4]] == [27, 34, 40, None]


def test_ranks_are_shared_and_the_next_is_as_much_later() -> None:
    campaign = with_targets(5, {"A": (30, 0, 0), "B": (20, 0, 0), "C": (10, 0, 0), "D": (50, 0, 0), "E": (0, 0, 0)})
    results = [told("A", day(1), 15), told("B", day(1), 10), told("C", day(1), 9), told("E", day(1), 4)]
    found = by_code(report(campaign, results, day(1)))
    assert {code: each.rank for code, each in found.items()} == {"A": 2, "B": 2, "C": 1, "D": 4, "E": None}
    assert found["E"].percent is None


def test_the_best_and_those_furthest_behind() -> None:
    facts = {"A": (100, 0, 0), "B": (300, 0, 0), "C": (50, 0, 0), "D": (10, 0, 0), "E": (80, 0, 0), "F": (20, 0, 0)}
    results = [told("A", day(1), 30), told("B", day(1), 20), told("C", day(1), 14), told("E", day(1), 40)]
    found = report(with_targets(2, facts), results, day(1))
    assert codes(found.best) == ["E", "A", "C"]
    assert codes(found.furthest_behind) == ["B", "A", "C"], "130, 20 and 11 behind; D and F 5 and 10"


def test_of_two_equally_far_behind_the_smaller_share_comes_first() -> None:
    facts = {"A": (40, 0, 0), "B": (20, 0, 0), "C": (10, 0, 0)}
    found = report(with_targets(2, facts), [told("A", day(1), 10), told("C", day(1), 9)], day(1))
    assert codes(found.furthest_behind) == ["B", "A"]


def test_nobody_is_best_who_has_nothing_and_nobody_behind_before_the_start() -> None:
    found = report(with_targets(3, {"A": (9, 0, 0), "B": (5, 0, 0)}), [], day(0))
    assert (found.best, found.furthest_behind) == ((), ())


def test_before_the_first_day() -> None:
    found = report(CAMPAIGN, [], day(-4))
    assert (found.days_gone, found.days_left) == (0, 10)
    a = found.units[0]
    assert (a.pace, a.forecast, a.needed_pace) == (None, None, 7.0)
    assert (a.achieved, a.expected, a.today.collected) == (30, 30, 0)
    assert all(point.achieved is None for point in found.course)


def test_on_the_last_day_and_after_it() -> None:
    late = [*RESULTS, told("A", day(12), 55)]
    last, after = (report(CAMPAIGN, late, day(number)) for number in (10, 12))
    assert (last.days_gone, last.days_left) == (after.days_gone, after.days_left) == (10, 0)
    assert (last.units[0].needed_pace, last.units[0].forecast, last.units[0].expected) == (None, 45, 100)
    assert (after.units[0].achieved, after.units[0].is_reached) == (100, True)
    assert not last.units[0].is_reached


def test_the_day_on_which_the_pace_so_far_reaches_the_target() -> None:
    """Three a day: what is left after two days takes so many more, the last one begun counted whole."""
    results = [told("A", day(1), 4), told("A", day(2), 2)]
    for target, reached in ((7, day(3)), (9, day(3)), (10, day(4)), (15, day(5)), (16, None), (6, None)):
        assert report(with_targets(5, {"A": (target, 0, 0)}), results, day(2)).reached_on == reached
    assert report(with_targets(5, {"A": (7, 0, 0)}), [], day(2)).reached_on is None


def test_an_empty_ledger() -> None:
    found = report(CAMPAIGN, [], day(5))
    assert found.total.achieved == 33
    assert found.total.pace == 0
    assert found.total.forecast == 33
    assert found.strangers == ()


def test_a_target_already_exceeded_asks_for_nothing() -> None:
    found = report(with_targets(4, {"A": (10, 15, 0), "B": (8, 0, 0)}), [told("A", day(1), 2)], day(2))
    a = found.units[0]
    assert (a.percent, a.left, a.expected, a.behind, a.needed_pace) == (170.0, 0, 15, 0, 0.0)
    assert (found.total.achieved, found.total.left) == (17, 8), "what A has too much helps B nothing"
    assert (found.total.above, found.total.net_left) == (7, 1), "17 of 18 in all, though 8 are left"
    assert found.course[-1].needed == 23, "what A has, and the 8 of B"


def test_the_course_runs_beside_a_straight_line() -> None:
    points = report(CAMPAIGN, RESULTS, day(4)).course
    assert len(points) == 10
    assert [point.achieved for point in points] == [44, 64, 73, 79, None, None, None, None, None, None]
    assert [point.needed for point in points[:2]] == [pytest.approx(44.7), pytest.approx(56.4)]
    assert points[-1].needed == 150


def test_what_was_told_of_days_before_the_campaign_counts_from_its_first_day_on() -> None:
    found = report(CAMPAIGN, [*RESULTS, told("A", day(0), 3)], day(2))
    assert [point.achieved for point in found.course[:3]] == [47, 67, None]
    assert found.total.achieved == 67


def test_phases_tell_their_own_days_and_what_is_to_be_reached_in_all() -> None:
    campaign = with_phases(CAMPAIGN, ("Một", None, 2, 40), ("Hai", 3, 10, 117))
    first, second = report(campaign, RESULTS, day(3)).phases
    assert (first.in_phase.collected, first.achieved, first.left, first.is_over) == (31, 31, 9, True)
    assert (second.in_phase.collected, second.achieved, second.left, second.is_over) == (9, 40, 77, False)
    assert (first.first_day, second.first_day) == (day(1), day(3))
    assert first.percent == 77.5
    assert [report(campaign, RESULTS, day(number)).phases[0].is_over for number in (1, 2)] == [False, True]


def test_the_report_of_a_phase_stands_at_its_end() -> None:
    campaign = with_phases(CAMPAIGN, ("Một", None, 2, 40), ("Hai", 3, 10, 117))
    found = report(campaign, RESULTS, day(7), ReportKind.PHASE, campaign.phases[0])
    assert (found.as_of, found.phase, found.total.achieved, found.total.in_period.collected) == (day(2), "Một", 64, 31)
    later = report(campaign, RESULTS, day(3), ReportKind.PHASE, campaign.phases[1])
    assert (later.as_of, later.total.achieved, later.total.in_period.collected) == (day(3), 73, 9)
    early = report(campaign, RESULTS, day(1), ReportKind.PHASE, campaign.phases[1])
    assert (early.total.achieved, early.total.in_period.collected) == (44, 0)


def test_the_final_report_ends_with_the_campaign() -> None:
    late = [*RESULTS, told("A", day(12), 55)]
    found = report(CAMPAIGN, late, day(20), ReportKind.FINAL)
    assert (found.as_of, found.total.achieved, found.total.in_period.collected) == (day(10), 79, 46)


def test_results_of_a_unit_that_left_the_workbook_are_told_beside_the_totals() -> None:
    found = report(CAMPAIGN, [*RESULTS, told("Z", day(2), 8, 1, 3), told("Z", day(3), 4), told("Z", day(9), 1)], day(3))
    (stranger,) = found.strangers
    assert (stranger.unit, stranger.done) == ("Z", IndicatorCounts(collected=12, approved=1, activated=3))
    assert found.total.achieved == 73
    assert found.course[2].achieved == 73
