"""The least that can stay vacant, by trying every roster of a tiny case: rules as the roster's README words them.

Written without the counting that it is held against: duties are judged one officer at a time, from a finished list.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from operator import le
from random import Random
from typing import Any, NamedTuple

from planner.domain.record import UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutySituation
from planner.roster.regulations import Regulations
from planner.roster.seating import SeatGroup, seat_groups
from planner.roster.staffing import (
    DutyPin,
    Leave,
    LeaveKind,
    Officer,
    OfficerCode,
    PastDuty,
    Role,
    SeatDemand,
    Staffing,
)
from tests.roster_sketches import case_of, machine_name, officer, one_place_campaign


class Worked(NamedTuple):
    """A duty of one officer."""

    day: date
    shift: int
    starts: int
    ends: int
    is_new: bool

    @property
    def begins(self) -> int:
        return self.day.toordinal() * 1440 + self.starts

    @property
    def over(self) -> int:
        return self.day.toordinal() * 1440 + self.ends


def is_lawful(regulations: Regulations, one: Officer, worked: Sequence[Worked]) -> bool:
    """Whether what the officer newly works, beside what he has worked, breaks no rule about stretches of time."""
    duties = sorted(worked)
    new_days = {each.day for each in duties if each.is_new}
    weeks = {each.day - timedelta(days=each.day.weekday()) for each in duties if each.is_new}
    return (
        all(sum(each.day == day for each in duties) <= regulations.shifts_a_day for day in new_days)
        and all(_rests(regulations, *pair) for pair in pairwise(duties))
        and _runs(duties, {each.day for each in duties}, regulations.run_days)
        and _runs(duties, {each.day for each in duties if _late(regulations, each)}, regulations.evenings_run)
        and all(_week_is_sound(regulations, one, monday, duties) for monday in weeks)
        and _overtime_is_sound(regulations, one, duties)
    )


def _rests(regulations: Regulations, first: Worked, second: Worked) -> bool:
    if not second.is_new:
        return True
    if second.shift == first.shift and second.day - first.day == timedelta(days=1):
        return True
    return second.begins - first.over >= regulations.shift_rest_minutes


def _late(regulations: Regulations, each: Worked) -> bool:
    return 2 * (each.ends - max(each.starts, regulations.evening_from_minute)) > each.ends - each.starts


def _runs(duties: Sequence[Worked], days: set[date], most: int | None) -> bool:
    if most is None:
        return True
    for first in days:
        run = [first + timedelta(days=number) for number in range(most + 1)]
        if set(run) <= days and any(each.is_new and each.day in run for each in duties):
            return False
    return True


def _week_is_sound(regulations: Regulations, one: Officer, monday: date, duties: Sequence[Worked]) -> bool:
    own = [each for each in duties if monday <= each.day < monday + timedelta(days=7)]
    minutes = sum(each.ends - each.starts for each in own)
    begins, ends = monday.toordinal() * 1440, (monday.toordinal() + 7) * 1440
    moments = [begins, *(each.over for each in duties), *(each.begins for each in duties), ends]
    stretches = [
        (low, high)
        for low in moments
        for high in moments
        if begins <= low <= high <= ends and not any(each.begins < high and low < each.over for each in duties)
    ]
    return (
        minutes <= regulations.week_most_minutes
        and (one.most_shifts_a_week is None or len(own) <= one.most_shifts_a_week)
        and (one.works_until_minute is None or minutes <= regulations.week_minutes)
        and max((high - low for low, high in stretches), default=0) >= regulations.weekly_rest_minutes
    )


def _overtime_is_sound(regulations: Regulations, one: Officer, duties: Sequence[Worked]) -> bool:
    months: dict[tuple[int, int], int] = defaultdict(int)
    years: dict[int, int] = defaultdict(int)
    weeks: dict[date, int] = defaultdict(int)
    for each in duties:
        monday = each.day - timedelta(days=each.day.weekday())
        before = weeks[monday]
        weeks[monday] += each.ends - each.starts
        over = max(0, weeks[monday] - regulations.week_minutes) - max(0, before - regulations.week_minutes)
        months[each.day.year, each.day.month] += over
        years[each.day.year] += over
    new = {(each.day.year, each.day.month) for each in duties if each.is_new}
    return all(months[month] <= regulations.overtime_month_minutes for month in new) and all(
        years[year] <= regulations.overtime_year_minutes for year, _month in new
    )


def least_vacant_by_trying(case: RosterCase) -> int | None:
    """The least value of the goal `vacant` over all rosters of the case; None where pins let there be none."""
    groups = seat_groups(case)
    most = [group.officers for group in groups]
    reached = {tuple(0 for _group in groups)}
    for one in case.staffing.officers:
        lines = set(_lines(case, one, groups))
        sums = {tuple(map(sum, zip(filled, line, strict=True))) for filled in reached for line in lines}
        reached = {each for each in sums if all(map(le, each, most))}
    weights = [10 if group.is_required else 1 for group in groups]
    vacant = (
        sum(weight * (group.officers - number) for weight, group, number in zip(weights, groups, filled, strict=True))
        for filled in reached
    )
    return min(vacant, default=None)


def _lines(case: RosterCase, one: Officer, groups: Sequence[SeatGroup]) -> Iterator[tuple[int, ...]]:
    """Which seats the officer takes, in every lawful way."""
    slots = sorted({group.machine_shift.ordinal for group in groups})
    known = list(_known(case, one))

    def further(place: int, taken: list[int]) -> Iterator[tuple[int, ...]]:
        if not is_lawful(case.staffing.regulations, one, [*known, *(_worked(groups[number]) for number in taken)]):
            return
        if place == len(slots):
            yield tuple(int(number in taken) for number in range(len(groups)))
            return
        forced = [pin for pin in case.staffing.pins if _is_about(pin, one, case, slots[place]) and not pin.forbids]
        if not forced:
            yield from further(place + 1, taken)
        for number, group in enumerate(groups):
            if group.machine_shift.ordinal == slots[place] and _may(case, one, group):
                yield from further(place + 1, [*taken, number])

    yield from further(0, [])


def _is_about(pin: DutyPin, one: Officer, case: RosterCase, ordinal: int) -> bool:
    day, shift = case.campaign.calendar.slot(ordinal)
    return pin.officer == one.code and pin.day == day and pin.shift in (None, shift)


def _may(case: RosterCase, one: Officer, group: SeatGroup) -> bool:
    shift, staffing = group.machine_shift, case.staffing
    away = [leave for leave in staffing.leaves if leave.officer == one.code]
    if one.works_until_minute is not None and (
        shift.ends_minute > one.works_until_minute or shift.ends_minute > 22 * 60 or shift.starts_minute < 6 * 60
    ):
        return False
    for pin in staffing.pins:
        if _is_about(pin, one, case, shift.ordinal) and (
            pin.forbids or pin.machine not in (None, shift.machine) or pin.role not in (None, group.role)
        ):
            return False
    return (
        (not group.role or group.role in one.roles)
        and (not one.machines or shift.machine in one.machines)
        and one.first_day <= shift.day <= one.last_day
        and not any(
            leave.first_day <= shift.day <= leave.last_day and (not leave.shifts or shift.shift in leave.shifts)
            for leave in away
        )
    )


def _worked(group: SeatGroup) -> Worked:
    shift = group.machine_shift
    return Worked(shift.day, int(shift.shift[-2:]), shift.starts_minute, shift.ends_minute, is_new=True)


def _known(case: RosterCase, one: Officer) -> Iterator[Worked]:
    slots = [(each.day, each.shift) for each in case.staffing.past if each.officer == one.code]
    slots += [(each.date, each.shift) for each in case.situation.history if each.officer == one.code]
    for day, label in slots:
        shift = case.campaign.calendar.shift(label)
        yield Worked(day, int(label[-2:]), shift.starts_minute, shift.ends_minute, is_new=False)


FIRST_DAYS = (date(2023, 4, 10), date(2023, 4, 13), date(2023, 4, 28), date(2023, 12, 30), date(2024, 2, 27))
HOURS: tuple[tuple[tuple[int, int], ...], ...] = (
    ((420, 900),),
    ((420, 900), (900, 1380)),
    ((420, 900), (1080, 1560)),
    ((360, 720), (720, 1080), (1080, 1500)),
)


def random_case(rng: Random) -> RosterCase:
    """A tiny case in which some limit nearly always binds."""
    hours = rng.choice(HOURS)
    num_days = rng.randint(2, {1: 8, 2: 5, 3: 3}[len(hours)])
    num_machines = rng.choice((1, 1, 2)) if num_days * len(hours) <= 4 else 1
    campaign = one_place_campaign(rng.choice(FIRST_DAYS), num_days, hours, num_machines)
    officers = tuple(_random_officer(rng, campaign, number) for number in range(1, rng.randint(1, 3) + 1))
    days, labels = list(campaign.calendar.days()), campaign.calendar.shift_labels
    demands = rng.choice(
        (
            (),
            (SeatDemand(role=Role("thu"), is_required=True),),
            (SeatDemand(role=Role("thu"), is_required=True), SeatDemand(role=Role("lái"), shift=labels[0])),
        )
    )
    leaves, pins = [], []
    for one in officers:
        if rng.random() < 0.3:
            day = rng.choice(days)
            shifts = rng.choice(((), (labels[0],)))
            leaves.append(Leave(officer=one.code, first_day=day, last_day=day, shifts=shifts, kind=LeaveKind.ANNUAL))
        if rng.random() < 0.2:
            pins.append(DutyPin(officer=one.code, day=rng.choice(days), shift=rng.choice(labels), forbids=True))
        elif rng.random() < 0.2:
            machine = rng.choice((None, machine_name(1)))
            pins.append(DutyPin(officer=one.code, day=rng.choice(days), shift=rng.choice(labels), machine=machine))
    history, as_of = _history(rng, officers, days, labels)
    staffing = Staffing(
        officers=officers,
        demands=demands,
        leaves=tuple(leaves),
        pins=tuple(pins),
        past=tuple(
            PastDuty(officer=one.code, day=days[0] - timedelta(days=back), shift=rng.choice(labels))
            for one in officers
            for back in rng.sample(range(1, 5), rng.choice((0, 0, 1, 3)))
        ),
        regulations=_random_regulations(rng),
    )
    return case_of(campaign, staffing, DutySituation(as_of=as_of, history=history))


def _random_officer(rng: Random, campaign: Any, number: int) -> Officer:
    fields: dict[str, object] = {}
    if rng.random() < 0.2:
        fields["works_until_minute"] = rng.choice((900, 1080))
    if rng.random() < 0.2:
        fields["most_shifts_a_week"] = rng.randint(1, 3)
    if rng.random() < 0.2:
        fields["first_day"] = campaign.calendar.first_day + timedelta(days=1)
    if rng.random() < 0.2:
        fields["machines"] = (machine_name(1),)
    return officer(campaign, number, rng.choice(("thu", "lái", "thu, lái", "thu, lái")), **fields)


def _history(
    rng: Random, officers: Sequence[Officer], days: Sequence[date], labels: Sequence[Any]
) -> tuple[tuple[Duty, ...], date | None]:
    if rng.random() < 0.7:
        return (), None
    done = tuple(
        Duty(
            officer=OfficerCode(one.code),
            machine=machine_name(1),
            unit=UnitCode("A"),
            date=days[0],
            shift=rng.choice(labels),
            role=Role(""),
            done=True,
        )
        for one in officers
        if rng.random() < 0.6
    )
    return done, days[1]


def _random_regulations(rng: Random) -> Regulations:
    return Regulations(
        shift_rest_minutes=rng.choice((8, 12, 12, 24)) * 60,
        shifts_a_day=rng.choice((1, 1, 2)),
        run_days=rng.choice((1, 2, 3, 6)),
        weekly_rest_minutes=rng.choice((0, 24, 24, 72, 120)) * 60,
        week_minutes=rng.choice((0, 8, 16, 40)) * 60,
        week_most_minutes=rng.choice((8, 16, 24, 48)) * 60,
        overtime_month_minutes=rng.choice((0, 8, 40)) * 60,
        overtime_year_minutes=rng.choice((8, 8, 200)) * 60,
        evenings_run=rng.choice((None, None, 1, 2)),
    )
