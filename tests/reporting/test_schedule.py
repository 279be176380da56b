"""Units are judged by what was announced for them, paces count working days, and figures tell ranks apart."""

from collections.abc import Sequence
from fractions import Fraction

from planner.domain.advance import ReportKind
from planner.domain.campaign import Campaign, Closure
from planner.domain.record import UnitCode
from planner.domain.report import ProgressReport, decimals_apart, percent_of
from planner.domain.results import Result
from planner.reporting.aims import AnnouncedSlot
from planner.reporting.period import Scope, span_of
from planner.reporting.progress_report import progress_report
from tests.campaigns import day, label
from tests.reporting.samples import (
    NOBODY_LATE,
    by_code,
    by_hamlets,
    codes,
    report,
    told,
    with_phases,
    with_targets,
)

CAMPAIGN = with_targets(10, {"A": (100, 0, 0), "B": (100, 0, 0)})


def slots(unit: str, *dossiers_by_day: tuple[int, int], is_due: bool = True) -> list[AnnouncedSlot]:
    """What an announced plan is to bring at a unit on days of these numbers."""
    return [AnnouncedSlot(day(number), UnitCode(unit), dossiers, is_due) for number, dossiers in dossiers_by_day]


def scheduled(
    campaign: Campaign, results: Sequence[Result], number: int, schedule: Sequence[AnnouncedSlot]
) -> ProgressReport:
    """The report of a day beside what was announced."""
    scope = Scope(ReportKind.DAY, day(number))
    span = span_of(campaign.calendar, scope)
    return progress_report(campaign, results, scope, span, NOBODY_LATE, schedule=schedule)


def test_a_unit_whose_machine_comes_later_is_not_behind_before() -> None:
    schedule = [*slots("A", (1, 60), (2, 40)), *slots("B", (8, 60), (9, 40))]
    found = scheduled(CAMPAIGN, [told("A", day(1), 60), told("A", day(2), 10)], 4, schedule)
    a, b = found.units
    assert (a.is_scheduled, a.expected, a.behind) == (True, 100, 30)
    assert (b.is_scheduled, b.expected, b.behind) == (True, 0, 0)
    assert codes(found.furthest_behind) == ["A"]
    assert codes(report(CAMPAIGN, [], day(4)).furthest_behind) == ["A"], "evenly both would be 40 behind; one is named"
    assert [point.needed for point in found.course] == [60, 100, 100, 100, 100, 100, 100, 160, 200, 200]


def test_a_unit_that_nothing_is_announced_for_is_judged_evenly() -> None:
    found = scheduled(CAMPAIGN, [], 4, slots("A", (8, 100)))
    assert [(unit.is_scheduled, unit.expected) for unit in found.units] == [(True, 0), (False, 40)]
    assert found.total.expected == 40


def test_slots_whose_figures_are_not_due_yet_are_not_expected() -> None:
    schedule = [*slots("A", (1, 60)), *slots("A", (1, 40), is_due=False)]
    a = by_code(scheduled(CAMPAIGN, [told("A", day(1), 60)], 1, schedule))["A"]
    assert (a.expected, a.behind, a.forecast) == (60, 0, 100)


def test_the_forecast_goes_on_as_the_schedule_did_so_far_and_totals_are_sums() -> None:
    schedule = [*slots("A", (1, 40), (2, 40), (9, 20)), *slots("B", (8, 60), (9, 40))]
    found = scheduled(CAMPAIGN, [told("A", day(1), 30), told("A", day(2), 30)], 3, schedule)
    a, b = found.units
    assert a.forecast == 60 + 15, "three quarters of what was planned have come"
    assert b.forecast == 100, "as announced while nothing is known of it"
    assert found.total.forecast == 175
    assert found.reached_on is None, "A will not"
    good = scheduled(CAMPAIGN, [told("A", day(1), 80)], 3, schedule)
    assert (good.total.forecast, good.reached_on) == (200, day(9))


def test_accounts_follow_the_share_of_dossiers_that_was_planned() -> None:
    campaign = with_targets(10, {"A": (107, 0, 100)}, counts_activated=True)
    found = scheduled(campaign, [by_hamlets("A", day(1), 2)], 1, slots("A", (1, 3), (5, 4)))
    (a,) = found.units
    assert (campaign.units[0].need, a.expected, a.behind, a.forecast) == (7, 103, 1, 102 + 3), "4 of 7 at two thirds"


def test_a_total_is_not_hidden_behind_a_unit_above_its_target() -> None:
    found = scheduled(CAMPAIGN, [told("A", day(1), 250)], 5, [])
    assert (found.total.percent, found.total.left, found.total.above, found.total.net_left) == (125.0, 100, 150, -50)
    assert (found.total.behind, found.total.forecast) == (50, 250), "what B lacks to its line"


def closed_days(campaign: Campaign, first: int, last: int, unit: str | None = None) -> Campaign:
    closure = Closure(
        first_day=day(first),
        last_day=day(last),
        shifts=campaign.calendar.shift_labels,
        unit=UnitCode(unit) if unit else None,
    )
    return campaign.model_copy(update={"closures": (*campaign.closures, closure)})


