"""Rosters that break a rule on who may sit where, beside such as keep it at its edge."""

from planner.domain.campaign import Cluster, OwnHours
from planner.domain.record import UnitCode
from planner.roster.duties import DutySituation
from planner.roster.policy import DutyRule
from planner.roster.regulations import Regulations
from planner.roster.staffing import Role, SeatDemand
from tests.roster_example import LEAP_DAY, LONG_SHIFTS, MINUTE, RosterExample, loose
from tests.small_rosters import (
    crew_campaign,
    duties,
    duty,
    label,
    leave,
    officer,
    on_day,
    roster_case,
    rows_of,
)


def _seat() -> list[RosterExample]:
    rule, campaign = DutyRule.SEAT, crew_campaign(machines=2)
    officers = [officer(code) for code in "ABC"]
    pair = roster_case(campaign, officers=officers, demands=(SeatDemand(role=Role("thu"), officers=2),))
    plain = roster_case(campaign, officers=officers)
    moving = [*rows_of(campaign, last=3), *rows_of(campaign, unit="02", first=4)]
    on_moves = roster_case(campaign, rows=moving, demands=(SeatDemand(role=Role(""), only_when_moving=True),))
    cluster = campaign.model_copy(update={"clusters": (Cluster(name="Cụm", units=(UnitCode("02"), UnitCode("01"))),)})
    clustered = roster_case(cluster)
    both = [*rows_of(campaign), *rows_of(campaign, "MÁY 2", "03")]
    two = roster_case(campaign, rows=both, regulations=loose(shifts_a_day=2))
    done = duties(campaign, (1, 1), done=True)
    later = DutySituation(as_of=on_day(campaign, 2), history=done)
    with_past = roster_case(campaign, rows=both, situation=later)
    skilled = [one.model_copy(update={"roles": ("thu",)}) for one in officers]
    pair = roster_case(campaign, officers=skilled, demands=pair.staffing.demands)
    return [
        RosterExample(
            rule,
            "one officer more than seats of a role",
            pair,
            [duty(pair, 1, code=code, role="thu") for code in "AB"],
            [duty(pair, 1, code=code, role="thu") for code in "ABC"],
        ),
        RosterExample(
            rule, "one seat where no row speaks", plain, [duty(plain, 1)], [duty(plain, 1, code=c) for c in "AB"]
        ),
        RosterExample(
            rule,
            "a role that nobody asks for",
            plain,
            [duty(plain, 1)],
            [duty(plain, 1, role="lái")],
            frozenset({DutyRule.QUALIFIED}),
        ),
        RosterExample(
            rule,
            "asked for on the day of a move only",
            on_moves,
            [duty(on_moves, 4, at=("MÁY 1", "02"))],
            [duty(on_moves, 3)],
        ),
        RosterExample(
            rule,
            "a cluster is its first unit",
            clustered,
            [duty(clustered, 1, at=("MÁY 1", "02"))],
            [duty(clustered, 1)],
        ),
        RosterExample(
            rule, "no machine-shift of the plan", plain, [duty(plain, 1)], [duty(plain, 1, at=("MÁY 2", "01"))]
        ),
        RosterExample(rule, "a day after the campaign", plain, [duty(plain, 14)], [duty(plain, 15)]),
        RosterExample(rule, "an officer of whom nobody knows", plain, [duty(plain, 1)], [duty(plain, 1, code="Z")]),
        RosterExample(
            rule,
            "two machines at once",
            two,
            [duty(two, 1), duty(two, 1, 2, at=("MÁY 2", "03"))],
            [duty(two, 1), duty(two, 1, at=("MÁY 2", "03"))],
            frozenset({DutyRule.SHIFT_REST}),
        ),
        RosterExample(
            rule,
            "two machines at once in the past",
            with_past,
            [*done],
            [*done, duty(campaign, 1, at=("MÁY 2", "03"), done=True)],
            frozenset({DutyRule.WORKED}),
        ),
    ]


def _qualified() -> list[RosterExample]:
    campaign, rule = crew_campaign(), DutyRule.QUALIFIED
    officers = [officer("A", roles=("thu", "lái")), officer("B", roles=("thu",)), officer("C")]
    demands = (SeatDemand(role=Role("lái")), SeatDemand(role=Role("thu")), SeatDemand(role=Role("")))
    case = roster_case(campaign, officers=officers, demands=demands)
    return [
        RosterExample(
            rule, "another role", case, [duty(case, 1, code="B", role="thu")], [duty(case, 1, code="B", role="lái")]
        ),
        RosterExample(rule, "no role", case, [duty(case, 2, code="C")], [duty(case, 2, code="C", role="thu")]),
        RosterExample(
            rule, "his second role", case, [duty(case, 14, role="lái")], [duty(case, 14, code="B", role="lái")]
        ),
    ]


