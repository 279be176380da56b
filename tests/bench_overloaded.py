"""Small overloaded campaigns shift by shift, ours beside the plain slot model.

`python -m tests.bench_overloaded [--cases 500] [--first 0] [--seconds 4]`: three to six units, two or three machines,
five to nine days, a limit of km a day, two machines at once, more need than room. A line for each case in which we are
worse or claim what is untrue, then a summary; exit 1 if there is any.
"""

import argparse
import sys
from collections import Counter
from datetime import timedelta
from random import Random
from time import monotonic

from planner.domain.campaign import Campaign, Closure, Location, Machine, Posting, Unit
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from tests.campaigns import MOBILE, seeded
from tests.rivals.contest import Contest, is_over_time, order_of, our_entry, rival_entry
from tests.rivals.ground import Ground
from tests.rivals.slot_model import slot_plan
from tests.small_campaigns import calendar

CAPACITY = 100


def overloaded_campaign(seed: int) -> Campaign:
    """The campaign of this number."""
    rng = seeded(f"overloaded {seed}")
    time = calendar(rng.randint(5, 9), 2)
    num_machines = rng.randint(2, 3)
    needs = _needs(rng, rng.randint(3, 6), time.last_ordinal * num_machines * CAPACITY * rng.uniform(0.7, 1.6))
    units = tuple(_unit(rng, time.num_days, number, need) for number, need in enumerate(needs, 1))
    zones = {unit.zone for unit in units}
    machines = tuple(_machine(rng, number, units, sorted(zones)) for number in range(1, num_machines + 1))
    return Campaign(
        name=f"Quá tải {seed}",
        calendar=time,
        units=units,
        machines=machines,
        closures=_closures(rng, units),
        whole_days=False,
        reach_km=rng.choice((3.0, 5.0, 8.0, 15.0)),
    )


def _needs(rng: Random, num_units: int, total: float) -> list[int]:
    shares = [rng.uniform(0.4, 1.6) for _ in range(num_units)]
    return [max(100, round(total * share / sum(shares) / 100) * 100) for share in shares]


def _unit(rng: Random, num_days: int, number: int, need: int) -> Unit:
    time = calendar(num_days, 2)
    first, last = 0, num_days - 1
    if rng.random() < 0.25:
        first = rng.randint(0, last)
        last = rng.randint(first, last)
    return Unit(
        code=UnitCode(f"{4200 + number}"),
        name=f"Xã Q{number}",
        kind="Xã",
        zone=rng.choice("AB"),
        place=f"CAX Q{number}",
        need=need,
        priority=rng.choice((1, 1, 3, 10)),
        location=Location(latitude=round(rng.uniform(21.5, 21.75), 4), longitude=round(rng.uniform(106.0, 106.3), 4)),
        first_day=time.first_day + timedelta(days=first),
        last_day=time.first_day + timedelta(days=last),
        shifts=time.shift_labels[:1] if rng.random() < 0.15 else time.shift_labels,
        together=2 if rng.random() < 0.7 else 1,
        visits=rng.choice((2, 2, 3, 4, 9)),
    )


def _machine(rng: Random, number: int, units: tuple[Unit, ...], zones: list[str]) -> Machine:
    zone = rng.choice((None, None, *zones))
    time = calendar(1, 2)
    last = max(unit.last_day for unit in units)
    return Machine(
        name=MachineName(f"MÁY {number}"),
        postings=(
            Posting(
                kind=MOBILE,
                serves=tuple(unit.code for unit in units if zone in (None, unit.zone)),
                first_day=time.first_day,
                last_day=last,
                capacity=CAPACITY,
            ),
        ),
    )


def _closures(rng: Random, units: tuple[Unit, ...]) -> tuple[Closure, ...]:
    time = calendar(9, 2)
    closures = []
    for unit in units:
        if rng.random() < 0.3:
            day = unit.first_day + timedelta(days=rng.randint(0, (unit.last_day - unit.first_day).days))
            closures.append(Closure(first_day=day, last_day=day, shifts=time.shift_labels, unit=unit.code))
    return tuple(closures)


def contest(seed: int, seconds: float) -> Contest:
    """The case planned by us and by the slot model."""
    campaign = overloaded_campaign(seed)
    ours = our_entry(campaign, seconds)
    started = monotonic()
    found = slot_plan(campaign, seconds)
    took = monotonic() - started
    judged = None if found is None else Ground(campaign).judged(found.standing)
    return Contest(order_of(campaign), (ours, rival_entry("slots", took, judged)))


def complaints(held: Contest, seconds: float) -> list[str]:
    """What must not be: a better rival in what is left, an untrue bound, time overrun, no sound plan."""
    told = [
        f"left {_left(held)}: worse than the slot model"
        for _rival, goal in held.better_rivals()
        if goal is Goal.UNSERVED
    ]
    told += held.untrue_bounds()
    if is_over_time(held.ours, seconds):
        told.append(f"over time: {held.ours.seconds:.1f} s")
    return told + list(held.ours.faults)


def _left(held: Contest) -> str:
    return " against ".join(
        "no plan" if entry.values is None else f"{entry.values[Goal.UNSERVED]:g}" for entry in held.entries
    )


def main() -> int:
    """Plan the cases and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=4.0)
    arguments = parser.parse_args()
    found = Counter[str]()
    for seed in range(arguments.first, arguments.first + arguments.cases):
        held = contest(seed, arguments.seconds)
        told = complaints(held, arguments.seconds)
        found["wrong"] += bool(told)
        found["rival found nothing sound"] += not held.rivals[0].counts
        found["something is left"] += bool(held.ours.values and held.ours.values[Goal.UNSERVED])
        for line in told:
            print(f"{seed}: {line}", flush=True)
    print(f"{arguments.cases} cases: {dict(found)}")
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
