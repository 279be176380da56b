"""Why something is closed stands wherever it is shown: schedule, map, results of a day."""

from pathlib import Path

import pytest

from planner.board.views.closings import Closings
from planner.board.views.day_sheet import day_sheet
from planner.board.views.map_view import map_view
from planner.board.views.placed import StayKind
from planner.board.views.timeline import GroupedBy, Period, timeline
from planner.domain.campaign import Campaign, Closure
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.board.opened import Opened, opened
from tests.campaigns import day
from tests.cli.diary import CAMPAIGN
from tests.cli.diary import ledger_in as ledger_of_home

SHIFTS = CAMPAIGN.calendar.shift_labels
M1, M2 = (machine.name for machine in CAMPAIGN.machines[:2])


def closed(*closures: Closure) -> Campaign:
    return CAMPAIGN.model_copy(update={"closures": closures})


def closure(
    reason: str,
    shifts: tuple[ShiftLabel, ...] = tuple(SHIFTS),
    machine: MachineName | None = None,
    unit: UnitCode | None = None,
) -> Closure:
    return Closure(first_day=day(3), last_day=day(3), shifts=shifts, machine=machine, unit=unit, reason=reason)


def test_every_closure_of_a_slot_is_told_once() -> None:
    campaign = closed(
        closure("lễ hội", unit=UnitCode("A")), closure("mất điện"), closure("mất điện", (SHIFTS[0],), machine=M1)
    )
    closings = campaign.once(Closings)
    first = campaign.calendar.ordinal(day(3), SHIFTS[0])
    assert closings.why(first, M1, UnitCode("A")) == "mất điện; lễ hội"
    assert closings.why(first - 1, M1, UnitCode("A")) == ""
    assert [each.told for each in closings.of_day(day(3))] == ["mất điện", "mất điện; lễ hội"]


def test_what_nobody_gave_a_reason_for_is_closed_all_the_same() -> None:
    campaign = closed(closure("", (SHIFTS[1],), machine=M2))
    closings = campaign.once(Closings)
    assert [(each.whom, each.told) for each in closings.of_day(day(3))] == [(M2, f"{SHIFTS[1]}: chưa ghi lý do")]
    assert closings.reasons(campaign.calendar.ordinal(day(3), SHIFTS[1]), M2) == ""
    assert not [*closings.of_day(day(4))]


def test_a_later_closure_without_a_reason_does_not_hide_the_earlier_one() -> None:
    closings = closed(closure("hỏng camera", machine=M1), closure("", machine=M1)).once(Closings)
    assert closings.on_day(day(3), machine=M1) == "hỏng camera"


@pytest.fixture
def broken(under_way: Path) -> Opened:
    """The board after a machine was reported broken where plan 2 needs it."""
    with ledger_of_home(under_way) as ledger:
        row = next(row for row in ledger.version(2).plan.assignments if not row.done and row.date >= day(3))
    board = opened(under_way)
    form = {"kieu": "hong", "may": row.machine, "tu": row.date.isoformat(), "den": row.date.isoformat()}
    answer = board.post("/nghi", form | {"ly-do": "hỏng <camera>"})
    assert answer.status_code == 303, answer.text
    return board


def test_a_planned_slot_that_cannot_be_kept_says_why(broken: Opened) -> None:
    picture = broken.desk.picture()
    calendar = picture.campaign.calendar
    for grouped_by in GroupedBy:
        table = timeline(picture, Period(calendar.first_day, calendar.last_day), grouped_by)
        lost = [stay for line in table.lines for stay in line.stays if stay.kind is StayKind.LOST]
        assert lost
        assert all(stay.why == "hỏng <camera>" for stay in lost)
        assert all(stay.told.endswith("không giữ được: hỏng <camera>") for stay in lost)
        assert all(not stay.why for line in table.lines for stay in line.stays if stay not in lost)
    assert "không giữ được: hỏng &lt;camera&gt;" in broken.text("/?ngay=ca-dot")


def test_map_and_results_say_why(broken: Opened) -> None:
    picture = broken.desk.picture()
    entered = picture.entered[-1].adjustment
    view = map_view(picture, entered.first_day)
    assert [line.name for line in view.machines if line.closed == "hỏng <camera>"] == [entered.machine]
    assert "Nghỉ: hỏng &lt;camera&gt;" in broken.text(f"/ban-do?ngay={entered.first_day.isoformat()}")
    sheet = day_sheet(picture, entered.first_day, "x")
    rows = {row.closed for row in sheet.rows if row.key.machine == entered.machine}
    assert rows == {"hỏng <camera>"}
    assert not sheet.closed, "what the rows tell is not told once more"
    page = broken.text(f"/ket-qua/{entered.first_day.isoformat()}")
    assert page.count("Nghỉ: hỏng &lt;camera&gt;") == len(
        [row for row in sheet.rows if row.key.machine == entered.machine]
    )


def test_what_has_no_slot_on_the_day_is_told_above(board: Opened) -> None:
    for number in range(3, 7):
        address = f"/ket-qua/{day(number).isoformat()}"
        there = {row.key.unit for row in day_sheet(board.desk.picture(), day(number), "x").rows}
        idle = [unit for unit in CAMPAIGN.units if unit.code not in there]
        if not idle:
            continue
        form = {"kieu": "dong", "tu": day(number).isoformat(), "den": day(number).isoformat(), "ly-do": "lễ hội"}
        assert board.post("/nghi", form | {"xa": idle[0].code}).status_code == 303
        told = board.text(address).partition("Nghỉ trong ngày này:")[2].partition("</p>")[0]
        assert f"{idle[0].name} (lễ hội)" in told
        return
    raise AssertionError("each day has a slot at each unit")
