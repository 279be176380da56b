"""What is entered beside the workbook: refused where it cannot be, and kept to by every use case from then on."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.adjustment import AdjustmentKind
from planner.domain.campaign import Closure
from planner.domain.plan import Plan
from planner.domain.progress import nobody
from planner.domain.record import MachineName
from planner.domain.search_terms import SearchTerms
from planner.errors import LedgerLacks, WrongUsage
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from planner.workflow.days.adjusting import (
    AskedAdjustment,
    list_adjustments,
    record_adjustment,
    withdraw_adjustment,
)
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.standing import status_of
from planner.workflow.planning.planning import Planned, plan_campaign, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.planning.verifying import verify_plan
from planner.workflow.questions.wishes import Asked, weigh_wish
from planner.workflow.solving.searching import Search
from tests.campaigns import day, label, machine, pin, posting, small_campaign, unit
from tests.workbooks import write_workbook

SEARCH = Search(SearchTerms(seconds=5), nobody)
BREAKDOWN, CLOSURE, PIN = AdjustmentKind.BREAKDOWN, AdjustmentKind.CLOSURE, AdjustmentKind.PIN


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two machines that both have work on every day."""
    campaign = small_campaign(
        units=[unit("A", 24), unit("B", 24)], machines=[machine("M1", posting(3)), machine("M2", posting(3))], days=6
    )
    write_workbook(campaign, tmp_path / "campaign.xlsx")
    return tmp_path / "campaign.xlsx"


def broken(first: int = 2, last: int = 3, *, name: str = "M1", reason: str = "hỏng") -> AskedAdjustment:
    return AskedAdjustment(BREAKDOWN, day(first), machine=name, last_day=day(last), reason=reason)


def planned(workbook: Path, *, as_of: date | None = None) -> Planned:
    folder = workbook.parent / "papers"
    if as_of is not None:
        return replan_campaign(workbook, folder, SEARCH, Terms(as_of=as_of))
    return plan_campaign(workbook, folder, SEARCH)


def days_of(plan: Plan, name: str) -> set[date]:
    return {row.date for row in plan.assignments if row.machine == name}


def test_a_first_plan_keeps_to_it_and_says_so(workbook: Path) -> None:
    entered = record_adjustment(workbook, broken(), today=day(1), by="Lan").entered
    assert (entered.number, entered.entered_by, entered.adjustment.machine) == (1, "Lan", "M1")
    assert (entered.adjustment.first_shift, entered.adjustment.last_shift) == (label(1), label(2))
    plan = planned(workbook).plan
    assert not {day(2), day(3)} & days_of(plan, "M1")
    with open_ledger(default_ledger(workbook), small_campaign().name) as ledger:
        assert ledger.versions()[0].provenance.last_adjustment == 1


def test_a_breakdown_in_frozen_days_is_planned_around_as_a_row_of_the_workbook_is(workbook: Path) -> None:
    first = planned(workbook).plan
    announce_version(workbook)
    asked = next(name for name in ("M1", "M2") if {day(2), day(3)} <= days_of(first, name))
    recorded = record_adjustment(workbook, broken(name=asked), today=day(2))
    assert recorded.planned
    assert {(slot.machine, slot.day) for slot in recorded.planned} == {(asked, day(2)), (asked, day(3))}
    again = planned(workbook, as_of=day(2)).plan
    assert again.frozen_until == day(3)
    assert not {day(2), day(3)} & days_of(again, asked)
    written = small_campaign(
        units=[unit("A", 24), unit("B", 24)], machines=[machine("M1", posting(3)), machine("M2", posting(3))], days=6
    )
    row = Closure(
        first_day=day(2),
        last_day=day(3),
        shifts=written.calendar.shift_labels,
        machine=MachineName(asked),
        reason="hỏng",
    )
    withdraw_adjustment(workbook, 1)
    write_workbook(written.model_copy(update={"closures": (*written.closures, row)}), workbook)
    by_row = planned(workbook, as_of=day(2)).plan
    assert [goal.value for goal in by_row.goals] == [goal.value for goal in again.goals]
    assert by_row.assignments == again.assignments


def test_half_a_day_is_closed_where_half_a_day_was_said(workbook: Path) -> None:
    asked = AskedAdjustment(CLOSURE, day(2), unit="A", first_shift=label(2), last_day=day(3), last_shift=label(1))
    record_adjustment(workbook, asked, today=day(1))
    slots = {(row.date, row.shift) for row in planned(workbook).plan.assignments if row.unit == "A"}
    assert not slots & {(day(2), label(2)), (day(3), label(1))}


def test_a_pin_is_kept_to(workbook: Path) -> None:
    asked = AskedAdjustment(PIN, day(2), machine="M2", unit="B", last_day=day(2))
    record_adjustment(workbook, asked, today=day(1))
    plan = planned(workbook).plan
    assert {row.unit for row in plan.assignments if (row.machine, row.date) == ("M2", day(2))} == {"B"}


