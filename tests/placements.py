"""Who stands where in a plan under test, and the dossiers that follow from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Closure, Posting, RateOverride
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.small_campaigns import day, label


class Placement(NamedTuple):
    """One machine at one unit in one slot, without dossiers."""

    machine: MachineName
    unit: UnitCode
    day: date
    shift: ShiftLabel


def stand(machine: str, unit: str, slots: str) -> tuple[Placement, ...]:
    """`stand("M1", "A", "1.2 2.1 2.2")`: on day 1 in shift 2, on day 2 in both."""
    return tuple(
        Placement(MachineName(machine), UnitCode(unit), day(int(day_number)), label(int(shift_number)))
        for day_number, shift_number in (slot.split(".") for slot in slots.split())
    )


def in_order(campaign: Campaign, placements: Iterable[Placement]) -> list[Placement]:
    """By slot, then machine in workbook order."""
    names = [machine.name for machine in campaign.machines]
    labels = campaign.calendar.shift_labels
    return sorted(placements, key=lambda item: (item.day, labels.index(item.shift), names.index(item.machine)))


def posting_of(campaign: Campaign, machine: MachineName, on: date) -> Posting | None:
    """The machine's posting of that day."""
    for posting in campaign.machines_by_name[machine].postings:
        if posting.first_day <= on <= posting.last_day:
            return posting
    return None


def brings(campaign: Campaign, item: Placement) -> int:
    """Dossiers that the slot takes: 0 without a posting, else the capacity, or less by *Năng suất*.

    Told here without the program's own code, so that a mistake of that shows.
    """
    posting = posting_of(campaign, item.machine, item.day)
    if posting is None:
        return 0
    fitting = [row for row in campaign.rate_overrides if _is_about(row, item)]
    by_rank = {(_num_conditions(row), row.unit is not None, row.machine is not None): row.dossiers for row in fitting}
    by_shift = {shift.label: shift.capacity for shift in campaign.calendar.shifts}
    capacity = by_shift[item.shift] if posting.capacity is None else posting.capacity
    return min(capacity, by_rank[max(by_rank)]) if by_rank else capacity


def _is_about(row: RateOverride, item: Placement) -> bool:
    asked = ((row.unit, item.unit), (row.machine, item.machine), (row.shift, item.shift))
    return all(wanted in (None, given) for wanted, given in asked)


def _num_conditions(row: RateOverride) -> int:
    return sum(condition is not None for condition in (row.unit, row.machine, row.shift))


def filled(
    campaign: Campaign, placements: Sequence[Placement], need: Mapping[UnitCode, int] | None = None
) -> tuple[Assignment, ...]:
    """The placements with dossiers by the filling rule: in order, each to what it brings until the need ends.

    `need` is what the units need yet, the campaign's whole need by default. A machine without a posting gets 0.
    """
    remaining = {unit.code: unit.need for unit in campaign.units} if need is None else dict(need)
    assignments = []
    for item in in_order(campaign, placements):
        dossiers = min(brings(campaign, item), remaining[item.unit])
        remaining[item.unit] -= dossiers
        assignments.append(
            Assignment(machine=item.machine, unit=item.unit, date=item.day, shift=item.shift, dossiers=dossiers)
        )
    return tuple(assignments)


def takes_away(closure: Closure, on: date, shift: ShiftLabel) -> bool:
    if closure.weekdays and on.weekday() not in closure.weekdays:
        return False
    return closure.first_day <= on <= closure.last_day and shift in closure.shifts


def is_open_to_machine(campaign: Campaign, machine: MachineName, on: date, shift: ShiftLabel) -> bool:
    """Whether the machine has a posting then and nothing of its own or of all takes the slot away."""
    concerned = (one for one in campaign.closures if one.unit is None and one.machine in (None, machine))
    is_closed = any(takes_away(closure, on, shift) for closure in concerned)
    return posting_of(campaign, machine, on) is not None and not is_closed


def can_meet(campaign: Campaign, placement: Placement) -> bool:
    """Whether machine and unit are open in the slot and the posting serves the unit."""
    machine, code, on, shift = placement
    posting = posting_of(campaign, machine, on)
    unit = campaign.units_by_code[code]
    if posting is None or code not in posting.serves or not is_open_to_machine(campaign, machine, on, shift):
        return False
    if not unit.first_day <= on <= unit.last_day or shift not in unit.shifts:
        return False
    return not any(closure.unit == code and takes_away(closure, on, shift) for closure in campaign.closures)


def open_slots(campaign: Campaign, machine: MachineName, unit: UnitCode, on: date) -> Iterator[Placement]:
    """The day's placements of this machine at this unit that are possible at all."""
    for shift in campaign.calendar.shift_labels:
        placement = Placement(machine, unit, on, shift)
        if can_meet(campaign, placement):
            yield placement


def plan_of(campaign: Campaign, assignments: Sequence[Assignment]) -> Plan:
    """A first plan without goals that says truly what it leaves."""
    left = {unit.code: unit.need for unit in campaign.units}
    for row in assignments:
        left[row.unit] -= row.dossiers
    return Plan(
        campaign=campaign.name,
        assignments=tuple(assignments),
        unserved=tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items() if dossiers > 0),
    )


def filled_plan(campaign: Campaign, *stands: Sequence[Placement]) -> Plan:
    """The first plan that has these placements, filled by the rule."""
    return plan_of(campaign, filled(campaign, [placement for one in stands for placement in one]))
