"""What a fleet cannot do, by counting alone: no search, and a proof all the same.

Three counts hold for every plan. No more dossiers are collected than the machines have room for in their open slots.
In a slot a machine stands at one stop, so that a stop takes as many machine-slots as its need fills, the last of them
in part; and where machines stay whole days, as many machine-days. So many slots or days collect no more than the
fullest of these.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.openness import Openness
from planner.domain.record import UnitCode
from planner.domain.remaining import remaining_needs
from planner.domain.situation import RateKey, Situation
from planner.domain.slot_rate import slot_rate
from planner.domain.succession import left_after
from planner.workflow.fleet.fleets import Fleet
from planner.workflow.fleet.kinds import Kind
from planner.workflow.fleet.parts import Part


@dataclass(frozen=True, slots=True)
class Least:
    """What no plan of a fleet is below: dossiers left, times Ưu tiên, and then the ordinal of the last slot."""

    unserved: int
    finish: int
    """Of plans that leave nobody."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What one machine could do if it were alone."""

    dossiers: Mapping[int, int]
    """The most that it could collect in each slot, by ordinal."""
    days: Mapping[int, int]
    """One for each day on which it could work, by its first slot."""
    fullest_slot: Mapping[UnitCode, int]
    """The most that it could collect in one slot at each unit."""
    fullest_day: Mapping[UnitCode, int]
    """The same in one day."""


@dataclass(frozen=True, slots=True)
class _Turns:
    """The machine-slots, or machine-days, that serve everybody, told by what each collects, times Ưu tiên."""

    worth: tuple[int, ...]
    """The fullest first."""

    def most(self, number: int) -> int:
        """What so many collect at most."""
        return sum(self.worth[:number])