def test_paces_count_working_days() -> None:
    campaign = closed_days(closed_days(CAMPAIGN, 2, 3), 9, 10, "B")
    results = [told("A", day(1), 10), told("A", day(4), 20), told("B", day(4), 12)]
    found = report(campaign, results, day(5))
    a, b = found.units
    assert (found.days_gone, found.days_left) == (5, 5), "days of the campaign are days"
    assert (a.days_gone, a.days_left, b.days_gone, b.days_left) == (3, 5, 3, 3)
    assert (a.pace, a.needed_pace) == (10, 14)
    assert (b.pace, b.needed_pace) == (4, 88 / 3)
    assert (a.expected, b.expected) == (38, 50), "3 of 8 days are 37.5, 3 of 6 a half"
    assert (a.forecast, b.forecast) == (30 + 50, 12 + 12)
    assert found.total.pace == 42 / 3
    assert found.total.forecast == 104
    assert [point.needed for point in found.course[:4]] == [100 / 8 + 100 / 6] * 3 + [25 + 100 / 3]


def test_a_day_with_one_open_shift_is_a_working_day() -> None:
    closure = Closure(first_day=day(2), last_day=day(2), shifts=(label(1),))
    found = report(CAMPAIGN.model_copy(update={"closures": (closure,)}), [], day(2))
    assert found.total.days_gone == 2


def test_a_unit_whose_window_has_not_begun_has_no_pace_and_no_forecast() -> None:
    late = CAMPAIGN.units[1].model_copy(update={"first_day": day(8)})
    campaign = CAMPAIGN.model_copy(update={"units": (CAMPAIGN.units[0], late)})
    found = report(campaign, [told("A", day(1), 30)], day(3))
    b = found.units[1]
    assert (b.expected, b.behind, b.pace, b.forecast, b.needed_pace) == (0, 0, None, None, 100 / 3)
    assert (found.num_without_forecast, found.total.forecast, found.reached_on) == (1, 100, None)


def test_the_pace_of_a_phase_aims_at_the_phases_target() -> None:
    campaign = closed_days(with_phases(CAMPAIGN, ("Một", None, 4, 60), ("Hai", 5, 10, 200)), 2, 2)
    results = [told("A", day(1), 10), told("B", day(3), 20)]
    first, second = report(campaign, results, day(3), ReportKind.PHASE, campaign.phases[0]).phases
    assert (first.days_gone, first.days_left, first.pace, first.needed_pace, first.forecast) == (2, 1, 15, 30, 45)
    assert (second.days_gone, second.days_left, second.pace, second.needed_pace) == (0, 6, None, 170 / 6)
    over = report(campaign, results, day(7)).phases[0]
    assert (over.days_left, over.needed_pace, over.forecast) == (0, None, 30)


def test_percentages_have_the_decimals_that_tell_ranks_apart() -> None:
    """Fourteen districts were ranked by 100,62 / 100,42 / 100,39 / 100,14 / 100,07 % in July 2023."""
    facts = dict.fromkeys("ABC", (100000, 0, 0))
    rows = [told("A", day(1), 100_140), told("B", day(1), 100_120), told("C", day(1), 100_070)]
    found = report(with_targets(5, facts), rows, day(1))
    assert [found.decimals_of(unit) for unit in found.units] == [2, 2, 2]
    assert found.usual_decimals == 2
    apart = report(with_targets(5, facts), [told("A", day(1), 5_000), told("B", day(1), 5_000)], day(1))
    assert apart.usual_decimals == 1, "equal shares may read the same"
    close = decimals_apart([Fraction(100_140, 10**5), Fraction(100_142, 10**5), Fraction(1, 2)])
    assert sorted(close.values()) == [2, 3, 3], "only those that still look alike have more"
    assert max(decimals_apart([Fraction(1, 2), Fraction(10**9 + 1, 2 * 10**9)]).values()) == 4


def test_what_is_missed_never_reads_as_100_percent() -> None:
    assert percent_of(99_999, 100_000, 1) == 99.9
    assert percent_of(100_000, 100_000, 1) == 100.0
    assert percent_of(100_040, 100_000, 1) == 100.0
    assert percent_of(1, 8, 1) == 12.5
    assert percent_of(1, 0, 1) is None


def test_in_the_report_of_a_phase_each_units_pace_aims_at_its_share_of_the_phases_target() -> None:
    campaign = closed_days(with_phases(CAMPAIGN, ("Một", None, 4, 60), ("Hai", 5, 10, 200)), 2, 2)
    results = [told("A", day(1), 10), told("B", day(3), 20)]
    found = report(campaign, results, day(3), ReportKind.PHASE, campaign.phases[0])
    assert [unit.needed_pace for unit in found.units] == [20, 10], "30 of the 60 each, and one day left"
    assert found.total.needed_pace == 30
    ahead = report(campaign, results, day(3), ReportKind.PHASE, campaign.phases[1])
    assert [unit.needed_pace for unit in ahead.units] == [90 / 6, 80 / 6], (
        "on the days of the phase, none of which is gone"
    )
    over = report(campaign, results, day(7), ReportKind.PHASE, campaign.phases[0])
    assert [unit.needed_pace for unit in over.units] == [None, None]
    of_day = report(campaign, results, day(3))
    assert [unit.needed_pace for unit in of_day.units] == [90 / 7, 80 / 7], "else they aim at the unit's target"


def test_no_share_of_a_phase_falls_to_a_unit_whose_machine_comes_after_it() -> None:
    campaign = with_phases(CAMPAIGN, ("Một", None, 4, 60))
    schedule = [*slots("A", (3, 100)), *slots("B", (8, 100))]
    scope = Scope(ReportKind.PHASE, day(3), campaign.phases[0])
    span = span_of(campaign.calendar, scope)
    results = [told("A", day(3), 10)]
    found = progress_report(campaign, results, scope, span, NOBODY_LATE, schedule=schedule)
    assert [unit.needed_pace for unit in found.units] == [50, 0]
