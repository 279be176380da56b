"""Small cases of rosters at random, the same for the same seed, and duties for them, lawful or not."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import (
    Campaign,
    Cluster,
    Location,
    Machine,
    NoticeWeights,
    OwnHours,
    Posting,
    PostingKind,
    Road,
    Unit,
)
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import FROM_THE_START, Duty, DutySituation
from planner.roster.regulations import Regulations
from planner.roster.staffing import (
    DutyPin,
    DutyWish,
    Leave,
    LeaveKind,
    Officer,
    OfficerCode,
    PastDuty,
    Role,
    SeatDemand,
    Staffing,
)
from tests.random_campaigns import seeded

FIRST_DAYS = (
    date(2023, 4, 10),  # a Monday
    date(2023, 4, 13),  # over a Sunday
    date(2023, 4, 28),  # over 30 April
    date(2024, 2, 27),  # over 29 February, in the midst of a week
    date(2024, 12, 30),  # over a new year
    date(2023, 12, 29),
)
DAY_SHIFTS = (
    ((420, 900),),
    ((420, 900), (900, 1380)),
    ((420, 900), (900, 1380)),
    ((360, 720), (840, 1320)),
    ((480, 960), (1320, 1800)),  # the second over midnight
    ((360, 840), (840, 1320), (1320, 1800)),
    ((0, 480), (480, 960), (960, 1440)),
)
ROLES = (Role("thu"), Role("lái"))
HISTORY_CHANCE = 0.4


def random_roster_case(seed: int | str) -> RosterCase:
    """A case of up to four officers, nine days and two machines, often with a past and something published."""
    rng = seeded(f"roster {seed}")
    campaign = _campaign(rng)
    plan = _plan(rng, campaign)
    staffing = _staffing(rng, campaign)
    situation = FROM_THE_START
    if rng.random() < HISTORY_CHANCE:
        situation = _situation(rng, campaign, plan, staffing)
    return RosterCase(campaign, plan, staffing, situation)


def _campaign(rng: Random) -> Campaign:
    first, days = rng.choice(FIRST_DAYS), rng.randint(3, 9)
    hours = rng.choice(DAY_SHIFTS)
    shifts = tuple(
        Shift(label=ShiftLabel(f"Ca {number:02}"), starts_minute=begins, ends_minute=ends)
        for number, (begins, ends) in enumerate(hours, 1)
    )
    last = first + timedelta(days=days - 1)
    labels = tuple(shift.label for shift in shifts)
    units = tuple(
        Unit(
            code=UnitCode(f"{number:02}"),
            name=f"Xã {number}",
            zone=rng.choice(("Đông", "Tây")),
            place=f"CAX {number}",
            need=5,
            location=Location(latitude=rng.randint(218, 222) / 10, longitude=rng.randint(1063, 1067) / 10)
            if rng.random() < 0.7
            else None,
            first_day=first,
            last_day=last,
            shifts=labels,
        )
        for number in range(1, 4)
    )
    codes = tuple(unit.code for unit in units)
    machines = tuple(
        Machine(
            name=MachineName(f"MÁY {number}"),
            postings=(Posting(kind=PostingKind.MOBILE, serves=codes, first_day=first, last_day=last),),
        )
        for number in range(1, rng.choice((1, 1, 2)) + 1)
    )
    roads = tuple(
        Road(origin=origin, destination=destination, km=rng.randint(0, 40) / 4)
        for origin in codes
        for destination in codes
        if origin != destination and rng.random() < 0.5
    )
    return Campaign(
        name="Chiến dịch",
        calendar=Calendar(first_day=first, last_day=last, shifts=shifts),
        units=units,
        machines=machines,
        roads=roads,
        clusters=(Cluster(name="Cụm", units=(codes[1], codes[0])),) if rng.random() < 0.2 else (),
        own_hours=tuple(_own_hours(rng, shifts, codes, machines) for _ in range(rng.choice((0, 0, 0, 1, 2)))),
        notice_weights=NoticeWeights(under_3_days=rng.randint(1, 5)),
    )


def _own_hours(
    rng: Random, shifts: Sequence[Shift], units: Sequence[UnitCode], machines: Sequence[Machine]
) -> OwnHours:
    """The hours of a shift that differ by up to an hour at one end."""
    shift = rng.choice(shifts)
    return OwnHours(
        unit=rng.choice((None, *units)),
        machine=rng.choice((None, machines[0].name)),
        weekdays=frozenset(rng.sample(range(7), 2)) if rng.random() < 0.4 else frozenset(),
        shift=shift.label,
        starts_minute=shift.starts_minute + rng.choice((0, 60)),
        ends_minute=shift.ends_minute - rng.choice((0, 1, 60)),
    )


def _plan(rng: Random, campaign: Campaign) -> Plan:
    """Each machine stands somewhere in most slots, and goes elsewhere now and then."""
    rows = []
    for machine in campaign.machines:
        unit = rng.choice(campaign.units).code
        for day in campaign.calendar.days():
            for shift in campaign.calendar.shift_labels:
                if rng.random() < 0.15:
                    unit = rng.choice(campaign.units).code
                if rng.random() < 0.8:
                    rows.append(Assignment(machine=machine.name, unit=unit, date=day, shift=shift, dossiers=1))
    return Plan(campaign=campaign.name, assignments=tuple(rows), version=rng.randint(1, 3))


def _staffing(rng: Random, campaign: Campaign) -> Staffing:
    officers = tuple(_officer(rng, campaign, code) for code in "ABCD"[: rng.choice((2, 2, 3, 3, 4))])
    days, labels = list(campaign.calendar.days()), campaign.calendar.shift_labels

    def some_shifts() -> tuple[ShiftLabel, ...]:
        return (rng.choice(labels),) if rng.random() < 0.5 else ()

    def code() -> OfficerCode:
        return rng.choice(officers).code

    leaves = []
    for _ in range(rng.choice((0, 0, 1, 2))):
        first = rng.choice(days)
        last = first + timedelta(days=rng.randint(0, 2))
        kind = rng.choice(list(LeaveKind))
        leaves.append(Leave(officer=code(), first_day=first, last_day=last, shifts=some_shifts(), kind=kind))
    wishes = tuple(
        DutyWish(
            officer=code(),
            day=rng.choice((*days, days[-1] + timedelta(days=1))),
            shift=rng.choice((None, *labels)),
            wants_work=rng.random() < 0.5,
            level=rng.randint(1, 3),
        )
        for _ in range(rng.randint(0, 4))
    )
    before = {
        (code(), days[0] - timedelta(days=rng.randint(1, 4)), rng.choice(labels))
        for _ in range(rng.choice((0, 0, 2, 5)))
    }
    past = tuple(PastDuty(officer=one, day=day, shift=shift) for one, day, shift in sorted(before))
    return Staffing(
        officers=officers,
        demands=_demands(rng, campaign),
        leaves=tuple(leaves),
        wishes=wishes,
        pins=_pins(rng, campaign, officers),
        past=past,
        holidays=(rng.choice(days),) if rng.random() < 0.3 else (),
        regulations=_regulations(rng),
    )


def _officer(rng: Random, campaign: Campaign, code: str) -> Officer:
    calendar = campaign.calendar
    first, last = calendar.first_day - timedelta(days=9), calendar.last_day + timedelta(days=9)
    if rng.random() < 0.2:
        first = calendar.first_day + timedelta(days=rng.randint(0, 2))
        last = max(first, calendar.last_day - timedelta(days=rng.randint(0, 2)))
    roles = tuple(role for role in ROLES if rng.random() < 0.75)
    return Officer(
        code=OfficerCode(code),
        name=f"Nguyễn {code}",
        roles=roles,
        zones=(rng.choice(("Đông", "Tây")),) if rng.random() < 0.2 else (),
        machines=(rng.choice(campaign.machines).name,) if rng.random() < 0.2 else (),
        home=rng.choice(campaign.units).code if rng.random() < 0.6 else None,
        first_day=first,
        last_day=last,
        most_shifts_a_week=rng.choice((None, None, 1, 2, 3)),
        works_until_minute=rng.choice((900, 1320, 1380, 1800)) if rng.random() < 0.2 else None,
    )


def _demands(rng: Random, campaign: Campaign) -> tuple[SeatDemand, ...]:
    if rng.random() < 0.5:
        return ()
    return tuple(
        SeatDemand(
            machine=rng.choice((None, None, campaign.machines[0].name)),
            shift=rng.choice((None, None, *campaign.calendar.shift_labels)),
            role=rng.choice((Role(""), *ROLES)),
            officers=rng.choice((1, 1, 1, 2)),
            is_required=rng.random() < 0.4,
            only_when_moving=rng.random() < 0.25,
        )
        for _ in range(rng.randint(1, 3))
    )


def _pins(rng: Random, campaign: Campaign, officers: Sequence[Officer]) -> tuple[DutyPin, ...]:
    pins = []
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        forbids = rng.random() < 0.5
        shift = rng.choice(campaign.calendar.shift_labels)
        pins.append(
            DutyPin(
                officer=rng.choice(officers).code,
                day=rng.choice(list(campaign.calendar.days())),
                shift=None if forbids and rng.random() < 0.5 else shift,
                machine=None if forbids or rng.random() < 0.6 else rng.choice(campaign.machines).name,
                role=None if forbids or rng.random() < 0.8 else rng.choice((Role(""), *ROLES)),
                forbids=forbids,
            )
        )
    return tuple(pins)


def _regulations(rng: Random) -> Regulations:
    if rng.random() < 0.3:
        return Regulations()
    return Regulations(
        shift_rest_minutes=rng.choice((0, 480, 660, 720, 721, 960)),
        shifts_a_day=rng.choice((1, 1, 1, 2)),
        run_days=rng.choice((1, 2, 3, 6)),
        weekly_rest_minutes=rng.choice((0, 1440, 2040, 2880, 4000)),
        week_minutes=rng.choice((480, 960, 1439, 2400)),
        week_most_minutes=rng.choice((960, 1440, 1920, 2880)),
        overtime_month_minutes=rng.choice((0, 60, 480, 2400)),
        overtime_year_minutes=rng.choice((60, 480, 960, 12000)),
        night_from_minute=rng.choice((1320, 1320, 60)),
        night_to_minute=rng.choice((360, 300)),
        evenings_run=rng.choice((None, None, 1, 2)),
        evening_from_minute=rng.choice((1020, 1080, 1140)),
    )


def _situation(rng: Random, campaign: Campaign, plan: Plan, staffing: Staffing) -> DutySituation:
    """A slot in the first half of the campaign is reached; the past was worked, lawfully or not."""
    calendar = campaign.calendar
    as_of = calendar.first_day + timedelta(days=rng.randint(0, calendar.num_days // 2))
    shift = rng.choice((None, *calendar.shift_labels))
    reached = calendar.ordinal(as_of, shift or calendar.shift_labels[0])
    case = RosterCase(campaign, plan, staffing)
    earlier = random_duties(rng, case, before=reached, chance=0.4)
    history = tuple(duty.model_copy(update={"done": True}) for duty in earlier)
    if rng.random() < 0.2:
        return DutySituation(as_of=as_of, as_of_shift=shift, history=history)
    last_days = [as_of + timedelta(days=number) for number in range(-1, 5)]
    until = rng.choice([day for day in last_days if day <= calendar.last_day])
    published = tuple(
        duty for duty in random_duties(rng, case, first=reached, chance=0.5, is_lawful=True) if duty.date <= until
    )
    frozen = rng.choice((None, as_of, min(until, as_of + timedelta(days=1))))
    return DutySituation(
        as_of=as_of,
        as_of_shift=shift,
        history=history,
        published_version=rng.randint(1, 4),
        published_until=until,
        frozen_until=frozen,
        published=published,
    )


def random_duties(
    rng: Random,
    case: RosterCase,
    *,
    first: int = 1,
    before: int | None = None,
    chance: float = 0.5,
    is_lawful: bool = False,
) -> list[Duty]:
    """Officers in slots between these ordinals, mostly with roles they have, one a slot and, if lawful, one a day."""
    calendar = case.campaign.calendar
    found: list[Duty] = []
    busy: set[tuple[OfficerCode, date, ShiftLabel | None]] = set()
    for row in case.plan.assignments:
        ordinal = calendar.ordinal(row.date, row.shift)
        for role in _roles_asked(rng, case):
            officer = rng.choice(case.staffing.officers)
            key = officer.code, row.date, None if is_lawful else row.shift
            asked = first <= ordinal < (before or calendar.last_ordinal + 1)
            fits = not role or role in officer.roles or rng.random() < 0.05
            if not asked or key in busy or not fits or rng.random() > chance:
                continue
            busy.add(key)
            place = case.campaign.stop_of(row.unit)
            found.append(
                Duty(
                    officer=officer.code,
                    machine=row.machine,
                    unit=place,
                    date=row.date,
                    shift=row.shift,
                    role=role,
                )
            )
    return found


def _roles_asked(rng: Random, case: RosterCase) -> list[Role]:
    roles = list(dict.fromkeys(demand.role for demand in case.staffing.demands)) or [Role("")]
    return roles if rng.random() < 0.95 else [*roles, *ROLES[:1]]


def random_worked(rng: Random, case: RosterCase) -> list[Duty]:
    """The history, now and then not quite, and duties ahead of more or less sense."""
    ahead = random_duties(rng, case, first=case.first_ordinal_ahead, chance=rng.choice((0.2, 0.5, 0.9)))
    published = [duty for duty in case.situation.published if rng.random() < 0.8]
    taken = {(duty.officer, duty.date, duty.shift) for duty in published}
    duties = published + [duty for duty in ahead if (duty.officer, duty.date, duty.shift) not in taken]
    if duties and rng.random() < 0.2:
        changed = rng.randrange(len(duties))
        update = rng.choice(
            (
                {"unit": rng.choice(case.campaign.units).code},
                {"officer": rng.choice(case.staffing.officers).code},
                {"done": True},
            )
        )
        duties[changed] = duties[changed].model_copy(update=update)
    history = [duty for duty in case.situation.history if rng.random() < 0.98]
    return [*history, *duties]
