"""A plan laid beside its campaign: rows with the things they name, in the order of time and of the machines."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from planner.check.needs import Needs, needs_of
from planner.check.opening import Opening
from planner.check.rows import Announcement, Appearance, ReadRow, appearances_of, grouped
from planner.check.slot_limits import SlotLimits
from planner.check.sojourns import SlotsLeftOut, Sojourn, sojourns_of
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Unit
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result

Answer = TypeVar("Answer")


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
        self.opening = campaign.once(Opening)
        self._answers: dict[Callable[[Reading], Any], Any] = {}

    def once(self, work_out: "Callable[[Reading], Answer]") -> Answer:
        """What this makes of the reading, worked out when the first rule asks for it."""
        if work_out not in self._answers:
            self._answers[work_out] = work_out(self)
        answer: Answer = self._answers[work_out]
        return answer

    def knows(self, assignment: Assignment) -> bool:
        """Whether the campaign has this machine, unit and shift."""
        return (
            assignment.machine in self.campaign.machines_by_name
            and assignment.unit in self.campaign.units_by_code
            and assignment.shift in self.campaign.calendar.shift_labels
        )

    @cached_property
    def slot_limits(self) -> SlotLimits:
        """How many dossiers slots can take."""
        return self.campaign.once(SlotLimits)

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
    def appearances(self) -> tuple[Appearance, ...]:
        """Where machines stand, past and planned, in the order of the rows."""
        return appearances_of(self.campaign, self.rows)

    @cached_property
    def planned_appearances(self) -> tuple[Appearance, ...]:
        """Where machines are still to stand."""
        return tuple(one for one in self.appearances if not one.done)

    @cached_property
    def tours(self) -> tuple[tuple[Appearance, ...], ...]:
        """The appearances of each machine that has any, in time order."""
        by_machine = grouped(self.appearances, lambda one: one.machine_order)
        return tuple(tuple(by_machine[order]) for order in sorted(by_machine))

    @cached_property
    def left_out(self) -> SlotsLeftOut:
        """Whether machines left out slots at a stop."""
        return SlotsLeftOut(self.campaign.calendar, self.opening)

    @cached_property
    def sojourns(self) -> tuple[tuple[Sojourn, ...], ...]:
        """Of each machine that has any, in time order."""
        return tuple(tuple(sojourns_of(tour, self.left_out)) for tour in self.tours)

    @cached_property
    def standing(self) -> frozenset[tuple[MachineName, UnitCode, Slot]]:
        """Which machine is still to stand at which stop in which slot."""
        return frozenset((one.machine.name, one.unit.code, one.slot) for one in self.planned_appearances)

    @cached_property
    def _former_units(self) -> dict[str, set[UnitCode]]:
        """What each old code and old name may mean today; a name that a unit bears today is no old one."""
        names = {unit.name for unit in self.campaign.units}
        meant: dict[str, set[UnitCode]] = {}
        for unit in self.campaign.units:
            for former in unit.formerly:
                for told in {former.code, former.name} - {""} - names:
                    meant.setdefault(told, set()).add(unit.code)
        return meant

    def code_today(self, unit: UnitCode) -> UnitCode | None:
        """The unit of the campaign that this code means, be it of one merged since; None if it is none, or several."""
        if unit in self.campaign.units_by_code:
            return unit
        meant = self._former_units.get(unit, set())
        return next(iter(meant)) if len(meant) == 1 else None

    @cached_property
    def announced_ahead(self) -> tuple[Announcement, ...]:
        """The announced rows from the as-of to the last announced day; none if no announced plan is at hand.

        A unit that was merged since means the one that it became part of. Rows of a unit or a shift that the campaign
        has no more are left out: nobody could stand there.
        """
        if self.announced is None:
            return ()
        calendar = self.campaign.calendar
        last_day = self.plan.announced_until or calendar.last_day
        return tuple(
            Announcement(row.machine, self.stop(code), Slot(row.date, row.shift), row.dossiers)
            for row in self.announced.assignments
            if row.date <= last_day and row.shift in calendar.shift_labels
            if (code := self.code_today(row.unit)) is not None
            and calendar.ordinal(row.date, row.shift) >= self.first_ordinal_ahead
        )

    def stop(self, unit: UnitCode) -> Unit:
        """The unit that stands for this one's stop. Raises KeyError for a unit that the campaign does not have."""
        return self.campaign.units_by_code[self.campaign.stop_of(unit)]

    @cached_property
    def moving_together(self) -> dict[MachineName, frozenset[MachineName]]:
        """The machines of each one's group, itself included."""
        groups = self.campaign.groups
        return {name: frozenset(machine.name for machine in group) for name, group in groups.items()}

    @cached_property
    def first_ordinal_ahead(self) -> int:
        """The first slot still to be planned; the start of its day if the plan names a shift that does not exist."""
        calendar = self.campaign.calendar
        if self.plan.as_of is None:
            return 1
        shift = self.plan.as_of_shift
        return calendar.ordinal(self.plan.as_of, shift if shift in calendar.shift_labels else calendar.shift_labels[0])

    @cached_property
    def _needs(self) -> Needs:
        elsewhere = Counter[UnitCode]()
        for told, dossiers in self.plan.elsewhere.items():
            elsewhere[self.code_today(told) or told] += dossiers
        return needs_of(self.campaign, self.rows, elsewhere)

    @property
    def remaining(self) -> dict[UnitCode, int]:
        """Dossiers that each unit still needs where planning begins."""
        return self._needs.remaining

    @property
    def left(self) -> dict[UnitCode, int]:
        """Dossiers that the plan leaves at each unit."""
        return self._needs.left

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
    def _stops_of_machines(self) -> dict[tuple[int, int], set[UnitCode]]:
        where: dict[tuple[int, int], set[UnitCode]] = {}
        for one in self.appearances:
            where.setdefault((one.machine_order, one.ordinal), set()).add(one.unit.code)
        return where

    def stops_of(self, machine_order: int, ordinal: int) -> frozenset[UnitCode]:
        """The stops at which this machine is in this slot, past or planned: one, or none, if the plan is sound."""
        return frozenset(self._stops_of_machines.get((machine_order, ordinal), ()))
