"""A subproblem laid out for quick answers: when a machine can start somewhere, how long it stays, what that collects.

What plans are tried out on by the thousand must not be worked out anew for each: everything here is a table or is
remembered. Units, machines and classes are numbers; `Terrain.unit_codes` and `Terrain.machine_names` tell whose.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem

MOST_REMEMBERED = 300_000
"""Answers kept at a time; a long search begins to remember anew, so that its memory has a limit."""


class Service(NamedTuple):
    """What a visit from a first period on does: it ends when the dossiers asked of it are collected, or has to end."""

    last: int
    """Its last period."""
    collected: int
    waiting: int
    """Over these dossiers, the ordinal of the slot in which each is collected, nobody else being at the unit."""
    collected_by: tuple[int, ...]
    """For each phase, dossiers collected by its last day."""
    last_ordinal: int
    """The last slot that is worked."""


@dataclass(frozen=True, slots=True)
class OpenTimes:
    """When one class can work at one unit; all lists are by period, or by place in the open periods."""

    pair: EligiblePair
    open_periods: tuple[int, ...]
    until: dict[int, int]
    """For each open period, the last one that the same visit can reach before the machine is pinned elsewhere."""

    def first_from(self, period: int) -> int | None:
        """The first open period that is not before this one; None if there is none."""
        place = bisect_left(self.open_periods, period)
        return self.open_periods[place] if place < len(self.open_periods) else None


def _openings(problem: Subproblem, unit_number: Mapping[UnitCode, int]) -> dict[tuple[int, int], OpenTimes]:
    """By unit and class; many pairs are open alike, so what follows from that is worked out once."""
    known: dict[tuple[int, frozenset[int]], tuple[tuple[int, ...], dict[int, int]]] = {}
    openings = {}
    for (code, machine_class), pair in problem.pair.items():
        key = id(pair.worked), pair.taken
        if key not in known:
            known[key] = pair.open_periods, _until(pair)
        openings[unit_number[code], machine_class] = OpenTimes(pair, *known[key])
    return openings


def _until(pair: EligiblePair) -> dict[int, int]:
    until = {}
    for first, last in pair.runs():
        until.update({period: last for period in pair.open_periods if first <= period <= last})
    return until


def _most_a_period(opening: OpenTimes) -> int:
    return max((sum(opening.pair.brings[period]) for period in opening.open_periods), default=0)


class Terrain:
    """The facts of one subproblem, and what was worked out from them so far."""

    def __init__(self, problem: Subproblem) -> None:
        self.problem = problem
        self.unit_codes: tuple[UnitCode, ...] = tuple(problem.pairs)
        self.units = problem.units
        self.unit_number = {code: number for number, code in enumerate(self.unit_codes)}
        self.machine_names: tuple[MachineName, ...] = tuple(
            sorted(
                {name for machine_class in problem.classes for name in machine_class.machines},
                key=problem.machine_rank.__getitem__,
            )
        )
        number_of = {name: number for number, name in enumerate(self.machine_names)}
        self.classes_of: list[list[int]] = [[] for _ in self.machine_names]
        """For each machine its classes, in time order."""
        for number, machine_class in enumerate(problem.classes):
            for name in machine_class.machines:
                self.classes_of[number_of[name]].append(number)
        self.needs = [unit.need for unit in self.units]
        self.opening = _openings(problem, self.unit_number)
        self.openings_of: list[list[OpenTimes]] = [[] for _ in self.units]
        """For each unit when it can be served, by one class after the other."""
        for (unit, _machine_class), opening in self.opening.items():
            self.openings_of[unit].append(opening)
        self.serves: list[list[tuple[int, ...]]] = [
            [
                tuple(machine_class for machine_class in classes if (unit, machine_class) in self.opening)
                for unit in range(len(self.units))
            ]
            for classes in self.classes_of
        ]
        """For each machine and unit, the classes under which the one can work at the other."""
        self.machines_for: list[list[int]] = [
            [machine for machine in range(len(self.machine_names)) if self.serves[machine][unit]]
            for unit in range(len(self.units))
        ]
        self.chances = [
            max((len(opening.open_periods) for opening in openings), default=0) for openings in self.openings_of
        ]
        """For each unit the periods in which the class that can most often work there can do so."""
        self.most_a_period = [max(map(_most_a_period, openings), default=0) for openings in self.openings_of]
        """For each unit the dossiers that one machine can collect there in its best period."""
        self.is_mobile = [not machine_class.is_fixed for machine_class in problem.classes]
        self.days = problem.timeline.days
        self.next_day = _next_days(problem.timeline.days)
        self.phase_ends = problem.phase_ends
        self.limits_reach = problem.limits_reach
        self._metres: dict[tuple[int, int], int] = {}
        self._services: dict[tuple[int, int, int, int, int], Service] = {}
        self._near: dict[int, list[int]] = {}

    def metres(self, origin: int, destination: int) -> int:
        """Road metres between two units."""
        key = origin, destination
        known = self._metres.get(key)
        if known is None:
            known = self._metres[key] = self.problem.metres(self.unit_codes[origin], self.unit_codes[destination])
        return known

    def first_leg(self, machine_class: int, destination: int, *, anew: bool) -> int:
        """Road metres of a machine's first leg under a mobile class; anew from its base after a fixed place."""
        key = -1 - 2 * machine_class - int(anew), destination
        known = self._metres.get(key)
        if known is None:
            metres = self.problem.new_start_metres if anew else self.problem.first_leg_metres
            known = self._metres[key] = metres(self.problem.classes[machine_class], self.unit_codes[destination])
        return known

    def nearest(self, unit: int) -> list[int]:
        """The other units, those within the shortest way first."""
        if unit not in self._near:
            others = [other for other in range(len(self.units)) if other != unit]
            self._near[unit] = sorted(
                others, key=lambda other: (min(self.metres(unit, other), self.metres(other, unit)), other)
            )
        return self._near[unit]

    def within_reach(self, origin: int, destination: int) -> bool:
        """Whether a machine may go from the one unit to the other within a day."""
        return self.problem.within_reach(self.unit_codes[origin], self.unit_codes[destination])

    def service(self, unit: int, machine_class: int, first: int, dossiers: int, latest: int) -> Service:
        """The visit from this open period on that collects so many dossiers, or as many as it can up to `latest`."""
        key = unit, machine_class, first, dossiers, latest
        known = self._services.get(key)
        if known is None:
            if len(self._services) >= MOST_REMEMBERED:
                self._services.clear()
            known = self._services[key] = self._serve(*key)
        return known

    def _serve(self, unit: int, machine_class: int, first: int, dossiers: int, latest: int) -> Service:
        opening = self.opening[unit, machine_class]
        worked, brings = opening.pair.worked, opening.pair.brings
        latest = min(latest, opening.until[first])
        left, waiting, last, last_ordinal = dossiers, 0, first, 0
        collected_by = [0] * len(self.phase_ends)
        place = bisect_left(opening.open_periods, first)
        for period in opening.open_periods[place:]:
            if period > latest or (left == 0 and period > first):
                break
            last = period
            for ordinal, most in zip(worked[period], brings[period], strict=True):
                taken = min(left, most)
                left -= taken
                waiting += taken * ordinal
                last_ordinal = ordinal
                for phase, end in enumerate(self.phase_ends):
                    if ordinal <= end:
                        collected_by[phase] += taken
        return Service(last, dossiers - left, waiting, tuple(collected_by), last_ordinal)


def _next_days(days: Sequence[int]) -> list[int]:
    """For each period, the first one of a later day; the number of periods where there is none."""
    following = [len(days)] * len(days)
    for period in range(len(days) - 2, -1, -1):
        following[period] = period + 1 if days[period + 1] != days[period] else following[period + 1]
    return following
