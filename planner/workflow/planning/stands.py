"""What machines could do for units at most, day by day, with all that is alike counted instead of listed.

A turn is what one machine can give to one unit only: a day where machines stay whole days everywhere, else one slot.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.remaining import remaining_needs
from planner.texts import texts_of

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

MOST_PAIRS = 1_500_000
"""Of a crowd and a slot of a machine: so many are looked through in about a second."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Units that the same machines can serve in the same slots, with what each of them still needs."""

    units: tuple[Unit, ...]
    needs: tuple[int, ...]
    """Of each place: of a unit, or of several that are one, as those of a cluster are."""
    reach: int
    """The pairs of machine and slot open to them, as bits."""
    together: int

    @property
    def need(self) -> int:
        """Dossiers that all of them still need."""
        return sum(self.needs)


Gains = tuple[tuple[int, int], ...]
"""Dossiers that a turn brings at most, by the number of the crowd."""


@dataclass(frozen=True, slots=True)
class AlikeTurns:
    """Turns at the same time, and others at which everything is the same."""

    num: int
    """How many such times there are."""
    stands: tuple[tuple[Gains, int], ...]
    """What a machine's turn brings, and how many machines there are for which it is so."""
    room: Mapping[int, int]
    """Dossiers that one unit of a crowd can give in this time, its `together` kept."""
    seats: Mapping[int, int]
    """Turns of machines that one unit of a crowd can take in this time."""


@dataclass(frozen=True)
class Possible:
    """All that a plan could use: crowds and moments."""

    crowds: tuple[Crowd, ...]
    moments: tuple[AlikeTurns, ...]
    machines: tuple[MachineName, ...]
    last_ordinal: int
    whole_days: bool

    @cached_property
    def num_edges(self) -> int:
        """How large this is: pairs of a moment's stand and a crowd that it could serve."""
        return sum(len(gains) for moment in self.moments for gains, _num in moment.stands)

    def slots(self, reach: int) -> tuple[set[MachineName], set[int]]:
        """The machines and the ordinals that these bits stand for."""
        machines, ordinals = set(), set()
        while reach:
            low = reach & -reach
            number, ordinal = divmod(low.bit_length() - 1, self.last_ordinal + 1)
            machines.add(self.machines[number])
            ordinals.add(ordinal)
            reach ^= low
        return machines, ordinals


@dataclass(slots=True)
class _MachineTurn:
    """What one machine can do in one turn: the slots open to each crowd, and what it collects at most in each."""

    slots: dict[int, tuple[int, ...]] = field(default_factory=dict)
    capacities: dict[int, int] = field(default_factory=dict)

    def gain(self, crowd: int) -> int:
        """Dossiers of this crowd that the turn brings at most."""
        return sum(self.capacities[slot] for slot in self.slots[crowd])


def possible(campaign: Campaign, plan: Plan) -> Possible | None:
    """What machines could still do for units from the moment on from which the plan plans.

    None where so little is alike in so large a campaign that listing it would keep people waiting.
    """
    first = plan.first_ordinal_ahead(campaign.calendar)
    reaches, capacities = _reaches(campaign, first)
    crowds = _crowds(campaign, plan, reaches)
    if len(crowds) * len(capacities) > MOST_PAIRS:
        logger.info(
            _("Too large to count what machines could do for units together: %d groups of units, %d slots"),
            len(crowds),
            len(capacities),
        )
        return None
    return Possible(
        crowds=crowds,
        moments=tuple(_moments(campaign, crowds, capacities)),
        machines=tuple(machine.name for machine in campaign.machines),
        last_ordinal=campaign.calendar.last_ordinal,
        whole_days=campaign.stays_whole_days_everywhere,
    )


def _reaches(campaign: Campaign, first: int) -> tuple[dict[UnitCode, int], dict[tuple[int, int], int]]:
    """The machine slots open to each unit, as bits; and what a machine collects at most in each of its slots."""
    openness, width = Openness.of(campaign), campaign.calendar.last_ordinal + 1
    reaches = dict.fromkeys((unit.code for unit in campaign.units), 0)
    capacities: dict[tuple[int, int], int] = {}
    open_at = {unit.code: sum(1 << slot for slot in openness.of_unit(unit) if slot >= first) for unit in campaign.units}
    for number, machine in enumerate(campaign.machines):
        for posting in machine.postings:
            slots = [slot for slot in openness.of_posting(machine, posting) if slot >= first]
            capacities |= {(number, slot): campaign.capacity(posting, openness.slot(slot).shift) for slot in slots}
            bits = sum(1 << slot for slot in slots)
            for code in posting.serves:
                reaches[code] |= (bits & open_at[code]) << (number * width)
    _keep_pinned(campaign, reaches)
    return reaches, capacities