def test_a_withdrawn_one_is_kept_to_no_longer(workbook: Path) -> None:
    record_adjustment(workbook, broken(1, 6), today=day(1))
    assert not days_of(planned(workbook).plan, "M1")
    assert withdraw_adjustment(workbook, 1, by="Minh").entered.number == 1
    assert days_of(planned(workbook, as_of=day(1)).plan, "M1")
    assert [(each.number, each.holds) for each in list_adjustments(workbook).entered] == [(1, False), (2, False)]
    with pytest.raises(LedgerLacks):
        withdraw_adjustment(workbook, 1)


def test_status_names_those_that_hold_and_what_came_since_the_plan(workbook: Path) -> None:
    planned(workbook)
    record_adjustment(workbook, broken(), today=day(1))
    record_adjustment(workbook, broken(5, 5), today=day(1))
    withdraw_adjustment(workbook, 1)
    status = status_of(workbook, today=day(1))
    assert [each.number for each in status.adjustments] == [2]
    assert status.since_latest is not None
    assert status.since_latest.num_adjustments == 3


def test_a_question_knows_them_too(workbook: Path) -> None:
    record_adjustment(workbook, AskedAdjustment(CLOSURE, day(2), unit="A", last_day=day(4)), today=day(1))
    answer = weigh_wish(workbook, Asked("A", day=day(3)), SEARCH, Terms())
    assert str(answer.reply) == "forbidden"


def test_verify_counts_them_where_a_ledger_is_named_and_says_so_where_none_is(workbook: Path) -> None:
    plan_path = planned(workbook).plan_path
    assert verify_plan(workbook, plan_path).verdict.sound
    assert verify_plan(workbook, plan_path).problems == ()
    record_adjustment(workbook, broken(), today=day(1))
    alone = verify_plan(workbook, plan_path)
    assert alone.verdict.sound
    assert "1" in alone.problems[0].what
    assert "--ledger" in alone.problems[0].advice
    assert not verify_plan(workbook, plan_path, address=str(default_ledger(workbook))).verdict.sound


def test_the_same_entered_twice_is_entered_once(workbook: Path) -> None:
    assert record_adjustment(workbook, broken(), today=day(1)).is_new
    again = record_adjustment(workbook, broken(), today=day(1))
    assert (again.is_new, again.entered.number) == (False, 1)
    assert len(list_adjustments(workbook).entered) == 1


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (broken(name="M9"), "M9"),
        (AskedAdjustment(CLOSURE, day(2), unit="Z"), "Z"),
        (AskedAdjustment(CLOSURE, day(2), unit="A", first_shift="Ca 07"), "Ca 07"),
        (broken(2, 7), "16/4/2023"),
        (broken(0, 2), "9/4/2023"),
        (broken(3, 2), "12/4/2023"),
        (AskedAdjustment(BREAKDOWN, day(2), machine="M1", unit="A"), "máy"),
        (AskedAdjustment(CLOSURE, day(2), machine="M1"), "đơn vị"),
        (AskedAdjustment(PIN, day(2), machine="M1"), "đơn vị"),
        (AskedAdjustment(PIN, day(1), machine="M1", unit="A", last_shift=label(1)), "M1"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wrong(workbook: Path, asked: AskedAdjustment, why: str) -> None:
    with pytest.raises(WrongUsage, match=why):
        record_adjustment(workbook, asked, today=day(1))
    assert not default_ledger(workbook).exists()


def test_what_is_past_is_refused(workbook: Path) -> None:
    with pytest.raises(WrongUsage, match=r"11/4/2023.*12/4/2023"):
        record_adjustment(workbook, broken(2, 5), today=day(3))
    assert record_adjustment(workbook, broken(3, 5), today=day(3)).is_new


def test_a_pin_of_the_workbook_is_not_closed_away_unsaid(tmp_path: Path) -> None:
    book = tmp_path / "campaign.xlsx"
    write_workbook(small_campaign(pins=[pin("M1", "A", 2, 3)], days=6), book)
    with pytest.raises(WrongUsage, match="Ghim!"):
        record_adjustment(book, broken(2, 3), today=day(1))
    part = record_adjustment(book, broken(3, 4), today=day(1))
    assert any(problem.where.startswith("Ghim!") for problem in part.problems)
    with pytest.raises(WrongUsage, match="Ghim!"):
        record_adjustment(book, AskedAdjustment(PIN, day(2), machine="M1", unit="B"), today=day(1))


def test_a_pin_of_the_ledger_is_named_by_its_number(workbook: Path) -> None:
    record_adjustment(workbook, AskedAdjustment(PIN, day(2), machine="M1", unit="B"), today=day(1))
    with pytest.raises(WrongUsage, match="mục bổ sung 1"):
        record_adjustment(workbook, broken(2, 3), today=day(1))
    withdraw_adjustment(workbook, 1)
    assert record_adjustment(workbook, broken(2, 3), today=day(1)).is_new


def test_a_machine_that_left_the_workbook_is_told_and_stops_nothing(workbook: Path) -> None:
    record_adjustment(workbook, broken(name="M2"), today=day(1))
    write_workbook(
        small_campaign(units=[unit("A", 24), unit("B", 24)], machines=[machine("M1", posting(3))], days=6), workbook
    )
    found = planned(workbook)
    assert any("M2" in problem.what for problem in found.problems)
