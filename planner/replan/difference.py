"""Two plans laid side by side: which announced slots stay, which are cancelled, what comes instead.

A slot counts as kept as long as any machine collects for the unit in it: another machine at the same place and time
costs the citizens nothing. A machine that stands at the unit's cluster for others alone keeps it for the goal
*changes*, not for the unit's people, who are told. Of a kept slot those are told who were announced at a place where
nobody receives any more. The workbook may have changed since the old plan was made; its rows are compared all the
same, also those of units, machines and shifts that the workbook has no longer.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, PostingKind
from planner.domain.cluster_hours import StopHours
from planner.domain.difference import CancelledSlot, Difference, ReceivedSlot, RemannedSlot, UnitChange
from planner.domain.hours import Hours
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.remaining import remaining_needs


class _When(NamedTuple):
    """A slot in the order of time; a shift that the workbook has no longer comes after the day's others."""

    day: date
    place_in_day: int
    shift: ShiftLabel


_Received = dict[_When, ReceivedSlot]


class _Sides(NamedTuple):
    """A unit's slots in both plans."""

    announced: _Received
    planned: _Received


def difference(
    campaign: Campaign, old: Plan, new: Plan, *, since_ordinal: int, until: date | None, moved_alone: bool = False
) -> Difference:
    """What the new plan changes of what the old one promised.

    `since_ordinal` is the first slot compared, usually the first that the new plan still plans. `until` is the last day
    of what was announced, inclusive; None stands for all of the old plan. What the new plan has after it is a draft
    and reported as such, and only where the old plan had no draft of the same. With `moved_alone` units are left out
    to which the same machines come in the same slots: nobody of theirs is told anything but another count.
    """
    since = campaign.calendar.slot(since_ordinal)
    first = _when(campaign, since.day, since.shift)
    last = until or date.max
    announced, planned = _RowsAhead(campaign, old, first), _RowsAhead(campaign, new, first)
    sides = {
        code: _Sides(announced.received(code), planned.received(code))
        for code in sorted(announced.units | planned.units)
        if not (moved_alone and planned.has_the_same_slots(announced, code))
    }
    needs = remaining_needs(campaign, new)
    return Difference(
        since_day=since.day,
        since_shift=since.shift,
        until=until,
        units=tuple(
            _change(campaign, code, both, needs.get(code), last)
            for code, both in sides.items()
            if any(when.day <= last for when in both.announced.keys() | both.planned.keys())
        ),
    )


def _when(campaign: Campaign, day: date, shift: ShiftLabel) -> _When:
    labels = campaign.calendar.shift_labels
    return _When(day, labels.index(shift) if shift in labels else len(labels), shift)


class _RowsAhead:
    """A plan's rows from a slot on, by unit and slot."""

    def __init__(self, campaign: Campaign, plan: Plan, first: _When) -> None:
        self._campaign = campaign
        self._parts = _Parts(campaign, plan)
        self._rank = {machine.name: place for place, machine in enumerate(campaign.machines)}
        self._by_unit: dict[UnitCode, dict[_When, list[Assignment]]] = {}
        for row in plan.assignments:
            when = _when(campaign, row.date, row.shift)
            if when[:2] >= first[:2]:
                self._by_unit.setdefault(row.unit, {}).setdefault(when, []).append(row)

    @property
    def units(self) -> set[UnitCode]:
        """Those that have rows."""
        return set(self._by_unit)

    def has_the_same_slots(self, other: "_RowsAhead", unit: UnitCode) -> bool:
        """Whether in both the same machines come to the unit in the same slots, of which no other unit takes a part."""
        return not self._parts.are_shared(unit) and self.machines_at(unit) == other.machines_at(unit)

    def machines_at(self, unit: UnitCode) -> dict[_When, set[MachineName]]:
        """Who comes to the unit, by slot."""
        slots = self._by_unit.get(unit, {})
        return {when: {row.machine for row in together} for when, together in slots.items()}

    def received(self, unit: UnitCode) -> _Received:
        """The unit's slots in time order."""
        slots = sorted(self._by_unit.get(unit, {}).items())
        return {when: _received(self._campaign, together, self._parts, self._rank) for when, together in slots}


