"""Dossiers that follow from placements which a person has made."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import rate_in_plan


class StandsThere(Protocol):
    """A machine at a unit in a slot, whoever says so."""

    @property
    def machine(self) -> MachineName:
        """Of the campaign."""

    @property
    def unit(self) -> UnitCode:
        """Any unit of the stop."""

    @property
    def day(self) -> date:
        """The slot's day."""

    @property
    def shift(self) -> ShiftLabel:
        """The slot's shift."""


class _FillTurn(NamedTuple):
    """When a slot is filled: in time order, then by machine in workbook order."""

    ordinal: int
    machine_rank: int
    stop: UnitCode


class _Needs:
    """What units still need as time goes on: from the day of a merger, the successor needs what the old unit did."""

    def __init__(self, campaign: Campaign, remaining: Mapping[UnitCode, int]) -> None:
        self._campaign = campaign
        self._left = dict(remaining)
        self._mergers = list(campaign.successions)

    def on(self, day: date) -> "_Needs":
        """The needs on this day, which is none before the one asked for last."""
        while self._mergers and self._mergers[0].day <= day:
            merged = self._mergers.pop(0)
            self._left[merged.successor] += self._left[merged.unit]
            self._left[merged.unit] = 0
        return self

    def taken_at(self, stop: UnitCode, most: int) -> Iterator[tuple[UnitCode, int]]:
        """The dossiers of a slot there by unit, in workbook order; 0 of the first unit where none are left."""
        units = self._campaign.units_at(stop)
        if not any(self._left[unit] for unit in units) or most <= 0:
            yield stop, 0
            return
        for unit in units:
            dossiers = min(most, self._left[unit])
            if dossiers:
                self._left[unit] -= dossiers
                most -= dossiers
                yield unit, dossiers


def refilled(
    campaign: Campaign,
    slots: Iterable[StandsThere],
    remaining: Mapping[UnitCode, int],
    rates: Mapping[str, float] | None = None,
) -> tuple[Assignment, ...]:
    """The slots with the dossiers that the rule *fill* gives them, sorted by slot, then machine in workbook order.

    `remaining` is what each unit still needs; `rates` are the learned ones by which the plan fills, as a plan file
    names them. A slot on a day without posting takes nothing, since no capacity is told; the checker names it. Slots
    of a machine at several units of a cluster at once are one, with a row for each unit that gets dossiers.
    """
    needs = _Needs(campaign, remaining)
    rows: list[Assignment] = []
    for turn, slot in sorted(_by_turn(campaign, slots).items(), key=lambda one: one[0]):
        for unit, dossiers in needs.on(slot.day).taken_at(turn.stop, _most(campaign, slot, rates or {})):
            rows.append(Assignment(machine=slot.machine, unit=unit, date=slot.day, shift=slot.shift, dossiers=dossiers))
    return tuple(rows)


def _by_turn(campaign: Campaign, slots: Iterable[StandsThere]) -> dict[_FillTurn, StandsThere]:
    ranks: dict[MachineName, int] = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    by_turn: dict[_FillTurn, StandsThere] = {}
    for slot in slots:
        ordinal, stop = campaign.calendar.ordinal(slot.day, slot.shift), campaign.stop_of(slot.unit)
        by_turn.setdefault(_FillTurn(ordinal, ranks[slot.machine], stop), slot)
    return by_turn


def _most(campaign: Campaign, slot: StandsThere, rates: Mapping[str, float]) -> int:
    posting = campaign.machines_by_name[slot.machine].posting_on(slot.day)
    if posting is None:
        return 0
    return rate_in_plan(campaign, posting, RateKey(slot.unit, slot.machine, slot.shift), rates)
