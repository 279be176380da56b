"""What had been planned for slots that are past now."""

from collections.abc import Iterable
from datetime import date

from pydantic import NonNegativeInt

from planner.domain.campaign import Campaign, Posting
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.domain.results import ResultKey
from planner.domain.situation import RateKey
from planner.domain.slot_rate import rate_in_plan, slot_rate


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
    due = _due(campaign, plan, row)
    return PlannedSlot(
        day=row.date,
        shift=row.shift,
        machine=row.machine,
        unit=row.unit,
        dossiers=row.dossiers,
        full=due is not None and row.dossiers >= due,
    )


def _due(campaign: Campaign, plan: Plan, row: Assignment) -> int | None:
    """Dossiers with which the plan takes the slot for full; None if the workbook has no duty for the machine then."""
    posting = _posting_on(campaign, row.machine, row.date)
    key = RateKey(row.unit, row.machine, row.shift)
    return rate_in_plan(campaign, posting, key, plan.rates) if posting is not None else None


def slot_rate_on(campaign: Campaign, slot: PlannedSlot) -> int | None:
    """Dossiers that the slot takes by the workbook; None if that has no duty for the machine on this day."""
    posting = _posting_on(campaign, slot.machine, slot.day)
    key = RateKey(slot.unit, slot.machine, slot.shift)
    return slot_rate(campaign, posting, key) if posting is not None else None


def _posting_on(campaign: Campaign, machine: MachineName, day: date) -> Posting | None:
    known = campaign.machines_by_name.get(machine)
    return known.posting_on(day) if known else None
