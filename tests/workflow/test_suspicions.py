"""Figures that look like a slip: told with both rows, and nothing said of days as they usually are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign, Cluster
from planner.domain.office import Reporting
from planner.domain.plan import Plan
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.errors import Severity
from planner.ledger.reported import RecordedResult
from planner.replan.planned import planned_slots
from planner.texts import Language, choose_language
from planner.workflow.days.just_recorded import JustRecorded
from planner.workflow.days.suspicions import suspicions
from tests.campaigns import day, filled_plan, machine, posting, small_campaign, stand, unit
from tests.replans import reported, reported_elsewhere

CAMPAIGN = small_campaign(
    units=(unit("A", 700), unit("B", 700), unit("C", 700)),
    machines=(machine("M1", posting(160)), machine("M2", posting(160))),
    days=10,
    closures=(),
)
PLAN = filled_plan(CAMPAIGN, stand("M1", "A", "1.1 1.2 2.1 2.2 3.1"), stand("M2", "B", "1.1 1.2 2.1 2.2 3.1"))


@pytest.fixture(autouse=True)
def in_english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def slot(name: str, at: str, when: str, collected: int, **figures: int) -> Result:
    """What a machine brought at a unit in a slot."""
    return reported(stand(name, at, when)[0], collected).model_copy(update=figures)


def told(
    report: Sequence[Result],
    before: Sequence[Result] = (),
    plan: Plan | None = None,
    campaign: Campaign = CAMPAIGN,
) -> list[str]:
    """What is said of a report after earlier ones, each row of which is in the ledger and counts."""
    rows = [
        RecordedResult(
            number=number, result=result, recorded_at=datetime(2023, 4, 20, tzinfo=UTC), recorded_by="trực", counts=True
        )
        for number, result in enumerate([*before, *report], start=1)
    ]
    cells = [row.model_copy(update={"source": f"Kết quả!E{place}"}) for place, row in enumerate(report, start=2)]
    recorded = JustRecorded.of(Path("xã/campaign.xlsx"), "", campaign, cells, rows)
    problems = suspicions(recorded, planned_slots(campaign, [plan]) if plan else ())
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [str(problem) for problem in problems]


def test_a_corrected_unit_doubles_the_machines_slot() -> None:
    """The workbook of a day is mended and recorded again: the old row stays until it is withdrawn."""
    (said,) = told([slot("M1", "A", "1.1", 150)], before=[slot("M1", "B", "1.1", 150)])
    assert said == (
        "Kết quả!E2: row 2 of the ledger (10/4/2023, Ca 01, M1, Xã A (A): collected 150): the same machine stands in "
        "this slot at another unit too, by row 1 of the ledger (10/4/2023, Ca 01, M1, Xã B (B): collected 150). Both "
        "count. If the earlier one is wrong: planner record 'xã/campaign.xlsx' --withdraw 1; if this one is: planner "
        "record 'xã/campaign.xlsx' --withdraw 2"
    )
    assert told([slot("M1", "A", "1.1", 150)], before=[slot("M1", "B", "1.1", 0), slot("M1", "B", "1.2", 150)]) == []


def test_two_rows_of_one_file_contradict_each_other_once() -> None:
    (said,) = told([slot("M1", "A", "1.1", 150), slot("M1", "B", "1.1", 120)])
    assert said.startswith("Kết quả!E3: row 2 of the ledger (10/4/2023, Ca 01, M1, Xã B (B): collected 120)")
    assert "by row 1 of the ledger (10/4/2023, Ca 01, M1, Xã A (A): collected 150)" in said


def test_the_same_figures_a_day_before_or_after() -> None:
    for earlier in ("1.1", "3.1"):
        (said,) = told([slot("M2", "C", "2.1", 99)], before=[slot("M2", "C", earlier, 99)])
        assert (
            "row 2 of the ledger (11/4/2023, Ca 01, M2, Xã C (C): collected 99): the same figures stand on the" in said
        )
        assert "--withdraw 1" in said
        assert "--withdraw 2" in said
    (said,) = told([reported_elsewhere("C", day(2), 41)], before=[reported_elsewhere("C", day(1), 41)])
    assert "row 1 of the ledger (10/4/2023, Xã C (C), without a machine: collected 41)" in said
    for other in (slot("M2", "C", "1.2", 99), slot("M2", "C", "1.1", 98), slot("M2", "C", "4.1", 99)):
        assert told([slot("M2", "C", "2.1", 99)], before=[other]) == []
    assert told([slot("M2", "C", "2.1", 99, activated=3)], before=[slot("M2", "C", "1.1", 99, activated=4)]) == []


def test_full_slots_day_after_day_are_usual_where_both_were_planned() -> None:
    assert told([slot("M1", "A", "2.1", 160)], before=[slot("M1", "A", "1.1", 160)], plan=PLAN) == []
    (said,) = told([slot("M1", "A", "4.1", 160)], before=[slot("M1", "A", "3.1", 160)], plan=PLAN)
    assert "the same figures" in said
    assert "nothing was planned there then" in said


def test_all_that_speaks_against_a_row_is_one_warning_with_the_advice_once() -> None:
    (said,) = told([slot("M1", "C", "1.1", 150)], before=[slot("M1", "B", "1.1", 150)], plan=PLAN)
    assert said.endswith(
        ": the same machine stands in this slot at another unit too, by row 1 of the ledger (10/4/2023, Ca 01, M1, "
        "Xã B (B): collected 150); the plan had this machine at Xã A (A) then. Both count. If the earlier one is "
        "wrong: planner record 'xã/campaign.xlsx' --withdraw 1; if this one is: planner record 'xã/campaign.xlsx' "
        "--withdraw 2"
    )


def test_three_rows_of_which_one_can_be_right_are_one_warning() -> None:
    before = [slot("M1", "B", "1.1", 150), slot("M1", "C", "1.1", 150)]
    (said,) = told([slot("M1", "A", "1.1", 150)], before=before)
    assert said.count("stands in this slot at another unit too") == 2
    assert "All count. Take back those that are wrong: " in said
    assert [f"--withdraw {number}" in said for number in (1, 2, 3)] == [True, True, True]


def test_work_where_nothing_was_planned() -> None:
    (said,) = told([slot("M1", "C", "1.1", 50)], plan=PLAN)
    assert "the plan had this machine at Xã A (A) then. It counts as reported" in said
    (said,) = told([slot("M1", "C", "5.1", 50)], plan=PLAN)
    assert "row 1 of the ledger (14/4/2023, Ca 01, M1, Xã C (C): collected 50): nothing was planned there then" in said
    assert told([slot("M1", "A", "1.1", 50)], plan=PLAN) == []
    assert told([slot("M1", "C", "1.1", 0), reported_elsewhere("C", day(1), 5)], plan=PLAN) == []
    assert told([slot("M1", "C", "1.1", 50)]) == [], "without a plan nothing is unplanned"
    stands_in = filled_plan(CAMPAIGN, stand("M2", "B", "1.1"))
    assert told([slot("M1", "B", "1.1", 50)], plan=stands_in) == [], "one machine for another"


def test_a_day_that_fits_no_plan_but_with_its_month_exchanged() -> None:
    may = small_campaign(
        units=(unit("A", 9_000), unit("B", 700)),
        machines=(machine("M1", posting(160)), machine("M2", posting(160))),
        days=80,
        closures=(),
    )
    assert day(27) == date(2023, 5, 6)
    planned = filled_plan(may, stand("M1", "A", "27.1"))
    wrong = reported(stand("M1", "A", "27.1")[0], 50).model_copy(update={"day": date(2023, 6, 5)})
    (said,) = told([wrong], plan=planned, campaign=may)
    assert "nothing was planned there then; but on 6/5/2023 it was planned just so" in said
    assert "--withdraw 1" in said


def test_far_more_than_a_unit_still_needs() -> None:
    (said,) = told([reported_elsewhere("C", day(2), 7000)], before=[slot("M2", "C", "1.1", 100)])
    assert "Xã C still needed 600 before this file; now it has 7,100 of the 700 that it needs" in said
    assert "the largest other row is row 1 of the ledger (10/4/2023, Ca 01, M2, Xã C (C): collected 100)" in said
    assert told([reported_elsewhere("C", day(2), 770)]) == [], "a tenth above is a good day"
    assert len(told([reported_elsewhere("C", day(2), 771)])) == 1


def test_what_was_too_much_before_is_named_when_the_next_day_comes() -> None:
    (said,) = told([slot("M1", "C", "3.1", 30)], before=[reported_elsewhere("C", day(1), 7000)])
    assert (
        "the largest other row is row 1 of the ledger (10/4/2023, Xã C (C), without a machine: collected 7,000)" in said
    )


def test_approved_or_activated_above_collected_in_all() -> None:
    approved, activated = told([slot("M1", "A", "1.1", 150, approved=900, activated=9000)])
    assert "Xã A now has 900 approved in all, but only 150 collected" in approved
    assert "Xã A now has 9,000 activated in all, but only 150 collected" in activated
    assert "--withdraw 1" in activated
    assert told([slot("M1", "A", "1.1", 150, approved=150, activated=150)]) == []
    before = [slot("M1", "A", "1.1", 150, activated=160)]
    assert told([slot("M1", "A", "2.1", 120, activated=125)], before=before) == [], "it was so before this file"
    (said,) = told([slot("M1", "A", "2.1", 120, activated=1250)], before=before)
    assert "1,410 activated in all, but only 270 collected" in said


def test_where_only_accounts_count_nobody_needs_dossiers_for_them() -> None:
    units = tuple(one.model_copy(update={"target": 700}) for one in CAMPAIGN.units)
    campaign = CAMPAIGN.model_copy(update={"units": units, "reporting": Reporting(counts_activated=True)})
    by_hamlets = reported_elsewhere("A", day(1), 0).model_copy(update={"activated": 300})
    assert told([by_hamlets], campaign=campaign) == []
    (said,) = told([by_hamlets.model_copy(update={"activated": 3000})], campaign=campaign)
    assert "now it has 3,000 of the 700" in said


def test_a_running_total_entered_daily() -> None:
    too_much, running = told([reported_elsewhere("B", day(place), 290 + 10 * place) for place in (1, 2, 3)])
    assert "now it has 930 of the 700" in too_much
    assert "like a running total: row 1" in running
    for number, figure in ((1, 300), (2, 310), (3, 320)):
        assert (
            f"row {number} of the ledger ({9 + number}/4/2023, Xã B (B), without a machine: collected {figure})"
            in running
        )


def test_a_running_total_below_the_need_is_seen_by_its_growth() -> None:
    before = [reported_elsewhere("B", day(1), 60), reported_elsewhere("B", day(2), 118)]
    (said,) = told([reported_elsewhere("B", day(3), 181)], before=before)
    assert "running total" in said
    assert told([reported_elsewhere("B", day(3), 110)], before=before) == []
    accounts = [
        reported_elsewhere("B", day(place), 400 if place == 1 else 0).model_copy(update={"activated": 30 * place})
        for place in (1, 2, 3)
    ]
    (said,) = told(accounts)
    assert "activated 90" in said


def test_machines_that_do_better_every_day_are_no_running_total() -> None:
    rows = [slot("M1", "A", f"{place}.1", 100 + 10 * place) for place in (1, 2, 3)]
    assert told(rows) == []
    beyond = [slot("M1", "A", f"{place}.1", 60 * place) for place in (1, 2, 3)]
    (said,) = told(beyond)
    assert "running total" in said, "180 is more than the 160 of a slot"


def test_a_machine_at_a_cluster_collects_for_several_of_its_units() -> None:
    cluster = Cluster(name="Đông", units=(UnitCode("A"), UnitCode("B")))
    campaign = CAMPAIGN.model_copy(update={"clusters": (cluster,)})
    plan = filled_plan(CAMPAIGN, stand("M1", "A", "1.1"))
    report = [slot("M1", "A", "1.1", 150), slot("M1", "B", "1.1", 120)]
    assert len(told(report, plan=plan)) == 1
    assert told(report, plan=plan, campaign=campaign) == []
