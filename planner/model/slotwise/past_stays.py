"""What the past leaves open: the visits that may go on, and where each machine was last.

A visit at a unit of whole days goes on over slots that its machine works at units of half days; one at a unit of half
days ends when the machine is elsewhere. Both end where a slot open to both is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Machine, PostingKind
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class OpenStay:
    """A visit of the past that goes on if the machine comes back without leaving out an open slot."""

    unit: UnitCode
    posting: int
    num_days: int
    """Days on which it was worked so far."""
    last_day: date
    is_pinned: bool
    """Whether a pin of the workbook holds it."""


@dataclass(frozen=True, slots=True)
class PastStays:
    """What the past of one machine still matters for."""

    open_stays: tuple[OpenStay, ...] = ()
    last_unit: UnitCode | None = None
    """Where it worked last; None without a past."""
    last_ordinal: int = 0
    was_mobile: bool = False
    """Whether it was on its way under that posting, not at a fixed place."""


def past_stays(campaign: Campaign, situation: Situation) -> dict[MachineName, PastStays]:
    """For each machine of the campaign, with its past as yet open, what of it may go on."""
    begins = situation.first_ordinal_ahead(campaign.calendar)
    return {machine.name: _PastOf(campaign, machine, situation.history, begins).told() for machine in campaign.machines}


class _PastOf:
    """The past of one machine."""

    def __init__(self, campaign: Campaign, machine: Machine, history: Sequence[Assignment], begins: int) -> None:
        self._campaign = campaign
        self._machine = machine
        self._begins = begins
        rows = [row for row in history if row.machine == machine.name]
        self._at = {campaign.calendar.ordinal(row.date, row.shift): row.unit for row in rows}
        self._ordinals = sorted(self._at)
        self._away = {ordinal for ordinal, unit in self._at.items() if not campaign.stays_whole_days(unit)}

    def told(self) -> PastStays:
        if not self._ordinals:
            return PastStays()
        last = self._ordinals[-1]
        posting = self._machine.posting_on(self._campaign.calendar.slot(last).day)
        return PastStays(
            tuple(stay for unit in sorted(set(self._at.values())) for stay in self._open_stay(unit)),
            self._at[last],
            last,
            posting is not None and posting.kind is PostingKind.MOBILE,
        )

    def _open_stay(self, unit: UnitCode) -> Iterable[OpenStay]:
        mine = [ordinal for ordinal in self._ordinals if self._at[ordinal] == unit]
        number = self._posting_at(mine[-1])
        if number is None or not self._goes_on(unit, number, mine[-1], self._begins):
            return
        visit = [mine[-1]]
        for ordinal in reversed(mine[:-1]):
            if self._posting_at(ordinal) != number or not self._goes_on(unit, number, ordinal, visit[-1]):
                break
            visit.append(ordinal)
        days = {self._campaign.calendar.slot(ordinal).day for ordinal in visit}
        is_pinned = any(self._is_pinned(unit, self._campaign.calendar.slot(ordinal)) for ordinal in visit)
        yield OpenStay(unit, number, len(days), max(days), is_pinned)

    def _posting_at(self, ordinal: int) -> int | None:
        day = self._campaign.calendar.slot(ordinal).day
        holding = (
            number
            for number, posting in enumerate(self._machine.postings)
            if posting.first_day <= day <= posting.last_day
        )
        return next(holding, None)

    def _goes_on(self, unit: UnitCode, number: int, one: int, other: int) -> bool:
        """Whether a visit goes on from one slot to the other, between which the machine was not at the unit."""
        between = range(one + 1, other)
        is_whole = self._campaign.stays_whole_days(unit)
        if not is_whole and any(ordinal in self._at for ordinal in between):
            return False
        posting = self._machine.postings[number]
        if unit not in posting.serves:
            return True
        open_to_both = Openness.of(self._campaign).of_both(self._machine, posting, self._campaign.units_by_code[unit])
        passed = self._away if is_whole else frozenset()
        return not any(ordinal in between and ordinal not in passed for ordinal in open_to_both)

    def _is_pinned(self, unit: UnitCode, slot: Slot) -> bool:
        mates = {machine.name for machine in self._campaign.groups[self._machine.name]}
        return any(pin.machine in mates and pin.unit == unit and pin.asks_for(slot) for pin in self._campaign.pins)
