"""What machines are to do, in their order, and when each of it can be done: list scheduling of one machine's round."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.model.heuristics.terrain import Service, Terrain

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
    machine_class: int
    last: int
    service: Service
    first: int
    place: int
    """The stop's place in the machine's round."""


class ListScheduling:
    """Places a machine's stops in time, each as early as the rules and the stops before it allow."""

    def __init__(self, terrain: Terrain) -> None:
        self.terrain = terrain

    def placed(self, machine: int, stops: Sequence[Stop], before: Sequence[Placed] = ()) -> tuple[Placed, ...] | None:
        """The stops in time; one without room is left out. None where a pin is missed.

        `before` is how the first of them are placed, where that is known.
        """
        limits = _latest_periods(stops)
        found = list(before)
        last = found[-1] if found else None
        for number in range(0 if last is None else last.place + 1, len(stops)):
            stop = stops[number]
            latest = LAST if limits is None else limits[number]
            first, machine_class = self._start(machine, stop, last)
            if first > latest:
                if stop.pinned_until != FREE:
                    return None
                continue
            one = self._stay(stop, machine_class, first, latest, number)
            if one.service.collected or stop.pinned_until != FREE:
                last = one
                found.append(one)
        return tuple(found)

    def _start(self, machine: int, stop: Stop, before: Placed | None) -> tuple[int, int]:
        """The first period in which the stop can begin, and under which class; `NEVER` where it cannot."""
        free_from = 0 if before is None else before.last + 1
        earliest = free_from if free_from > stop.not_before else stop.not_before
        is_pinned = stop.pinned_until != FREE
        if is_pinned and earliest != stop.not_before:
            return NEVER, NEVER
        for machine_class in self.terrain.serves[machine][stop.unit]:
            start = self.terrain.opening[stop.unit, machine_class].first_from(earliest)
            if start is not None and before is not None and self.terrain.limits_reach:
                start = self._after_the_way(before, stop.unit, machine_class, start)
            if start is not None and (not is_pinned or start == stop.not_before):
                return start, machine_class
        return NEVER, NEVER

    def _stay(self, stop: Stop, machine_class: int, first: int, latest: int, number: int) -> Placed:
        service = self.terrain.service(stop.unit, machine_class, first, stop.dossiers, latest)
        if stop.pinned_until <= service.last:
            return Placed(stop, machine_class, service.last, service, first, number)
        worked = self.terrain.opening[stop.unit, machine_class].pair.worked[stop.pinned_until]
        return Placed(stop, machine_class, stop.pinned_until, service._replace(last_ordinal=worked[-1]), first, number)

    def _after_the_way(self, before: Placed, unit: int, machine_class: int, start: int) -> int | None:
        """`reach`: the first period that is not before this one, and on another day if the way is too long."""
        terrain = self.terrain
        is_same_day = terrain.days[start] == terrain.days[before.last]
        if not is_same_day or not terrain.is_mobile[machine_class] or terrain.within_reach(before.stop.unit, unit):
            return start
        return terrain.opening[unit, machine_class].first_from(terrain.next_day[before.last])

    def metres(self, placed: Sequence[Placed]) -> int:
        """Road metres of one machine's round."""
        terrain = self.terrain
        is_mobile, metres_between = terrain.is_mobile, terrain.metres
        metres = 0
        here: int | None = None
        was_fixed = False
        for one in placed:
            machine_class, unit = one.machine_class, one.stop.unit
            if not is_mobile[machine_class]:
                here, was_fixed = None, True
                continue
            if here is None:
                metres += terrain.first_leg(machine_class, unit, anew=was_fixed)
            elif here != unit:
                metres += metres_between(here, unit)
            here = unit
        return metres


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
