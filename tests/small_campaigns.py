"""Small campaigns and plans that a test can write down in a few words.

Days are counted from 1, which is a Monday; shifts are counted from 1 too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import (
    Campaign,
    Closure,
    Cluster,
    Location,
    Machine,
    Phase,
    Pin,
    Posting,
    PostingKind,
    Road,
    Succession,
    Unit,
)
from planner.domain.policy import DEFAULT_GOALS, GoalSetting
from planner.domain.record import MachineName, ShiftLabel, UnitCode

FIRST_DAY = date(2023, 4, 10)
MOBILE, FIXED = PostingKind.MOBILE, PostingKind.FIXED


def day(number: int) -> date:
    """The campaign's day of this number."""
    return FIRST_DAY + timedelta(days=number - 1)


def label(number: int) -> ShiftLabel:
    """The name of the day's shift of this number."""
    return ShiftLabel(f"Ca {number:02}")


def calendar(days: int, shifts: int) -> Calendar:
    """So many days of so many shifts, each five hours long."""
    return Calendar(
        first_day=day(1),
        last_day=day(days),
        shifts=tuple(
            Shift(label=label(number), starts_minute=300 * number, ends_minute=300 * (number + 1))
            for number in range(1, shifts + 1)
        ),
    )


@dataclass(frozen=True)
class UnitSketch:
    """A unit in a few words; see `unit`."""

    code: str
    need: int
    first: int = 1
    last: int | None = None
    shifts: tuple[int, ...] = ()
    together: int = 1
    visits: int | None = None
    priority: int = 1
    at: tuple[float, float] | None = None
    zone: str = ""
    whole: bool | None = None
    least: int = 1
    days: tuple[int, ...] = ()


@dataclass(frozen=True)
class PostingSketch:
    """A posting in a few words; see `posting`."""

    capacity: int | None
    kind: PostingKind = MOBILE
    first: int = 1
    last: int | None = None
    serves: str = ""
    base: str | None = None


@dataclass(frozen=True)
class MachineSketch:
    """A machine in a few words; see `machine`."""

    name: str
    postings: tuple[PostingSketch, ...]
    group: str = ""


@dataclass(frozen=True)
class ClosureSketch:
    """A closure in a few words; see `closed`."""

    first: int
    last: int | None = None
    shifts: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    machine: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class PinSketch:
    """A pin in a few words; see `pin`."""

    machine: str
    unit: str
    first: int
    last: int | None = None
    shifts: tuple[int, ...] = ()


unit = UnitSketch
"""`unit("B", 7, last=3)`: open from day 1 to 3 in every shift; visits default to the machines at once.

`whole` says whether machines stay whole days there, `least` for how many days, and `days` are the only ones allowed.
"""
posting = PostingSketch
"""`posting(5, kind=FIXED, first=2, serves="A B")`: five a slot, or as its shift says; serves all if nothing is said."""
closed = ClosureSketch
"""`closed(1, shifts=(1,))`: the first slot, to all; `last` defaults to the same day, `shifts` to all of them."""
pin = PinSketch
"""`pin("M1", "A", 2)`: all of day 2."""


def machine(name: str, *postings: PostingSketch, group: str = "") -> MachineSketch:
    """`machine("M1", posting(3), posting(5, first=4))`: each posting holds until the next begins."""
    return MachineSketch(name, postings, group)


def road(origin: str, destination: str, km: float) -> Road:
    """One way only."""
    return Road(origin=UnitCode(origin), destination=UnitCode(destination), km=km)


UNEQUAL_UNITS = (unit("A", 10), unit("B", 7), unit("C", 4))
UNEQUAL_MACHINES = (machine("M1", posting(3, base="A")), machine("M2", posting(5)))
CLOSED_AT_BOTH_ENDS = (closed(1, shifts=(1,)), closed(5, shifts=(2,), unit="A"))
ONE_WAY_ROADS = (road("A", "B", 8), road("B", "A", 9.5), road("B", "C", 4), road("C", "A", 12.25))


