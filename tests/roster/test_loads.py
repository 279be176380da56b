"""What officers bear: counted by hand on small rosters."""

from collections import Counter
from datetime import date, timedelta

import pytest

from planner.domain.calendar import Shift
from planner.domain.campaign import OwnHours
from planner.domain.record import ShiftLabel
from planner.roster.case import RosterCase
from planner.roster.loads import DutyPeriod, OfficerLoad, loaded_duties, officer_loads, spread_of
from planner.roster.policy import Load
from planner.roster.regulations import Regulations
from planner.roster.staffing import LeaveKind, OfficerCode, PastDuty
from tests.prints.rosters import crews, day, duty, leave, officer, roster_of, shift, small_case

FORTY_HOURS = 5
"""Duties of eight hours each."""


def load_of(case: RosterCase, *days: tuple[int, int], period: tuple[int, int] = (1, 14)) -> OfficerLoad:
    """What X bears who works on these days and in these shifts."""
    roster = roster_of(case, *(duty("X", on, label) for on, label in days))
    own, *_others = officer_loads(case, roster, DutyPeriod(day(period[0]), day(period[1])))
    return own


def test_nothing_worked_is_nothing_borne() -> None:
    assert load_of(small_case()) == OfficerLoad(OfficerCode("X"), 14, 0, 0, 0, 0, 0, 0, 0)


def test_shifts_evenings_and_weekends_are_counted_in_the_period_alone() -> None:
    days = ((1, 1), (5, 2), (6, 2), (7, 1), (8, 1), (13, 1))
    load = load_of(small_case(), *days, period=(5, 8))
    assert (load.shifts, load.evenings, load.weekends) == (4, 2, 2)
    assert [load.of(each) for each in Load] == [4, 2, 2]
    assert load.days_present == 4


def test_a_holiday_counts_as_a_weekend_does() -> None:
    assert load_of(small_case(holidays=(day(3),)), (3, 1), (4, 1)).weekends == 1


@pytest.mark.parametrize(("evening_from", "evenings"), [(11 * 60 - 1, 1), (11 * 60, 0)])
def test_an_evening_has_more_than_half_of_its_minutes_in_the_evening(evening_from: int, evenings: int) -> None:
    rules = Regulations(evening_from_minute=evening_from)
    assert load_of(small_case(regulations=rules), (1, 1)).evenings == evenings


def test_own_hours_of_a_place_decide_what_an_evening_is_and_how_long_it_lasts() -> None:
    case = small_case(regulations=Regulations(week_minutes=0))
    own = OwnHours(unit=duty("X", 1).unit, shift=shift(1), starts_minute=16 * 60, ends_minute=20 * 60)
    case = RosterCase(case.campaign.model_copy(update={"own_hours": (own,)}), case.plan, case.staffing)
    load = load_of(case, (1, 1))
    assert (load.evenings, load.overtime_minutes) == (1, 240)


@pytest.mark.parametrize(
    ("week_minutes", "shifts", "minutes"),
    [(40 * 60, 0, 0), (40 * 60 - 1, 1, 1), (36 * 60, 1, 4 * 60), (30 * 60, 2, 10 * 60), (0, 5, 40 * 60)],
)
def test_overtime_is_what_lies_beyond_the_normal_week(week_minutes: int, shifts: int, minutes: int) -> None:
    case = small_case(regulations=Regulations(week_minutes=week_minutes))
    load = load_of(case, *((on, 1) for on in range(1, FORTY_HOURS + 1)))
    assert (load.overtime_shifts, load.overtime_minutes) == (shifts, minutes)
    assert load.compensatory_days_due == shifts


def test_a_week_ends_on_sunday_night() -> None:
    case = small_case()
    assert load_of(case, *((on, 1) for on in (2, 3, 4, 5, 7, 8))).overtime_shifts == 0
    assert load_of(case, *((on, 1) for on in (2, 3, 4, 5, 6, 7))).overtime_shifts == 1


def test_the_week_is_summed_whole_where_the_period_begins_in_its_midst() -> None:
    days = [(on, 1) for on in (1, 2, 3, 4, 5, 6)]
    assert load_of(small_case(), *days, period=(6, 14)).overtime_shifts == 1
    assert load_of(small_case(), *days, period=(1, 5)).overtime_shifts == 0


def test_the_two_duties_of_a_day_are_added_up_by_the_clock() -> None:
    case = small_case(regulations=Regulations(week_minutes=8 * 60, shifts_a_day=2))
    roster = roster_of(case, duty("X", 1, 2), duty("X", 1, 1))
    assert [(each.duty.shift, each.overtime_minutes) for each in loaded_duties(case, roster)] == [
        (shift(1), 0),
        (shift(2), 8 * 60),
    ]


def test_what_was_worked_before_the_campaign_adds_to_its_week_but_is_no_duty_of_it() -> None:
    past = tuple(PastDuty(officer=OfficerCode("X"), day=day(1), shift=shift(1)) for _time in range(1))
    case = small_case(past=past)
    days = ((2, 1), (3, 1), (4, 1), (5, 1))
    assert load_of(case, *days).overtime_shifts == 0
    more = load_of(case, *days, (6, 1))
    assert (more.shifts, more.overtime_shifts, more.overtime_minutes) == (5, 1, 8 * 60)


