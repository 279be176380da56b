"""Campaigns as provinces and districts really have them, at random, the same for the same seed.

Ten to forty communes in a few clusters, two to eight machines, three weeks to three months; industrial parks that
receive only in the evening, schools on given mornings, a fixed machine on weekdays, Sundays off, more need than room in
about half of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from planner.domain.calendar import Calendar, Shift, days_between
from planner.domain.campaign import (
    Campaign,
    Closure,
    Location,
    Machine,
    Phase,
    Pin,
    Posting,
    RateOverride,
    Road,
    Unit,
)
from planner.domain.policy import DEFAULT_GOALS, Goal, GoalSetting
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.placements import Placement, can_meet, is_open_to_machine
from tests.random_campaigns import seeded
from tests.small_campaigns import FIXED, MOBILE

SATURDAY, SUNDAY = 5, 6
FEWEST_DAYS, MOST_DAYS = 20, 90
LEAST_NEED, MOST_NEED = 60, 2500
SHORTEST_PIN_DAYS = 2
TWO_SHIFTS = (("Ca 01", 7 * 60, 15 * 60), ("Ca 02", 15 * 60, 23 * 60))
THREE_SHIFTS = (("Ca sáng", 7 * 60, 11 * 60 + 30), ("Ca chiều", 13 * 60 + 30, 17 * 60), ("Ca tối", 17 * 60 + 30, 1260))
ZONES = ("Cụm trung tâm", "Cụm Đông", "Cụm Nam", "Cụm Tây", "Cụm Bắc", "Cụm Ven")
OTHER_ORDERS = (
    (Goal.UNSERVED, Goal.MILESTONES, Goal.CHANGES, Goal.WAITING, Goal.TRAVEL, Goal.FINISH),
    (Goal.UNSERVED, Goal.MILESTONES, Goal.CHANGES, Goal.TRAVEL, Goal.FINISH, Goal.WAITING),
    (Goal.UNSERVED, Goal.FINISH, Goal.MILESTONES, Goal.CHANGES, Goal.WAITING, Goal.TRAVEL),
)


@dataclass(frozen=True)
class _Kind:
    """What a campaign is like before its details are drawn."""

    is_plain: bool
    """Whole days, one visit, every unit open throughout: what a routing program can plan too."""
    overload: float
    """Dossiers needed for each that the machines have room for."""
    num_units: int
    num_machines: int
    shifts: tuple[tuple[str, int, int], ...]
    capacity: int
    whole_days: bool
    visits: int
    together: int
    by_zones: bool


def ordinary_campaign(seed: int) -> Campaign:
    """The campaign of this number."""
    rng = seeded(f"ordinary {seed}")
    kind = _kind(rng)
    units = _units(rng, kind)
    first = date(2026, rng.randint(1, 11), rng.randint(1, 28))
    total = sum(need for _unit, need in units)
    weekly = rng.choice((1.0, 6 / 7, 5.5 / 7))
    slots_a_day = kind.num_machines * len(kind.shifts) * kind.capacity * weekly
    num_days = min(MOST_DAYS, max(FEWEST_DAYS, round(total / (slots_a_day * kind.overload))))
    calendar = _calendar(kind, first, num_days)
    drawn = tuple(_unit(rng, kind, calendar, number, sketch) for number, sketch in enumerate(units, 1))
    machines = _machines(rng, kind, calendar, drawn)
    bare = Campaign(
        name=f"Chiến dịch thường {seed}",
        calendar=calendar,
        units=drawn,
        machines=machines,
        closures=(*_weekly(calendar, weekly), *_closures(rng, kind, calendar, drawn, machines)),
        roads=_roads(rng, drawn),
        goals=_goals(rng),
        whole_days=kind.whole_days,
        reach_km=None if kind.whole_days else rng.choice((None, None, 8.0, 15.0, 30.0)),
        road_factor=rng.choice((1.3, 1.3, 1.4)),
    )
    campaign = _scaled(bare, kind.overload)
    if kind.is_plain:
        return campaign
    return campaign.model_copy(
        update={
            "pins": _pins(rng, campaign),
            "phases": _phases(rng, campaign),
            "rate_overrides": _rates(rng, campaign, kind.capacity),
        }
    )


def _kind(rng: Random) -> _Kind:
    is_plain = rng.random() < 0.2
    three = not is_plain and rng.random() < 0.3
    together = 2 if not is_plain and rng.random() < 0.25 else 1
    num_units = rng.randint(10, 40)
    kind = _Kind(
        is_plain=is_plain,
        overload=rng.choice((rng.uniform(0.7, 0.95), rng.uniform(0.9, 1.1), rng.uniform(1.0, 1.3), rng.uniform(1, 2))),
        num_units=num_units,
        num_machines=min(rng.randint(2, 8), rng.randint(2, 8), max(2, num_units // 3)),
        shifts=THREE_SHIFTS if three else TWO_SHIFTS,
        capacity=rng.choice((100, 120, 120, 140)) if three else rng.choice((120, 160, 160, 160, 200)),
        whole_days=is_plain or rng.random() < 0.6,
        visits=1 if is_plain else max(together, rng.choice((1, 1, 1, 2, 3))),
        together=together,
        by_zones=rng.random() < 0.35,
    )
    return replace(kind, overload=rng.uniform(0.7, 0.95)) if is_plain else kind


def _units(rng: Random, kind: _Kind) -> list[tuple[str, int]]:
    """Names and needs: communes, then perhaps industrial parks and schools."""
    num_parks = 0 if kind.is_plain else rng.choice((0, 0, 1, 2, 3))
    num_schools = 0 if kind.is_plain else rng.choice((0, 0, 1, 3, 5))
    num_communes = max(3, kind.num_units - num_parks - num_schools)
    communes = [("xã", round(300 * (2500 / 300) ** rng.random())) for _ in range(num_communes)]
    parks = [("khu công nghiệp", rng.randint(6, 16) * 100) for _ in range(num_parks)]
    schools = [("trường", rng.randint(15, 35) * 10) for _ in range(num_schools)]
    return communes + parks + schools


def _calendar(kind: _Kind, first: date, num_days: int) -> Calendar:
    return Calendar(
        first_day=first,
        last_day=first + timedelta(days=num_days - 1),
        shifts=tuple(
            Shift(label=ShiftLabel(label), starts_minute=start, ends_minute=end) for label, start, end in kind.shifts
        ),
    )


def _unit(rng: Random, kind: _Kind, calendar: Calendar, number: int, sketch: tuple[str, int]) -> Unit:
    what, need = sketch
    zone = (number - 1) % min(len(ZONES), max(2, kind.num_units // 6))
    windowed = what == "xã" and not kind.is_plain and rng.random() < 0.12
    first, last = _window(rng, calendar) if windowed else (calendar.first_day, calendar.last_day)
    if what == "trường":
        first, last = _school_days(rng, calendar)
    labels = calendar.shift_labels
    shifts = {"trường": labels[:1], "khu công nghiệp": labels[-1:]}.get(what, labels)
    if what == "xã" and len(labels) > len(TWO_SHIFTS) and rng.random() < 0.8:
        shifts = labels[:-1]
    large = what == "xã" and need > 900
    together = kind.together if large else 1
    return Unit(
        code=UnitCode(f"HG{number:02}"),
        name=f"{what.capitalize()} số {number}",
        kind=what,
        zone=ZONES[zone],
        place=f"Công an số {number}",
        need=need,
        priority=rng.randint(2, 5) if rng.random() < 0.06 else 1,
        location=Location(
            latitude=round(20.9 + 0.12 * ((zone * 2) % 3 - 1) + rng.uniform(-0.07, 0.07), 4),
            longitude=round(106.3 + 0.14 * (zone % 3 - 1) + rng.uniform(-0.08, 0.08), 4),
        ),
        first_day=first,
        last_day=last,
        shifts=shifts,
        together=together,
        visits=max(together, kind.visits),
    )


def _window(rng: Random, calendar: Calendar) -> tuple[date, date]:
    length = rng.randint(calendar.num_days // 4, calendar.num_days)
    first = calendar.first_day + timedelta(days=rng.randint(0, calendar.num_days - length))
    return first, first + timedelta(days=length - 1)


def _school_days(rng: Random, calendar: Calendar) -> tuple[date, date]:
    """A working day and the same one a week later; what lies between is closed (see `_closures`)."""
    days = list(calendar.days())
    first = rng.choice([day for day in days[: len(days) - 7] if day.weekday() < SATURDAY])
    return first, first + timedelta(days=7)


def _machines(rng: Random, kind: _Kind, calendar: Calendar, units: Sequence[Unit]) -> tuple[Machine, ...]:
    codes = tuple(unit.code for unit in units)
    zones = list(dict.fromkeys(unit.zone for unit in units))
    base = codes[0] if rng.random() < 0.4 else None
    has_fixed = not kind.is_plain and rng.random() < 0.3
    has_late = rng.random() < 0.25
    roving = rng.random() < 0.5
    machines = []
    for number in range(1, kind.num_machines + 1):
        is_fixed = has_fixed and number == kind.num_machines
        mine = zones[(number - 1) % len(zones) :: kind.num_machines]
        served = tuple(unit.code for unit in units if unit.zone in mine) if kind.by_zones else codes
        if roving and number == 1:
            served = codes
        central = tuple(unit.code for unit in units if unit.zone == zones[0] and unit.kind == "xã")[:6]
        late = has_late and number == max(2, kind.num_machines - 1) and not is_fixed
        first = calendar.first_day + timedelta(days=calendar.num_days // 3 if late else 0)
        machines.append(
            Machine(
                name=MachineName(f"Máy {number}"),
                postings=(
                    Posting(
                        kind=FIXED if is_fixed else MOBILE,
                        place="Trụ sở Công an tỉnh" if is_fixed else "",
                        serves=central if is_fixed else served or codes,
                        first_day=first,
                        last_day=calendar.last_day,
                        capacity=kind.capacity if kind.is_plain or rng.random() < 0.9 else kind.capacity - 40,
                        base=None if is_fixed else base,
                    ),
                ),
            )
        )
    return tuple(machines)


def _weekly(calendar: Calendar, open_share: float) -> Iterator[Closure]:
    """Sundays, and Saturdays but for their first shift, as the share of the week that is open wants it."""
    first, last, labels = calendar.first_day, calendar.last_day, calendar.shift_labels
    if open_share < 1:
        yield Closure(first_day=first, last_day=last, weekdays=frozenset([SUNDAY]), shifts=labels)
    if open_share < 6 / 7:
        yield Closure(first_day=first, last_day=last, weekdays=frozenset([SATURDAY]), shifts=labels[1:])


def _closures(
    rng: Random, kind: _Kind, calendar: Calendar, units: Sequence[Unit], machines: Sequence[Machine]
) -> tuple[Closure, ...]:
    first, last, labels = calendar.first_day, calendar.last_day, calendar.shift_labels
    closures = []
    if rng.random() < 0.3:
        holiday = first + timedelta(days=rng.randint(1, calendar.num_days - 2))
        closures.append(Closure(first_day=holiday, last_day=holiday, shifts=labels, reason="ngày lễ"))
    for unit in units:
        if unit.kind == "trường":
            between = (unit.first_day + timedelta(days=1), unit.last_day - timedelta(days=1))
            closures.append(Closure(first_day=between[0], last_day=between[1], shifts=labels, unit=unit.code))
        elif not kind.is_plain and rng.random() < 0.04:
            day = first + timedelta(days=rng.randint(0, calendar.num_days - 3))
            closures.append(
                Closure(first_day=day, last_day=day + timedelta(days=2), shifts=labels, unit=unit.code, reason="họp")
            )
    for machine in machines:
        if machine.postings[0].kind is FIXED:
            weekend = frozenset([SATURDAY, SUNDAY])
            closures.append(
                Closure(first_day=first, last_day=last, weekdays=weekend, shifts=labels, machine=machine.name)
            )
        elif rng.random() < 0.05:
            day = first + timedelta(days=rng.randint(3, calendar.num_days - 3))
            closures.append(
                Closure(first_day=day, last_day=day + timedelta(days=2), shifts=labels, machine=machine.name)
            )
    return tuple(closures)


def _roads(rng: Random, units: Sequence[Unit]) -> tuple[Road, ...]:
    """Now and then a few ways that are known; one of them may be longer one way than back."""
    if rng.random() < 0.7:
        return ()
    pairs = [rng.sample([unit.code for unit in units], 2) for _ in range(rng.randint(1, 4))]
    told = {(origin, destination): rng.randint(8, 60) / 2 for origin, destination in pairs}
    if rng.random() < 0.5:
        (origin, destination), km = next(iter(told.items()))
        told[destination, origin] = km + rng.randint(0, 12)
    return tuple(Road(origin=one, destination=other, km=km) for (one, other), km in sorted(told.items()))


def _goals(rng: Random) -> tuple[GoalSetting, ...]:
    order = DEFAULT_GOALS if rng.random() < 0.85 else rng.choice(OTHER_ORDERS)
    return tuple(GoalSetting(goal=goal) for goal in order)


def room(campaign: Campaign) -> int:
    """Dossiers that all machines could collect if somebody always stood in front of them."""
    return sum(
        campaign.capacity(posting, shift)
        for machine in campaign.machines
        for posting in machine.postings
        for day in days_between(posting.first_day, posting.last_day)
        for shift in campaign.calendar.shift_labels
        if is_open_to_machine(campaign, machine.name, day, shift)
    )


def _scaled(campaign: Campaign, overload: float) -> Campaign:
    """The communes' needs brought to the wanted overload, as far as communes have so many people."""
    communes = [unit for unit in campaign.units if unit.kind == "xã"]
    others = sum(unit.need for unit in campaign.units if unit.kind != "xã")
    factor = max(0.1, overload * room(campaign) - others) / sum(unit.need for unit in communes)
    needs = {unit.code: min(MOST_NEED, max(LEAST_NEED, round(unit.need * factor))) for unit in communes}
    units = tuple(unit.model_copy(update={"need": needs.get(unit.code, unit.need)}) for unit in campaign.units)
    return campaign.model_copy(update={"units": units})


