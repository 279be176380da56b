"""One draw lived through: each day what the world gives, in the evening a new plan where the old one is broken.

Planning anew for every citizen who did not come would take hours and change nothing. So a plan is broken, and only then
is it planned anew, in the evening on which

- a breakdown takes away a slot that the plan still has ahead,
- what is needed and neither brought nor knowingly left by the plan adds up to the dossiers of one slot,
- somebody is so left over and the plan has no more than `DAYS_BEFORE_ITS_END` days ahead, or
- the plan has somebody ahead at a unit that needs nothing any more.

What a plan has left at a unit counts as left over once the visit there has ended, since another may be made from then
on. Otherwise the plan rolls on: placements stay, and slots are filled by what is needed on their day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import floor

from planner.domain.campaign import Campaign, Closure
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.remaining import remaining_needs
from planner.domain.situation import RateKey, Situation
from planner.domain.slot_rate import slot_rate
from planner.domain.uncertainty import RiskCase
from planner.model.risk.fast_rule import fast_plan
from planner.model.risk.world import World

Heard = Callable[[Campaign, Situation, tuple[Assignment, ...]], None]
"""Hears of every re-plan: the campaign with the facts known by then, the situation, and the new plan's rows."""

DAYS_BEFORE_ITS_END = 3
"""With so few days ahead, a plan is made anew for a single citizen who is left over."""


@dataclass(frozen=True, slots=True)
class LivedPart:
    """What has come of one part of a case in one draw."""

    finish: int
    """The last slot in which a dossier was collected, the past included; 0 where none was."""
    collected: tuple[Assignment, ...]
    """Who stood where, with the dossiers that came, from the first day drawn on; in the order of time."""
    left: dict[UnitCode, int]
    """Dossiers that each unit needs when the campaign is over."""
    moved: int
    replans: int
    stuck: int
    late: dict[UnitCode, int]
    """As `Draw` tells them."""