def _keep_pinned(campaign: Campaign, reaches: dict[UnitCode, int]) -> None:
    """A machine's turn that a pin holds is for nobody but the units pinned in it."""
    width, a_turn = campaign.calendar.last_ordinal + 1, _slots_a_turn(campaign)
    first_day, last_day = campaign.calendar.first_day, campaign.calendar.last_day
    numbers = {machine.name: number for number, machine in enumerate(campaign.machines)}
    holders: defaultdict[int, set[UnitCode]] = defaultdict(set)
    for pin in campaign.pins:
        begins = numbers[pin.machine] * width
        for day in days_between(max(pin.first_day, first_day), min(pin.last_day, last_day)):
            for shift in pin.shifts:
                slot = campaign.calendar.ordinal(day, shift)
                if reaches[pin.unit] >> (begins + slot) & 1:
                    first = slot - (slot - 1) % a_turn
                    pinned = campaign.units_at(campaign.stop_of(pin.unit))
                    holders[((1 << a_turn) - 1) << (begins + first)].update(pinned)
    for turn, kept in holders.items():
        for code in reaches.keys() - kept:
            reaches[code] &= ~turn


def _slots_a_turn(campaign: Campaign) -> int:
    return len(campaign.calendar.shifts) if campaign.stays_whole_days_everywhere else 1


def _crowds(campaign: Campaign, plan: Plan, reaches: Mapping[UnitCode, int]) -> tuple[Crowd, ...]:
    """The units that still need something and can be served at all, those alike together."""
    needed = remaining_needs(campaign, plan)
    alike: defaultdict[tuple[int, int], list[list[Unit]]] = defaultdict(list)
    for place in _places(campaign):
        reach = reduce(or_, (reaches[unit.code] for unit in place))
        needing = [unit for unit in place if needed[unit.code]]
        if needing and reach:
            alike[reach, max(unit.together for unit in place)].append(needing)
    return tuple(
        Crowd(
            tuple(unit for place in places for unit in place),
            tuple(sum(needed[unit.code] for unit in place) for place in places),
            reach,
            together,
        )
        for (reach, together), places in alike.items()
    )


def _places(campaign: Campaign) -> Iterable[list[Unit]]:
    """Units whose dossiers one turn can bring: those of a cluster, and old units with what they have become."""
    became: dict[UnitCode, UnitCode] = {}

    def place_of(unit: UnitCode) -> UnitCode:
        stop = campaign.stop_of(unit)
        while stop in became:
            stop = became[stop]
        return stop

    for one in campaign.successions:
        old, new = place_of(one.unit), place_of(one.successor)
        if old != new:
            became[old] = new
    places: dict[UnitCode, list[Unit]] = {}
    for unit in campaign.units:
        places.setdefault(place_of(unit.code), []).append(unit)
    return places.values()


def _moments(
    campaign: Campaign, crowds: tuple[Crowd, ...], capacities: Mapping[tuple[int, int], int]
) -> Iterator[AlikeTurns]:
    """Every time at which somebody can be served; times at which everything is the same are one moment."""
    turns = _turns(campaign, crowds, capacities)
    alike: Counter[tuple[object, ...]] = Counter()
    for at_once in turns.values():
        stands: Counter[Gains] = Counter()
        for turn in at_once.values():
            stands[tuple((crowd, turn.gain(crowd)) for crowd in turn.slots)] += 1
        served = sorted({crowd for turn in at_once.values() for crowd in turn.slots})
        room = tuple((crowd, _room(crowds[crowd], crowd, at_once)) for crowd in served)
        seats = tuple((crowd, _seats(crowds[crowd], crowd, at_once)) for crowd in served)
        alike[tuple(sorted(stands.items())), room, seats] += 1
    for (stands_alike, room_alike, seats_alike), num in alike.items():
        yield AlikeTurns(num, stands_alike, dict(room_alike), dict(seats_alike))  # type: ignore[arg-type, call-overload]


def _turns(
    campaign: Campaign, crowds: tuple[Crowd, ...], capacities: Mapping[tuple[int, int], int]
) -> dict[int, dict[int, _MachineTurn]]:
    """By time and machine: the turn there, with the slots that each crowd could use."""
    width = campaign.calendar.last_ordinal + 1
    a_turn = _slots_a_turn(campaign)
    turns: defaultdict[int, dict[int, _MachineTurn]] = defaultdict(dict)
    for (number, slot), capacity in capacities.items():
        bit = 1 << (number * width + slot)
        for crowd, one in enumerate(crowds):
            if one.reach & bit:
                turn = turns[(slot - 1) // a_turn].setdefault(number, _MachineTurn())
                turn.slots[crowd] = (*turn.slots.get(crowd, ()), slot)
                turn.capacities[slot] = capacity
    for at_once in turns.values():
        for turn in at_once.values():
            turn.slots = dict(sorted(turn.slots.items()))
    return turns


def _room(crowd: Crowd, number: int, at_once: Mapping[int, _MachineTurn]) -> int:
    """Dossiers that one unit can give in this time: in each slot to the ablest machines, no more than may be there."""
    in_slot: defaultdict[int, list[int]] = defaultdict(list)
    for turn in at_once.values():
        for slot in turn.slots.get(number, ()):
            in_slot[slot].append(turn.capacities[slot])
    return sum(sum(sorted(found, reverse=True)[: crowd.together]) for found in in_slot.values())


def _seats(crowd: Crowd, number: int, at_once: Mapping[int, _MachineTurn]) -> int:
    """Turns that one unit can take: machines that are open in other slots of a day do not stand in each other's way."""
    found = [turn.slots[number] for turn in at_once.values() if number in turn.slots]
    many = 1 if len(set(found)) == 1 else len({slot for slots in found for slot in slots})
    return min(len(found), crowd.together * many)
