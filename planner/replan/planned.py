"""What had been planned for slots that are past now."""

from collections.abc import Iterable
from datetime import date

from pydantic import NonNegativeInt

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.domain.results import ResultKey
from planner.domain.situation import RateKey, rate_label


class PlannedSlot(Record):
    """What a plan had expected of one machine at a unit in one slot."""

    day: date
    shift: ShiftLabel
    machine: MachineName
    unit: UnitCode
    dossiers: NonNegativeInt
    full: bool
    """Whether the slot was to bring all that it could: the unit needed at least that much then."""

    @property
    def key(self) -> ResultKey:
        """The key of the result that tells what the slot has brought."""
        return ResultKey(self.day, self.shift, self.machine, self.unit)


def planned_slots(campaign: Campaign, plans: Iterable[Plan]) -> tuple[PlannedSlot, ...]:
    """What each slot was to bring by the plan that held for it, in time order, slots to come included.

    `plans` are the versions that people worked by, the oldest first: from the slot on in which a plan begins it takes
    the place of those before it. Slots of shifts that the workbook no longer has are left out.
    """
    calendar = campaign.calendar
    held: list[tuple[int, PlannedSlot]] = []
    for plan in plans:
        first = plan.first_ordinal_ahead(calendar)
        rows = (row for row in plan.assignments if not row.done and row.shift in calendar.shift_labels)
        held = [(ordinal, slot) for ordinal, slot in held if ordinal < first]
        held += [(calendar.ordinal(row.date, row.shift), _planned(campaign, plan, row)) for row in rows]
    return tuple(slot for _ordinal, slot in sorted(held, key=lambda each: (each[0], each[1].machine, each[1].unit)))


def _planned(campaign: Campaign, plan: Plan, row: Assignment) -> PlannedSlot:
    capacity = capacity_on(campaign, row.machine, row.date)
    return PlannedSlot(
        day=row.date,
        shift=row.shift,
        machine=row.machine,
        unit=row.unit,
        dossiers=row.dossiers,
        full=capacity is not None and row.dossiers >= min(capacity, _rate(plan, row, capacity)),
    )


def _rate(plan: Plan, row: Assignment, capacity: int) -> float:
    """The learned rate by which the plan filled this slot; the capacity if it had none."""
    return (plan.rates or {}).get(rate_label(RateKey(row.unit, row.machine, row.shift)), capacity)


def capacity_on(campaign: Campaign, machine: MachineName, day: date) -> int | None:
    """Dossiers that the machine can collect in a slot of this day; None if the workbook has no duty for it then."""
    known = campaign.machines_by_name.get(machine)
    posting = known.posting_on(day) if known else None
    return posting.capacity if posting else None