def small_campaign(
    *,
    units: Sequence[UnitSketch] = UNEQUAL_UNITS,
    machines: Sequence[MachineSketch] = UNEQUAL_MACHINES,
    days: int = 5,
    shifts: int = 2,
    closures: Sequence[ClosureSketch] = CLOSED_AT_BOTH_ENDS,
    roads: Sequence[Road] = ONE_WAY_ROADS,
    pins: Sequence[PinSketch] = (),
    phases: Sequence[tuple[int, int]] = (),
    goals: Sequence[GoalSetting] | None = None,
    whole_days: bool = True,
    reach_km: float | None = None,
    clusters: Sequence[str] = (),
    mergers: Sequence[tuple[str, str, int]] = (),
    move_slots: int = 0,
    capacities: Sequence[int] = (),
) -> Campaign:
    """A campaign from sketches; phases are (last day, target), clusters are `"B A"` in the order of the workbook.

    Mergers are (old unit, successor, day), and cut both units' days as a reader does. Capacities are those of shifts.

    What is not given is lopsided on purpose: unequal needs and capacities, roads of unequal length there and back,
    the campaign's first slot closed to all and its last one closed to unit A. Roads between units that are not in
    the campaign are left out.
    """
    codes = [item.code for item in units]
    time = _with_capacities(calendar(days, shifts), capacities)
    chosen = tuple(GoalSetting(goal=goal) for goal in DEFAULT_GOALS) if goals is None else tuple(goals)
    return Campaign(
        name="Chiến dịch thử",
        calendar=time,
        units=tuple(_while_it_exists(_unit(item, time), mergers) for item in units),
        machines=tuple(_machine(item, time, codes) for item in machines),
        closures=(
            *(_closure(item, time) for item in closures if item.unit is None or item.unit in codes),
            *(
                _closure(closed(other, unit=item.code), time).model_copy(update={"reason": "Ngày được phép"})
                for item in units
                for other in _days_not_allowed(item, days)
            ),
        ),
        roads=tuple(item for item in roads if item.origin in codes and item.destination in codes),
        phases=tuple(
            Phase(name=f"Giai đoạn {number}", last_day=day(last), target=target)
            for number, (last, target) in enumerate(phases, 1)
        ),
        pins=tuple(_pin(item, time) for item in pins),
        goals=chosen,
        whole_days=whole_days,
        reach_km=reach_km,
        move_slots=move_slots,
        clusters=tuple(
            Cluster(name=f"Cụm {number}", units=tuple(UnitCode(code) for code in told.split()))
            for number, told in enumerate(clusters, 1)
        ),
        successions=tuple(
            Succession(unit=UnitCode(old), successor=UnitCode(heir), day=day(since)) for old, heir, since in mergers
        ),
    )


def _with_capacities(time: Calendar, capacities: Sequence[int]) -> Calendar:
    if not capacities:
        return time
    shifts = zip(time.shifts, capacities, strict=True)
    return time.model_copy(update={"shifts": tuple(one.model_copy(update={"capacity": most}) for one, most in shifts)})


def _while_it_exists(unit: Unit, mergers: Sequence[tuple[str, str, int]]) -> Unit:
    first = max([unit.first_day, *(day(since) for _, heir, since in mergers if heir == unit.code)])
    last = min([unit.last_day, *(day(since - 1) for old, _, since in mergers if old == unit.code)])
    return unit.model_copy(update={"first_day": first, "last_day": last})


def _days_not_allowed(sketch: UnitSketch, days: int) -> list[int]:
    return [number for number in range(1, days + 1) if sketch.days and number not in sketch.days]


def _labels(numbers: tuple[int, ...], time: Calendar) -> tuple[ShiftLabel, ...]:
    return tuple(label(number) for number in numbers) or time.shift_labels


def _unit(sketch: UnitSketch, time: Calendar) -> Unit:
    return Unit(
        code=UnitCode(sketch.code),
        name=f"Xã {sketch.code}",
        kind="Xã",
        zone=sketch.zone,
        place=f"CAX {sketch.code}",
        need=sketch.need,
        priority=sketch.priority,
        location=None if sketch.at is None else Location(latitude=sketch.at[0], longitude=sketch.at[1]),
        first_day=day(sketch.first),
        last_day=time.last_day if sketch.last is None else day(sketch.last),
        shifts=_labels(sketch.shifts, time),
        together=sketch.together,
        visits=sketch.together if sketch.visits is None else sketch.visits,
        whole_days=sketch.whole,
        min_days=sketch.least,
        allowed_days=tuple(day(number) for number in sketch.days),
    )


def _machine(sketch: MachineSketch, time: Calendar, codes: Sequence[str]) -> Machine:
    begins = [item.first for item in sketch.postings[1:]]
    ends = [*(day(first - 1) for first in begins), time.last_day]
    return Machine(
        name=MachineName(sketch.name),
        postings=tuple(_posting(item, end, codes) for item, end in zip(sketch.postings, ends, strict=True)),
        group=sketch.group,
    )


def _posting(sketch: PostingSketch, end: date, codes: Sequence[str]) -> Posting:
    served = sketch.serves.split() or list(codes)
    return Posting(
        kind=sketch.kind,
        place=f"CAX {served[0]}" if sketch.kind is FIXED else "",
        serves=tuple(UnitCode(code) for code in served),
        first_day=day(sketch.first),
        last_day=end if sketch.last is None else day(sketch.last),
        capacity=sketch.capacity,
        base=None if sketch.base is None else UnitCode(sketch.base),
    )


def _closure(sketch: ClosureSketch, time: Calendar) -> Closure:
    return Closure(
        first_day=day(sketch.first),
        last_day=day(sketch.last or sketch.first),
        weekdays=frozenset(sketch.weekdays),
        shifts=_labels(sketch.shifts, time),
        machine=None if sketch.machine is None else MachineName(sketch.machine),
        unit=None if sketch.unit is None else UnitCode(sketch.unit),
    )


def _pin(sketch: PinSketch, time: Calendar) -> Pin:
    return Pin(
        machine=MachineName(sketch.machine),
        unit=UnitCode(sketch.unit),
        first_day=day(sketch.first),
        last_day=day(sketch.last or sketch.first),
        shifts=_labels(sketch.shifts, time),
        source="Ghim!A2",
    )
