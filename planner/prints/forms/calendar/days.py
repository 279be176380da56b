"""What a machine does on each day of a month, as the calendar grid shows it: stays, closed days, nothing."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from planner.domain.campaign import Campaign, Machine
from planner.domain.openness import Openness
from planner.domain.plan import Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode


class IdleReason(Enum):
    """Why a machine stands nowhere."""

    CLOSED = "closed"
    OFF_DUTY = "off duty"
    FREE = "free"


class DayAtUnit(NamedTuple):
    """At which unit or cluster a machine stands, and in which shifts."""

    unit: UnitCode
    """Of a cluster the one that stands for it."""
    shifts: tuple[ShiftLabel, ...]


class DaysRun(NamedTuple):
    """Days one after the other that a row shows as one cell."""

    first: int
    """The first day's place in the month's days, from 0."""
    num_days: int
    content: DayAtUnit | IdleReason


class MachineDays:
    """Answers what each machine does on each day."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._campaign = campaign
        self._open = {machine.name: Openness.of(campaign).of_machine(machine) for machine in campaign.machines}
        self._work: dict[tuple[MachineName, date, ShiftLabel], UnitCode] = {
            (each.machine, each.date, each.shift): campaign.stop_of(each.unit) for each in plan.assignments
        }

    def rows(self, machine: Machine, days: tuple[date, ...]) -> list[tuple[ShiftLabel | None, tuple[DaysRun, ...]]]:
        """One row of all shifts (None) where no day is shared by two units, else a row for each shift."""
        labels = self._campaign.calendar.shift_labels
        if all(len({unit for _shift, unit in self._units(machine, day, labels)}) <= 1 for day in days):
            return [(None, self._row(machine, days, labels))]
        return [(label, self._row(machine, days, (label,))) for label in labels]

    def _row(self, machine: Machine, days: tuple[date, ...], shifts: tuple[ShiftLabel, ...]) -> tuple[DaysRun, ...]:
        contents = enumerate(self._content(machine, day, shifts) for day in days)
        return tuple(_runs(contents))

    def _content(self, machine: Machine, day: date, shifts: tuple[ShiftLabel, ...]) -> DayAtUnit | IdleReason:
        units = self._units(machine, day, shifts)
        if units:
            return DayAtUnit(units[0][1], tuple(shift for shift, _unit in units))
        if machine.posting_on(day) is None:
            return IdleReason.OFF_DUTY
        ordinals = {self._campaign.calendar.ordinal(day, shift) for shift in shifts}
        return IdleReason.FREE if ordinals & self._open[machine.name] else IdleReason.CLOSED

    def _units(self, machine: Machine, day: date, shifts: Iterable[ShiftLabel]) -> list[tuple[ShiftLabel, UnitCode]]:
        told = ((shift, self._work.get((machine.name, day, shift))) for shift in shifts)
        return [(shift, unit) for shift, unit in told if unit is not None]


def _runs(contents: Iterable[tuple[int, DayAtUnit | IdleReason]]) -> Iterator[DaysRun]:
    for content, same in groupby(contents, key=lambda each: each[1]):
        places = [place for place, _content in same]
        yield DaysRun(places[0], len(places), content)


def months_of(campaign: Campaign, plan: Plan) -> list[tuple[date, ...]]:
    """The campaign's days month by month, up to the last month with work; the plan's days outside it are shown, too."""
    worked = {each.date for each in plan.assignments}
    days = sorted({*campaign.calendar.days(), *worked})
    last = max(worked or days)
    until = (last.year, last.month)
    months = groupby(days, key=lambda day: (day.year, day.month))
    return [tuple(month) for told, month in months if told <= until]
