"""Rosters that break a rule on how much and how closely an officer works, beside such as keep it at its edge."""

from datetime import date

from planner.roster.duties import DutySituation
from planner.roster.policy import DutyRule
from planner.roster.regulations import Regulations
from tests.roster_example import EVE_OF_MAY, LEAP_DAY, LONG_SHIFTS, MINUTE, NEW_YEAR, RosterExample, loose
from tests.small_rosters import (
    crew_campaign,
    duties,
    duty,
    label,
    officer,
    on_day,
    past,
    roster_case,
)


def _one_shift() -> list[RosterExample]:
    rule, eights = DutyRule.ONE_SHIFT, ((0, 8), (8, 16), (16, 24))
    one = roster_case(regulations=loose())
    two = roster_case(crew_campaign(shifts=eights), regulations=loose(shifts_a_day=2))
    nights = roster_case(crew_campaign(shifts=((0, 6), (22, 30))), regulations=loose())
    campaign = crew_campaign()
    done = duties(campaign, (2, 1), done=True)
    noon = DutySituation(as_of=on_day(campaign, 2), as_of_shift=label(2), history=done)
    at_noon = roster_case(campaign, situation=noon, regulations=loose())
    return [
        RosterExample(rule, "two on a day", one, duties(one, (1, 2), (2, 1)), duties(one, (1, 1), (1, 2))),
        RosterExample(
            rule, "three on a day of two", two, duties(two, (1, 1), (1, 3)), duties(two, (1, 1), (1, 2), (1, 3))
        ),
        RosterExample(
            rule,
            "a night belongs to its evening",
            nights,
            duties(nights, (1, 2), (2, 2)),
            duties(nights, (2, 1), (2, 2)),
        ),
        RosterExample(rule, "one of the two is done", at_noon, done, [*done, duty(campaign, 2, 2)]),
    ]


def _shift_rest() -> list[RosterExample]:
    rule = DutyRule.SHIFT_REST
    twelve = roster_case(crew_campaign(shifts=((7, 15), (11, 19), (11, 19 + MINUTE))))
    eight = roster_case(
        crew_campaign(shifts=((7, 15), (15, 23), (15, 23 + MINUTE))), regulations=Regulations(shift_rest_minutes=480)
    )
    long_rest = roster_case(regulations=Regulations(shift_rest_minutes=17 * 60))
    night = roster_case(crew_campaign(shifts=((18, 22), (18 - MINUTE, 22), (22, 30))))
    may = roster_case(crew_campaign(first_day=EVE_OF_MAY))
    leap = roster_case(crew_campaign(first_day=LEAP_DAY))
    year = roster_case(crew_campaign(first_day=NEW_YEAR))
    campaign = crew_campaign()
    after_past = roster_case(campaign, past=past(campaign, (0, 2)))
    same_day = roster_case(regulations=Regulations(shifts_a_day=2, shift_rest_minutes=1))
    back_to_back = roster_case(regulations=Regulations(shifts_a_day=2, shift_rest_minutes=0))
    overlapping = roster_case(
        crew_campaign(shifts=((7, 15), (15, 23), (15 - MINUTE, 23))), regulations=back_to_back.staffing.regulations
    )
    return [
        RosterExample(rule, "12 h exactly", twelve, duties(twelve, (1, 2), (2, 1)), duties(twelve, (1, 3), (2, 1))),
        RosterExample(rule, "8 h by order", eight, duties(eight, (1, 2), (2, 1)), duties(eight, (1, 3), (2, 1))),
        RosterExample(
            rule,
            "the same shift a day later",
            long_rest,
            duties(long_rest, (1, 2), (2, 2)),
            duties(long_rest, (1, 2), (2, 1)),
        ),
        RosterExample(rule, "over midnight", night, duties(night, (1, 3), (2, 1)), duties(night, (1, 3), (2, 2))),
        RosterExample(rule, "30/4 evening, 1/5 morning", may, duties(may, (3, 2), (4, 2)), duties(may, (3, 2), (4, 1))),
        RosterExample(rule, "28/2 evening", leap, duties(leap, (3, 2), (5, 1)), duties(leap, (3, 2), (4, 1))),
        RosterExample(rule, "31/12 evening", year, duties(year, (2, 2), (4, 1)), duties(year, (2, 2), (3, 1))),
        RosterExample(
            rule, "the evening before the campaign", after_past, duties(after_past, (1, 2)), duties(after_past, (1, 1))
        ),
        RosterExample(
            rule, "one after the other", same_day, duties(same_day, (1, 1), (2, 2)), duties(same_day, (1, 1), (1, 2))
        ),
        RosterExample(
            rule,
            "no rest, but no overlap",
            overlapping,
            duties(overlapping, (1, 1), (1, 2)),
            duties(overlapping, (1, 1), (1, 3)),
        ),
    ]


