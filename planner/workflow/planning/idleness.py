"""Machines that stand still: on which days each of them could work and the plan places it nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.campaign import Campaign, Machine
from planner.domain.openness import Openness
from planner.domain.plan import Plan
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName, UnitCode


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days in a row, but for days on which nobody could work anyway."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class IdleMachine:
    """One machine that stands still on some day."""

    machine: MachineName
    before_finish: tuple[date, ...]
    """Its idle days up to the plan's last day of work, in order."""
    after_finish: tuple[date, ...]
    """Those after it."""
    ranges_before: tuple[DayRange, ...]
    ranges_after: tuple[DayRange, ...]


def idle_machines(campaign: Campaign, plan: Plan) -> tuple[IdleMachine, ...]:
    """Every machine with an idle day still ahead, in workbook order.

    A day is idle where the machine and a unit that it serves are open together in some slot still to be planned, and
    the plan places it nowhere on that day.
    """
    openness = Openness.of(campaign)
    finish = max((row.date for row in plan.assignments), default=campaign.calendar.last_day)
    busy = {(row.machine, row.date) for row in plan.assignments}
    first = plan.first_ordinal_ahead(campaign.calendar)
    somewhere = _Somewhere(campaign, openness)
    found = []
    for machine in campaign.machines:
        able = sorted(set(_able_days(machine, openness, somewhere, first)))
        idle = [day for day in able if (machine.name, day) not in busy]
        if idle:
            before = tuple(day for day in idle if day <= finish)
            after = tuple(day for day in idle if day > finish)
            found.append(IdleMachine(machine.name, before, after, _ranges(before, able), _ranges(after, able)))
    return tuple(found)


def matters(plan: Plan) -> bool:
    """Whether idle days could be used: somebody is left, or nobody knows that the finish cannot be sooner."""
    finish = next((result for result in plan.goals if result.goal is Goal.FINISH), None)
    return bool(plan.unserved) or (finish is not None and finish.proof is Proof.BEST_FOUND)


class _Somewhere:
    """In which slots any of some units is open; machines mostly serve the same ones."""

    def __init__(self, campaign: Campaign, openness: Openness) -> None:
        self._open_at = {unit.code: frozenset(openness.of_unit(unit)) for unit in campaign.units}
        self._known: dict[tuple[UnitCode, ...], frozenset[int]] = {}

    def open_for(self, units: tuple[UnitCode, ...]) -> frozenset[int]:
        """Ordinals of the slots in which at least one of them is open."""
        if units not in self._known:
            self._known[units] = frozenset[int]().union(*(self._open_at[code] for code in units))
        return self._known[units]


def _able_days(machine: Machine, openness: Openness, somewhere: _Somewhere, first: int) -> Iterator[date]:
    """The days on which the machine could work somewhere."""
    for posting in machine.postings:
        open_there = somewhere.open_for(posting.serves)
        for ordinal in openness.of_posting(machine, posting):
            if ordinal >= first and ordinal in open_there:
                yield openness.day(ordinal)


def day_ranges(campaign: Campaign, days: Sequence[date]) -> tuple[DayRange, ...]:
    """Days in order as ranges; days closed to all part no range."""
    openness = Openness.of(campaign)
    return _ranges(days, sorted({*days, *map(openness.day, openness.open_to_all)}))


def _ranges(days: Sequence[date], able: Sequence[date]) -> tuple[DayRange, ...]:
    """The days as ranges; a day on which nobody could work parts no range."""
    position = {day: number for number, day in enumerate(able)}
    ranges: list[DayRange] = []
    for day in days:
        if ranges and position[day] == position[ranges[-1].last] + 1:
            ranges[-1] = DayRange(ranges[-1].first, day)
        else:
            ranges.append(DayRange(day, day))
    return tuple(ranges)