def _pins(rng: Random, campaign: Campaign) -> tuple[Pin, ...]:
    if rng.random() < 0.7:
        return ()
    machine = rng.choice(campaign.machines)
    posting = machine.postings[0]
    served = [campaign.units_by_code[code] for code in posting.serves]
    unit = rng.choice([one for one in served if one.kind == "xã"] or served)
    opens = [day for day in campaign.calendar.days() if _meet(campaign, machine, unit, day)]
    if len(opens) < SHORTEST_PIN_DAYS:
        return ()
    place = rng.randrange(len(opens) - 1)
    return (
        Pin(
            machine=machine.name,
            unit=unit.code,
            first_day=opens[place],
            last_day=opens[place + 1],
            shifts=campaign.calendar.shift_labels,
            source="Ghim!A2",
        ),
    )


def _meet(campaign: Campaign, machine: Machine, unit: Unit, day: date) -> bool:
    return any(
        can_meet(campaign, Placement(machine.name, unit.code, day, shift)) for shift in campaign.calendar.shift_labels
    )


def _phases(rng: Random, campaign: Campaign) -> tuple[Phase, ...]:
    if rng.random() < 0.65:
        return ()
    share = rng.uniform(0.4, 0.7)
    day = campaign.calendar.first_day + timedelta(days=int(campaign.calendar.num_days * share))
    reachable = min(room(campaign), sum(unit.need for unit in campaign.units))
    target = round(reachable * share * rng.choice((0.6, 0.8, 0.95, 1.1)) / 100) * 100
    return (Phase(name="Đợt 1", last_day=day, target=target),)


def _rates(rng: Random, campaign: Campaign, capacity: int) -> tuple[RateOverride, ...]:
    return tuple(_drawn_rates(rng, campaign, capacity)) if rng.random() < 0.15 else ()


def _drawn_rates(rng: Random, campaign: Campaign, capacity: int) -> Iterator[RateOverride]:
    slow = rng.choice(campaign.units)
    yield RateOverride(unit=slow.code, dossiers=capacity // 2)
    if rng.random() < 0.5:
        yield RateOverride(shift=campaign.calendar.shift_labels[-1], dossiers=round(capacity * 0.8))