def _weekly_rest() -> list[RosterExample]:
    rule, only = DutyRule.WEEKLY_REST, loose(weekly_rest_minutes=24 * 60)
    edge = roster_case(crew_campaign(shifts=((16, 24), (16, 24 + MINUTE))), regulations=only)
    to_saturday = tuple((number, 1) for number in range(1, 7))
    border = roster_case(regulations=only)
    longer = roster_case(crew_campaign(shifts=LONG_SHIFTS), regulations=loose(weekly_rest_minutes=33 * 60))
    spilling = roster_case(
        crew_campaign(shifts=((14, 22), (14, 24 + 2))), regulations=loose(weekly_rest_minutes=38 * 60)
    )
    wednesday = crew_campaign(first_day=date(2023, 4, 12))
    told = roster_case(wednesday, past=past(wednesday, (-1, 1), (0, 1)), regulations=only)
    leap = roster_case(crew_campaign(first_day=LEAP_DAY), regulations=only)
    year = roster_case(crew_campaign(first_day=NEW_YEAR), regulations=only)
    week = tuple((number, 1) for number in range(1, 8))
    return [
        RosterExample(rule, "24 h exactly", edge, duties(edge, *to_saturday), duties(edge, *to_saturday[:5], (6, 2))),
        RosterExample(
            rule,
            "24 h across the border of two weeks",
            border,
            duties(border, *to_saturday, (9, 1)),
            duties(border, *week, (9, 1)),
        ),
        RosterExample(
            rule, "33 h by order", longer, duties(longer, *to_saturday), duties(longer, *to_saturday[:5], (6, 2))
        ),
        RosterExample(
            rule,
            "a Sunday duty that ends on Monday",
            spilling,
            duties(spilling, (7, 1), *((number, 1) for number in range(9, 14))),
            duties(spilling, (7, 2), *((number, 1) for number in range(9, 14))),
        ),
        RosterExample(
            rule,
            "before the campaign",
            told,
            duties(told, *((n, 1) for n in range(1, 5))),
            duties(told, *((n, 1) for n in range(1, 6))),
        ),
        RosterExample(rule, "29 February", leap, duties(leap, *week[:3], *week[4:]), duties(leap, *week)),
        RosterExample(rule, "over the new year", year, duties(year, *week[:2], *week[3:]), duties(year, *week)),
    ]


def _run() -> list[RosterExample]:
    rule = DutyRule.RUN
    six = roster_case()
    three = roster_case(regulations=Regulations(run_days=3))
    evenings = roster_case(regulations=Regulations(evenings_run=2))
    edge = roster_case(crew_campaign(shifts=((13, 21), (13, 21 + 2 * MINUTE))), regulations=loose(evenings_run=2))
    later = roster_case(
        crew_campaign(shifts=((14, 22), (14, 23))), regulations=loose(evenings_run=1, evening_from_minute=18 * 60)
    )
    leap = roster_case(crew_campaign(first_day=LEAP_DAY), regulations=Regulations(run_days=2))
    campaign = crew_campaign()
    told = roster_case(campaign, past=past(campaign, *((number, 1) for number in range(-4, 1))))
    from_thursday = tuple((number, 1) for number in range(4, 10))
    return [
        RosterExample(rule, "over a Sunday", six, duties(six, *from_thursday), duties(six, *from_thursday, (10, 1))),
        RosterExample(
            rule,
            "three by order",
            three,
            duties(three, (1, 1), (2, 1), (3, 1), (5, 1)),
            duties(three, (1, 1), (2, 1), (3, 1), (4, 1)),
        ),
        RosterExample(
            rule,
            "evenings",
            evenings,
            duties(evenings, (1, 2), (2, 2), (4, 2)),
            duties(evenings, (1, 2), (2, 2), (3, 2)),
        ),
        RosterExample(
            rule,
            "half of it is no evening",
            edge,
            duties(edge, (1, 2), (2, 2), (3, 1)),
            duties(edge, (1, 2), (2, 2), (3, 2)),
        ),
        RosterExample(rule, "evening from 18h00", later, duties(later, (1, 1), (2, 2)), duties(later, (1, 2), (2, 2))),
        RosterExample(
            rule, "over 29 February", leap, duties(leap, (3, 1), (4, 1)), duties(leap, (3, 1), (4, 1), (5, 1))
        ),
        RosterExample(rule, "before the campaign", told, duties(told, (1, 1)), duties(told, (1, 1), (2, 1))),
    ]


