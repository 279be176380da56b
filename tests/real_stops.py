"""The stops of a real campaign, drawn at random: units, clusters of them, and mergers in the midst."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from planner.domain.calendar import MINUTES_A_DAY, Calendar
from planner.domain.campaign import Cluster, Location, Succession, Unit
from planner.domain.record import UnitCode
from tests.random_campaigns import some
from tests.small_campaigns import calendar, day

KINDS = (
    "capacities by shift",
    "rates",
    "half days",
    "allowed days",
    "least stays",
    "clusters",
    "groups",
    "time to move",
    "mergers",
)


@dataclass(frozen=True)
class RealSize:
    """The most of everything that such a campaign may have."""

    stops: int = 5
    units: int = 8
    machines: int = 3
    days: int = 6
    shifts: int = 3
    slots: int = 60
    """Machines times days times shifts."""
    need: int = 12


REAL = RealSize()
REAL_TINY = RealSize(stops=3, units=4, machines=2, days=4, shifts=3, slots=12, need=6)
"""Small enough for `real_brute`."""


def stretch(rng: Random, first: int, last: int) -> tuple[int, int]:
    """A first and a last day, or anything else, between these two."""
    start = rng.randint(first, last)
    return start, rng.randint(start, last)


class StopsDrawing:
    """Draws a campaign's days and stops; what it draws next depends on what it drew before."""

    def __init__(self, rng: Random, kinds: frozenset[str], size: RealSize) -> None:
        self._rng = rng
        self._kinds = kinds
        self._size = size
        machines = rng.randint(2 if "groups" in kinds else 1, size.machines)
        shifts = rng.randint(2 if {"half days", "capacities by shift"} & kinds else 1, size.shifts)
        shifts = min(shifts, max(1, size.slots // machines // 2))
        days = rng.randint(min(3, size.slots // machines // shifts), min(size.days, size.slots // machines // shifts))
        self._num_machines, self._time = machines, self._shifts(days, shifts)
        self._whole_days = rng.random() < 0.7
        self._group = rng.randint(2, machines) if "groups" in kinds else 1
        self._clusters: tuple[Cluster, ...] = ()
        self._successions: tuple[Succession, ...] = ()

    def _chance(self, probability: float) -> bool:
        return self._rng.random() < probability

    def _has(self, kind: str, probability: float = 1.0) -> bool:
        return kind in self._kinds and self._chance(probability)

    def _shifts(self, days: int, shifts: int) -> Calendar:
        """Shifts with capacities of their own, the last one now and then past midnight."""
        time = calendar(days, shifts)
        told = [
            shift.model_copy(update={"capacity": self._rng.randint(1, 5)})
            if self._has("capacities by shift")
            else shift
            for shift in time.shifts
        ]
        if self._chance(0.2):
            told[-1] = told[-1].model_copy(update={"ends_minute": MINUTES_A_DAY + 120})
        return time.model_copy(update={"shifts": tuple(told)})

    def _units(self) -> tuple[Unit, ...]:
        """Units in the order of their codes; those of one stop agree in all but name, need and place."""
        stops = [self._unit() for _ in range(self._rng.randint(2, self._size.stops))]
        stops = self._with_half_days(stops)
        sizes = [1] * len(stops)
        for _ in range(self._rng.randint(1, 2) if self._has("clusters") else 0):
            sizes[self._rng.randrange(len(stops))] += self._rng.randint(1, 2)
        while sum(sizes) > max(self._size.units, len(stops)):
            sizes[sizes.index(max(sizes))] -= 1
        codes = [UnitCode(f"{number:02}") for number in range(1, sum(sizes) + 1)]
        self._rng.shuffle(codes)
        at_stops = [tuple(codes.pop() for _ in range(count)) for count in sizes]
        clustered = sorted((one for one in at_stops if len(one) > 1), key=min)
        self._clusters = tuple(Cluster(name=f"Cụm {number}", units=one) for number, one in enumerate(clustered, 1))
        units = [self._member(stop, code) for stop, named in zip(stops, at_stops, strict=True) for code in named]
        return self._merged(tuple(sorted(units, key=lambda unit: unit.code)))

    def _unit(self) -> Unit:
        rng, time = self._rng, self._time
        first, last = stretch(rng, 1, time.num_days) if self._chance(0.2) else (1, time.num_days)
        together = max(self._group, rng.choice((1, 1, 2))) if self._chance(0.85) else 1
        allowed = some(rng, [day(number) for number in range(1, time.num_days + 1)])
        return Unit(
            code=UnitCode(""),
            name="",
            place="",
            zone=rng.choice(("Đông", "Tây")),
            need=0,
            priority=rng.randint(2, 4) if self._chance(0.25) else 1,
            first_day=day(first),
            last_day=day(last),
            allowed_days=allowed if self._has("allowed days", 0.5) else (),
            shifts=some(rng, time.shift_labels) if self._chance(0.2) else time.shift_labels,
            together=together,
            visits=rng.randint(together, together + 2) if self._chance(0.7) else rng.randint(1, together),
            min_days=min(last - first + 1, rng.choice((2, 2, 3))) if self._has("least stays", 0.6) else 1,
        )

    def _with_half_days(self, stops: list[Unit]) -> list[Unit]:
        """Some stay as the campaign, at least one does not, and some say so in so many words."""
        if "half days" not in self._kinds:
            return stops
        other = self._rng.randrange(len(stops))
        return [
            stop.model_copy(
                update={
                    "whole_days": not self._whole_days
                    if place == other or self._chance(0.3)
                    else self._rng.choice((None, self._whole_days))
                }
            )
            for place, stop in enumerate(stops)
        ]

    def _member(self, stop: Unit, code: UnitCode) -> Unit:
        rng = self._rng
        at = Location(latitude=rng.randint(2180, 2210) / 100, longitude=rng.randint(10630, 10660) / 100)
        return stop.model_copy(
            update={
                "code": code,
                "name": f"Xã {code}",
                "kind": "Xã",
                "place": f"CAX {code}",
                "need": 0 if self._chance(0.1) else rng.randint(1, self._size.need),
                "location": at if self._chance(0.9) else None,
            }
        )

    def _merged(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """One or two units that end on some day, what they have left going to one that begins then."""
        clustered = {code for cluster in self._clusters for code in cluster.units}
        alone = [unit for unit in units if unit.code not in clustered]
        if "mergers" not in self._kinds or len(alone) < 2 or self._time.num_days < 2:
            return units
        heir, *others = self._rng.sample(alone, len(alone))
        since = self._rng.randint(2, self._time.num_days)
        first, *second = others[: self._rng.randint(1, 2)]
        mergers = [Succession(unit=first.code, successor=heir.code, day=day(since))]
        if second and since > 2 and self._chance(0.5):
            earlier = day(self._rng.randint(2, since - 1))
            mergers.insert(0, Succession(unit=second[0].code, successor=first.code, day=earlier))
        elif second:
            mergers.append(Succession(unit=second[0].code, successor=heir.code, day=day(since)))
        self._successions = tuple(sorted(mergers, key=lambda one: (one.day, one.unit)))
        merged = {code for one in mergers for code in (one.unit, one.successor)}
        return tuple(self._while_it_exists(unit) if unit.code in merged else unit for unit in units)

    def _while_it_exists(self, unit: Unit) -> Unit:
        """The unit, open from its predecessors' end to its own, with a least stay that this allows."""
        first, last = day(1), self._time.last_day
        for one in self._successions:
            if one.successor == unit.code:
                first = one.day
            if one.unit == unit.code:
                last = one.day - timedelta(days=1)
        least = min(unit.min_days, (last - first).days + 1)
        return unit.model_copy(update={"first_day": first, "last_day": last, "min_days": least})

    def _at_its_stop(self, unit: Unit) -> tuple[UnitCode, ...]:
        return next((cluster.units for cluster in self._clusters if unit.code in cluster.units), (unit.code,))
