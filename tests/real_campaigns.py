"""Small campaigns of the kinds met in public schedules, the same for the same seed.

Each mixes at least three of: capacities by shift, rates, units of half days, allowed days, least stays, clusters,
groups of machines, time to move, and units that are merged in the midst.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from planner.domain.campaign import (
    Campaign,
    Closure,
    Machine,
    Phase,
    Pin,
    Posting,
    RateOverride,
    Road,
    Unit,
)
from planner.domain.record import MachineName, UnitCode
from tests.placements import Placement, is_open_to_machine
from tests.random_campaigns import seeded, some
from tests.real_slots import can_be_at, members
from tests.real_stops import KINDS, REAL, REAL_TINY, RealSize, StopsDrawing, stretch
from tests.small_campaigns import FIXED, MOBILE, day
from tests.workbooks import DAYS_COLUMN

__all__ = ["REAL", "REAL_TINY", "RealSize", "real_campaign"]


def real_campaign(seed: int | str, size: RealSize = REAL) -> Campaign:
    """The campaign of this seed, within the size, with the default goals. Each is one that a workbook can say."""
    rng = seeded(f"real campaign {seed}")
    kinds = frozenset(rng.sample(KINDS, rng.randint(3, 6)))
    return _Drawing(rng, kinds, size).campaign()


class _Drawing(StopsDrawing):
    """Draws one campaign, part after part."""

    def campaign(self) -> Campaign:
        """The whole of it."""
        units = self._units()
        machines = self._machines(units)
        places = self._rng.choice(("roads", "coordinates", "both", "neither"))
        bare = Campaign(
            name="Chiến dịch thật",
            calendar=self._time,
            units=tuple(unit if places in ("coordinates", "both") else _unplaced(unit) for unit in units),
            machines=machines,
            closures=self._closures(machines, units),
            roads=self._roads(units) if places in ("roads", "both") else (),
            phases=self._phases(units),
            rate_overrides=self._rates(machines, units),
            clusters=self._clusters,
            successions=self._successions,
            whole_days=self._whole_days,
            move_slots=self._rng.choice((1, 1, 2)) if self._has("time to move") else 0,
            reach_km=self._rng.choice((None, None, 0.0, 7.5, 20.0)),
            road_factor=self._rng.choice((1.3, 1.0)),
        )
        campaign = bare if _has_an_open_slot(bare) else _without_shut_machines(bare)
        return campaign.model_copy(update={"pins": self._pins(campaign)})

    def _machines(self, units: Sequence[Unit]) -> tuple[Machine, ...]:
        """The first ones are the group, if there is one, unlike in their capacities only."""
        names = [MachineName(f"MÁY {number}") for number in range(1, self._num_machines + 1)]
        self._rng.shuffle(names)
        drawn: list[Machine] = []
        for number, name in enumerate(names):
            if 0 < number < self._group:
                postings = tuple(
                    posting.model_copy(update={"capacity": self._capacity()}) for posting in drawn[0].postings
                )
            else:
                postings = self._postings(units)
            drawn.append(
                Machine(name=name, postings=postings, group="Tổ 1" if number < self._group and self._group > 1 else "")
            )
        self._rng.shuffle(drawn)
        return tuple(drawn)

    def _capacity(self) -> int | None:
        return None if self._has("capacities by shift", 0.6) else self._rng.randint(1, 5)

    def _postings(self, units: Sequence[Unit]) -> tuple[Posting, ...]:
        kinds = self._rng.choices(
            ((MOBILE,), (FIXED,), (FIXED, MOBILE), (MOBILE, MOBILE), (MOBILE, FIXED)), (14, 1, 2, 2, 1)
        )[0]
        days = self._time.num_days
        kinds = kinds if len(kinds) <= days else (MOBILE,)
        starts = (1, *sorted(self._rng.sample(range(2, days + 1), len(kinds) - 1)))
        ends = (*(start - 1 for start in starts[1:]), days)
        return tuple(
            self._posting(kind, start, end, units) for kind, start, end in zip(kinds, starts, ends, strict=True)
        )

    def _posting(self, kind: object, start: int, end: int, units: Sequence[Unit]) -> Posting:
        first, last = stretch(self._rng, start, end) if self._chance(0.15) else (start, end)
        served = some(self._rng, units) if self._chance(0.3) else tuple(units)
        return Posting(
            kind=FIXED if kind is FIXED else MOBILE,
            place=served[0].place if kind is FIXED else "",
            serves=tuple(sorted({code for unit in served for code in self._at_its_stop(unit)})),
            first_day=day(first),
            last_day=day(last),
            capacity=self._capacity(),
            base=self._rng.choice(units).code if kind is MOBILE and self._chance(0.5) else None,
        )

    def _closures(self, machines: Sequence[Machine], units: Sequence[Unit]) -> tuple[Closure, ...]:
        """A few, some of one machine of the group only, some of one unit of a cluster, and all days not allowed."""
        rng = self._rng
        scopes = [rng.choice(("all", "machine", "unit", "unit")) for _ in range(rng.randint(0, 2))]
        if self._has("groups", 0.6):
            scopes.append("grouped")
        closures = set()
        for scope in scopes:
            first, last = stretch(rng, 1, self._time.num_days)
            concerned = [one for one in machines if one.group] if scope == "grouped" else machines
            closures.add(
                Closure(
                    first_day=day(first),
                    last_day=day(min(last, first + 1)),
                    shifts=some(rng, self._time.shift_labels),
                    machine=rng.choice(concerned).name if scope in ("machine", "grouped") else None,
                    unit=rng.choice(units).code if scope == "unit" else None,
                )
            )
        closures |= {closure for unit in units for closure in self._but_on_allowed_days(unit)}
        return tuple(sorted(closures, key=_order_of_closure))

    def _but_on_allowed_days(self, unit: Unit) -> Iterable[Closure]:
        """What a reader makes of the unit's list of days: a closure for each stretch of others."""
        days = [on for on in self._time.days() if unit.allowed_days and on not in unit.allowed_days]
        for first in days:
            if first - timedelta(days=1) not in days:
                last = next(on for on in days if on >= first and on + timedelta(days=1) not in days)
                yield Closure(
                    first_day=first, last_day=last, shifts=self._time.shift_labels, unit=unit.code, reason=DAYS_COLUMN
                )

    def _roads(self, units: Sequence[Unit]) -> tuple[Road, ...]:
        """Some pairs both ways and unequal, some one way only, some not at all."""
        return tuple(
            Road(origin=origin.code, destination=destination.code, km=self._rng.randint(0, 60) / 4)
            for origin in units
            for destination in units
            if origin.code != destination.code and self._chance(0.7)
        )

    def _phases(self, units: Sequence[Unit]) -> tuple[Phase, ...]:
        total = sum(unit.need for unit in units)
        ends = sorted(self._rng.sample(range(1, self._time.num_days + 1), self._rng.choice((0, 0, 1))))
        return tuple(
            Phase(name=f"Giai đoạn {number}", last_day=day(last), target=self._rng.randint(0, total))
            for number, last in enumerate(ends, 1)
        )

    def _rates(self, machines: Sequence[Machine], units: Sequence[Unit]) -> tuple[RateOverride, ...]:
        """Rows of unlike conditions; those of two units of a cluster may well say different things of it."""
        rng, found = self._rng, {}
        for _ in range(rng.randint(2, 5) if self._has("rates") else 0):
            unit = rng.choice((None, rng.choice(units).code))
            machine = rng.choice((None, rng.choice(machines).name))
            shift = rng.choice((None, rng.choice(self._time.shift_labels)))
            found[unit or "", machine or "", shift or ""] = RateOverride(
                unit=unit, machine=machine, shift=shift, dossiers=rng.randint(1, 6)
            )
        return tuple(found[key] for key in sorted(found))

    def _pins(self, campaign: Campaign) -> tuple[Pin, ...]:
        """Pins that bind somewhere, none of which parts a machine or a group."""
        rng, pins = self._rng, list[Pin]()
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
            machine = rng.choice(campaign.machines)
            posting = rng.choice(machine.postings)
            start = (posting.first_day - day(1)).days + 1
            first = rng.randint(start, start + (posting.last_day - posting.first_day).days)
            pin = Pin(
                machine=machine.name,
                unit=rng.choice(posting.serves),
                first_day=day(first),
                last_day=min(day(first + rng.randint(0, 1)), posting.last_day),
                shifts=some(rng, self._time.shift_labels) if self._chance(0.5) else self._time.shift_labels,
            )
            together = {one.name for one in campaign.groups[machine.name]}
            others = (one for one in pins if one.machine in together)
            if _binds(campaign, pin) and all(_stop(campaign, one) == _stop(campaign, pin) for one in others):
                pins.append(pin)
        pins.sort(key=lambda pin: (pin.machine, pin.first_day, pin.last_day, pin.unit, pin.shifts))
        return tuple(pin.model_copy(update={"source": f"Ghim!A{row}"}) for row, pin in enumerate(pins, 2))


def _order_of_closure(one: Closure) -> tuple[object, ...]:
    return (one.first_day, one.last_day, one.shifts, one.machine or "", one.unit or "", one.reason)


def _unplaced(unit: Unit) -> Unit:
    return unit.model_copy(update={"location": None})


def _without_shut_machines(campaign: Campaign) -> Campaign:
    return campaign.model_copy(update={"closures": tuple(one for one in campaign.closures if one.unit is not None)})


def _stop(campaign: Campaign, pin: Pin) -> UnitCode:
    return members(campaign, pin.unit)[0]


def _binds(campaign: Campaign, pin: Pin) -> bool:
    days: Iterable[int] = range((pin.last_day - pin.first_day).days + 1)
    return any(
        can_be_at(campaign, Placement(pin.machine, pin.unit, pin.first_day + timedelta(days=offset), shift))
        for offset in days
        for shift in pin.shifts
    )


def _has_an_open_slot(campaign: Campaign) -> bool:
    return any(
        is_open_to_machine(campaign, machine.name, on, shift)
        for machine in campaign.machines
        for on in campaign.calendar.days()
        for shift in campaign.calendar.shift_labels
    )
