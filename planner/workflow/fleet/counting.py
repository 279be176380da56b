"""What a fleet cannot do, by counting alone: no search, and a proof all the same.

Two counts hold for every plan. No more dossiers are collected than the machines have room for in their open slots. And
where machines stay whole days, each works at one stop a day, so that no plan serves all before there were as many
machine-days as the stops need, each rounded up to whole days of the fullest day that any machine has there.
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
from planner.workflow.fleet.fleets import Fleet
from planner.workflow.fleet.kinds import Kind
from planner.workflow.fleet.parts import Part


@dataclass(frozen=True, slots=True)
class Least:
    """What no plan of a fleet is below: dossiers left, times Ưu tiên, and then the ordinal of the last slot."""

    unserved: int
    finish: int


@dataclass(frozen=True, slots=True)
class _Room:
    """What one machine could do if it were alone."""

    dossiers: Mapping[int, int]
    """The most that it could collect in each slot, by ordinal."""
    days: tuple[int, ...]
    """The first slot of each day on which it could work."""
    fullest: Mapping[UnitCode, int]
    """The most that it could collect in one day at each stop."""


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
        self._needs = {code: dossiers for code, dossiers in needs.items() if dossiers > 0}
        self._need = sum(self._needs.values())
        heirs = {one.successor for one in campaign.successions}
        counted = [unit for unit in campaign.units if unit.code in self._needs or unit.code in heirs]
        self._units = counted
        self._lightest = min((unit.priority for unit in counted), default=1)
        self._staying = [self._room(one) for one in campaign.machines if one.name in part.staying]
        self._of_kind = {number: self._room(kind.like) for number, kind in self._kinds.items()}
        self._counts_days = campaign.stays_whole_days_everywhere
        rooms = [*self._staying, *self._of_kind.values()]
        self._days_needed = sum(self._days_at(stops, rooms) for stops in self._stops()) if self._counts_days else 0

    @property
    def all_left(self) -> int:
        """What is left, times Ưu tiên, where nobody goes anywhere."""
        units = self._campaign.units_by_code
        return sum(dossiers * units[code].priority for code, dossiers in self._needs.items())

    def least(self, fleet: Fleet) -> Least:
        """What no plan of this fleet is below."""
        if not self._need:
            return Least(0, self._past)
        slots: Counter[int] = Counter()
        days: Counter[int] = Counter()
        for room, count in self._rooms(fleet):
            for ordinal, most in room.dossiers.items():
                slots[ordinal] += most * count
            for ordinal in room.days:
                days[ordinal] += count
        short = self._need - slots.total()
        if short > 0:
            return Least(short * self._lightest, self._past)
        if self._counts_days and days.total() < self._days_needed:
            return Least(self._lightest, self._past)
        return Least(0, max(_reached(slots, self._need), _reached(days, self._days_needed), self._past))

    def has_room(self, fleet: Fleet) -> bool:
        """Whether this fleet has a machine that could collect anything."""
        return any(count and room.dossiers for room, count in self._rooms(fleet))

    def least_of_any(self, machines: int) -> Least:
        """What no plan of any fleet with so many machines is below: in each slot the roomiest of all work."""
        rooms = [room for number, kind in self._kinds.items() for room in self._all_of(number, kind, machines)]
        varied = machines - len(self._staying)
        room = sum(sum(one.dossiers.values()) for one in self._staying)
        room += sum(sorted((sum(one.dossiers.values()) for one in rooms), reverse=True)[:varied])
        days = sum(len(one.days) for one in self._staying)
        days += sum(sorted((len(one.days) for one in rooms), reverse=True)[:varied])
        if self._need > room:
            return Least((self._need - room) * self._lightest, self._past)
        return Least(self._lightest if self._counts_days and days < self._days_needed else 0, self._past)

    def _all_of(self, number: int, kind: Kind, machines: int) -> list[_Room]:
        return [self._of_kind[number]] * (machines if kind.new is not None else len(kind.machines))

    def room(self, number: int) -> int:
        """The most dossiers that a machine of this kind could collect by itself."""
        return sum(self._of_kind[number].dossiers.values())

    def _rooms(self, fleet: Fleet) -> Iterator[tuple[_Room, int]]:
        for room in self._staying:
            yield room, 1
        more = Counter(fleet.more)
        for number, kind in self._kinds.items():
            yield self._of_kind[number], sum(one.name not in fleet.away for one in kind.machines) + more[number]

    def _room(self, machine: Machine) -> _Room:
        openness = Openness.of(self._campaign)
        slots: dict[int, int] = {}
        at_stops: Counter[tuple[UnitCode, int]] = Counter()
        for posting in machine.postings:
            for unit in self._units:
                if unit.code not in posting.serves:
                    continue
                brought: dict[int, int] = {}
                for ordinal in openness.of_both(machine, posting, unit):
                    if ordinal >= self._begins:
                        brought[ordinal] = self._brought(machine, posting, unit, ordinal)
                for ordinal, most in brought.items():
                    slots[ordinal] = max(slots.get(ordinal, 0), most)
                    at_stops[unit.code, self._first_of_day(ordinal)] += most
        fullest: dict[UnitCode, int] = {}
        for (code, _day), most in at_stops.items():
            fullest[code] = max(fullest.get(code, 0), most)
        return _Room(slots, tuple(sorted({self._first_of_day(ordinal) for ordinal in slots})), fullest)

    def _brought(self, machine: Machine, posting: Posting, unit: Unit, ordinal: int) -> int:
        key = RateKey(unit.code, machine.name, Openness.of(self._campaign).slot(ordinal).shift)
        return slot_rate(self._campaign, posting, key)

    def _first_of_day(self, ordinal: int) -> int:
        shifts = len(self._campaign.calendar.shifts)
        return (ordinal - 1) // shifts * shifts + 1

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

    def _days_at(self, codes: Iterable[UnitCode], rooms: Iterable[_Room]) -> int:
        """The machine-days that the stop needs at least; none where nobody can come."""
        members = list(codes)
        need = sum(self._needs.get(code, 0) for code in members)
        most = max((room.fullest.get(code, 0) for room in rooms for code in members), default=0)
        return -(-need // most) if most else 0


def _reached(found: Mapping[int, int], needed: int) -> int:
    """The first ordinal by which so much has come together; 0 where nothing is needed."""
    if needed <= 0:
        return 0
    ordinals = sorted(found)
    sums = accumulate(found[ordinal] for ordinal in ordinals)
    return next(ordinal for ordinal, reached in zip(ordinals, sums, strict=True) if reached >= needed)
