"""Dossiers that follow from placements which a person has made."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import rate_in_plan
from planner.intake.appendix.lines.slots import PlacedSlot


class _FillTurn(NamedTuple):
    """When a slot is filled: in time order, then by machine in workbook order."""

    ordinal: int
    machine_rank: int
    unit: UnitCode


def refilled(
    campaign: Campaign,
    slots: Iterable[PlacedSlot],
    remaining: Mapping[UnitCode, int],
    rates: Mapping[str, float] | None = None,
) -> tuple[Assignment, ...]:
    """The slots with the dossiers that the rule *fill* gives them, sorted by slot, then machine in workbook order.

    `remaining` is what each unit still needs; `rates` are the learned ones by which the plan fills, as a plan file
    names them. A slot on a day without posting takes nothing, since no capacity is told; the checker names it.
    """
    ranks: dict[MachineName, int] = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    left = dict(remaining)
    rows: list[Assignment] = []
    for slot in sorted(
        slots, key=lambda one: _FillTurn(campaign.calendar.ordinal(one.day, one.shift), ranks[one.machine], one.unit)
    ):
        dossiers = min(_most(campaign, slot, rates or {}), left[slot.unit])
        left[slot.unit] -= dossiers
        rows.append(
            Assignment(machine=slot.machine, unit=slot.unit, date=slot.day, shift=slot.shift, dossiers=dossiers)
        )
    return tuple(rows)


def _most(campaign: Campaign, slot: PlacedSlot, rates: Mapping[str, float]) -> int:
    posting = campaign.machines_by_name[slot.machine].posting_on(slot.day)
    if posting is None:
        return 0
    return rate_in_plan(campaign, posting, RateKey(slot.unit, slot.machine, slot.shift), rates)
