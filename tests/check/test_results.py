"""A past that is held against the results, beyond what the examples of broken plans show."""

from planner.check.verdict import judge
from planner.check.violation import Violation
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result
from tests.campaigns import day, label, machine, posting, small_campaign, stand, unit
from tests.replans import collected, replan, reported, reported_elsewhere

CAMPAIGN = small_campaign(
    units=[unit("A", 9), unit("B", 30)], machines=[machine("M1", posting(3))], days=4, shifts=2, closures=()
)
(FIRST, SECOND) = stand("M1", "A", "1.1 2.1")
RESULTS = (reported(FIRST, 2), reported(SECOND, 3))


def plan(*, day_number: int = 2, shift: int = 2, elsewhere: dict[str, int] | None = None) -> Plan:
    return replan(
        CAMPAIGN,
        [collected(FIRST, 2), collected(SECOND, 3)],
        (),
        as_of=day(day_number),
        as_of_shift=label(shift),
        elsewhere={UnitCode(code): dossiers for code, dossiers in (elsewhere or {}).items()},
    )


def against(told: Plan, *results: Result) -> list[Violation]:
    return [one for one in judge(CAMPAIGN, told, results=results).violations if one.rule is Rule.HISTORY]


def test_results_that_are_in_the_plan() -> None:
    assert against(plan(), *RESULTS) == []
    assert judge(CAMPAIGN, plan(), results=RESULTS).sound


def test_no_results_are_results_too() -> None:
    assert [one.day for one in against(plan())] == [day(1), day(2)]
    assert judge(CAMPAIGN, plan()).sound


def test_what_was_reported_of_a_time_to_come_is_not_asked_for() -> None:
    (noon,) = stand("M1", "A", "2.2")
    assert against(plan(), *RESULTS, reported(noon, 3)) == []
    later = replan(CAMPAIGN, plan().assignments, (), as_of=day(3))
    (found,) = against(later, *RESULTS, reported(noon, 3))
    assert (found.machine, found.unit, found.day, found.shift) == ("M1", "A", day(2), "Ca 02")


def test_the_message_says_both_figures() -> None:
    (found,) = against(plan(), RESULTS[0], reported(SECOND, 1200))
    assert found.message == "M1 tại Xã A (A), Ca 01 ngày 11/4/2023: kết quả ghi 1.200 hồ sơ, kế hoạch ghi 3 hồ sơ"
    (found,) = against(plan(), *RESULTS, reported_elsewhere("B", day(4), 7), reported_elsewhere("B", day(4), 2))
    assert found.message == "Xã B (B): kết quả ghi 9 hồ sơ thu nhận ở nơi khác (không qua máy), kế hoạch ghi 0 hồ sơ"


def test_a_done_row_listed_twice_is_counted_twice_and_so_untrue() -> None:
    twice = plan().model_copy(update={"assignments": (*plan().assignments, collected(SECOND, 0))})
    (found,) = against(twice, *RESULTS)
    assert "3 + 0" in found.message


def test_results_of_what_the_campaign_does_not_know_are_missed() -> None:
    strange = (
        reported(FIRST._replace(machine=MachineName("M9")), 1),
        reported(FIRST._replace(unit=UnitCode("Z")), 1),
        reported(FIRST._replace(shift=ShiftLabel("Ca 09")), 1),
        reported_elsewhere("Y", day(1), 1),
    )
    assert [one.unit for one in against(plan(), *RESULTS, *strange)] == ["A", "Z", "A", "Y"]
    ahead = reported(SECOND._replace(shift=ShiftLabel("Ca 09")), 1)
    assert against(plan(), *RESULTS, ahead) == []


def test_elsewhere_is_summed_over_all_its_reports() -> None:
    reports = [reported_elsewhere("B", day(number), 2) for number in (1, 1, 4)]
    assert against(plan(elsewhere={"B": 6}), *RESULTS, *reports) == []
    assert [one.unit for one in against(plan(elsewhere={"B": 4}), *RESULTS, *reports)] == ["B"]
    assert against(plan(elsewhere={"B": 0}), *RESULTS) == []
