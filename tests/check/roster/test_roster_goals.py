"""The goals of rosters on duties whose worth can be counted on fingers."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from planner.check.roster.goals import VALUES, goal_values
from planner.domain.campaign import NoticeWeights, OwnHours, Road
from planner.domain.record import UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutySituation
from planner.roster.policy import DutyGoal
from planner.roster.regulations import Regulations
from planner.roster.staffing import DutyWish, Role, SeatDemand
from tests.small_rosters import crew_campaign, duties, duty, label, leave, officer, on_day, past, roster_case, rows_of

EAST, NEAR, WEST = ("MÁY 1", "01"), ("MÁY 1", "02"), ("MÁY 2", "03")


def worth(case: RosterCase, worked: Sequence[Duty], goal: DutyGoal) -> int:
    return {told.goal: told.value for told in goal_values(case, worked)}[goal]


def test_every_goal_is_told_in_order() -> None:
    case = roster_case()
    assert [told.goal for told in goal_values(case, ())] == list(DutyGoal) == list(VALUES)


def test_vacant_required_seats_weigh_ten_and_are_taken_first() -> None:
    demands = (SeatDemand(role=Role("")), SeatDemand(role=Role(""), is_required=True))
    case = roster_case(crew_campaign(days=2, shifts=((7, 15),)), officers=[officer("A"), officer("B")], demands=demands)
    told: list[Sequence[Duty]] = [
        [],
        [duty(case, 1)],
        [duty(case, 1), duty(case, 1, code="B")],
        duties(case, (1, 1), (2, 1)),
    ]
    assert [worth(case, worked, DutyGoal.VACANT) for worked in told] == [22, 12, 11, 2]


def test_vacant_seats_of_the_past_are_not_counted() -> None:
    campaign = crew_campaign(days=2)
    situation = DutySituation(as_of=on_day(campaign, 1), as_of_shift=label(2))
    assert worth(roster_case(campaign, situation=situation), (), DutyGoal.VACANT) == 3


def published_case(*published: Duty, until: int = 13) -> RosterCase:
    campaign = crew_campaign(machines=2, notice_weights=NoticeWeights(under_3_days=50, under_7_days=10, from_7_days=3))
    situation = DutySituation(
        as_of=on_day(campaign, 3),
        published_version=1,
        published_until=on_day(campaign, until),
        published=published,
    )
    rows = [*rows_of(campaign), *rows_of(campaign, "MÁY 2", "03")]
    return roster_case(campaign, rows=rows, officers=[officer("A"), officer("B")], situation=situation)


@pytest.mark.parametrize(("day", "weight"), [(2, 0), (3, 50), (5, 50), (6, 10), (9, 10), (10, 3), (13, 3), (14, 0)])
def test_a_duty_more_weighs_by_its_notice(day: int, weight: int) -> None:
    """The third day is the first ahead, the thirteenth the last published."""
    case = published_case()
    assert worth(case, [duty(case, day)], DutyGoal.DUTY_CHANGES) == weight


def test_lost_got_and_moved_duties() -> None:
    campaign = crew_campaign()
    lost = published_case(duty(campaign, 3))
    assert worth(lost, [], DutyGoal.DUTY_CHANGES) == 50
    assert worth(lost, [duty(lost, 3)], DutyGoal.DUTY_CHANGES) == 0
    assert worth(lost, [duty(lost, 3, at=WEST)], DutyGoal.DUTY_CHANGES) == 1
    assert worth(lost, [duty(lost, 3, at=("MÁY 1", "02"))], DutyGoal.DUTY_CHANGES) == 1
    assert worth(lost, [duty(lost, 3, role="thu")], DutyGoal.DUTY_CHANGES) == 0
    assert worth(lost, [duty(lost, 3, 2)], DutyGoal.DUTY_CHANGES) == 100
    assert worth(lost, [duty(lost, 3, code="B")], DutyGoal.DUTY_CHANGES) == 100
    assert worth(published_case(duty(campaign, 3, code="Z")), [], DutyGoal.DUTY_CHANGES) == 0


def test_without_a_published_day_nothing_is_published() -> None:
    campaign = crew_campaign()
    situation = DutySituation(as_of=on_day(campaign, 1), published=duties(campaign, (1, 1)))
    case = roster_case(campaign, situation=situation)
    assert worth(case, [duty(case, 5)], DutyGoal.DUTY_CHANGES) == 0


def test_overtime_counts_duties_that_end_beyond_the_normal_week() -> None:
    campaign = crew_campaign()
    told = roster_case(campaign, past=past(campaign, (-1, 1), (0, 1)), regulations=Regulations(week_minutes=16 * 60))
    week = duties(told, (1, 1), (2, 1), (3, 1), (4, 1))
    assert worth(told, week, DutyGoal.OVERTIME) == 2
    exactly = roster_case(regulations=Regulations(week_minutes=24 * 60))
    assert worth(exactly, week[:3], DutyGoal.OVERTIME) == 0
    assert worth(exactly, week, DutyGoal.OVERTIME) == 1
    wednesday = crew_campaign(first_day=on_day(campaign, 3))
    worked = roster_case(
        wednesday, past=past(wednesday, (-1, 1), (0, 1)), regulations=Regulations(week_minutes=16 * 60)
    )
    assert worth(worked, duties(worked, (1, 1), (2, 1)), DutyGoal.OVERTIME) == 2


def test_fairness_of_two_who_are_there_all_days() -> None:
    """Seven days of one morning: a share of 3.5, so 3 or 4; two of the days are of the weekend, so one each."""
    campaign = crew_campaign(days=7, shifts=((7, 15),))
    case = roster_case(campaign, officers=[officer("A"), officer("B")])

    def shared(own: str) -> int:
        worked = [duty(case, number, code=code) for number, code in enumerate(own, 1)]
        return worth(case, worked, DutyGoal.FAIRNESS)

    assert shared("AAABBAB") == 0
    assert shared("AAAABAB") == 3 * 1 + 3 * 1
    assert shared("AAABBBB") == 2 * 1 + 2 * 1
    assert shared("AAAAAAA") == 3 * (9 + 9) + 2 * (1 + 1)
    assert worth(case, [], DutyGoal.FAIRNESS) == 3 * (9 + 9) + 2 * (1 + 1)


def test_fairness_goes_by_days_present() -> None:
    """B is away on four of eight days: eight seats are shared 16/3 to 8/3, two of the weekend 4/3 to 2/3."""
    campaign = crew_campaign(days=8, shifts=((7, 15),))
    case = roster_case(campaign, officers=[officer("A"), officer("B")], leaves=(leave(campaign, 1, 4, code="B"),))
    days = [(number, 1) for number in range(1, 9)]
    for own, cost in ((4, 3 * 2 + 2 * 2), (5, 2 * 2), (6, 0), (7, 3 * 2)):
        worked = [*duties(case, *days[:own]), *duties(case, *days[own:], code="B")]
        assert worth(case, worked, DutyGoal.FAIRNESS) == cost
    by_shift = roster_case(
        campaign, officers=[officer("A"), officer("B")], leaves=(leave(campaign, 1, 4, 1, code="B"),)
    )
    worked = [*duties(by_shift, *days[:4]), *duties(by_shift, *days[4:], code="B")]
    assert worth(by_shift, worked, DutyGoal.FAIRNESS) == 2 * (1 + 1)


def test_fairness_of_evenings_and_holidays() -> None:
    campaign = crew_campaign(days=2)
    case = roster_case(campaign, officers=[officer("A"), officer("B")], holidays=(on_day(campaign, 2),))
    alike = [*duties(case, (1, 1), (2, 2)), *duties(case, (1, 2), (2, 1), code="B")]
    apart = [*duties(case, (1, 1), (2, 1)), *duties(case, (1, 2), (2, 2), code="B")]
    assert worth(case, alike, DutyGoal.FAIRNESS) == 0
    assert worth(case, apart, DutyGoal.FAIRNESS) == 2 * (1 + 1)


def test_parts_share_nothing() -> None:
    campaign = crew_campaign(days=5, machines=2)
    rows = [*rows_of(campaign, shifts=[1]), *rows_of(campaign, "MÁY 2", "03", last=1, shifts=[1])]
    own = [officer("A", machines=("MÁY 1",)), officer("B", zones=("Tây",))]
    case = roster_case(campaign, rows=rows, officers=own)
    worked = [*duties(case, *((number, 1) for number in range(1, 6))), duty(case, 1, code="B", at=WEST)]
    assert worth(case, worked, DutyGoal.FAIRNESS) == 0
    joined = roster_case(campaign, rows=rows, officers=[*own, officer("C")])
    assert worth(joined, worked, DutyGoal.FAIRNESS) == 3 * ((5 - 2) ** 2 + (2 - 1) ** 2 + 2**2)


def test_what_was_done_is_shared_too() -> None:
    campaign = crew_campaign(days=4, shifts=((7, 15),))
    history = duties(campaign, (1, 1), (2, 1), done=True)
    case = roster_case(
        campaign,
        officers=[officer("A"), officer("B")],
        situation=DutySituation(as_of=on_day(campaign, 3), history=history),
    )
    assert worth(case, [*history, *duties(case, (3, 1), (4, 1), code="B")], DutyGoal.FAIRNESS) == 0
    assert worth(case, [*history, *duties(case, (3, 1), (4, 1))], DutyGoal.FAIRNESS) == 3 * (4 + 4)


def test_wishes_of_a_day_and_of_a_shift() -> None:
    campaign = crew_campaign()

    def wishing(wants_work: bool, day: int = 1, shift: int | None = None) -> RosterCase:
        asked = {"officer": "A", "day": on_day(campaign, day), "wants_work": wants_work, "level": 3}
        wish = DutyWish.model_validate(asked | {"shift": None if shift is None else label(shift)})
        return roster_case(campaign, wishes=(wish,))

    evening = duties(campaign, (1, 2))
    for case, cost in (
        (wishing(wants_work=True), 0),
        (wishing(wants_work=False), 3),
        (wishing(wants_work=True, shift=1), 3),
        (wishing(wants_work=False, shift=1), 0),
        (wishing(wants_work=False, shift=2), 3),
        (wishing(wants_work=True, day=2), 3),
        (wishing(wants_work=True, day=15), 0),
    ):
        assert worth(case, evening, DutyGoal.WISHES) == cost


def test_switches_of_shift_with_what_came_before() -> None:
    campaign = crew_campaign()
    case = roster_case(campaign, past=past(campaign, (0, 2)))
    assert worth(case, duties(case, (2, 1), (3, 1), (5, 2), (7, 1)), DutyGoal.SWITCHES) == 3
    assert worth(case, duties(case, (2, 2), (3, 2)), DutyGoal.SWITCHES) == 0


def test_switches_of_machine_inside_a_visit() -> None:
    """*MÁY 1* leaves unit 01 after the third day and comes back on the seventh."""
    campaign = crew_campaign(machines=2)
    rows = [
        *rows_of(campaign, last=3),
        *rows_of(campaign, unit="02", first=4, last=6),
        *rows_of(campaign, first=7),
        *rows_of(campaign, "MÁY 2", "03"),
    ]
    case = roster_case(campaign, rows=rows)

    def changes(day: int) -> int:
        return worth(case, [duty(case, 2, at=EAST), duty(case, day, at=WEST)], DutyGoal.SWITCHES)

    assert [changes(day) for day in (3, 4, 8)] == [1, 0, 0]
    shorter = roster_case(campaign, rows=[*rows_of(campaign, last=2), *rows_of(campaign, "MÁY 2", "03")])
    assert worth(shorter, [duty(case, 2), duty(case, 9, at=WEST)], DutyGoal.SWITCHES) == 1
    assert worth(shorter, [duty(case, 3), duty(case, 9, at=WEST)], DutyGoal.SWITCHES) == 0


def test_commute_is_rounded_half_up_for_each_duty() -> None:
    roads = (
        Road(origin=UnitCode("02"), destination=UnitCode("01"), km=7.25),
        Road(origin=UnitCode("01"), destination=UnitCode("03"), km=7.2),
        Road(origin=UnitCode("03"), destination=UnitCode("01"), km=100),
    )
    campaign = crew_campaign(machines=2, roads=roads)
    rows = [*rows_of(campaign), *rows_of(campaign, "MÁY 2", "03")]
    officers = [officer("A", home="02"), officer("B", home="01"), officer("C")]
    case = roster_case(campaign, rows=rows, officers=officers)
    assert worth(case, duties(case, (1, 1), (2, 1)), DutyGoal.COMMUTE) == 15 + 15
    assert worth(case, [duty(case, 1, code="B", at=WEST)], DutyGoal.COMMUTE) == 14
    assert worth(case, [duty(case, 1, code="B"), duty(case, 2, code="C")], DutyGoal.COMMUTE) == 0


def test_own_hours_count_where_they_hold() -> None:
    """Three hours more a day at unit 02, so the fifth duty there is the last of a normal week and the fourth is not."""
    longer = OwnHours(unit=UnitCode("02"), shift=label(1), starts_minute=420, ends_minute=1080)
    campaign = crew_campaign(own_hours=(longer,))
    rows = [*rows_of(campaign, last=7), *rows_of(campaign, unit="02", first=8)]
    case = roster_case(campaign, rows=rows)
    first = [(number, 1) for number in range(1, 6)]
    second = [(number + 7, 1) for number, _shift in first]
    assert worth(case, duties(case, *first), DutyGoal.OVERTIME) == 0
    assert worth(case, duties(case, *second, at=NEAR), DutyGoal.OVERTIME) == 2
    assert campaign.calendar.first_day + timedelta(days=7) == on_day(campaign, 8)
