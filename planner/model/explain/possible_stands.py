"""Where machines can stand as far as it matters to a wish, and which demands are against it.

Nobody has to work: a machine without pins that does not fulfil the wish may as well stay at home, and one that has
pins or fulfils the wish may stay at home on all other days. So what is left are pinned units, the wished unit and,
where the way within a day is limited, the stops between two of these on one day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import NamedTuple

from planner.domain.calendar import days_between
from planner.domain.campaign import Closure, Machine, Pin, Posting
from planner.domain.openness import closed_ordinals
from planner.domain.record import MachineName, UnitCode
from planner.domain.wish import Wish
from planner.model.explain.fact import Demand, Ground
from planner.model.instance.residual import ResidualInstance

NOT_SERVED = Ground(Demand.SERVES)
"""The machine does not go to this unit, which is not the wished one: no fact of the wish."""


class Stand(NamedTuple):
    """A machine at a unit in a slot, under one of its postings."""

    machine: MachineName
    posting: int
    unit: UnitCode
    ordinal: int


class PinnedStand(NamedTuple):
    """A slot that a pin really takes."""

    stand: Stand
    pin: int
    """The pin's number."""


class PossibleStands:
    """All stands that can matter to a wish, found on demand."""

    def __init__(self, residual: ResidualInstance, wish: Wish) -> None:
        self.residual = residual
        self.campaign = residual.campaign
        self.wish = wish
        calendar = self.campaign.calendar
        self.slots = [calendar.slot(ordinal) for ordinal in range(1, calendar.last_ordinal + 1)]
        self._closed: defaultdict[tuple[MachineName | UnitCode | None, int], list[Ground]] = defaultdict(list)
        for closure in self.campaign.closures:
            self._close(closure)

    def _close(self, closure: Closure) -> None:
        ground = Ground(Demand.PAST) if closure in self.residual.past else Ground(Demand.CLOSURE, closure)
        for ordinal in closed_ordinals(closure, self.campaign.calendar):
            self._closed[closure.machine or closure.unit, ordinal].append(ground)

    def day(self, ordinal: int) -> date:
        """The day of a slot."""
        return self.slots[ordinal - 1].day

    @property
    def limits_reach(self) -> bool:
        """Whether a stop on the way may make a move within a day possible: it is short, or parts whole days."""
        ways = self.campaign.ways_of_staying
        return len(ways) > 1 or (False in ways and self.campaign.reach_km is not None)

    def closers(self, stand: Stand) -> tuple[Ground, ...]:
        """All demands that are against it by themselves; empty where machine and unit are open to each other."""
        machine = self.campaign.machines_by_name[stand.machine]
        unit = self.campaign.units_by_code[stand.unit]
        posting, slot = machine.postings[stand.posting], self.slots[stand.ordinal - 1]
        posted = (stand.machine, stand.posting)
        served = Ground(Demand.SERVES, stand.machine) if stand.unit == self.wish.unit else NOT_SERVED
        against = (
            (slot.day < unit.first_day, Ground(Demand.FIRST_DAY, unit.code)),
            (slot.day > unit.last_day, Ground(Demand.LAST_DAY, unit.code)),
            (slot.shift not in unit.shifts, Ground(Demand.SHIFTS, unit.code)),
            (slot.day < posting.first_day, Ground(Demand.POSTING_BEGINS, posted)),
            (slot.day > posting.last_day, Ground(Demand.POSTING_ENDS, posted)),
            (stand.unit not in posting.serves, served),
        )
        closed = (self._closed.get((whose, stand.ordinal), ()) for whose in (None, stand.machine, stand.unit))
        return (*(ground for each in closed for ground in each), *(ground for holds, ground in against if holds))

    def posted_ordinals(self, machine: Machine, number: int) -> range:
        """The slots in which the machine is under this posting, or could be if its days were others."""
        day = timedelta(days=1)
        calendar = self.campaign.calendar
        first = machine.postings[number - 1].last_day + day if number else calendar.first_day
        last = machine.postings[number + 1].first_day - day if number + 1 < len(machine.postings) else calendar.last_day
        shifts = calendar.shift_labels
        return range(
            max(1, calendar.ordinal(first, shifts[0])),
            min(calendar.last_ordinal, calendar.ordinal(last, shifts[-1])) + 1,
        )

    @cached_property
    def pinned(self) -> tuple[PinnedStand, ...]:
        """Every slot that a pin takes, by machine and time; to open what is closed makes no pin bind anew."""
        found = []
        for number, pin in enumerate(self.campaign.pins):
            machine = self.campaign.machines_by_name[pin.machine]
            for posting, ordinal in product(range(len(machine.postings)), self._ordinals_of(pin)):
                stand = Stand(pin.machine, posting, pin.unit, ordinal)
                if not self.closers(stand):
                    found.append(PinnedStand(stand, number))
        return tuple(sorted(found))

    def _ordinals_of(self, pin: Pin) -> Iterator[int]:
        calendar = self.campaign.calendar
        for day in days_between(max(pin.first_day, calendar.first_day), min(pin.last_day, calendar.last_day)):
            yield from (calendar.ordinal(day, shift) for shift in pin.shifts)

    @cached_property
    def pinned_by_machine(self) -> dict[MachineName, tuple[PinnedStand, ...]]:
        """The same by machine."""
        by_machine: defaultdict[MachineName, list[PinnedStand]] = defaultdict(list)
        for pinned in self.pinned:
            by_machine[pinned.stand.machine].append(pinned)
        return {name: tuple(mine) for name, mine in by_machine.items()}

    @cached_property
    def machines(self) -> tuple[Machine, ...]:
        """Those that may fulfil the wish, and those that pins tie to its unit or, by way of others, to them."""
        names = {machine.name for machine in self.campaign.machines if self.may_fulfil(machine.name)}
        units = {self.wish.unit}
        while True:
            reached = {pinned.stand.unit for pinned in self.pinned if pinned.stand.machine in names} - units
            joined = {
                pinned.stand.machine
                for pinned in self.pinned
                if pinned.stand.unit in units | reached or self.limits_reach
            } - names
            if not reached and not joined:
                return tuple(machine for machine in self.campaign.machines if machine.name in names)
            units |= reached
            names |= joined

    @cached_property
    def rank_of(self) -> dict[MachineName, int]:
        """Every machine's place in the workbook."""
        return {machine.name: rank for rank, machine in enumerate(self.campaign.machines)}

    def may_fulfil(self, machine: MachineName) -> bool:
        """Whether the wish is for this machine, or for any."""
        return machine == (self.wish.machine or machine)

    def is_visited_freely(self, code: UnitCode) -> bool:
        """Whether no rule on visits can forbid one at this unit, unless it is a stop on the way.

        At a wished unit at which nobody has to be anyway one visit is enough, and it finds something to collect. At
        another, all visits are held by pins of the workbook, so that they need not collect and do not count.
        """
        if code == self.wish.unit:
            return self.campaign.units_by_code[code].need > 0 and code not in self._pinned_units
        return not any(pin.unit == code for pin in self.residual.frozen)

    @cached_property
    def _pinned_units(self) -> frozenset[UnitCode]:
        return frozenset(pinned.stand.unit for pinned in self.pinned)

    def of_machine(self, machine: Machine) -> Iterator[Stand]:
        """Every stand of a machine that can matter, whatever is against it."""
        wanted = dict.fromkeys((*self._at_pinned_units(machine), *self._at_wished_unit(machine)))
        yield from wanted
        if self.limits_reach:
            yield from (stand for stand in self._on_the_way(machine, list(wanted)) if stand not in wanted)

    def _at_pinned_units(self, machine: Machine) -> Iterator[Stand]:
        """On the days on which it is pinned there, and on those between, where these may join two visits that count."""
        days: defaultdict[UnitCode, set[date]] = defaultdict(set)
        for pinned in self.pinned_by_machine.get(machine.name, ()):
            days[pinned.stand.unit].add(self.day(pinned.stand.ordinal))
        for code, pinned_days in days.items():
            if self.is_visited_freely(code):
                yield from self._within(machine, code, pinned_days)
            else:
                yield from self._within(machine, code, set(days_between(min(pinned_days), max(pinned_days))))

    def _at_wished_unit(self, machine: Machine) -> Iterator[Stand]:
        """On other days than the wished one only where that can join visits, or come before others have collected."""
        if not self.may_fulfil(machine.name):
            return
        if self.wish.day is not None and self.is_visited_freely(self.wish.unit):
            yield from self._within(machine, self.wish.unit, {self.wish.day})
        else:
            yield from self._within(machine, self.wish.unit, set(self.campaign.calendar.days()))

    def _within(self, machine: Machine, code: UnitCode, days: Collection[date]) -> Iterator[Stand]:
        for number, _posting in enumerate(machine.postings):
            for ordinal in self.posted_ordinals(machine, number):
                if self.day(ordinal) in days:
                    yield Stand(machine.name, number, code, ordinal)

    def _on_the_way(self, machine: Machine, wanted: list[Stand]) -> Iterator[Stand]:
        """Stops between two places on one day, of which one is pinned or where the day has begun."""
        tied: defaultdict[date, set[int]] = defaultdict(set)
        for pinned in self.pinned_by_machine.get(machine.name, ()):
            tied[self.day(pinned.stand.ordinal)].add(pinned.stand.ordinal)
        begins_on = self.residual.begins_on
        if machine.name in self.residual.at_noon and begins_on is not None:
            tied[begins_on].add(self.residual.begins - 1)
        for stand in wanted:
            if stand.unit == self.wish.unit and self.day(stand.ordinal) in tied:
                tied[self.day(stand.ordinal)].add(stand.ordinal)
        for ordinals in tied.values():
            between = range(min(ordinals) + 1, max(ordinals))
            for number, posting in enumerate(machine.postings):
                within = [ordinal for ordinal in between if ordinal in self.posted_ordinals(machine, number)]
                for code, ordinal in product(posting.serves, within):
                    yield Stand(machine.name, number, code, ordinal)

    def posting(self, stand: Stand) -> Posting:
        """Under which posting the machine stands there."""
        return self.campaign.machines_by_name[stand.machine].postings[stand.posting]
