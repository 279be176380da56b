"""Every plan of a tiny real campaign, judged by the checker: what the best one is worth, goal by goal.

Placements are tried day by day. What the days so far break for good is dropped, and so is what cannot become better
than the best plan found; both are asked of the checker, of the days so far as a plan. It is for the goals in their
default order and without tolerance. From the shell: `python -m tests.real_brute --cases 50 [--seed 1]` tells its times.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from planner.check.announced import broken_promises, weight_of
from planner.check.goals import finish, travel
from planner.check.reading import Reading
from planner.check.rules.registry import JUDGES
from planner.check.verdict import judge
from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import Plan, Shortfall
from planner.domain.policy import DEFAULT_GOALS, Goal, Rule
from planner.domain.record import UnitCode
from planner.domain.situation import AT_THE_START, Situation
from tests.placements import Placement, is_open_to_machine
from tests.real_campaigns import REAL_TINY, real_campaign
from tests.real_situations import announced_plan, real_plan, real_situation
from tests.real_slots import can_be_at, members, takes

Values = dict[Goal, float]

BROKEN_FOR_GOOD = (Rule.TOGETHER, Rule.NO_GAP, Rule.WHOLE_DAY, Rule.REACH, Rule.MOVE_TIME)
"""Rules that a plan breaks for good once its first days do, whatever comes after; without pins, `visits` is another."""
BROKEN_WITHIN_A_DAY = (Rule.WHOLE_DAY, Rule.REACH)
"""Those of them that one machine's day breaks whatever was before; without time to move, `no-gap` is another."""


class Best(NamedTuple):
    """A plan than which there is no better one."""

    values: Values
    """In the default order; `changes` only where something was announced."""
    plan: Plan
    """Without goals."""


def real_best(campaign: Campaign, situation: Situation = AT_THE_START) -> Best | None:
    """The lexicographically best plan in this situation; None if no plan keeps the rules."""
    search = _Search(campaign, situation)
    search.go_on(0, ())
    return search.best


