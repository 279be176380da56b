"""What a new roster changes of the published one: who works other duties than he was told, and why."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.record import MachineName, UnitCode
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, Roster
from planner.roster.seating import machine_shifts
from planner.roster.staffing import Leave, OfficerCode, Role


class ChangeCause(StrEnum):
    """Why a duty is another than was published."""

    LEAVE = "leave"
    """The officer is away."""
    DATES = "dates"
    """The officer is in the workbook no longer, or not on this day."""
    PLAN = "plan"
    """The machine stands elsewhere in that slot, or nowhere."""
    REPLACES = "replaces"
    """He takes the seat of another, who lost it."""
    UNFILLED = "unfilled"
    """The seat that he takes had nobody in the published roster."""
    ROSTER = "roster"
    """Nothing of these: the roster was made anew around other changes."""


class DutyChange(NamedTuple):
    """One officer's duty of one day that is not as published; at least one of the two duties is there."""

    officer: OfficerCode
    day: date
    before: Duty | None
    """As published; None for one that is new."""
    now: Duty | None
    """None for one that is cancelled."""
    cause: ChangeCause
    leave: Leave | None = None
    """Of the officer himself, or of the one whom he replaces."""
    replaces: OfficerCode | None = None
    """Whose seat he takes, where that is the cause."""


class _Seat(NamedTuple):
    """The seats of a machine-shift that are alike."""

    slot: Slot
    machine: MachineName
    role: Role


def duty_changes(case: RosterCase, roster: Roster) -> tuple[DutyChange, ...]:
    """The changes from the first slot ahead to the last published day, by day, then officer in workbook order.

    Duties of one day are told together: the same slot's first, then the others in time order. Empty where nothing is
    published.
    """
    return tuple(_Changes(case, roster).told())


class _Changes:
    """Published duties beside those of a new roster."""

    def __init__(self, case: RosterCase, roster: Roster) -> None:
        self._case = case
        situation = case.situation
        self._published = [duty for duty in situation.published if self._is_told(duty)]
        self._now = [duty for duty in roster.duties if self._is_told(duty)]
        self._places: dict[tuple[Slot, MachineName], UnitCode] = {
            (Slot(shift.day, shift.shift), shift.machine): shift.unit
            for shift in machine_shifts(case.campaign, case.plan)
        }
        self._rank = {officer.code: number for number, officer in enumerate(case.staffing.officers)}
        self._held = {_seat(duty) for duty in self._published}
        self._former = self._former_holders()

    def told(self) -> Iterator[DutyChange]:
        """Every change, in order."""
        days: dict[tuple[date, OfficerCode], tuple[list[Duty], list[Duty]]] = defaultdict(lambda: ([], []))
        for place, duties in enumerate((self._published, self._now)):
            for duty in sorted(duties, key=self._ordinal):
                days[duty.date, duty.officer][place].append(duty)
        for day, officer in sorted(days, key=lambda key: (key[0], self._number(key[1]), key[1])):
            for before, now in self._pairs(*days[day, officer]):
                yield self._change(officer, day, before, now)

    def _pairs(self, before: list[Duty], now: list[Duty]) -> Iterator[tuple[Duty | None, Duty | None]]:
        lost, new = list(before), list(now)
        for duty in before:
            same_slot = next((other for other in new if other.shift == duty.shift), None)
            if same_slot is None:
                continue
            lost.remove(duty)
            new.remove(same_slot)
            if not self._is_same(duty, same_slot):
                yield duty, same_slot
        yield from zip_longest(lost, new)

    def _change(self, officer: OfficerCode, day: date, before: Duty | None, now: Duty | None) -> DutyChange:
        leave = self._leave(before)
        if leave is not None:
            return DutyChange(officer, day, before, now, ChangeCause.LEAVE, leave)
        if before is not None and self._has_left(before):
            return DutyChange(officer, day, before, now, ChangeCause.DATES)
        if before is not None and self._place(before) != self._case.campaign.stop_of(before.unit):
            return DutyChange(officer, day, before, now, ChangeCause.PLAN)
        if now is not None and (former := self._former.get(_duty_key(now))) is not None:
            return DutyChange(officer, day, before, now, ChangeCause.REPLACES, self._leave(former), former.officer)
        if now is not None and _seat(now) not in self._held:
            return DutyChange(officer, day, before, now, ChangeCause.UNFILLED)
        return DutyChange(officer, day, before, now, ChangeCause.ROSTER)

    def _former_holders(self) -> dict[tuple[OfficerCode, _Seat], Duty]:
        """For each duty that is new to its officer, the one who lost that seat; those who are away come first."""
        lost: dict[_Seat, list[Duty]] = defaultdict(list)
        gained: dict[_Seat, list[Duty]] = defaultdict(list)
        had, have = ({_duty_key(duty) for duty in duties} for duties in (self._published, self._now))
        for duty in self._published:
            if _duty_key(duty) not in have:
                lost[_seat(duty)].append(duty)
        for duty in self._now:
            if _duty_key(duty) not in had:
                gained[_seat(duty)].append(duty)
        former: dict[tuple[OfficerCode, _Seat], Duty] = {}
        for seat, takers in gained.items():
            takers.sort(key=lambda duty: self._number(duty.officer))
            losers = sorted(lost[seat], key=lambda duty: (not self._is_away(duty), self._number(duty.officer)))
            former |= {_duty_key(taker): loser for taker, loser in zip(takers, losers, strict=False)}
        return former

    def _is_told(self, duty: Duty) -> bool:
        """Whether the duty lies ahead, in the days that are published."""
        until = self._case.situation.published_until
        is_published = until is not None and duty.date <= until
        return is_published and self._ordinal(duty) >= self._case.first_ordinal_ahead

    def _is_same(self, before: Duty, now: Duty) -> bool:
        stop_of = self._case.campaign.stop_of
        return _seat(before) == _seat(now) and stop_of(before.unit) == stop_of(now.unit)

    def _leave(self, duty: Duty | None) -> Leave | None:
        return None if duty is None else self._case.staffing.leave_on(duty.officer, duty.date, duty.shift)

    def _has_left(self, duty: Duty) -> bool:
        officer = self._case.staffing.officers_by_code.get(duty.officer)
        return officer is None or not officer.first_day <= duty.date <= officer.last_day

    def _is_away(self, duty: Duty) -> bool:
        return self._has_left(duty) or self._leave(duty) is not None

    def _place(self, duty: Duty) -> UnitCode | None:
        return self._places.get((Slot(duty.date, duty.shift), duty.machine))

    def _ordinal(self, duty: Duty) -> int:
        return self._case.campaign.calendar.ordinal(duty.date, duty.shift)

    def _number(self, officer: OfficerCode) -> int:
        """The officer's place in the workbook; those whom it knows no longer come last."""
        return self._rank.get(officer, len(self._rank))


def _seat(duty: Duty) -> _Seat:
    return _Seat(Slot(duty.date, duty.shift), duty.machine, duty.role)


def _duty_key(duty: Duty) -> tuple[OfficerCode, _Seat]:
    return duty.officer, _seat(duty)
