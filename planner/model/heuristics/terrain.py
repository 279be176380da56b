"""A part laid out for quick answers: when a machine can start somewhere, how long it stays, what that collects.

What plans are tried out on by the thousand must not be worked out anew for each: everything here is a table or is
remembered. Units, machines and duties are numbers; `Terrain.unit_codes` and `Terrain.machine_names` tell whose.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.record import MachineName, UnitCode
from planner.model.instance.options import Meeting
from planner.model.instance.subproblem import Part

MOST_REMEMBERED = 300_000
"""Answers kept at a time; a long search begins to remember anew, so that its memory has a limit."""


class Service(NamedTuple):
    """What a stay from a first period on does: it ends when the dossiers asked of it are collected, or has to end."""

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
class Opening:
    """When one duty can work at one unit; all lists are by period, or by place in the open periods."""

    meeting: Meeting
    open_periods: tuple[int, ...]
    until: dict[int, int]
    """For each open period, the last one that the same stay can reach before the machine is pinned elsewhere."""

    def first_from(self, period: int) -> int | None:
        """The first open period that is not before this one; None if there is none."""
        place = bisect_left(self.open_periods, period)
        return self.open_periods[place] if place < len(self.open_periods) else None


def _openings(part: Part, unit_number: Mapping[UnitCode, int]) -> dict[tuple[int, int], Opening]:
    """By unit and duty; many meetings are open alike, so what follows from that is worked out once."""
    known: dict[tuple[int, frozenset[int]], tuple[tuple[int, ...], dict[int, int]]] = {}
    openings = {}
    for (code, duty), meeting in part.meeting.items():
        key = id(meeting.worked), meeting.taken
        if key not in known:
            known[key] = meeting.open_periods, _until(meeting)
        openings[unit_number[code], duty] = Opening(meeting, *known[key])
    return openings


def _until(meeting: Meeting) -> dict[int, int]:
    until = {}
    for first, last in meeting.runs():
        until.update({period: last for period in meeting.open_periods if first <= period <= last})
    return until


def _most_a_period(opening: Opening) -> int:
    return max((sum(opening.meeting.brings[period]) for period in opening.open_periods), default=0)


class Terrain:
    """The facts of one part, and what was worked out from them so far."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.unit_codes: tuple[UnitCode, ...] = tuple(part.meetings)
        self.units = part.units
        self.unit_number = {code: number for number, code in enumerate(self.unit_codes)}
        self.machine_names: tuple[MachineName, ...] = tuple(
            sorted({name for duty in part.duties for name in duty.machines}, key=part.machine_rank.__getitem__)
        )
        number_of = {name: number for number, name in enumerate(self.machine_names)}
        self.duties_of: list[list[int]] = [[] for _ in self.machine_names]
        """For each machine its duties, in time order."""
        for number, duty in enumerate(part.duties):
            for name in duty.machines:
                self.duties_of[number_of[name]].append(number)
        self.needs = [unit.need for unit in self.units]
        self.opening = _openings(part, self.unit_number)
        self.openings_of: list[list[Opening]] = [[] for _ in self.units]
        """For each unit when it can be served, by one duty after the other."""
        for (unit, _duty), opening in self.opening.items():
            self.openings_of[unit].append(opening)
        self.serves: list[list[tuple[int, ...]]] = [
            [tuple(duty for duty in duties if (unit, duty) in self.opening) for unit in range(len(self.units))]
            for duties in self.duties_of
        ]
        """For each machine and unit, the duties under which the one can work at the other."""
        self.machines_for: list[list[int]] = [
            [machine for machine in range(len(self.machine_names)) if self.serves[machine][unit]]
            for unit in range(len(self.units))
        ]
        self.chances = [
            max((len(opening.open_periods) for opening in openings), default=0) for openings in self.openings_of
        ]
        """For each unit the periods in which the duty that can most often work there can do so."""
        self.most_a_period = [max(map(_most_a_period, openings), default=0) for openings in self.openings_of]
        """For each unit the dossiers that one machine can collect there in its best period."""
        self.is_mobile = [not duty.is_fixed for duty in part.duties]
        self.days = part.timeline.days
        self.next_day = _next_days(part.timeline.days)
        self.phase_ends = part.phase_ends
        self.limits_reach = part.limits_reach
        self._metres: dict[tuple[int, int], int] = {}
        self._services: dict[tuple[int, int, int, int, int], Service] = {}
        self._near: dict[int, list[int]] = {}

    def metres(self, origin: int, destination: int) -> int:
        """Road metres between two units."""
        key = origin, destination
        known = self._metres.get(key)
        if known is None:
            known = self._metres[key] = self.part.metres(self.unit_codes[origin], self.unit_codes[destination])
        return known

    def first_leg(self, duty: int, destination: int, *, anew: bool) -> int:
        """Road metres of a machine's first leg under a mobile duty; anew from its base after a fixed place."""
        key = -1 - 2 * duty - int(anew), destination
        known = self._metres.get(key)
        if known is None:
            metres = self.part.new_start_metres if anew else self.part.first_leg_metres
            known = self._metres[key] = metres(self.part.duties[duty], self.unit_codes[destination])
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
        return self.part.within_reach(self.unit_codes[origin], self.unit_codes[destination])

    def service(self, unit: int, duty: int, first: int, dossiers: int, latest: int) -> Service:
        """The stay from this open period on that collects so many dossiers, or as many as it can up to `latest`."""
        key = unit, duty, first, dossiers, latest
        known = self._services.get(key)
        if known is None:
            if len(self._services) >= MOST_REMEMBERED:
                self._services.clear()
            known = self._services[key] = self._serve(*key)
        return known

    def _serve(self, unit: int, duty: int, first: int, dossiers: int, latest: int) -> Service:
        opening = self.opening[unit, duty]
        worked, brings = opening.meeting.worked, opening.meeting.brings
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