def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    case = small_case(regulations=Regulations(week_minutes=0))
    night = Shift(label=ShiftLabel("Ca 02"), starts_minute=18 * 60, ends_minute=26 * 60)
    calendar = case.campaign.calendar
    calendar = calendar.model_copy(update={"shifts": (calendar.shifts[0], night)})
    case = RosterCase(case.campaign.model_copy(update={"calendar": calendar}), case.plan, case.staffing)
    load = load_of(case, (7, 2), period=(7, 7))
    assert (load.evenings, load.weekends, load.overtime_minutes) == (1, 1, 8 * 60)
    assert load_of(case, (7, 2), period=(8, 8)).shifts == 0


def test_compensatory_days_are_those_on_which_nothing_is_worked() -> None:
    leaves = (
        leave("X", 1, 2, LeaveKind.COMPENSATORY),
        leave("X", 2, 2, LeaveKind.COMPENSATORY),
        leave("X", 4, 5, LeaveKind.COMPENSATORY, 2),
        leave("X", 6, 6, LeaveKind.ANNUAL),
        leave("Y", 7, 7, LeaveKind.COMPENSATORY),
        leave("X", 14, 20, LeaveKind.COMPENSATORY),
    )
    load = load_of(small_case(leaves=leaves), (4, 1))
    # The two first days, the fifth (on the fourth he works), and of the last ones the campaign's last.
    assert load.compensatory_days_taken == 4
    assert load.days_present == 14 - 4


def test_days_outside_an_officers_dates_are_not_his() -> None:
    leaves = (leave("X", 1, 14, LeaveKind.COMPENSATORY),)
    case = small_case(officer("X", first=3, last=4), leaves=leaves)
    load = load_of(case)
    assert (load.days_present, load.compensatory_days_taken) == (0, 2)


def test_the_spread_leaves_out_who_is_never_there() -> None:
    case = small_case(
        officer("X"), officer("Y"), officer("Z", first=15), officer("W"), leaves=(leave("W", 1, 14, LeaveKind.SICK),)
    )
    roster = roster_of(case, duty("X", 1), duty("X", 2, 2), duty("X", 3), duty("Y", 4))
    loads = officer_loads(case, roster, DutyPeriod(day(1), day(14)))
    spread = spread_of(loads, Load.SHIFTS)
    assert (spread.least, spread.most, spread.difference) == (1, 3, 2)
    assert spread_of(loads, Load.EVENINGS).difference == 1
    assert spread_of((), Load.SHIFTS) == (0, 0)


def test_a_done_duty_counts_as_one_ahead_does() -> None:
    case = small_case(regulations=Regulations(week_minutes=12 * 60))
    done = duty("X", 1).model_copy(update={"done": True})
    load, _other = officer_loads(case, roster_of(case, done, duty("X", 2)), DutyPeriod(day(1), day(2)))
    assert (load.shifts, load.overtime_minutes) == (2, 4 * 60)


def test_the_month_that_ends_on_29_february_holds_it() -> None:
    assert DutyPeriod(date(2024, 2, 28), date(2024, 3, 1)).days() == (
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2024, 3, 1),
    )
    assert DutyPeriod(day(2), day(1)).days() == ()


@pytest.mark.parametrize("week_minutes", [0, 20 * 60 + 7, 40 * 60, 48 * 60])
def test_what_a_week_has_beyond_the_normal_is_shared_out_over_its_duties(week_minutes: int) -> None:
    """Told without adding up duty by duty: the week's minutes less the normal ones, less what *Đã làm* had beyond."""
    case, roster = crews()
    past = tuple(
        PastDuty(officer=each.code, day=date(2023, 4, 10), shift=shift(1 + number % 2))
        for number, each in enumerate(case.staffing.officers[:5])
    )
    rules = Regulations(week_minutes=week_minutes)
    staffing = case.staffing.model_copy(update={"past": past, "regulations": rules})
    case = RosterCase(case.campaign, case.plan, staffing)
    overtime: Counter[tuple[OfficerCode, date]] = Counter()
    minutes: Counter[tuple[OfficerCode, date]] = Counter()
    for each in loaded_duties(case, roster):
        week = each.duty.officer, each.duty.date - timedelta(days=each.duty.date.weekday())
        overtime[week] += each.overtime_minutes
        minutes[week] += 8 * 60
    before = Counter({(each.officer, date(2023, 4, 10)): 8 * 60 for each in past})
    assert len(minutes) > 50
    for week, worked in minutes.items():
        beyond = max(0, worked + before[week] - week_minutes) - max(0, before[week] - week_minutes)
        assert overtime[week] == beyond


def test_months_add_up_to_the_whole() -> None:
    case, roster = crews()
    whole = officer_loads(case, roster, DutyPeriod(date(2023, 1, 1), date(2023, 12, 31)))
    months = [
        officer_loads(case, roster, DutyPeriod(first, last))
        for first, last in (
            (date(2023, 4, 1), date(2023, 4, 30)),
            (date(2023, 5, 1), date(2023, 5, 31)),
            (date(2023, 6, 1), date(2023, 6, 30)),
        )
    ]
    for own, *parts in zip(whole, *months, strict=True):
        assert own[1:] == tuple(map(sum, zip(*(part[1:] for part in parts), strict=True)))
    assert sum(own.shifts for own in whole) == len(roster.duties)