def _week_hours() -> list[RosterExample]:
    rule = DutyRule.WEEK_HOURS
    five, six = (tuple((number, 1) for number in range(1, last)) for last in (6, 7))
    most = roster_case(crew_campaign(shifts=LONG_SHIFTS))
    forty = roster_case(crew_campaign(shifts=LONG_SHIFTS), regulations=Regulations(week_most_minutes=40 * 60))
    own = roster_case(officers=[officer(most_shifts_a_week=2)])
    nights = roster_case(crew_campaign(shifts=((22, 30),)), regulations=loose(week_most_minutes=16 * 60))
    thursday = crew_campaign(first_day=date(2023, 4, 13))
    told = roster_case(
        thursday, past=past(thursday, (-2, 1), (-1, 1), (0, 1)), officers=[officer(most_shifts_a_week=4)]
    )
    year = roster_case(crew_campaign(first_day=NEW_YEAR), officers=[officer(most_shifts_a_week=3)])
    return [
        RosterExample(rule, "48 h exactly", most, duties(most, *six), duties(most, *six[:5], (6, 2))),
        RosterExample(rule, "40 h by order", forty, duties(forty, *five), duties(forty, *five[:4], (5, 2))),
        RosterExample(
            rule,
            "his own number of shifts",
            own,
            duties(own, (1, 1), (7, 1), (8, 1)),
            duties(own, (1, 1), (3, 1), (7, 1)),
        ),
        RosterExample(
            rule,
            "a Sunday night is of the old week",
            nights,
            duties(nights, (6, 1), (7, 1), (8, 1), (10, 1)),
            duties(nights, (5, 1), (6, 1), (7, 1)),
        ),
        RosterExample(rule, "before the campaign", told, duties(told, (1, 1)), duties(told, (1, 1), (2, 1))),
        RosterExample(
            rule,
            "one week of two years",
            year,
            duties(year, (1, 1), (2, 1), (4, 1)),
            duties(year, (1, 1), (2, 1), (4, 1), (5, 1)),
        ),
    ]


def _overtime() -> list[RosterExample]:
    rule = DutyRule.OVERTIME
    eight_a_week = {"week_minutes": 8 * 60}
    month = roster_case(
        crew_campaign(shifts=LONG_SHIFTS), regulations=loose(**eight_a_week, overtime_month_minutes=16 * 60)
    )
    leap = roster_case(
        crew_campaign(first_day=LEAP_DAY), regulations=loose(**eight_a_week, overtime_month_minutes=16 * 60)
    )
    year = roster_case(
        crew_campaign(first_day=NEW_YEAR), regulations=loose(**eight_a_week, overtime_year_minutes=8 * 60)
    )
    may = roster_case(
        crew_campaign(first_day=EVE_OF_MAY, shifts=((16, 24), (18, 26))),
        regulations=loose(**eight_a_week, overtime_month_minutes=8 * 60),
    )
    five = tuple((number, 1) for number in range(1, 6))
    protected = roster_case(
        crew_campaign(shifts=((7, 15), (7, 15 + MINUTE))), officers=[officer(works_until_minute=16 * 60)]
    )
    campaign = crew_campaign(first_day=date(2023, 4, 13))
    told = roster_case(
        campaign, past=past(campaign, (0, 1)), regulations=loose(**eight_a_week, overtime_month_minutes=8 * 60)
    )
    done = duties(campaign, (1, 1), (2, 1), (3, 1), done=True)
    spent = roster_case(
        campaign,
        situation=DutySituation(as_of=on_day(campaign, 4), history=done),
        regulations=loose(week_minutes=8 * 60, overtime_month_minutes=60),
    )
    return [
        RosterExample(
            rule,
            "16 h a month exactly",
            month,
            duties(month, (1, 1), (3, 1), (5, 1)),
            duties(month, (1, 1), (3, 1), (5, 2)),
        ),
        RosterExample(
            rule,
            "29 February is of February",
            leap,
            duties(leap, (1, 1), (3, 1), (4, 1), (5, 1), (6, 1)),
            duties(leap, (1, 1), (2, 1), (3, 1), (4, 1)),
        ),
        RosterExample(
            rule,
            "8 h a year exactly, in each of two years",
            year,
            duties(year, (1, 1), (2, 1), (3, 1)),
            duties(year, (1, 1), (2, 1), (3, 1), (4, 1)),
        ),
        RosterExample(
            rule,
            "30/4 after midnight is of April",
            may,
            duties(may, (1, 2), (3, 2), (4, 1), (5, 1)),
            duties(may, (1, 2), (2, 1), (3, 2)),
        ),
        RosterExample(
            rule, "none under article 137", protected, duties(protected, *five), duties(protected, *five[:4], (5, 2))
        ),
        RosterExample(rule, "before the campaign", told, duties(told, (1, 1)), duties(told, (1, 1), (2, 1))),
        RosterExample(
            rule,
            "beyond the limit already, normal hours are free",
            spent,
            [*done, *duties(spent, (5, 1))],
            [*done, *duties(spent, (5, 1), (6, 1))],
        ),
    ]


BROKEN_HOURS = tuple(
    example
    for examples in (_one_shift, _shift_rest, _weekly_rest, _run, _week_hours, _overtime)
    for example in examples()
)
