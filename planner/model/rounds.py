"""The rounds of all machines as ordered stops, placed in time by list scheduling, and what they are worth.

Each stop begins as early as rules and the stops before it allow and ends when its dossiers are collected. So a plan is
an order of stops; to change it is to change an order, and only the machines and units concerned are valued anew.

Source of the scheme: list scheduling, and the serial schedule generation of resource-constrained project scheduling.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.policy import Goal
from planner.domain.record import MachineName
from planner.model.aim import Aim
from planner.model.criteria import Criterion, Tally
from planner.model.schedule import Visit, missing
from planner.model.stays import broken_by
from planner.model.terrain import Service, Terrain

FREE = -1
NEVER = 2**32
LAST = 2**31
"""Later than any period."""


class Stop(NamedTuple):
    """What a machine is to do at one unit."""

    unit: int
    dossiers: int
    """How many it is to collect."""
    not_before: int = 0
    """The first period in which it may begin; a pinned stop begins in it."""
    pinned_until: int = FREE
    """The period up to which it has to stay; `FREE` for a stop that nothing holds."""
    counts: bool = True
    """Whether it is one of the visits that the unit may get."""

    @property
    def is_pinned(self) -> bool:
        """Whether it stands where it stands."""
        return self.pinned_until != FREE


class Placed(NamedTuple):
    """A stop with its place in time; periods included."""

    stop: Stop
    duty: int
    last: int
    service: Service
    first: int
    place: int
    """The stop's place in the machine's round."""


class UnitWorth(NamedTuple):
    """What all stops at a unit are worth together."""

    left: int
    waiting: int
    collected_by: tuple[int, ...]
    changes: int
    lost_days: int


@dataclass(frozen=True, slots=True)
class Trial:
    """Some machines' stops in another order, placed and valued; nothing is changed yet."""

    worth: tuple[int, ...]
    """The goals in their order."""
    stops: Mapping[int, tuple[Stop, ...]]
    placed: Mapping[int, tuple[Placed, ...]]
    at_unit: Mapping[int, tuple[tuple[int, Placed], ...]]
    worth_at: Mapping[int, UnitWorth]


