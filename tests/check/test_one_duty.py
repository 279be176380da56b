"""What one duty more would break, and what one less, in a roster that stays as it is otherwise."""

from datetime import timedelta

from planner.check.roster.one_duty import broken_with, broken_without
from planner.roster.duties import DutySituation
from planner.roster.policy import DutyRule
from planner.roster.staffing import DutyPin, OfficerCode
from tests.small_rosters import MONDAY, duty, label, officer, roster_case


def test_the_morning_after_an_evening_breaks_the_rest_and_the_next_evening_nothing() -> None:
    case = roster_case()
    evening = duty(case, 1, 2)
    assert [found.rule for found in broken_with(case, [evening], duty(case, 2, 1))] == [DutyRule.SHIFT_REST]
    assert broken_with(case, [evening], duty(case, 2, 2)) == ()


def test_what_is_broken_already_is_not_told_again() -> None:
    case = roster_case()
    both = [duty(case, 1, 1), duty(case, 1, 2)]
    assert broken_with(case, both, duty(case, 3, 2)) == ()


def test_two_duties_in_one_slot_break_more_than_the_rest() -> None:
    case = roster_case()
    rules = [found.rule for found in broken_with(case, [duty(case, 1, 1)], duty(case, 1, 1))]
    assert rules[0] is DutyRule.SEAT
    assert DutyRule.ONE_SHIFT in rules


def test_who_else_has_the_seat_is_not_asked() -> None:
    case = roster_case(officers=(officer("A"), officer("B")))
    assert broken_with(case, [duty(case, 1, 1, "A")], duty(case, 1, 1, "B")) == ()


def test_a_pinned_duty_cannot_be_done_without() -> None:
    pin = DutyPin(officer=OfficerCode("A"), day=MONDAY, shift=label(1))
    case = roster_case(pins=(pin,))
    kept, free = duty(case, 1, 1), duty(case, 2, 1)
    assert [found.rule for found in broken_without(case, [kept, free], kept)] == [DutyRule.PINNED_DUTY]
    assert broken_without(case, [kept, free], free) == ()


def test_a_promise_of_a_frozen_day_is_kept_by_the_duty_and_one_of_a_later_day_is_not_asked() -> None:
    plain = roster_case()
    frozen, later = duty(plain, 1, 1), duty(plain, 3, 1)
    situation = DutySituation(
        as_of=MONDAY,
        published_version=1,
        published_until=MONDAY + timedelta(days=9),
        frozen_until=MONDAY + timedelta(days=1),
        published=(frozen, later),
    )
    case = roster_case(situation=situation)
    assert [found.rule for found in broken_without(case, [frozen, later], frozen)] == [DutyRule.FROZEN_DUTY]
    assert broken_without(case, [frozen, later], later) == ()
