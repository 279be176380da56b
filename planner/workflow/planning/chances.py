"""Where and when a machine could have worked at a unit, and what it did instead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import rate_in_plan

LONGEST_EXTENSION = 400
"""Days after its end to which no campaign is told to go on."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One posting of one machine that serves one unit."""

    machine: MachineName
    brings: Mapping[int, int]
    """The slots open to both, by ordinal and in order, each with the dossiers that it brings."""
    taken: frozenset[int]
    """Those in which the machine stands here."""
    idle: tuple[int, ...]
    """Those in which it could have come: it stands nowhere, and moves no sooner than it may."""
    last_day: date | None
    """The last day open to both."""

    @property
    def slots(self) -> tuple[int, ...]:
        """Ordinals of the slots open to both, in order."""
        return tuple(self.brings)

    @property
    def dossiers(self) -> int:
        """What it could collect here if it did nothing else."""
        return sum(self.brings.values())

    @property
    def idle_dossiers(self) -> int:
        """What it could collect here in the slots in which it could have come."""
        return sum(self.brings[slot] for slot in self.idle)

    def poorest_for(self, dossiers: int) -> list[int]:
        """The slots in which it does not stand here that bring so many dossiers, told by what each brings.

        The poorest come first, so that any others of that number suffice as well. All of them where even they are too
        few, none where nothing is asked for.
        """
        free = sorted(brought for slot, brought in self.brings.items() if slot not in self.taken)
        enough = next((number for number, sum_of in enumerate(accumulate(free), 1) if sum_of >= dossiers), len(free))
        return free[:enough] if dossiers > 0 else []

    def new_slots_for(self, dossiers: int) -> int:
        """How many slots more would have to be opened, each as poor as the poorest here."""
        return max(0, -(-dossiers // min(self.brings.values())))


class Chances:
    """All chances of a campaign, seen from one plan, which may fill its slots by learned rates."""

    def __init__(
        self, campaign: Campaign, assignments: Sequence[Assignment], rates: Mapping[str, float] | None = None
    ) -> None:
        self._campaign = campaign
        self._rates = rates
        self._openness = Openness.of(campaign)
        self._where: dict[tuple[MachineName, int], UnitCode] = {}
        """The stop at which a machine stands in a slot."""
        self._stops_on: dict[tuple[MachineName, date], set[UnitCode]] = {}
        for row in assignments:
            stop = campaign.stop_of(row.unit)
            self._where[row.machine, campaign.calendar.ordinal(row.date, row.shift)] = stop
            self._stops_on.setdefault((row.machine, row.date), set()).add(stop)

    def at(self, unit: Unit) -> list[Chance]:
        """Every posting that serves the unit, also where the two are never open together."""
        return [
            self._chance(machine, posting, unit)
            for machine in self._campaign.machines
            for posting in machine.postings
            if unit.code in posting.serves
        ]

    def _chance(self, machine: Machine, posting: Posting, unit: Unit) -> Chance:
        slots, stop = self._openness.of_both(machine, posting, unit), self._campaign.stop_of(unit.code)
        return Chance(
            machine=machine.name,
            brings={slot: self._brought(machine, posting, unit, slot) for slot in slots},
            taken=frozenset(slot for slot in slots if self._where.get((machine.name, slot)) == stop),
            idle=tuple(slot for slot in slots if self._is_idle(machine.name, slot, stop)),
            last_day=self._openness.day(slots[-1]) if slots else None,
        )

    def _brought(self, machine: Machine, posting: Posting, unit: Unit, slot: int) -> int:
        key = RateKey(unit.code, machine.name, self._openness.slot(slot).shift)
        return rate_in_plan(self._campaign, posting, key, self._rates)

    def _is_idle(self, machine: MachineName, slot: int, stop: UnitCode) -> bool:
        if (machine, slot) in self._where:
            return False
        elsewhere = self._stops_on.get((machine, self._openness.day(slot)), set()) - {stop}
        stays = self._campaign.stays_whole_days
        return not (stays(stop) and any(map(stays, elsewhere)))

    def visits_at(self, code: UnitCode) -> int:
        """How many visits the plan makes at the unit."""
        return sum(self._visits_of(chance) for chance in self.at(self._campaign.units_by_code[code]))

    def _visits_of(self, chance: Chance) -> int:
        """Runs of slots here with none left out: the first of each follows a slot in which it was not here."""
        was_here = [False, *(slot in chance.taken for slot in chance.slots)]
        return sum(1 for before, now in pairwise(was_here) if now and not before)

    def served_instead(self, chance: Chance, code: UnitCode) -> Iterator[Unit]:
        """The first units of other stops at which its machine stands in slots in which it could have been here."""
        codes = {self._where[chance.machine, slot] for slot in chance.slots if (chance.machine, slot) in self._where}
        return (self._campaign.units_by_code[other] for other in sorted(codes - {self._campaign.stop_of(code)}))


def day_after_end(campaign: Campaign, unit: Unit, chances: Iterable[Chance], dossiers: int) -> date:
    """The day on which so many dossiers are collected if the campaign goes on for this unit alone after its end.

    All these machines come, no more than may stand there at once, each bringing the most that it brings anywhere in its
    slots here, so that it takes at least so long. What is closed every week up to the campaign's end stays so.
    """
    most = {chance.machine: max(chance.brings.values()) for chance in sorted(chances, key=lambda one: one.dossiers)}
    weekly = [
        closure
        for closure in campaign.closures
        if closure.weekdays and closure.last_day >= campaign.calendar.last_day and closure.unit in (None, unit.code)
    ]
    day = last_day = campaign.calendar.last_day
    while dossiers > 0 and (day - last_day).days < LONGEST_EXTENSION:
        day += timedelta(days=1)
        shut = [closure for closure in weekly if day.weekday() in closure.weekdays]
        for shift in unit.shifts:
            away = {closure.machine for closure in shut if shift in closure.shifts}
            coming = [] if None in away else [brought for machine, brought in most.items() if machine not in away]
            dossiers -= sum(sorted(coming, reverse=True)[: unit.together])
    return day


def most_at_once(chances: Iterable[Chance], together: int) -> int:
    """Dossiers that these could collect if they did nothing else, no more than `together` at once."""
    capacities: dict[int, list[int]] = {}
    for chance in chances:
        for slot in chance.slots:
            capacities.setdefault(slot, []).append(chance.brings[slot])
    return sum(sum(sorted(found, reverse=True)[:together]) for found in capacities.values())


def most_in_visits(chances: Iterable[Chance], visits: int) -> int:
    """Dossiers that so many visits could collect, each as long as may be."""
    return sum(sorted((chance.dossiers for chance in chances), reverse=True)[:visits])