class Counting:
    """Counts what the fleets of one part cannot do, from where the campaign stands."""

    def __init__(self, campaign: Campaign, part: Part, kinds: tuple[Kind, ...], situation: Situation) -> None:
        """`campaign` is that of the part."""
        self._campaign = campaign
        self._kinds = {number: kinds[number] for number in part.kinds}
        self._begins = situation.first_ordinal_ahead(campaign.calendar)
        self._past = max(
            (campaign.calendar.ordinal(row.date, row.shift) for row in situation.history if row.dossiers), default=0
        )
        needs = remaining_needs(campaign, situation)
        self._everything = needs
        self._needs = {code: dossiers for code, dossiers in needs.items() if dossiers > 0}
        heirs = {one.successor for one in campaign.successions}
        self._units = [unit for unit in campaign.units if unit.code in self._needs or unit.code in heirs]
        self._staying = [self._room(one) for one in campaign.machines if one.name in part.staying]
        self._of_kind = {number: self._room(kind.like) for number, kind in self._kinds.items()}
        rooms = [*self._staying, *self._of_kind.values()]
        self._slots = self._turns([room.fullest_slot for room in rooms])
        self._days = self._turns([room.fullest_day for room in rooms]) if campaign.stays_whole_days_everywhere else None

    @property
    def all_left(self) -> int:
        """What is left, times Ưu tiên, where nobody goes anywhere."""
        left = left_after(self._campaign, self._everything, ())
        return sum(dossiers * self._weight(code) for code, dossiers in left.items())

    def has_room(self, fleet: Fleet) -> bool:
        """Whether this fleet has a machine that could collect anything."""
        return any(count and room.dossiers for room, count in self._rooms(fleet))

    def room(self, number: int) -> int:
        """The most dossiers that a machine of this kind could collect by itself."""
        return sum(self._of_kind[number].dossiers.values())

    def least(self, fleet: Fleet) -> Least:
        """What no plan of this fleet is below."""
        return self._least([(room, count) for room, count in self._rooms(fleet) if count])

    def least_of_any(self, machines: int) -> Least:
        """What no plan of any fleet with so many machines is below: as if each had all the room that any has."""
        rooms = [*self._staying, *self._of_kind.values()]
        if not rooms:
            return self._least([])
        widest = _Room(_largest(room.dossiers for room in rooms), _largest(room.days for room in rooms), {}, {})
        return self._least([(widest, machines)])

    def _least(self, rooms: list[tuple[_Room, int]]) -> Least:
        if not self._needs:
            return Least(0, self._past)
        dossiers, slots, days = Counter[int](), Counter[int](), Counter[int]()
        for room, count in rooms:
            for ordinal, most in room.dossiers.items():
                dossiers[ordinal] += most * count
                slots[ordinal] += count
            for ordinal in room.days:
                days[ordinal] += count
        need = sum(self._needs.values())
        least = max(
            (need - dossiers.total()) * min(map(self._weight, self._needs)),
            self._slots.most(len(self._slots.worth)) - self._slots.most(slots.total()),
            self._days.most(len(self._days.worth)) - self._days.most(days.total()) if self._days else 0,
        )
        if least > 0:
            return Least(least, self._past)
        days_needed = len(self._days.worth) if self._days else 0
        moments = (_reached(dossiers, need), _reached(slots, len(self._slots.worth)), _reached(days, days_needed))
        return Least(0, max(*moments, self._past))

    def _rooms(self, fleet: Fleet) -> Iterator[tuple[_Room, int]]:
        for room in self._staying:
            yield room, 1
        more = Counter(fleet.more)
        for number, kind in self._kinds.items():
            yield self._of_kind[number], sum(one.name not in fleet.away for one in kind.machines) + more[number]

    def _room(self, machine: Machine) -> _Room:
        dossiers: dict[int, int] = {}
        in_slot: dict[UnitCode, int] = {}
        in_day: dict[UnitCode, int] = {}
        for unit in self._units:
            of_day: Counter[int] = Counter()
            for ordinal, most in self._brought(machine, unit):
                dossiers[ordinal] = max(dossiers.get(ordinal, 0), most)
                in_slot[unit.code] = max(in_slot.get(unit.code, 0), most)
                of_day[self._first_of_day(ordinal)] += most
            in_day[unit.code] = max(of_day.values(), default=0)
        return _Room(dossiers, dict.fromkeys(map(self._first_of_day, dossiers), 1), in_slot, in_day)

    def _brought(self, machine: Machine, unit: Unit) -> Iterator[tuple[int, int]]:
        openness = Openness.of(self._campaign)
        for posting in machine.postings:
            if unit.code in posting.serves:
                for ordinal in openness.of_both(machine, posting, unit):
                    if ordinal >= self._begins:
                        yield ordinal, self._rate(machine, posting, unit, ordinal)

    def _rate(self, machine: Machine, posting: Posting, unit: Unit, ordinal: int) -> int:
        key = RateKey(unit.code, machine.name, Openness.of(self._campaign).slot(ordinal).shift)
        return slot_rate(self._campaign, posting, key)

    def _first_of_day(self, ordinal: int) -> int:
        shifts = len(self._campaign.calendar.shifts)
        return (ordinal - 1) // shifts * shifts + 1

    def _weight(self, code: UnitCode) -> int:
        return self._campaign.units_by_code[code].priority

    def _stops(self) -> list[list[UnitCode]]:
        """Units whose needs are served at one place: those of a cluster, and an old unit with its successor."""
        heirs = {one.unit: one.successor for one in self._campaign.successions}
        together: defaultdict[UnitCode, list[UnitCode]] = defaultdict(list)
        for unit in self._units:
            place = self._campaign.stop_of(unit.code)
            while place in heirs:
                place = self._campaign.stop_of(heirs[place])
            together[place].append(unit.code)
        return list(together.values())

    def _turns(self, fullest: list[Mapping[UnitCode, int]]) -> _Turns:
        """Where nobody can come to a stop, its need is in one turn that nobody takes, worth nothing."""
        worth: list[int] = []
        for stop in self._stops():
            need = sum(self._needs.get(code, 0) for code in stop)
            most = max((of_machine.get(code, 0) for of_machine in fullest for code in stop), default=0)
            weight = min(map(self._weight, stop))
            if most:
                full, rest = divmod(need, most)
                worth += [most * weight] * full + ([rest * weight] if rest else [])
        return _Turns(tuple(sorted(worth, reverse=True)))


def _largest(found: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """The largest figure of each slot."""
    largest: dict[int, int] = {}
    for one in found:
        for ordinal, figure in one.items():
            largest[ordinal] = max(largest.get(ordinal, 0), figure)
    return largest


def _reached(found: Mapping[int, int], needed: int) -> int:
    """The first ordinal by which so much has come together; 0 where nothing is needed."""
    if needed <= 0:
        return 0
    ordinals = sorted(found)
    sums = accumulate(found[ordinal] for ordinal in ordinals)
    return next((ordinal for ordinal, reached in zip(ordinals, sums, strict=True) if reached >= needed), 0)
