"""A plan laid beside its campaign: rows with the things they name, in the order of time and of the machines."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from planner.check.opening import Opening
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Machine, Posting, RateOverride, Unit
from planner.domain.plan import Assignment, Plan
from planner.domain.record import ShiftLabel, UnitCode
from planner.domain.results import Result

Key = TypeVar("Key", bound=Hashable)


class ReadRow(NamedTuple):
    """One assignment with what its names stand for."""

    ordinal: int
    machine_order: int
    slot: Slot
    machine: Machine
    posting: Posting | None
    """The duty that holds on the row's day; None if the machine has none then."""
    unit: Unit
    dossiers: int
    done: bool

    @property
    def posting_starts(self) -> date | None:
        """The day that tells this posting from the machine's others."""
        return None if self.posting is None else self.posting.first_day


def grouped(rows: Iterable[ReadRow], key: Callable[[ReadRow], Key]) -> dict[Key, list[ReadRow]]:
    """Rows under their keys; keys in the order of their first row."""
    groups: dict[Key, list[ReadRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


class SheetRates:
    """The sheet *Năng suất*: which of its rows binds a slot."""

    def __init__(self, overrides: Iterable[RateOverride]) -> None:
        self._of_unit: dict[UnitCode | None, list[RateOverride]] = {}
        for row in overrides:
            self._of_unit.setdefault(row.unit, []).append(row)

    def most_of(self, row: ReadRow, posting: Posting) -> int:
        """Dossiers that the row's slot can take: the capacity, or less by the sheet's row that binds it."""
        about = [*self._of_unit.get(row.unit.code, ()), *self._of_unit.get(None, ())]
        binding = [
            one for one in about if one.machine in (None, row.machine.name) and one.shift in (None, row.slot.shift)
        ]
        return min(posting.capacity, max(binding, key=_says).dossiers) if binding else posting.capacity


def _says(override: RateOverride) -> tuple[int, bool, bool]:
    """Most conditions first; of as many, one with a unit, then one with a machine."""
    has_unit, has_machine, has_shift = (one is not None for one in (override.unit, override.machine, override.shift))
    return has_unit + has_machine + has_shift, has_unit, has_machine


class Reading:
    """What every rule and goal looks at. Assignments that name something unknown are left out here.

    `announced` and `results` are None where they are not at hand; what rests on them is then not judged.
    """

    def __init__(
        self,
        campaign: Campaign,
        plan: Plan,
        announced: Plan | None = None,
        results: Sequence[Result] | None = None,
    ) -> None:
        self.campaign = campaign
        self.plan = plan
        self.announced = announced
        self.results = results
        self.opening = Opening(campaign)

    def knows(self, assignment: Assignment) -> bool:
        """Whether the campaign has this machine, unit and shift."""
        return (
            assignment.machine in self.campaign.machines_by_name
            and assignment.unit in self.campaign.units_by_code
            and assignment.shift in self.campaign.calendar.shift_labels
        )

    @cached_property
    def sheet_rates(self) -> SheetRates:
        """What the sheet *Năng suất* says of slots."""
        return SheetRates(self.campaign.rate_overrides)

    @cached_property
    def rows(self) -> tuple[ReadRow, ...]:
        """Every row, past and planned, in time order and then in machine order."""
        orders = {machine.name: order for order, machine in enumerate(self.campaign.machines)}
        rows = (self._row(item, orders[item.machine]) for item in self.plan.assignments if self.knows(item))
        return tuple(sorted(rows, key=lambda row: (row.ordinal, row.machine_order)))

    def _row(self, assignment: Assignment, machine_order: int) -> ReadRow:
        machine = self.campaign.machines[machine_order]
        held = [item for item in machine.postings if item.first_day <= assignment.date <= item.last_day]
        return ReadRow(
            ordinal=self.campaign.calendar.ordinal(assignment.date, assignment.shift),
            machine_order=machine_order,
            slot=Slot(assignment.date, assignment.shift),
            machine=machine,
            posting=held[0] if held else None,
            unit=self.campaign.units_by_code[assignment.unit],
            dossiers=assignment.dossiers,
            done=assignment.done,
        )

    @cached_property
    def past(self) -> tuple[ReadRow, ...]:
        """Rows that have happened: facts, which only `history` judges."""
        return tuple(row for row in self.rows if row.done)

    @cached_property
    def planned(self) -> tuple[ReadRow, ...]:
        """Rows that are still to come: what the rules judge."""
        return tuple(row for row in self.rows if not row.done)

    @cached_property
    def first_ordinal_ahead(self) -> int:
        """The first slot still to be planned; the start of its day if the plan names a shift that does not exist."""
        calendar = self.campaign.calendar
        if self.plan.as_of is None:
            return 1
        shift = self.plan.as_of_shift
        return calendar.ordinal(self.plan.as_of, shift if shift in calendar.shift_labels else calendar.shift_labels[0])

    @cached_property
    def remaining(self) -> dict[UnitCode, int]:
        """Dossiers that each unit still needs where planning begins."""
        collected = dict(self.plan.elsewhere)
        for row in self.past:
            collected[row.unit.code] = collected.get(row.unit.code, 0) + row.dossiers
        return {unit.code: max(0, unit.need - collected.get(unit.code, 0)) for unit in self.campaign.units}

    @cached_property
    def left(self) -> dict[UnitCode, int]:
        """Dossiers that the plan leaves at each unit."""
        left = dict(self.remaining)
        for row in self.planned:
            left[row.unit.code] = left[row.unit.code] - row.dossiers
        return {code: max(0, dossiers) for code, dossiers in left.items()}

    @cached_property
    def slots_ahead(self) -> tuple[Slot, ...]:
        """The campaign's slots that are still to be planned, closed ones included."""
        calendar = self.campaign.calendar
        return tuple(
            Slot(day, shift)
            for day in calendar.days()
            for shift in calendar.shift_labels
            if calendar.ordinal(day, shift) >= self.first_ordinal_ahead
        )

    def shifts_ahead_on(self, day: date) -> Iterator[ShiftLabel]:
        """The day's shifts that are still to be planned, in the order of the day."""
        calendar = self.campaign.calendar
        return (shift for shift in calendar.shift_labels if calendar.ordinal(day, shift) >= self.first_ordinal_ahead)

    @cached_property
    def _units_of_machines(self) -> dict[tuple[int, int], set[UnitCode]]:
        where: dict[tuple[int, int], set[UnitCode]] = {}
        for row in self.rows:
            where.setdefault((row.machine_order, row.ordinal), set()).add(row.unit.code)
        return where

    def is_elsewhere(self, row: ReadRow, ordinal: int) -> bool:
        """Whether the row's machine is at another unit in this slot."""
        return bool(self._units_of_machines.get((row.machine_order, ordinal), set()) - {row.unit.code})