class Rounds:
    """The stops of every machine, and the goals' values; a trial is made first and then taken over or forgotten."""

    def __init__(self, terrain: Terrain, aim: Aim) -> None:
        self.terrain = terrain
        self._aim = aim
        self._order = aim.order
        self._targets = aim.targets
        self._never = terrain.part.timeline.last_ordinal + 1
        self._promised = {number for number, code in enumerate(terrain.unit_codes) if code in terrain.part.promises}
        self._joint: dict[object, UnitWorth | None] = {}
        machines = range(len(terrain.machine_names))
        self.stops: list[tuple[Stop, ...]] = [() for _ in machines]
        self.placed: list[tuple[Placed, ...]] = [() for _ in machines]
        self._travel = [0 for _ in machines]
        self._finish = [0 for _ in machines]
        self.at_unit: list[tuple[tuple[int, Placed], ...]] = [() for _ in terrain.units]
        self.worth_at: list[UnitWorth] = [self._worth_of_nobody(unit) for unit in range(len(terrain.units))]
        self._sums_now = self._sums_of_nobody()
        self._travel_in_all = 0
        self.worth = self._ordered(self._sums_now, 0, 0)

    def _worth_of_nobody(self, unit: int) -> UnitWorth:
        worth = self._worth_together(unit, ())
        if worth is None:
            raise ValueError("a unit without any stop breaks no rule")
        return worth

    def _sums_of_nobody(self) -> "Sums":
        units = self.terrain.units
        return Sums(
            sum(unit.priority * worth.left for unit, worth in zip(units, self.worth_at, strict=True)),
            sum(worth.waiting for worth in self.worth_at),
            sum(worth.changes for worth in self.worth_at),
            sum(worth.lost_days for worth in self.worth_at),
            tuple(0 for _ in self.terrain.phase_ends),
        )

    def left(self, unit: int) -> int:
        """Dossiers left at the unit."""
        return self.worth_at[unit].left

    def finish_of(self, machine: int) -> int:
        """The last slot that the machine works; 0 for one that is idle."""
        return self._finish[machine]

    def visits(self) -> Iterator[Visit]:
        """The stops as visits of the part."""
        for machine, placed in enumerate(self.placed):
            for one in placed:
                yield Visit(
                    self.terrain.machine_names[machine],
                    one.duty,
                    self.terrain.unit_codes[one.stop.unit],
                    one.first,
                    one.last,
                )

    def tried(self, changes: Mapping[int, tuple[Stop, ...]]) -> Trial | None:
        """What these machines' stops, instead of those they have, would be worth; None where a rule forbids them."""
        placed: dict[int, tuple[Placed, ...]] = {}
        touched: dict[int, list[tuple[int, Placed]]] = {}
        for machine, stops in changes.items():
            alike = self._placed_alike(machine, stops)
            found = self._placed(machine, stops, alike)
            if found is None:
                return None
            placed[machine] = found
            for one in self.placed[machine][alike:]:
                touched.setdefault(one.stop.unit, [])
            for one in found[alike:]:
                touched.setdefault(one.stop.unit, []).append((machine, one))
        at_unit = self._changed_at_units(placed, touched)
        worth_at: dict[int, UnitWorth] = {}
        for unit, here in at_unit.items():
            worth = self._worth_at(unit, here)
            if worth is None:
                return None
            worth_at[unit] = worth
        travel, finish = self._travel_and_finish(placed)
        return Trial(self._ordered(self._sums(worth_at), travel, finish), changes, placed, at_unit, worth_at)

    def _changed_at_units(
        self, placed: Mapping[int, tuple[Placed, ...]], touched: Mapping[int, Sequence[tuple[int, Placed]]]
    ) -> dict[int, tuple[tuple[int, Placed], ...]]:
        """For each unit where that changes, its stops by all machines: those that stay, and the new ones."""
        changed = {}
        for unit, new in touched.items():
            kept = [pair for pair in self.at_unit[unit] if pair[0] not in placed or pair[1] in placed[pair[0]]]
            here = (*kept, *(pair for pair in new if pair not in kept))
            if here != self.at_unit[unit]:
                changed[unit] = here
        return changed

    def _travel_and_finish(self, placed: Mapping[int, tuple[Placed, ...]]) -> tuple[int, int]:
        """Road metres and the last slot of all machines, those with new rounds among them."""
        travel, latest = self._travel_in_all, 0
        for machine, found in placed.items():
            travel += self._metres(found) - self._travel[machine]
            if found:
                latest = max(latest, found[-1].service.last_ordinal)
        for machine, finish in enumerate(self._finish):
            if finish > latest and machine not in placed:
                latest = finish
        return travel, latest

    def take(self, trial: Trial) -> None:
        """Let the trial be so."""
        self._sums_now = self._sums(trial.worth_at)
        for machine, stops in trial.stops.items():
            self.stops[machine] = stops
        for machine, placed in trial.placed.items():
            self.placed[machine] = placed
            metres = self._metres(placed)
            self._travel_in_all += metres - self._travel[machine]
            self._travel[machine] = metres
            self._finish[machine] = placed[-1].service.last_ordinal if placed else 0
        for unit, here in trial.at_unit.items():
            self.at_unit[unit] = here
        for unit, worth in trial.worth_at.items():
            self.worth_at[unit] = worth
        self.worth = trial.worth

    def _placed_alike(self, machine: int, stops: Sequence[Stop]) -> int:
        """How many of the machine's placed stops stay where they are, since all up to them are the same."""
        old = self.stops[machine]
        num_same = 0
        for one, other in zip(old, stops, strict=False):
            if one is not other:
                break
            num_same += 1
        if num_same == len(old) == len(stops):
            return len(self.placed[machine])
        if any(stop.pinned_until != FREE for stop in (*old[num_same:], *stops[num_same:])):
            return 0
        return sum(placed.place < num_same for placed in self.placed[machine])

    def _placed(self, machine: int, stops: Sequence[Stop], alike: int = 0) -> tuple[Placed, ...] | None:
        """The stops in time, as early as can be; one without room is left out. None where a pin is missed."""
        limits = _latest_periods(stops)
        found = list(self.placed[machine][:alike])
        before = found[-1] if found else None
        for number in range(0 if before is None else before.place + 1, len(stops)):
            stop = stops[number]
            latest = LAST if limits is None else limits[number]
            first, duty = self._start(machine, stop, before)
            if first > latest:
                if stop.pinned_until != FREE:
                    return None
                continue
            one = self._stay(stop, duty, first, latest, number)
            if one.service.collected or stop.pinned_until != FREE:
                before = one
                found.append(one)
        return tuple(found)

    def _start(self, machine: int, stop: Stop, before: Placed | None) -> tuple[int, int]:
        """The first period in which the stop can begin, and under which duty; `NEVER` where it cannot."""
        free_from = 0 if before is None else before.last + 1
        earliest = free_from if free_from > stop.not_before else stop.not_before
        is_pinned = stop.pinned_until != FREE
        if is_pinned and earliest != stop.not_before:
            return NEVER, NEVER
        for duty in self.terrain.serves[machine][stop.unit]:
            start = self.terrain.opening[stop.unit, duty].first_from(earliest)
            if start is not None and before is not None and self.terrain.limits_reach:
                start = self._after_the_way(before, stop.unit, duty, start)
            if start is not None and (not is_pinned or start == stop.not_before):
                return start, duty
        return NEVER, NEVER

    def _stay(self, stop: Stop, duty: int, first: int, latest: int, number: int) -> Placed:
        service = self.terrain.service(stop.unit, duty, first, stop.dossiers, latest)
        if stop.pinned_until <= service.last:
            return Placed(stop, duty, service.last, service, first, number)
        worked = self.terrain.opening[stop.unit, duty].meeting.worked[stop.pinned_until]
        return Placed(stop, duty, stop.pinned_until, service._replace(last_ordinal=worked[-1]), first, number)

    def _after_the_way(self, before: Placed, unit: int, duty: int, start: int) -> int | None:
        """`reach`: the first period that is not before this one, and on another day if the way is too long."""
        terrain = self.terrain
        is_same_day = terrain.days[start] == terrain.days[before.last]
        if not is_same_day or not terrain.is_mobile[duty] or terrain.within_reach(before.stop.unit, unit):
            return start
        return terrain.opening[unit, duty].first_from(terrain.next_day[before.last])

    def _metres(self, placed: Sequence[Placed]) -> int:
        """Road metres of one machine's round."""
        terrain = self.terrain
        is_mobile, metres_between = terrain.is_mobile, terrain.metres
        metres = 0
        here: int | None = None
        was_fixed = False
        for one in placed:
            duty, unit = one.duty, one.stop.unit
            if not is_mobile[duty]:
                here, was_fixed = None, True
                continue
            if here is None:
                metres += terrain.first_leg(duty, unit, anew=was_fixed)
            elif here != unit:
                metres += metres_between(here, unit)
            here = unit
        return metres

    def _worth_at(self, unit: int, here: tuple[tuple[int, Placed], ...]) -> UnitWorth | None:
        """What a unit's stops are worth; None where there are more than may be, in all or at once."""
        need = self.terrain.needs[unit]
        if len(here) == 1 and unit not in self._promised and here[0][1].stop.dossiers >= need:
            service = here[0][1].service
            left = need - service.collected
            return UnitWorth(left, service.waiting + left * self._never, service.collected_by, 0, 0)
        key = unit, tuple(sorted((one.first, machine, one.duty, one.last, one.stop.counts) for machine, one in here))
        if key not in self._joint:
            self._joint[key] = self._worth_together(unit, here)
        return self._joint[key]

    def _worth_together(self, unit: int, here: Sequence[tuple[int, Placed]]) -> UnitWorth | None:
        terrain = self.terrain
        spec = terrain.units[unit]
        if sum(one.stop.counts for _machine, one in here) > spec.visits:
            return None
        slots = sorted(
            (ordinal, machine, most)
            for machine, one in here
            for ordinal, most in terrain.opening[unit, one.duty].meeting.slots(one.first, one.last)
        )
        present: dict[int, list[MachineName]] = {}
        left, waiting = terrain.needs[unit], 0
        collected_by = [0] * len(terrain.phase_ends)
        for ordinal, machine, most in slots:
            present.setdefault(ordinal, []).append(terrain.machine_names[machine])
            if len(present[ordinal]) > spec.together:
                return None
            taken = min(left, most)
            left -= taken
            waiting += taken * ordinal
            for phase, end in enumerate(terrain.phase_ends):
                if ordinal <= end:
                    collected_by[phase] += taken
        promises = terrain.part.promises.get(terrain.unit_codes[unit], ())
        broken = broken_by(promises, present) if promises else {}
        return UnitWorth(
            left,
            waiting + left * self._never,
            tuple(collected_by),
            broken.get(Goal.CHANGES, 0),
            broken.get(Tally.LOST_DAYS, 0),
        )

    def _sums(self, worth_at: Mapping[int, UnitWorth]) -> "Sums":
        """What adds up over units, with these units' worth changed."""
        unserved, waiting, changes, lost_days, collected_by = self._sums_now
        collected = list(collected_by)
        for unit, new in worth_at.items():
            old = self.worth_at[unit]
            unserved += self.terrain.units[unit].priority * (new.left - old.left)
            waiting += new.waiting - old.waiting
            changes += new.changes - old.changes
            lost_days += new.lost_days - old.lost_days
            for phase, (more, less) in enumerate(zip(new.collected_by, old.collected_by, strict=True)):
                collected[phase] += more - less
        return Sums(unserved, waiting, changes, lost_days, tuple(collected))

    def _ordered(self, sums: "Sums", travel: int, finish: int) -> tuple[int, ...]:
        """The goals in their order, as they count when plans are compared."""
        told = self._aim.told
        values = {
            Goal.UNSERVED: sums.unserved,
            Goal.MILESTONES: missing(sums.collected_by, self._targets) if self._targets else 0,
            Goal.CHANGES: sums.changes,
            Goal.FINISH: told(Goal.FINISH, finish),
            Goal.TRAVEL: told(Goal.TRAVEL, travel),
            Goal.WAITING: sums.waiting,
            Tally.LOST_DAYS: sums.lost_days,
        }
        return tuple([values[one] for one in self._order])

    def is_within_limits(self) -> bool:
        """Whether the stops as they are obey every limit."""
        sums, limits = self._sums_now, self._aim.limits
        values: dict[Criterion, int] = {
            Goal.UNSERVED: sums.unserved,
            Goal.MILESTONES: missing(sums.collected_by, self._targets),
            Goal.CHANGES: sums.changes,
            Goal.FINISH: max(self._finish, default=0),
            Goal.TRAVEL: self._travel_in_all,
            Goal.WAITING: sums.waiting,
            Tally.LOST_DAYS: sums.lost_days,
        }
        return all(limit is None or value <= limit for one, value in values.items() for limit in [limits.of(one)])

    def snapshot(self) -> "Snapshot":
        """The stops as they are, to come back to."""
        return Snapshot(
            list(self.stops),
            list(self.placed),
            list(self._travel),
            list(self._finish),
            list(self.at_unit),
            list(self.worth_at),
            self._sums_now,
            self.worth,
        )

    def come_back_to(self, before: "Snapshot") -> None:
        """Let the stops be as they were."""
        self.stops, self.placed = list(before.stops), list(before.placed)
        self._travel, self._finish = list(before.travel), list(before.finish)
        self._travel_in_all = sum(before.travel)
        self.at_unit, self.worth_at = list(before.at_unit), list(before.worth_at)
        self._sums_now, self.worth = before.sums, before.worth


class Sums(NamedTuple):
    """What adds up over units."""

    unserved: int
    waiting: int
    changes: int
    lost_days: int
    collected_by: tuple[int, ...]


class Snapshot(NamedTuple):
    """All that changes when a trial is taken over."""

    stops: list[tuple[Stop, ...]]
    placed: list[tuple[Placed, ...]]
    travel: list[int]
    finish: list[int]
    at_unit: list[tuple[tuple[int, Placed], ...]]
    worth_at: list[UnitWorth]
    sums: Sums
    worth: tuple[int, ...]


def _latest_periods(stops: Sequence[Stop]) -> list[int] | None:
    """For each stop the last period that it may use: the one before the next pinned stop. None where none is pinned."""
    if all(stop.pinned_until == FREE for stop in stops):
        return None
    limits = []
    latest = LAST
    for stop in reversed(stops):
        limits.append(latest)
        if stop.pinned_until != FREE:
            latest = stop.not_before - 1
    return limits[::-1]