class _Parts:
    """Which part of a slot is each unit's of a cluster."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._campaign = campaign
        rows = [row for row in plan.assignments if self._is_known(row)] if campaign.clusters else []
        self._hours = StopHours(campaign, rows)

    def _is_known(self, row: Assignment) -> bool:
        campaign = self._campaign
        return row.unit in campaign.units_by_code and row.shift in campaign.calendar.shift_labels

    def are_shared(self, unit: UnitCode) -> bool:
        """Whether the unit, if the workbook has it, is one of a cluster."""
        campaign = self._campaign
        return unit in campaign.units_by_code and len(campaign.units_at(campaign.stop_of(unit))) > 1

    def of(self, row: Assignment) -> Hours | None:
        """The unit's part of this row's slot; None for a unit of no cluster, or one that the workbook has no longer."""
        if not self._is_known(row) or not self.are_shared(row.unit):
            return None
        return self._hours.of(row)


def _received(
    campaign: Campaign, rows: Iterable[Assignment], parts: _Parts, rank: Mapping[MachineName, int]
) -> ReceivedSlot:
    together = sorted(rows, key=lambda row: (rank.get(row.machine, len(rank)), row.machine))
    dossiers_at: dict[str, int] = {}
    for row in together:
        place = _place(campaign, row)
        dossiers_at[place] = dossiers_at.get(place, 0) + row.dossiers
    return ReceivedSlot(
        day=together[0].date,
        shift=together[0].shift,
        place="; ".join(dossiers_at),
        machines=tuple(row.machine for row in together),
        dossiers=sum(row.dossiers for row in together),
        dossiers_at=dossiers_at if len(dossiers_at) > 1 else {},
        part=parts.of(together[0]),
    )


def _place(campaign: Campaign, row: Assignment) -> str:
    """The fixed machine's place, else that of the unit's stop; unknown for a unit that the workbook has no longer."""
    machine = campaign.machines_by_name.get(row.machine)
    posting = machine.posting_on(row.date) if machine else None
    if posting is not None and posting.kind is PostingKind.FIXED and posting.place:
        return posting.place
    unit = campaign.units_by_code.get(campaign.stop_of(row.unit))
    return unit.place if unit else ""


def _change(campaign: Campaign, code: UnitCode, sides: _Sides, need: int | None, last: date) -> UnitChange:
    announced, planned = sides
    promised = {when: slot for when, slot in announced.items() if when.day <= last}
    citizens = _still_needed(promised, need)
    unit = campaign.units_by_code.get(code)
    return UnitChange(
        unit=code,
        name=unit.name if unit else code,
        in_workbook=unit is not None,
        kept=tuple(planned[when] for when in promised if when in planned),
        cancelled=tuple(
            CancelledSlot(**slot.model_dump(), citizens=citizens[when])
            for when, slot in promised.items()
            if when not in planned
        ),
        new=tuple(slot for when, slot in planned.items() if when.day <= last and when not in announced),
        later=tuple(slot for when, slot in planned.items() if when.day > last and when not in announced),
        remanned=tuple(
            _remanned(slot, planned[when], citizens[when])
            for when, slot in promised.items()
            if when in planned and (slot.machines, slot.place) != (planned[when].machines, planned[when].place)
        ),
        retimed=tuple(
            kept
            for when, slot in promised.items()
            if when in planned and slot.place == planned[when].place and slot.part != planned[when].part
            for kept in [_remanned(slot, planned[when], 0)]
            if kept.has_other_hours
        ),
    )


def _remanned(announced: ReceivedSlot, now: ReceivedSlot, citizens: int) -> RemannedSlot:
    """Of the citizens who still come as many as were announced at places that are given up."""
    slot = RemannedSlot(announced=announced, now=now, citizens=0)
    concerned = sum(announced.at_places[place] for place in slot.places_left)
    return slot.model_copy(update={"citizens": min(citizens, concerned)})


def _still_needed(promised: _Received, need: int | None) -> dict[_When, int]:
    """Of each slot's announced dossiers those still needed, earliest first; all, where nothing says what is needed."""
    left = sum(slot.dossiers for slot in promised.values()) if need is None else need
    needed = {}
    for when, slot in promised.items():
        needed[when] = min(slot.dossiers, left)
        left -= needed[when]
    return needed
