"""Small campaigns at random, the same for the same seed, with something of everything that a workbook can say."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from planner.domain.calendar import Calendar
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
from planner.domain.policy import DEFAULT_GOALS, GoalSetting
from planner.domain.record import MachineName, UnitCode
from tests.placements import Placement, can_meet, is_open_to_machine
from tests.small_campaigns import FIXED, MOBILE, calendar, day

Item = TypeVar("Item")


@dataclass(frozen=True)
class Size:
    """The most of everything that a random campaign may have."""

    units: int = 5
    machines: int = 3
    days: int = 8
    shifts: int = 3
    need: int = 14


SMALL = Size()
TINY = Size(units=3, machines=2, days=3, shifts=2, need=7)
"""Small enough to try every plan."""

POSTING_PATTERNS = ((MOBILE,), (FIXED,), (MOBILE, MOBILE), (FIXED, MOBILE), (MOBILE, FIXED, MOBILE), (MOBILE, FIXED))
PATTERN_WEIGHTS = (10, 4, 3, 3, 2, 2)


def seeded(seed: int | str) -> Random:
    """A source of the same random choices for the same seed."""
    return Random(seed)  # noqa: S311


def random_campaign(rng: Random, size: Size = SMALL) -> Campaign:
    """A campaign within the size. Each is one that a workbook can say, except that pins may cross each other."""
    days, num_shifts = rng.randint(2, max(2, size.days)), rng.randint(1, size.shifts)
    time = calendar(days, num_shifts)
    places = rng.choice(("roads", "coordinates", "both", "neither"))
    units = tuple(
        _unit(rng, number, time, size, placed=places in ("coordinates", "both"))
        for number in range(1, rng.randint(1, size.units) + 1)
    )
    machines = tuple(_machine(rng, number, time, units) for number in range(1, rng.randint(1, size.machines) + 1))
    whole_days = rng.random() < 0.5
    reach_km = rng.choice((None, 0.0, 7.5, 20.0)) if not whole_days else None
    bare = Campaign(
        name=f"Chiến dịch {rng.randint(1, 999)}",
        calendar=time,
        units=units,
        machines=machines,
        closures=_closures(rng, time, machines, units),
        roads=_roads(rng, units) if places in ("roads", "both") else (),
        phases=_phases(rng, time, units),
        goals=_goals(rng),
        whole_days=whole_days,
        reach_km=reach_km,
        road_factor=rng.choice((1.3, 1.3, 1.0, 1.45)),
    )
    campaign = bare if _has_an_open_slot(bare) else bare.model_copy(update={"closures": ()})
    campaign = campaign.model_copy(update={"pins": _pins(rng, campaign)})
    return campaign.model_copy(update={"rate_overrides": _rates(campaign)})


def with_detours(rng: Random, campaign: Campaign) -> Campaign:
    """The campaign shift by shift on a full and uneven table of roads, mostly with a limit for the day.

    There, a stop at which nothing is collected could pay, at units that need nothing or get several visits.
    """
    roads = tuple(
        Road(origin=origin.code, destination=destination.code, km=rng.randint(1, 16))
        for origin in campaign.units
        for destination in campaign.units
        if origin.code != destination.code
    )
    units = tuple(
        unit.model_copy(
            update={
                "need": 0 if rng.random() < 0.25 else unit.need,
                "visits": rng.randint(1, 3),
                "together": rng.choice((1, 1, 2)),
                "shifts": campaign.calendar.shift_labels,
            }
        )
        for unit in campaign.units
    )
    changed = {"whole_days": False, "reach_km": rng.choice((None, 6.0, 8.0, 10.0)), "roads": roads, "units": units}
    return campaign.model_copy(update=changed)


def campaigns(size: Size = SMALL) -> st.SearchStrategy[Campaign]:
    """Random campaigns for Hypothesis, which can make a failing one smaller."""
    return st.randoms(use_true_random=False).map(lambda rng: random_campaign(rng, size))


def some(rng: Random, items: Sequence[Item]) -> tuple[Item, ...]:
    """At least one of the items, in their order."""
    chosen = tuple(item for item in items if rng.random() < 0.6)
    return chosen or (rng.choice(items),)


def _stretch(rng: Random, first: int, last: int) -> tuple[int, int]:
    start = rng.randint(first, last)
    return start, rng.randint(start, last)


def _unit(rng: Random, number: int, time: Calendar, size: Size, *, placed: bool) -> Unit:
    first, last = _stretch(rng, 1, time.num_days) if rng.random() < 0.25 else (1, time.num_days)
    together = 2 if rng.random() < 0.2 else 1
    location = Location(latitude=rng.randint(2180, 2210) / 100, longitude=rng.randint(10630, 10660) / 100)
    return Unit(
        code=UnitCode(f"{number:02}"),
        name=f"Xã {number}",
        kind="Xã",
        zone=rng.choice(("Đông", "Tây")),
        place=f"CAX {number}",
        need=0 if rng.random() < 0.1 else rng.randint(1, size.need),
        priority=rng.randint(2, 4) if rng.random() < 0.25 else 1,
        location=location if placed and rng.random() < 0.9 else None,
        first_day=day(first),
        last_day=day(last),
        shifts=some(rng, time.shift_labels) if rng.random() < 0.25 else time.shift_labels,
        together=together,
        visits=together + 1 if rng.random() < 0.25 else rng.randint(1, together),
    )


def _machine(rng: Random, number: int, time: Calendar, units: Sequence[Unit]) -> Machine:
    pattern = rng.choices(POSTING_PATTERNS, PATTERN_WEIGHTS)[0]
    pattern = pattern if len(pattern) <= time.num_days else (MOBILE,)
    starts = (1, *sorted(rng.sample(range(2, time.num_days + 1), len(pattern) - 1)))
    ends = (*(start - 1 for start in starts[1:]), time.num_days)
    postings = []
    for kind, start, end in zip(pattern, starts, ends, strict=True):
        first, last = _stretch(rng, start, end) if rng.random() < 0.2 else (start, end)
        served = some(rng, units) if rng.random() < 0.5 else tuple(units)
        postings.append(
            Posting(
                kind=kind,
                place=served[0].place if kind is FIXED else "",
                serves=tuple(unit.code for unit in served),
                first_day=day(first),
                last_day=day(last),
                capacity=rng.randint(1, 5),
                base=rng.choice(units).code if kind is MOBILE and rng.random() < 0.5 else None,
            )
        )
    return Machine(name=MachineName(f"MÁY {number}"), postings=tuple(postings))


def _closures(rng: Random, time: Calendar, machines: Sequence[Machine], units: Sequence[Unit]) -> tuple[Closure, ...]:
    closures = []
    for _ in range(rng.randint(0, 3)):
        weekly = rng.random() < 0.3
        first, last = (1, time.num_days) if weekly else _stretch(rng, 1, time.num_days)
        scope = rng.choice(("all", "machine", "unit"))
        closures.append(
            Closure(
                first_day=day(first),
                last_day=day(last if weekly else min(last, first + 1)),
                weekdays=frozenset(rng.sample(range(7), rng.randint(1, 2))) if weekly else frozenset(),
                shifts=some(rng, time.shift_labels) if rng.random() < 0.4 else time.shift_labels,
                machine=rng.choice(machines).name if scope == "machine" else None,
                unit=rng.choice(units).code if scope == "unit" else None,
            )
        )
    return tuple(sorted(set(closures), key=_order_of_closure))


def _order_of_closure(closure: Closure) -> tuple[object, ...]:
    """The same order whatever the order of rows."""
    days = (closure.first_day, closure.last_day, sorted(closure.weekdays))
    return (*days, closure.shifts, closure.machine or "", closure.unit or "")


def _has_an_open_slot(campaign: Campaign) -> bool:
    return any(
        is_open_to_machine(campaign, machine.name, day, shift)
        for machine in campaign.machines
        for day in campaign.calendar.days()
        for shift in campaign.calendar.shift_labels
    )


def _roads(rng: Random, units: Sequence[Unit]) -> tuple[Road, ...]:
    """Some pairs both ways and unequal, some one way only, some not at all."""
    return tuple(
        Road(origin=origin.code, destination=destination.code, km=rng.randint(0, 60) / 4)
        for origin in units
        for destination in units
        if origin.code != destination.code and rng.random() < 0.6
    )


def _phases(rng: Random, time: Calendar, units: Sequence[Unit]) -> tuple[Phase, ...]:
    total = sum(unit.need for unit in units)
    last_days = sorted(rng.sample(range(1, time.num_days + 1), rng.choice((0, 0, 1, 2))))
    return tuple(
        Phase(name=f"Giai đoạn {number}", last_day=day(last), target=rng.randint(0, total))
        for number, last in enumerate(last_days, 1)
    )


def _goals(rng: Random) -> tuple[GoalSetting, ...]:
    order = list(DEFAULT_GOALS)
    if rng.random() < 0.3:
        rng.shuffle(order)
    if rng.random() < 0.1:
        order.pop()
    loose = rng.random() < 0.2
    return tuple(
        GoalSetting(goal=goal, tolerance_percent=rng.choice((0.0, 0.0, 5.0, 20.0)) if loose else 0.0) for goal in order
    )


def _pins(rng: Random, campaign: Campaign) -> tuple[Pin, ...]:
    """Pins that bind somewhere; they mostly do not ask the same machine to be at two units."""
    pins: list[Pin] = []
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        machine = rng.choice(campaign.machines)
        posting = rng.choice(machine.postings)
        first = rng.randint(0, (posting.last_day - posting.first_day).days) + (posting.first_day - day(1)).days + 1
        last = min(first + rng.randint(0, 1), (posting.last_day - day(1)).days + 1)
        pin = Pin(
            machine=machine.name,
            unit=rng.choice(posting.serves),
            first_day=day(first),
            last_day=day(last),
            shifts=some(rng, campaign.calendar.shift_labels) if rng.random() < 0.3 else campaign.calendar.shift_labels,
        )
        crossed = any(other.machine == pin.machine and other.unit != pin.unit for other in pins)
        if pinned_placements(campaign, pin) and not (crossed and rng.random() < 0.8):
            pins.append(pin)
    pins.sort(key=lambda pin: (pin.machine, pin.first_day, pin.last_day, pin.unit, pin.shifts))
    return tuple(pin.model_copy(update={"source": f"Ghim!A{row}"}) for row, pin in enumerate(pins, 2))


def _rates(campaign: Campaign) -> tuple[RateOverride, ...]:
    """Rows of *Năng suất* for a third of the campaigns, no two about the same, some beyond every capacity.

    They take nothing from the campaign's own source: all else stays as it was for the same seed.
    """
    rng = seeded(f"{campaign.name} {[unit.need for unit in campaign.units]} {campaign.calendar.num_days}")
    if rng.random() < 2 / 3:
        return ()
    found = {}
    for _ in range(rng.randint(1, 5)):
        unit = rng.choice((None, rng.choice(campaign.units).code))
        machine = rng.choice((None, rng.choice(campaign.machines).name))
        shift = rng.choice((None, None, rng.choice(campaign.calendar.shift_labels)))
        found[unit or "", machine or "", shift or ""] = RateOverride(
            unit=unit, machine=machine, shift=shift, dossiers=rng.randint(1, 6)
        )
    return tuple(found[key] for key in sorted(found))


def pinned_placements(campaign: Campaign, pin: Pin) -> tuple[Placement, ...]:
    """The placements that a pin demands: those of its slots that are open to both."""
    slots = (
        Placement(pin.machine, pin.unit, on, shift)
        for on in campaign.calendar.days()
        for shift in pin.shifts
        if pin.first_day <= on <= pin.last_day
    )
    return tuple(placement for placement in slots if can_meet(campaign, placement))