class LivedDraw:
    """What has happened so far, and the plan in force; both change from day to day."""

    def __init__(self, case: RiskCase, world: World, heard: Heard | None = None) -> None:
        self._case, self._world, self._heard = case, world, heard
        self._calendar = case.campaign.calendar
        self._rank = {machine.name: rank for rank, machine in enumerate(case.campaign.machines)}
        self._deviation = {(each.machine, each.shift): each.deviation for each in case.machine_turnouts}
        self._most: dict[tuple[UnitCode, MachineName, ShiftLabel, date], int] = {}
        self._facts: tuple[Closure, ...] = ()
        self._history = list(case.situation.history)
        self._ahead = self._in_order(case.planned)
        self._need = dict(remaining_needs(case.campaign, case.situation))
        self._leaves = dict(case.leaves)
        self._one_slot = max(shift.capacity for shift in self._calendar.shifts)
        self._finish = max((self._ordinal(row) for row in self._history if row.dossiers > 0), default=0)
        self._done_on: dict[UnitCode, date] = {}
        self._moved = self._replans = self._stuck = 0

    def live(self) -> LivedPart:
        """Live to the campaign's end."""
        case = self._case
        expected = self._expected_days()
        self._pass_on(case.first_day, is_first=True)
        self._evening(case.first_day, set())
        for place in range(case.num_days):
            if not any(self._need.values()):
                break
            day = case.first_day + timedelta(days=place)
            self._pass_on(day)
            today = self._take_out(day)
            self._work(today, place)
            is_hit = self._learn_of_facts(day, place, today)
            if day < self._calendar.last_day:
                self._evening(day + timedelta(days=1), {row.unit for row in today}, is_hit=is_hit)
        return LivedPart(
            finish=self._finish,
            collected=tuple(self._history[len(case.situation.history) :]),
            left=self._need,
            moved=self._moved,
            replans=self._replans,
            stuck=self._stuck,
            late={code: days for code, day in expected.items() if (days := self._days_late(code, day)) > 0},
        )

    def _days_late(self, code: UnitCode, expected: date) -> int:
        """By how many days a unit is done later than expected; 0 or less where it is not."""
        return (self._done_on.get(code, self._calendar.last_day + timedelta(days=1)) - expected).days

    def _expected_days(self) -> dict[UnitCode, date]:
        """For each unit that the plan serves in full, the day on which that is done; sorted by code."""
        days = {row.unit: row.date for row in self._ahead if row.dossiers > 0}
        return {code: day for code, day in sorted(days.items()) if not self._case.leaves.get(code)}

    def _pass_on(self, day: date, *, is_first: bool = False) -> None:
        """A unit that becomes part of another on this day leaves it what it still needs."""
        for succession in self._case.campaign.successions:
            if succession.day == day or (is_first and succession.day < day):
                self._need[succession.successor] += self._need[succession.unit]
                self._need[succession.unit] = 0

    def _take_out(self, day: date) -> list[Assignment]:
        """The rows of this day, which are not ahead any more."""
        today = [row for row in self._ahead if row.date == day]
        self._ahead = [row for row in self._ahead if row.date > day]
        return today

    def _work(self, today: Sequence[Assignment], place: int) -> None:
        """Collect what the world gives on this day."""
        standing = [row for row in today if self._can_work(row, place)]
        self._lose(today, standing)
        room: dict[tuple[MachineName, ShiftLabel], int] = {}
        for row in standing:
            slot = row.machine, row.shift
            free = room.get(slot, self._most_of(row))
            expected = min(free, self._need[row.unit])
            room[slot] = free - expected
            self._collect(row, floor(expected * self._share(row, place) + 0.5))

    def _can_work(self, row: Assignment, place: int) -> bool:
        is_shut = place in self._world.shut.get(self._case.campaign.stop_of(row.unit), ())
        return not is_shut and place not in self._world.broken.get(row.machine, ())

    def _share(self, row: Assignment, place: int) -> float:
        share = self._world.turnout[row.unit][place] + self._deviation.get((row.machine, row.shift), 0.0)
        return min(1.0, max(0.0, share))

    def _collect(self, row: Assignment, come: int) -> None:
        self._history.append(row.model_copy(update={"dossiers": come, "done": True}))
        if come:
            self._need[row.unit] -= come
            self._finish = self._ordinal(row)
            if self._need[row.unit] == 0:
                self._done_on[row.unit] = row.date

    def _learn_of_facts(self, day: date, place: int, today: Sequence[Assignment]) -> bool:
        """Note what has broken down or was shut on this day; whether that takes a slot that is still ahead."""
        breakdowns = list(self._new_breakdowns(day, place))
        self._facts = (*self._facts, *breakdowns, *self._closures_of(day, place, today))
        until = {fact.machine: fact.last_day for fact in breakdowns}
        return any(row.date <= until.get(row.machine, day) for row in self._ahead)

    def _new_breakdowns(self, day: date, place: int) -> Iterator[Closure]:
        for machine, days in self._world.broken.items():
            if place in days and place - 1 not in days:
                lasting = next(length for length in count(1) if place + length not in days)
                last = min(self._calendar.last_day, day + timedelta(days=lasting - 1))
                yield Closure(first_day=day, last_day=last, shifts=self._calendar.shift_labels, machine=machine)

    def _closures_of(self, day: date, place: int, today: Sequence[Assignment]) -> Iterator[Closure]:
        """Of the units that are shut those where somebody was to stand; the others are no matter."""
        for stop in sorted({self._case.campaign.stop_of(row.unit) for row in today}):
            if place in self._world.shut.get(stop, ()):
                yield Closure(first_day=day, last_day=day, shifts=self._calendar.shift_labels, unit=stop)

    def _evening(self, as_of: date, visited: Set[UnitCode], *, is_hit: bool = False) -> None:
        """Plan anew from this day on if the plan is broken."""
        if not self._is_broken(as_of, visited) and not is_hit:
            return
        campaign = self._case.campaign.model_copy(update={"closures": (*self._case.campaign.closures, *self._facts)})
        situation = self._situation(as_of)
        rows = fast_plan(campaign, situation)
        if rows is None:
            self._stuck += 1
            rows = tuple(row for row in self._ahead if not self._is_under_repair(row))
        elif self._heard is not None:
            self._heard(campaign, situation, rows)
        self._replans += 1
        self._lose(situation.announced, rows)
        self._ahead = self._in_order(rows)
        brings = self._brings()
        self._leaves = {code: need - brings[code] for code, need in self._need.items() if need > brings[code]}

    def _situation(self, as_of: date) -> Situation:
        case = self._case
        until = as_of + timedelta(days=case.announced_days - 1)
        if case.situation.announced_until is not None:
            until = max(until, case.situation.announced_until)
        ahead = tuple(self._ahead)
        return case.situation.model_copy(
            update={
                "as_of": as_of,
                "as_of_shift": None,
                "history": tuple(self._history),
                "announced_version": case.situation.announced_version or 1,
                "announced_until": until,
                "frozen_until": as_of + timedelta(days=case.freeze_days - 1) if case.freeze_days else None,
                "announced": tuple(row for row in ahead if row.date <= until),
                "previous": ahead,
            }
        )

    def _is_under_repair(self, row: Assignment) -> bool:
        return any(fact.machine == row.machine and fact.first_day <= row.date <= fact.last_day for fact in self._facts)

    def _lose(self, announced: Iterable[Assignment], standing: Iterable[Assignment]) -> None:
        """Count the citizens of announced slots in which nobody stands, as far as their unit still needs them."""
        kept = {(row.unit, row.date, row.shift) for row in standing}
        needed = dict(self._need)
        for row in announced:
            still = min(row.dossiers, needed[row.unit])
            needed[row.unit] -= still
            if (row.unit, row.date, row.shift) not in kept:
                self._moved += still

    def _is_broken(self, as_of: date, visited: Set[UnitCode]) -> bool:
        """Whether the plan brings too little, or too much, as the module says."""
        brings, to_come = self._brings(), {row.unit for row in self._ahead}
        for code in visited - to_come:
            self._leaves.pop(code, None)
        left_over = sum(max(0, need - brings[code] - self._leaves.get(code, 0)) for code, need in self._need.items())
        last = max((row.date for row in self._ahead), default=as_of)
        is_ending = last < as_of + timedelta(days=DAYS_BEFORE_ITS_END)
        if left_over >= self._one_slot or (left_over > 0 and is_ending):
            return True
        return any(row.dossiers > 0 and self._need[row.unit] == 0 for row in self._ahead)

    def _brings(self) -> Counter[UnitCode]:
        """Dossiers that the slots ahead can still bring each unit; of a cluster's slots, as they are shared out."""
        brings = Counter[UnitCode]()
        for row in self._ahead:
            brings[row.unit] += row.dossiers if self._is_in_cluster(row.unit) else self._most_of(row)
        return brings

    def _is_in_cluster(self, unit: UnitCode) -> bool:
        campaign = self._case.campaign
        return len(campaign.units_at(campaign.stop_of(unit))) > 1

    def _most_of(self, row: Assignment) -> int:
        """Dossiers that the row's slot can take by the workbook; 0 outside the machine's postings."""
        key = row.unit, row.machine, row.shift, row.date
        if key not in self._most:
            posting = self._case.campaign.machines_by_name[row.machine].posting_on(row.date)
            rate = RateKey(row.unit, row.machine, row.shift)
            self._most[key] = 0 if posting is None else slot_rate(self._case.campaign, posting, rate)
        return self._most[key]

    def _ordinal(self, row: Assignment) -> int:
        return self._calendar.ordinal(row.date, row.shift)

    def _in_order(self, rows: Iterable[Assignment]) -> list[Assignment]:
        return sorted(rows, key=lambda row: (self._ordinal(row), self._rank[row.machine]))


def lived(case: RiskCase, world: World, heard: Heard | None = None) -> LivedPart:
    """What this world makes of the plan."""
    return LivedDraw(case, world, heard).live()
