"""What a new roster changes of the published one, and why."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.campaign import Cluster
from planner.domain.record import UnitCode
from planner.roster.case import RosterCase
from planner.roster.changes import ChangeCause, DutyChange, duty_changes
from planner.roster.duties import Duty, DutySituation
from planner.roster.staffing import Leave, LeaveKind, Officer
from tests.prints.rosters import day, duty, leave, officer, roster_of, shift, small_case

THREE = (officer("X"), officer("Y"), officer("Z"))


def republished(
    published: Sequence[Duty],
    *,
    as_of: int = 3,
    shift_of: int | None = None,
    until: int | None = 9,
    leaves: Sequence[Leave] = (),
    officers: Sequence[Officer] = THREE,
) -> RosterCase:
    """A case on machines at A and B whose published duties end on a day."""
    situation = DutySituation(
        as_of=day(as_of),
        as_of_shift=None if shift_of is None else shift(shift_of),
        published_version=1,
        published_until=None if until is None else day(until),
        published=tuple(published),
    )
    return replace(small_case(*officers, places=("A", "B"), leaves=leaves), situation=situation)


def told(case: RosterCase, *now: Duty) -> list[tuple[str, int, ChangeCause]]:
    """Officer, day and cause of each change."""
    changes = duty_changes(case, roster_of(case, *now))
    return [(each.officer, each.day.day - day(1).day + 1, each.cause) for each in changes]


def test_nothing_published_is_nothing_changed() -> None:
    case = small_case()
    assert duty_changes(case, roster_of(case, duty("X", 4))) == ()
    assert told(republished([duty("X", 4)], until=None)) == []


def test_what_stays_is_no_change() -> None:
    same = (duty("X", 4), duty("Y", 4, 1, "M2", "B"))
    assert told(republished(same), *same) == []


def test_only_days_ahead_and_published_are_told() -> None:
    published = [duty("X", on) for on in (2, 3, 9, 10)]
    assert told(republished(published)) == [("X", 3, ChangeCause.ROSTER), ("X", 9, ChangeCause.ROSTER)]
    assert told(republished([]), *published) == [("X", 3, ChangeCause.UNFILLED), ("X", 9, ChangeCause.UNFILLED)]


def test_the_first_day_ahead_may_begin_with_its_second_shift() -> None:
    published = [duty("X", 3, 1), duty("Y", 3, 2)]
    assert told(republished(published, shift_of=2)) == [("Y", 3, ChangeCause.ROSTER)]


def test_an_illness_and_who_steps_in() -> None:
    ill = leave("X", 4, 5, LeaveKind.SICK)
    case = republished([duty("X", 4), duty("Y", 5)], leaves=(ill,))
    changes = duty_changes(case, roster_of(case, duty("Z", 4), duty("Y", 5)))
    assert changes == (
        DutyChange(changes[0].officer, day(4), duty("X", 4), None, ChangeCause.LEAVE, ill),
        DutyChange(changes[1].officer, day(4), None, duty("Z", 4), ChangeCause.REPLACES, ill, changes[0].officer),
    )


def test_a_leave_of_the_other_shift_is_not_the_cause() -> None:
    case = republished([duty("X", 4, 1)], leaves=(leave("X", 4, 4, LeaveKind.ANNUAL, 2),))
    assert told(case) == [("X", 4, ChangeCause.ROSTER)]


def test_a_machine_that_goes_elsewhere_moves_its_officer() -> None:
    case = republished([duty("X", 4, 1, "M1", "A")])
    rows = tuple(
        row.model_copy(update={"unit": UnitCode("B")}) if row.machine == "M1" and row.date == day(4) else row
        for row in case.plan.assignments
    )
    case = replace(case, plan=case.plan.model_copy(update={"assignments": rows}))
    now = duty("X", 4, 1, "M1", "B")
    (change,) = duty_changes(case, roster_of(case, now))
    assert (change.before, change.now, change.cause) == (duty("X", 4, 1, "M1", "A"), now, ChangeCause.PLAN)


def test_a_machine_that_stands_nowhere_cancels_a_duty() -> None:
    case = republished([duty("X", 4, 2)])
    rows = tuple(row for row in case.plan.assignments if (row.machine, row.date) != ("M1", day(4)))
    case = replace(case, plan=case.plan.model_copy(update={"assignments": rows}))
    assert told(case) == [("X", 4, ChangeCause.PLAN)]


def test_who_is_listed_no_longer_comes_last() -> None:
    left = officer("Y", last=3)
    case = republished([duty("W", 4), duty("Y", 4, 1, "M2", "B")], officers=(officer("X"), left, officer("Z")))
    assert told(case, duty("X", 4), duty("Z", 4, 1, "M2", "B")) == [
        ("X", 4, ChangeCause.REPLACES),
        ("Y", 4, ChangeCause.DATES),
        ("Z", 4, ChangeCause.REPLACES),
        ("W", 4, ChangeCause.DATES),
    ]


def test_two_who_change_seats_replace_each_other() -> None:
    case = republished([duty("X", 4, 1), duty("Y", 4, 2)])
    changes = duty_changes(case, roster_of(case, duty("Y", 4, 1), duty("X", 4, 2)))
    assert [(each.officer, each.replaces) for each in changes] == [("X", "Y"), ("Y", "X")]
    assert [(each.before and each.before.shift, each.now and each.now.shift) for each in changes] == [
        (shift(1), shift(2)),
        (shift(2), shift(1)),
    ]


def test_of_two_who_lose_a_seat_the_one_who_is_away_is_replaced_first() -> None:
    case = republished([duty("X", 4), duty("Y", 4)], leaves=(leave("Y", 4),))
    x, y, z = duty_changes(case, roster_of(case, duty("Z", 4)))
    assert (x.cause, y.cause, z.cause, z.replaces) == (
        ChangeCause.ROSTER,
        ChangeCause.LEAVE,
        ChangeCause.REPLACES,
        "Y",
    )


def test_the_same_slot_is_told_together_and_the_rest_in_time_order() -> None:
    case = republished([duty("X", 4, 1), duty("X", 4, 2)])
    changes = duty_changes(case, roster_of(case, duty("X", 4, 2, "M2", "B")))
    assert [(each.before, each.now) for each in changes] == [
        (duty("X", 4, 2), duty("X", 4, 2, "M2", "B")),
        (duty("X", 4, 1), None),
    ]


def test_another_role_at_the_same_machine_is_told() -> None:
    case = republished([duty("X", 4, role="Thu nhận")])
    assert told(case, duty("X", 4, role="Kiểm tra")) == [("X", 4, ChangeCause.UNFILLED)]


def test_a_cluster_is_one_place() -> None:
    case = republished([duty("X", 4, 1, "M1", "A")])
    cluster = Cluster(name="Cụm", units=(UnitCode("A"), UnitCode("B")))
    case = replace(case, campaign=case.campaign.model_copy(update={"clusters": (cluster,)}))
    assert told(case, duty("X", 4, 1, "M1", "B")) == []
