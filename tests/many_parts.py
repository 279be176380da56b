"""Campaigns of many districts that no machine joins: as a nation is planned, though smaller."""

from datetime import date, timedelta

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Closure, Location, Machine, Posting, PostingKind, Unit
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.campaigns import seeded

FIRST = date(2026, 3, 2)
SHIFT = Shift(label=ShiftLabel("Ca 01"), starts_minute=420, ends_minute=900)
CAPACITY = 100


def districts(number: int, *, seed: int = 1, units: int = 4, days: int = 40, machines: int = 1) -> Campaign:
    """So many districts, each with about so many units and its machines, whole days, sundays closed."""
    rng = seeded(f"districts {seed}")
    last = FIRST + timedelta(days=days - 1)
    all_units: list[Unit] = []
    all_machines: list[Machine] = []
    for district in range(number):
        codes = [UnitCode(f"D{district:03}-{place:02}") for place in range(max(1, units + rng.randint(-1, 1)))]
        south, west = 10 + rng.random() * 10, 105 + rng.random() * 3
        all_units += [
            Unit(
                code=code,
                name=f"Xã {code}",
                place=code,
                need=rng.randint(1, 6) * 70,
                first_day=FIRST,
                last_day=last,
                shifts=(SHIFT.label,),
                location=Location(latitude=south + rng.random() * 0.2, longitude=west + rng.random() * 0.2),
            )
            for code in codes
        ]
        posting = Posting(
            kind=PostingKind.MOBILE,
            serves=tuple(codes),
            first_day=FIRST,
            last_day=last,
            capacity=CAPACITY,
            base=codes[0],
        )
        all_machines += [
            Machine(name=MachineName(f"M{district:03}-{machine}"), postings=(posting,)) for machine in range(machines)
        ]
    sundays = [FIRST + timedelta(days=day) for day in range(days) if (FIRST + timedelta(days=day)).weekday() == 6]
    return Campaign(
        name=f"{number} huyện",
        calendar=Calendar(first_day=FIRST, last_day=last, shifts=(SHIFT,)),
        units=tuple(all_units),
        machines=tuple(all_machines),
        closures=tuple(Closure(first_day=day, last_day=day, shifts=(SHIFT.label,)) for day in sundays),
    )
