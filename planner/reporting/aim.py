"""What a unit was to reach by when, and what it will: by its announced schedule, or evenly over its working days."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode
from planner.domain.report import Indicator
from planner.reporting.counting import half_up
from planner.reporting.working_days import Elapsed, WorkingDays, elapsed


class AnnouncedSlot(NamedTuple):
    """What an announced plan is to bring at a unit in a slot, or was to."""

    day: date
    unit: UnitCode
    dossiers: int
    is_due: bool
    """Whether the hour at which its figures were due had come."""


class Aims:
    """What every unit was to reach."""

    def __init__(self, campaign: Campaign, schedule: Iterable[AnnouncedSlot], indicator: Indicator) -> None:
        self._days = WorkingDays(campaign)
        self._indicator = indicator
        self._slots: dict[UnitCode, list[AnnouncedSlot]] = {}
        for slot in schedule:
            self._slots.setdefault(slot.unit, []).append(slot)

    @property
    def days_of_all(self) -> tuple[date, ...]:
        """Days on which any unit is open."""
        return self._days.of_all

    def of(self, unit: Unit, before: int, target: int) -> "Aim":
        """What this unit was to reach beyond what it had before."""
        slots = sorted(self._slots.get(unit.code, ()), key=lambda slot: slot.day)
        counts_dossiers = self._indicator is Indicator.COLLECTED
        return Aim(
            before=before,
            wanted=max(0, target - before),
            need=0 if counts_dossiers else unit.need,
            days=self._days.of_unit(unit),
            slots=tuple(slots) if any(slot.dossiers for slot in slots) else (),
        )


@dataclass(frozen=True, slots=True)
class Aim:
    """What one unit was to reach."""

    before: int
    wanted: int
    """Up to its target."""
    need: int
    """Where accounts are counted: the dossiers among which a schedule shares them out; 0 where dossiers count."""
    days: Sequence[date]
    """Its working days."""
    slots: Sequence[AnnouncedSlot]
    """Its announced schedule in time order; empty where it has none."""

    @property
    def is_scheduled(self) -> bool:
        """Whether it is judged by a schedule."""
        return bool(self.slots)

    def time(self, day: date) -> Elapsed:
        """Its working days by the end of this day."""
        return elapsed(self.days, day)

    def expected_by(self, day: date) -> int:
        """What was due by the end of this day, half up, with what it had before."""
        if self.is_scheduled:
            planned = sum(slot.dossiers for slot in self.slots if slot.day <= day and slot.is_due)
            return self.before + min(self.wanted, self._brings(planned))
        time = self.time(day)
        return self.before + (half_up(self.wanted * time.gone, time.in_all) if time.in_all else 0)

    def due_by_end_of(self, day: date) -> Fraction:
        """What is due in the campaign by the end of this day, not rounded, whether its figures are there or not."""
        if self.is_scheduled:
            planned = sum(slot.dossiers for slot in self.slots if slot.day <= day)
            return Fraction(min(self.wanted, self._brings(planned)))
        time = self.time(day)
        return Fraction(self.wanted * time.gone, time.in_all) if time.in_all else Fraction(0)

    def course(self, days: Iterable[date]) -> Iterable[float]:
        """What is due by the end of each of these days, not rounded; a schedule's slots by their days."""
        if not self.is_scheduled:
            for day in days:
                time = self.time(day)
                yield self.before + (self.wanted * time.gone / time.in_all if time.in_all else 0)
            return
        ends, sums = [slot.day for slot in self.slots], list(accumulate(slot.dossiers for slot in self.slots))
        for day in days:
            past = bisect_right(ends, day)
            yield self.before + min(self.wanted, self._brings(sums[past - 1] if past else 0))

    def still_to_come(self, done: int, day: date) -> list[tuple[date, int]] | None:
        """By day, what will have come from the day after this one on, if it comes as it did so far; None if unknown.

        The last figure is all that is to come by the campaign's end.
        """
        if self.is_scheduled:
            return self._by_schedule(done, day)
        gone = self.time(day).gone
        if not gone:
            return None
        return [(later, half_up(done * number, gone)) for number, later in enumerate(self.days[gone:], start=1)]

    def _by_schedule(self, done: int, day: date) -> list[tuple[date, int]]:
        past = self._brings(sum(slot.dossiers for slot in self.slots if slot.day <= day and slot.is_due))
        coming, planned = [], 0
        for slot in self.slots:
            if slot.day > day or not slot.is_due:
                planned += slot.dossiers
                brings = self._brings(planned)
                coming.append((slot.day, half_up(brings * done, past) if past else brings))
        return coming

    def _brings(self, dossiers: int) -> int:
        """What so many planned dossiers mean of what counts, half up."""
        return half_up(self.wanted * dossiers, self.need) if self.need else dossiers