def _serves_machine() -> list[RosterExample]:
    campaign, rule = crew_campaign(machines=2), DutyRule.SERVES_MACHINE
    rows = [*rows_of(campaign, last=7), *rows_of(campaign, unit="03", first=8), *rows_of(campaign, "MÁY 2", "03")]
    officers = [
        officer("A", machines=("MÁY 2",)),
        officer("B", zones=("Đông",)),
        officer("C", zones=("Đông",), machines=("MÁY 2",)),
    ]
    case = roster_case(campaign, rows=rows, officers=officers)
    cluster = Cluster(name="Cụm", units=(UnitCode("03"), UnitCode("01")))
    merged = crew_campaign(clusters=(cluster,))
    clustered = roster_case(merged, officers=[officer("A", zones=("Tây",)), officer("B", zones=("Đông",))])
    west = ("MÁY 1", "03")
    return [
        RosterExample(rule, "another machine", case, [duty(case, 1, at=("MÁY 2", "03"))], [duty(case, 1)]),
        RosterExample(
            rule, "the machine has left the zone", case, [duty(case, 7, code="B")], [duty(case, 8, code="B", at=west)]
        ),
        RosterExample(
            rule,
            "machine or zone",
            case,
            [duty(case, 7, code="C"), duty(case, 9, code="C", at=("MÁY 2", "03"))],
            [duty(case, 9, code="C", at=west)],
        ),
        RosterExample(
            rule,
            "a cluster lies in the zone of its first unit",
            clustered,
            [duty(clustered, 1, at=west)],
            [duty(clustered, 1, code="B", at=west)],
        ),
    ]


def _available() -> list[RosterExample]:
    rule, campaign = DutyRule.AVAILABLE, crew_campaign()
    dates = roster_case(campaign, officers=[officer(first_day=on_day(campaign, 3), last_day=on_day(campaign, 5))])
    away = roster_case(campaign, leaves=(leave(campaign, 2, 3), leave(campaign, 5, 5, 2)))
    edges = crew_campaign(shifts=((6, 15), (5 + 59 * MINUTE, 10), (14, 22), (14, 22 + MINUTE), (22, 30)))
    until_three = roster_case(crew_campaign(shifts=LONG_SHIFTS), officers=[officer(works_until_minute=15 * 60)])
    until_late = roster_case(edges, officers=[officer(works_until_minute=36 * 60)])
    short_night = roster_case(
        edges,
        officers=[officer(works_until_minute=36 * 60)],
        regulations=Regulations(night_from_minute=60, night_to_minute=5 * 60),
    )
    own_hours = OwnHours(shift=label(1), weekdays=frozenset({6}), starts_minute=480, ends_minute=961)
    sundays = roster_case(crew_campaign(own_hours=(own_hours,)), officers=[officer(works_until_minute=16 * 60)])
    leap_day = crew_campaign(first_day=LEAP_DAY)
    leap = roster_case(leap_day, leaves=(leave(leap_day, 4, 4),))
    return [
        RosterExample(rule, "before his first day", dates, [duty(dates, 3)], [duty(dates, 2)]),
        RosterExample(rule, "after his last day", dates, [duty(dates, 5, 2)], [duty(dates, 6)]),
        RosterExample(rule, "on leave", away, [duty(away, 1), duty(away, 4)], [duty(away, 3, 2)]),
        RosterExample(rule, "on leave for a shift", away, [duty(away, 5)], [duty(away, 5, 2)]),
        RosterExample(rule, "29 February on leave", leap, [duty(leap, 3), duty(leap, 5)], [duty(leap, 4)]),
        RosterExample(rule, "a minute too late", until_three, [duty(until_three, 1)], [duty(until_three, 1, 2)]),
        RosterExample(rule, "night ends at 6h00", until_late, [duty(until_late, 1)], [duty(until_late, 1, 2)]),
        RosterExample(rule, "night begins at 22h00", until_late, [duty(until_late, 1, 3)], [duty(until_late, 1, 4)]),
        RosterExample(
            rule, "a night from 1h00 to 5h00", short_night, [duty(short_night, 1, 4)], [duty(short_night, 1, 5)]
        ),
        RosterExample(rule, "longer on Sundays", sundays, [duty(sundays, 6)], [duty(sundays, 7)]),
    ]


BROKEN_SEATS = tuple(example for examples in (_seat, _qualified, _serves_machine, _available) for example in examples())
