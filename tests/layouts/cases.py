"""A small campaign with names as they are in real ones, and who stands where in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import NamedTuple

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Machine, Posting, PostingKind, Unit
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.random_placements import random_placements

NAMES = (
    "Hòa Bình", "Lộc Thành", "Lộc Thạnh", "Nam Sơn", "Hoàng Văn Thụ", "Thiện Hòa", "Đồi Chè", "Bãi Cỏ", "Khe Lau",
    "Ruộng Sâu", "Tân Tiến", "Minh Khai", "Quang Trung", "Yên Phúc", "Bình La", "Mông Ân",
)  # fmt: skip
KINDS = ("Xã", "Xã", "Thôn", "Phường")
TEAMS = ("TỔ {}", "MÁY {}", "Máy số {}", "Tổ {}", "Tổ công tác {}")
DAYS_OF_SHIFTS = (
    ((("Ca sáng", 450, 690), ("Ca chiều", 810, 960))),
    ((("Sáng", 420, 690), ("Chiều", 810, 1020))),
    ((("Ca 01", 420, 900), ("Ca 02", 900, 1380))),
    ((("Sáng", 420, 690), ("Chiều", 810, 1020), ("Tối", 1080, 1260))),
)
FIRST_DAYS = (date(2021, 3, 1), date(2022, 10, 17), date(2023, 4, 11), date(2026, 11, 16))


class Stand(NamedTuple):
    """A machine at a unit in a slot, as an appendix says it."""

    machine: str
    unit: str
    day: date
    shift: str


class Visit(NamedTuple):
    """A machine at a unit on a day, in these of its shifts."""

    day: date
    machine: str
    unit: str
    shifts: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """A campaign and what an appendix is to say of it."""

    campaign: Campaign
    stands: frozenset[Stand]

    @property
    def machines(self) -> tuple[str, ...]:
        """Those that stand anywhere, in the campaign's order."""
        used = {stand.machine for stand in self.stands}
        return tuple(machine.name for machine in self.campaign.machines if machine.name in used)

    @property
    def days(self) -> tuple[date, ...]:
        """On which anybody stands anywhere."""
        return tuple(sorted({stand.day for stand in self.stands}))

    @property
    def labels(self) -> tuple[str, ...]:
        """All shifts of a day."""
        return tuple(self.campaign.calendar.shift_labels)

    def name(self, unit: str) -> str:
        """As the workbook has it."""
        return self.campaign.units_by_code[UnitCode(unit)].name

    def hours(self, label: str) -> tuple[int, int]:
        """Of a shift, in minutes."""
        shift = next(one for one in self.campaign.calendar.shifts if one.label == label)
        return shift.starts_minute, shift.ends_minute

    def visits(self) -> tuple[Visit, ...]:
        """Day by day, machine by machine, those of one unit together."""
        ordered = sorted(self.stands, key=lambda one: (one.day, one.machine, one.unit))
        return tuple(
            Visit(day, machine, unit, tuple(label for label in self.labels if label in {one.shift for one in group}))
            for (day, machine, unit), group in (
                (key, list(found)) for key, found in groupby(ordered, key=lambda one: (one.day, one.machine, one.unit))
            )
        )

    def visits_of(self, machine: str) -> tuple[Visit, ...]:
        """Those of one machine."""
        return tuple(visit for visit in self.visits() if visit.machine == machine)

    def only(self, stands: Iterable[Stand]) -> "Case":
        """The case with fewer stands."""
        return replace(self, stands=frozenset(stands))

    def whole_days(self) -> "Case":
        """Every machine all day at its first unit of the day."""
        first = {(visit.machine, visit.day): visit.unit for visit in reversed(self.visits())}
        return self.only(
            Stand(machine, unit, day, label) for (machine, day), unit in first.items() for label in self.labels
        )

    def of_one_machine(self) -> "Case":
        """What the first machine does."""
        return self.only(stand for stand in self.stands if stand.machine == self.machines[0])

    def one_visit_a_day(self) -> "Case":
        """Each machine at the first unit of its day alone, in the shifts that it is there."""
        first = {(visit.machine, visit.day): visit for visit in reversed(self.visits())}
        return self.only(stands_of(first.values()))

    def one_unit_a_slot(self) -> "Case":
        """No machine at two units at once."""
        first = {(stand.machine, stand.day, stand.shift): stand for stand in sorted(self.stands, reverse=True)}
        return self.only(first.values())


def stands_of(visits: Iterable[Visit]) -> Iterator[Stand]:
    """Slot by slot."""
    for visit in visits:
        for shift in visit.shifts:
            yield Stand(visit.machine, visit.unit, visit.day, shift)


def random_case(rng: Random) -> Case:
    """A campaign of three to eight units and one to four machines; somebody stands somewhere."""
    while True:
        campaign = _campaign(rng)
        stands = frozenset(
            Stand(placed.machine, placed.unit, placed.day, placed.shift) for placed in random_placements(rng, campaign)
        )
        if len({stand.day for stand in stands}) > 1:
            return Case(campaign, stands)


def _campaign(rng: Random) -> Campaign:
    first_day = rng.choice(FIRST_DAYS) + timedelta(days=rng.randint(0, 25))
    shifts = tuple(
        Shift(label=ShiftLabel(label), starts_minute=starts, ends_minute=ends)
        for label, starts, ends in rng.choice(DAYS_OF_SHIFTS)
    )
    calendar = Calendar(first_day=first_day, last_day=first_day + timedelta(days=rng.randint(5, 40)), shifts=shifts)
    units = tuple(
        _unit(rng, number, name, calendar) for number, name in enumerate(rng.sample(NAMES, rng.randint(3, 8)), start=1)
    )
    called = rng.choice(TEAMS)
    machines = tuple(
        Machine(name=MachineName(called.format(number)), postings=(_posting(units, calendar),))
        for number in range(1, rng.randint(1, 4) + 1)
    )
    return Campaign(name="Thử", calendar=calendar, units=units, machines=machines, whole_days=rng.random() < 0.4)


def _unit(rng: Random, number: int, name: str, calendar: Calendar) -> Unit:
    kind = rng.choice(KINDS)
    return Unit(
        code=UnitCode(f"X{number:02}"),
        name=f"{kind} {name}",
        kind=kind.casefold(),
        zone="Nam",
        place=f"UBND {name}",
        need=rng.randint(150, 1200),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        shifts=calendar.shift_labels,
        together=rng.choice((1, 1, 2)),
        visits=3,
    )


def _posting(units: tuple[Unit, ...], calendar: Calendar) -> Posting:
    return Posting(
        kind=PostingKind.MOBILE,
        serves=tuple(unit.code for unit in units),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        capacity=100,
    )
