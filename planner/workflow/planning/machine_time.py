"""What a plan asks of its machines from now on: days worked, slots without dossiers, when they end."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.calendar import Calendar, Slot
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import MachineName


@dataclass(frozen=True, slots=True)
class MachineEnd:
    """A machine that the plan keeps in the field after its last dossier."""

    machine: MachineName
    last_fruitful: Slot | None
    """The last slot that brings any dossiers, past ones too; None where none does."""
    idle_after: int
    """Its slots after that one, each without dossiers; at least 1."""


@dataclass(frozen=True, slots=True)
class MachineTime:
    """Figures of the slots still ahead, over all machines."""

    days: int
    """Days on which a machine stands somewhere, added up over machines."""
    slots: int
    idle_slots: int
    """Slots of a machine in which it collects nothing."""
    ends: tuple[MachineEnd, ...]
    """Machines that could end earlier, in workbook order."""
    days_before: int | None = None
    """The same days by the plan before, from the same moment on; None where there was none."""

    @property
    def days_saved(self) -> int | None:
        """How many machine-days fewer than by the plan before; negative for more, None where there was none."""
        return None if self.days_before is None else self.days_before - self.days


def machine_time(campaign: Campaign, plan: Plan, before: Plan | None = None) -> MachineTime:
    """Work the figures out; `before` is the plan that was announced last, or else stored last."""
    calendar = campaign.calendar
    first = plan.first_ordinal_ahead(calendar)
    dossiers = _dossiers_by_slot(calendar, plan, first)
    ends = (_end(calendar, plan, machine.name) for machine in campaign.machines)
    return MachineTime(
        days=_num_days(calendar, dossiers),
        slots=len(dossiers),
        idle_slots=sum(collected == 0 for collected in dossiers.values()),
        ends=tuple(end for end in ends if end is not None),
        days_before=None if before is None else _num_days(calendar, _dossiers_by_slot(calendar, before, first)),
    )


def _dossiers_by_slot(calendar: Calendar, plan: Plan, first: int) -> dict[tuple[MachineName, int], int]:
    """What each machine collects in each slot from this one on, at whatever units, but for shifts that are gone."""
    found: dict[tuple[MachineName, int], int] = {}
    for row in plan.assignments:
        if row.shift in calendar.shift_labels and (ordinal := calendar.ordinal(row.date, row.shift)) >= first:
            found[row.machine, ordinal] = found.get((row.machine, ordinal), 0) + row.dossiers
    return found


def _num_days(calendar: Calendar, slots: Iterable[tuple[MachineName, int]]) -> int:
    num_shifts = len(calendar.shift_labels)
    return len({(machine, (ordinal - 1) // num_shifts) for machine, ordinal in slots})


def _end(calendar: Calendar, plan: Plan, machine: MachineName) -> MachineEnd | None:
    """None for a machine whose last slot brings dossiers, and for one without slots ahead."""
    ahead = _dossiers_by_slot(calendar, plan, plan.first_ordinal_ahead(calendar))
    slots = sorted((ordinal, dossiers) for (name, ordinal), dossiers in ahead.items() if name == machine)
    idle = 0
    while slots and slots[-1][1] == 0:
        slots.pop()
        idle += 1
    if not idle:
        return None
    known = [row for row in plan.assignments if row.machine == machine and row.shift in calendar.shift_labels]
    past = [calendar.ordinal(row.date, row.shift) for row in known if row.dossiers]
    last = slots[-1][0] if slots else max(past, default=None)
    return MachineEnd(machine, None if last is None else calendar.slot(last), idle)
