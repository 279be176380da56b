"""Where and when a machine could have worked at a unit, and what it did instead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode


@dataclass(frozen=True, slots=True)
class Chance:
    """One posting of one machine that serves one unit."""

    machine: MachineName
    capacity: int
    slots: tuple[int, ...]
    """Ordinals of the slots open to both, in order."""
    taken: frozenset[int]
    """Those in which the machine stands here."""
    idle: tuple[int, ...]
    """Those in which it could have come: it stands nowhere, and moves no sooner than it may."""
    last_day: date | None
    """The last day open to both."""

    @property
    def dossiers(self) -> int:
        """What it could collect here if it did nothing else."""
        return self.capacity * len(self.slots)


class Chances:
    """All chances of a campaign, seen from one plan."""

    def __init__(self, campaign: Campaign, assignments: Sequence[Assignment]) -> None:
        self._campaign = campaign
        self._openness = Openness(campaign)
        self._where: dict[tuple[MachineName, int], UnitCode] = {}
        self._units_on: dict[tuple[MachineName, date], set[UnitCode]] = {}
        for row in assignments:
            self._where[row.machine, campaign.calendar.ordinal(row.date, row.shift)] = row.unit
            self._units_on.setdefault((row.machine, row.date), set()).add(row.unit)

    def at(self, unit: Unit) -> list[Chance]:
        """Every posting that serves the unit, also where the two are never open together."""
        open_here = frozenset(self._openness.of_unit(unit))
        return [
            self._chance(machine, posting, unit, open_here)
            for machine in self._campaign.machines
            for posting in machine.postings
            if unit.code in posting.serves
        ]

    def _chance(self, machine: Machine, posting: Posting, unit: Unit, open_here: frozenset[int]) -> Chance:
        slots = tuple(slot for slot in self._openness.of_posting(machine, posting) if slot in open_here)
        return Chance(
            machine=machine.name,
            capacity=posting.capacity,
            slots=slots,
            taken=frozenset(slot for slot in slots if self._where.get((machine.name, slot)) == unit.code),
            idle=tuple(slot for slot in slots if self._is_idle(machine.name, slot, unit.code)),
            last_day=self._openness.day(slots[-1]) if slots else None,
        )

    def _is_idle(self, machine: MachineName, slot: int, code: UnitCode) -> bool:
        if (machine, slot) in self._where:
            return False
        elsewhere = self._units_on.get((machine, self._openness.day(slot)), set()) - {code}
        return not (self._campaign.whole_days and elsewhere)

    def visits_at(self, code: UnitCode) -> int:
        """How many visits the plan makes at the unit."""
        return sum(self._visits_of(chance) for chance in self.at(self._campaign.units_by_code[code]))

    def _visits_of(self, chance: Chance) -> int:
        """Runs of slots here with none left out: the first of each follows a slot in which it was not here."""
        was_here = [False, *(slot in chance.taken for slot in chance.slots)]
        return sum(1 for before, now in pairwise(was_here) if now and not before)

    def served_instead(self, chance: Chance, code: UnitCode) -> Iterator[Unit]:
        """The other units at which the chance's machine stands in slots in which it could have been here."""
        codes = {self._where[chance.machine, slot] for slot in chance.slots if (chance.machine, slot) in self._where}
        return (self._campaign.units_by_code[other] for other in sorted(codes - {code}))


def most_at_once(chances: Iterable[Chance], together: int) -> int:
    """Dossiers that these could collect if they did nothing else, no more than `together` at once."""
    capacities: dict[int, list[int]] = {}
    for chance in chances:
        for slot in chance.slots:
            capacities.setdefault(slot, []).append(chance.capacity)
    return sum(sum(sorted(found, reverse=True)[:together]) for found in capacities.values())


def most_in_visits(chances: Iterable[Chance], visits: int) -> int:
    """Dossiers that so many visits could collect, each as long as may be."""
    return sum(sorted((chance.dossiers for chance in chances), reverse=True)[:visits])
