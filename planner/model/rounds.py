"""The rounds of all machines as ordered stops, placed in time by list scheduling, and what they are worth.

Each stop begins as early as rules and the stops before it allow and ends when its dossiers are collected. So a plan is
an order of stops; to change it is to change an order, and only the machines and units concerned are valued anew.

Source of the scheme: list scheduling, and the serial schedule generation of resource-constrained project scheduling.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.policy import Goal
from planner.domain.record import MachineName
from planner.model.aim import Aim
from planner.model.criteria import Criterion, Tally
from planner.model.ground import Ground, Service
from planner.model.schedule import Visit, missing
from planner.model.stays import broken_by

FREE = -1
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

    def __init__(self, ground: Ground, aim: Aim) -> None:
        self.ground = ground
        self._aim = aim
        self._order = aim.order
        self._limited = tuple(one for one in (*Goal, Tally.LOST_DAYS) if aim.limits.of(one) is not None)
        self._targets = aim.targets
        self._never = ground.part.timeline.last_ordinal + 1
        self._promised = {number for number, code in enumerate(ground.unit_codes) if code in ground.part.promises}
        self._joint: dict[object, UnitWorth | None] = {}
        machines = range(len(ground.machine_names))
        self.stops: list[tuple[Stop, ...]] = [() for _ in machines]
        self.placed: list[tuple[Placed, ...]] = [() for _ in machines]
        self._travel = [0 for _ in machines]
        self._finish = [0 for _ in machines]
        self.at_unit: list[tuple[tuple[int, Placed], ...]] = [() for _ in ground.units]
        self.worth_at: list[UnitWorth] = [self._worth_of_nobody(unit) for unit in range(len(ground.units))]
        self._sums_now = self._sums_of_nobody()
        self.worth = self._ordered(self._sums_now, self._travel, self._finish)

    def _worth_of_nobody(self, unit: int) -> UnitWorth:
        worth = self._worth_together(unit, ())
        if worth is None:
            raise ValueError("a unit without any stop breaks no rule")
        return worth

    def _sums_of_nobody(self) -> "Sums":
        units = self.ground.units
        return Sums(
            sum(unit.priority * worth.left for unit, worth in zip(units, self.worth_at, strict=True)),
            sum(worth.waiting for worth in self.worth_at),
            sum(worth.changes for worth in self.worth_at),
            sum(worth.lost_days for worth in self.worth_at),
            tuple(0 for _ in self.ground.phase_ends),
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
                    self.ground.machine_names[machine],
                    one.duty,
                    self.ground.unit_codes[one.stop.unit],
                    one.first,
                    one.last,
                )

    def tried(self, changes: Mapping[int, tuple[Stop, ...]]) -> Trial | None:
        """What these machines' stops, instead of those they have, would be worth; None where a rule forbids them."""
        placed: dict[int, tuple[Placed, ...]] = {}
        for machine, stops in changes.items():
            found = self._placed(machine, stops)
            if found is None:
                return None
            placed[machine] = found
        at_unit: dict[int, tuple[tuple[int, Placed], ...]] = {}
        worth_at: dict[int, UnitWorth] = {}
        for unit in self._touched(placed):
            here = [pair for pair in self.at_unit[unit] if pair[0] not in placed]
            for machine, found in placed.items():
                here += [(machine, one) for one in found if one.stop.unit == unit]
            there = tuple(here)
            if there == self.at_unit[unit]:
                continue
            worth = self._worth_at(unit, there)
            if worth is None:
                return None
            at_unit[unit] = there
            worth_at[unit] = worth
        travel, finish = list(self._travel), list(self._finish)
        for machine, found in placed.items():
            travel[machine] = self._metres(found)
            finish[machine] = max((one.service.last_ordinal for one in found), default=0)
        sums = self._sums(worth_at)
        return Trial(self._ordered(sums, travel, finish), dict(changes), placed, at_unit, worth_at)

    def take(self, trial: Trial) -> None:
        """Let the trial be so."""
        self._sums_now = self._sums(trial.worth_at)
        for machine, stops in trial.stops.items():
            self.stops[machine] = stops
        for machine, placed in trial.placed.items():
            self.placed[machine] = placed
            self._travel[machine] = self._metres(placed)
            self._finish[machine] = max((one.service.last_ordinal for one in placed), default=0)
        for unit, here in trial.at_unit.items():
            self.at_unit[unit] = here
        for unit, worth in trial.worth_at.items():
            self.worth_at[unit] = worth
        self.worth = trial.worth

    def _touched(self, placed: Mapping[int, tuple[Placed, ...]]) -> Iterable[int]:
        units: dict[int, None] = {}
        for machine, found in placed.items():
            for one in self.placed[machine]:
                units[one.stop.unit] = None
            for one in found:
                units[one.stop.unit] = None
        return units

    def _placed(self, machine: int, stops: Sequence[Stop]) -> tuple[Placed, ...] | None:
        """The stops in time, as early as can be; one without room is left out. None where a pin is missed."""
        ground = self.ground
        limits = _latest_periods(stops)
        found: list[Placed] = []
        free_from = 0
        before: Placed | None = None
        for stop, latest in zip(stops, limits, strict=True):
            place = self._start(machine, stop, free_from, latest, before)
            if place is None:
                if stop.is_pinned:
                    return None
                continue
            first, duty = place
            service = ground.service(stop.unit, duty, first, stop.dossiers, latest)
            if service.collected == 0 and not stop.is_pinned:
                continue
            last = service.last
            if stop.pinned_until > last:
                last = stop.pinned_until
                worked = ground.opening[stop.unit, duty].meeting.worked[last]
                service = service._replace(last_ordinal=worked[-1])
            before = Placed(stop, duty, last, service, first)
            found.append(before)
            free_from = last + 1
        return tuple(found)

    def _start(
        self, machine: int, stop: Stop, free_from: int, latest: int, before: Placed | None
    ) -> tuple[int, int] | None:
        """The first period in which the stop can begin, and under which duty."""
        ground = self.ground
        if stop.is_pinned and free_from > stop.not_before:
            return None
        earliest = max(free_from, stop.not_before)
        for duty in ground.serves[machine][stop.unit]:
            first = ground.opening[stop.unit, duty].first_from(earliest)
            if (
                first is not None
                and before is not None
                and ground.limits_reach
                and ground.days[first] == ground.days[before.last]
                and ground.is_mobile[duty]
                and not ground.within_reach(before.stop.unit, stop.unit)
            ):
                first = ground.opening[stop.unit, duty].first_from(ground.next_day[before.last])
            if first is None:
                continue
            if stop.is_pinned and first != stop.not_before:
                continue
            return (first, duty) if first <= latest else None
        return None

    def _metres(self, placed: Sequence[Placed]) -> int:
        """Road metres of one machine's round."""
        ground = self.ground
        metres = 0
        here: int | None = None
        was_fixed = False
        for one in placed:
            if not ground.is_mobile[one.duty]:
                here, was_fixed = None, True
                continue
            if here is None:
                metres += ground.first_leg(one.duty, one.stop.unit, anew=was_fixed)
            else:
                metres += ground.metres(here, one.stop.unit)
            here = one.stop.unit
        return metres

    def _worth_at(self, unit: int, here: tuple[tuple[int, Placed], ...]) -> UnitWorth | None:
        """What a unit's stops are worth; None where there are more than may be, in all or at once."""
        need = self.ground.needs[unit]
        if len(here) == 1 and unit not in self._promised and here[0][1].stop.dossiers >= need:
            service = here[0][1].service
            left = need - service.collected
            return UnitWorth(left, service.waiting + left * self._never, service.collected_by, 0, 0)
        key = unit, tuple(sorted((one.first, machine, one.duty, one.last, one.stop.counts) for machine, one in here))
        if key not in self._joint:
            self._joint[key] = self._worth_together(unit, here)
        return self._joint[key]

    def _worth_together(self, unit: int, here: Sequence[tuple[int, Placed]]) -> UnitWorth | None:
        ground = self.ground
        spec = ground.units[unit]
        if sum(one.stop.counts for _machine, one in here) > spec.visits:
            return None
        slots = sorted(
            (ordinal, machine, most)
            for machine, one in here
            for ordinal, most in ground.opening[unit, one.duty].meeting.slots(one.first, one.last)
        )
        present: dict[int, list[MachineName]] = {}
        left, waiting = ground.needs[unit], 0
        collected_by = [0] * len(ground.phase_ends)
        for ordinal, machine, most in slots:
            present.setdefault(ordinal, []).append(ground.machine_names[machine])
            if len(present[ordinal]) > spec.together:
                return None
            taken = min(left, most)
            left -= taken
            waiting += taken * ordinal
            for phase, end in enumerate(ground.phase_ends):
                if ordinal <= end:
                    collected_by[phase] += taken
        promises = ground.part.promises.get(ground.unit_codes[unit], ())
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
            unserved += self.ground.units[unit].priority * (new.left - old.left)
            waiting += new.waiting - old.waiting
            changes += new.changes - old.changes
            lost_days += new.lost_days - old.lost_days
            for phase, (more, less) in enumerate(zip(new.collected_by, old.collected_by, strict=True)):
                collected[phase] += more - less
        return Sums(unserved, waiting, changes, lost_days, tuple(collected))

    def _value(self, one: Criterion, sums: "Sums", travel: Sequence[int], finish: Sequence[int]) -> int:
        if one is Goal.UNSERVED:
            return sums.unserved
        if one is Goal.MILESTONES:
            return missing(sums.collected_by, self._targets)
        if one is Goal.CHANGES:
            return sums.changes
        if one is Goal.FINISH:
            return max(finish, default=0)
        if one is Goal.TRAVEL:
            return sum(travel)
        return sums.waiting if one is Goal.WAITING else sums.lost_days

    def _ordered(self, sums: "Sums", travel: Sequence[int], finish: Sequence[int]) -> tuple[int, ...]:
        return tuple(self._aim.told(one, self._value(one, sums, travel, finish)) for one in self._order)

    def is_within_limits(self) -> bool:
        """Whether the stops as they are obey every limit."""
        return all(
            limit is None or self._value(one, self._sums_now, self._travel, self._finish) <= limit
            for one in self._limited
            for limit in [self._aim.limits.of(one)]
        )

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


def _latest_periods(stops: Sequence[Stop]) -> list[int]:
    """For each stop the last period that it may use: the one before the next pinned stop."""
    limits = []
    latest = LAST
    for stop in reversed(stops):
        limits.append(latest)
        if stop.is_pinned:
            latest = stop.not_before - 1
    return limits[::-1]