class _Search:
    """Tries one day after the other."""

    def __init__(self, campaign: Campaign, situation: Situation) -> None:
        self.best: Best | None = None
        self._campaign = campaign
        self._situation = situation
        self._announced = None if situation.announced_version is None else announced_plan(campaign, situation)
        calendar = campaign.calendar
        self._now = situation.first_ordinal_ahead(calendar)
        self._stops = list(dict.fromkeys(members(campaign, unit.code)[0] for unit in campaign.units))
        self._days = [day for day in calendar.days() if calendar.ordinal(day, calendar.shift_labels[-1]) >= self._now]
        self._rules = (*BROKEN_FOR_GOOD, *(() if campaign.pins else (Rule.VISITS,)))
        teams = [[machine] for machine in campaign.machines if not machine.group]
        names = dict.fromkeys(machine.group for machine in campaign.machines if machine.group)
        teams += [[machine for machine in campaign.machines if machine.group == name] for name in names]
        self._forced = self._forced_places()
        self._ways = [self._ways_through(day, teams) for day in self._days]
        self._room = [self._room_from(place) for place in range(len(self._days) + 1)]

    def _plan(self, places: Sequence[Placement]) -> Plan:
        return real_plan(self._campaign, self._situation, tuple(places))

    def _forced_places(self) -> dict[tuple[str, date, str], set[UnitCode]]:
        """Where a pin or a frozen day wants a machine to be in a slot."""
        campaign, calendar = self._campaign, self._campaign.calendar
        wanted = [
            Placement(pin.machine, pin.unit, day, shift)
            for pin in campaign.pins
            for day in calendar.days()
            for shift in pin.shifts
            if pin.first_day <= day <= pin.last_day
        ]
        frozen_until = self._situation.frozen_until
        wanted += [
            Placement(row.machine, row.unit, row.date, row.shift)
            for row in self._situation.announced
            if frozen_until is not None and row.date <= frozen_until
        ]
        forced: dict[tuple[str, date, str], set[UnitCode]] = {}
        for one in wanted:
            if can_be_at(campaign, one):
                stop = members(campaign, one.unit)[0]
                forced.setdefault((one.machine, one.day, one.shift), set()).add(stop)
        return forced

    def _ways_through(self, day: date, teams: Sequence[Sequence[Machine]]) -> list[tuple[Placement, ...]]:
        """The ways in which all machines can spend a day, those that bring most first."""
        by_team = [self._team_ways(day, team) for team in teams]
        ways = [tuple(place for one in chosen for place in one) for chosen in product(*by_team)]
        return sorted(ways, key=lambda way: -sum(takes(self._campaign, place) for place in way))

    def _team_ways(self, day: date, team: Sequence[Machine]) -> list[tuple[Placement, ...]]:
        calendar = self._campaign.calendar
        ahead = [shift for shift in calendar.shift_labels if calendar.ordinal(day, shift) >= self._now]
        slots = [list(self._slot_ways(team, day, shift)) for shift in ahead]
        ways = [tuple(place for one in chosen for place in one) for chosen in product(*slots)]
        rules = (*BROKEN_WITHIN_A_DAY, *(() if self._campaign.move_slots else (Rule.NO_GAP,)))
        return [way for way in ways if not _breaks(Reading(self._campaign, self._plan(way)), rules, day)]

    def _slot_ways(self, team: Sequence[Machine], day: date, shift: str) -> Iterator[tuple[Placement, ...]]:
        """The team is nowhere, or at one stop with all its machines that are not shut, and where it has to be."""
        label = next(one for one in self._campaign.calendar.shift_labels if one == shift)
        open_ones = [one for one in team if is_open_to_machine(self._campaign, one.name, day, label)]
        forced = [self._forced.get((one.name, day, shift), set()) for one in open_ones]
        wanted = set[UnitCode]().union(*forced)
        if not wanted:
            yield ()
        for stop in self._stops:
            there = tuple(Placement(one.name, stop, day, label) for one in open_ones)
            if there and wanted <= {stop} and all(can_be_at(self._campaign, place) for place in there):
                yield there

    def _room_from(self, place: int) -> dict[UnitCode, int]:
        """Dossiers that each stop could get at most from this day on."""
        room = dict.fromkeys(self._stops, 0)
        for ways in self._ways[place:]:
            for stop in self._stops:
                brought = [sum(takes(self._campaign, one) for one in way if one.unit == stop) for way in ways]
                room[stop] += max(brought, default=0)
        return room

    def go_on(self, place: int, places: tuple[Placement, ...]) -> None:
        """Try every way through the days from this one on."""
        if place == len(self._days):
            self._judge(places)
            return
        for way in self._ways[place]:
            longer = (*places, *way)
            reading = Reading(self._campaign, self._plan(longer), self._announced)
            if self._may_be_better(reading, place + 1) and not _breaks(reading, self._rules):
                self.go_on(place + 1, longer)

    def _judge(self, places: Sequence[Placement]) -> None:
        plan = self._plan(places)
        left = Reading(self._campaign, plan).left
        unserved = tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items() if dossiers)
        plan = plan.model_copy(update={"unserved": unserved})
        verdict = judge(self._campaign, plan, self._announced)
        if verdict.sound:
            values: Values = {told.goal: told.value for told in verdict.goals}
            if self.best is None or _vector(values) < _vector(self.best.values):
                self.best = Best(values, plan)

    def _may_be_better(self, reading: Reading, place: int) -> bool:
        return self.best is None or self._at_best(reading, place) < _vector(self.best.values)

    def _at_best(self, reading: Reading, place: int) -> list[float]:
        """No plan that begins with these days has smaller values."""
        campaign, calendar = self._campaign, self._campaign.calendar
        next_ordinal = (self._days[0] - calendar.first_day).days * len(calendar.shifts) + 1
        next_ordinal += place * len(calendar.shifts)
        collected = sum(row.dossiers * row.ordinal for row in reading.rows)
        values: Values = {
            Goal.UNSERVED: self._unserved_at_best(reading, place),
            Goal.MILESTONES: self._missing_at_best(reading, place),
            Goal.CHANGES: self._lost_before(reading, next_ordinal),
            Goal.FINISH: finish(reading),
            Goal.TRAVEL: travel(reading),
            Goal.WAITING: collected + sum(reading.left.values()) * min(next_ordinal, calendar.last_ordinal + 1),
        }
        if campaign.successions:
            values[Goal.CHANGES] = 0
        if self._announced is None:
            del values[Goal.CHANGES]
        return _vector(values)

    def _unserved_at_best(self, reading: Reading, place: int) -> int:
        """What is left where every stop gets as much as it can from then on."""
        room = dict(self._room[place])
        for one in reversed(self._campaign.successions):
            room[members(self._campaign, one.successor)[0]] += room[members(self._campaign, one.unit)[0]]
        missing = 0
        for stop in self._stops:
            left = sum(reading.left[code] for code in members(self._campaign, stop))
            missing += max(0, left - room[stop]) * self._campaign.units_by_code[stop].priority
        return missing

    def _missing_at_best(self, reading: Reading, place: int) -> int:
        missing = 0
        for phase in self._campaign.phases:
            collected = sum(row.dossiers for row in reading.rows if row.slot.day <= phase.last_day)
            later = [ways for day, ways in zip(self._days, self._ways, strict=True) if day <= phase.last_day][place:]
            room = sum(max(sum(takes(self._campaign, one) for one in way) for way in ways) for ways in later if ways)
            missing += max(0, phase.target - collected - min(room, sum(reading.left.values())))
        return missing

    def _lost_before(self, reading: Reading, ordinal: int) -> int:
        return sum(
            promise.dossiers * weight_of(reading, promise)
            for promise in broken_promises(reading)
            if self._campaign.calendar.ordinal(*promise.slot) < ordinal
        )


def _vector(values: Values) -> list[float]:
    return [values[goal] for goal in DEFAULT_GOALS if goal in values]


def _breaks(reading: Reading, rules: Sequence[Rule], day: date | None = None) -> bool:
    """Whether one of the rules is broken, on this day if one is given."""
    return any(day in (None, found.day) for rule in rules for found in JUDGES[rule](reading))


def main() -> int:
    """How long tiny campaigns of the first seeds take, as first plans and as re-plans."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for number in range(asked.cases):
        campaign = real_campaign(f"{asked.seed}/{number}", REAL_TINY)
        for situation in (AT_THE_START, real_situation(campaign, number)):
            started = time.monotonic()
            best = real_best(campaign, situation)
            told = "no plan" if best is None else ", ".join(f"{goal} {value}" for goal, value in best.values.items())
            kind = "plan" if situation.as_of is None else "re-plan"
            sys.stdout.write(f"{asked.seed}/{number} {kind}: {told} in {time.monotonic() - started:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
