"""Sets of placements at random: mostly what a sensible planner would do, now and then with something wrong in them."""

from collections import Counter
from datetime import date
from random import Random

from planner.domain.campaign import Campaign, Machine, Unit
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from tests.placements import Placement, brings, can_meet, in_order
from tests.random_campaigns import pinned_placements


def random_placements(rng: Random, campaign: Campaign) -> tuple[Placement, ...]:
    """Any placements at all, by slot and then machine; the same for the same seed.

    About half of the sets obey every rule of a campaign without pins; the others are spoilt in one or two places, or
    send machines where nothing is left to collect.
    """
    placements = _Day(rng, campaign).every_day()
    if rng.random() < 0.45:
        for _ in range(rng.randint(1, 2)):
            placements = _spoilt(rng, campaign, placements)
    return tuple(in_order(campaign, placements))


class _Day:
    """Places machines day by day: each stays while its unit has need, then moves on to one that has."""

    def __init__(self, rng: Random, campaign: Campaign) -> None:
        self._rng = rng
        self._campaign = campaign
        self._need = {unit.code: unit.need for unit in campaign.units}
        self._visits = Counter[UnitCode]()
        self._standing = Counter[tuple[UnitCode, date, ShiftLabel]]()
        self._at: dict[MachineName, UnitCode | None] = {machine.name: None for machine in campaign.machines}
        self._pins = {
            (placement.machine, placement.day, placement.shift): placement.unit
            for pin in campaign.pins
            for placement in pinned_placements(campaign, pin)
        }
        self._placements: list[Placement] = []
        self._sends_for_nothing = rng.random() < 0.15

    def every_day(self) -> list[Placement]:
        for day in self._campaign.calendar.days():
            for machine in self._campaign.machines:
                self._place(machine, day)
        return self._placements

    def _place(self, machine: Machine, day: date) -> None:
        if any(posting.first_day == day for posting in machine.postings):
            self._at[machine.name] = None
        if self._campaign.whole_days:
            if self._rng.random() < 0.97:
                self._place_in(machine, day, self._campaign.calendar.shift_labels)
            return
        for shift in self._campaign.calendar.shift_labels:
            if self._rng.random() < 0.98:
                self._place_in(machine, day, (shift,))

    def _place_in(self, machine: Machine, day: date, shifts: tuple[ShiftLabel, ...]) -> None:
        unit = self._next_unit(machine, day, shifts)
        if unit is None:
            return
        for placement in self._possible(machine.name, unit, day, shifts):
            self._placements.append(placement)
            self._standing[unit, day, placement.shift] += 1
            self._need[unit] = max(0, self._need[unit] - brings(self._campaign, placement))

    def _possible(
        self, machine: MachineName, unit: UnitCode, day: date, shifts: tuple[ShiftLabel, ...]
    ) -> list[Placement]:
        return [
            placement for shift in shifts if can_meet(self._campaign, placement := Placement(machine, unit, day, shift))
        ]

    def _next_unit(self, machine: Machine, day: date, shifts: tuple[ShiftLabel, ...]) -> UnitCode | None:
        pinned = [self._pins[machine.name, day, shift] for shift in shifts if (machine.name, day, shift) in self._pins]
        here = self._at[machine.name]
        if pinned and self._rng.random() < 0.9:
            chosen = pinned[0]
        elif here is not None and self._need[here] > 0 and self._rng.random() < 0.98:
            chosen = here
        else:
            wanted = [unit.code for unit in self._campaign.units if self._is_welcome(machine, unit, day, shifts)]
            if not wanted:
                return None
            chosen = self._rng.choice(wanted)
        if chosen != here:
            self._visits[chosen] += 1
            self._at[machine.name] = chosen
        return chosen

    def _is_welcome(self, machine: Machine, unit: Unit, day: date, shifts: tuple[ShiftLabel, ...]) -> bool:
        idles = self._sends_for_nothing and self._rng.random() < 0.3
        needed = (self._need[unit.code] > 0 or idles) and self._visits[unit.code] < unit.visits
        free = all(self._standing[unit.code, day, shift] < unit.together for shift in shifts)
        return needed and free and bool(self._possible(machine.name, unit.code, day, shifts))


def _spoilt(rng: Random, campaign: Campaign, placements: list[Placement]) -> list[Placement]:
    """The placements with one taken out, put in, or moved."""
    stray = Placement(
        rng.choice(campaign.machines).name,
        rng.choice(campaign.units).code,
        rng.choice(tuple(campaign.calendar.days())),
        rng.choice(campaign.calendar.shift_labels),
    )
    if not placements:
        return [stray]
    place = rng.randrange(len(placements))
    victim, others = placements[place], [*placements[:place], *placements[place + 1 :]]
    return rng.choice(
        (
            others,
            [*placements, stray],
            [*others, victim._replace(unit=stray.unit)],
            [*others, victim._replace(machine=stray.machine)],
            [*others, victim._replace(day=stray.day, shift=stray.shift)],
        )
    )
