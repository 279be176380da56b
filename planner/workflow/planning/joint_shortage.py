"""Units that together lack room, whatever the plan: which, how much they need, how much any plan can give them.

The argument is Hall's: the turns of machines that can serve any of some units give these units no more than so much. It
looks at the rules that bind every plan (who serves whom, when both are open, pins, capacity, `together`, whole days)
and leaves out the others, so what it says holds all the more under them.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.campaign import Campaign, Unit
from planner.domain.max_flow import Network
from planner.domain.plan import Plan
from planner.domain.record import MachineName, ShiftLabel
from planner.texts import texts_of
from planner.workflow.planning.stands import AlikeTurns, Crowd, Possible, possible

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

MOST_EDGES = 20_000
"""Of a network that is filled in about a second."""
MOST_WORK = 2_000_000
"""Crowds times edges: so many are looked through in about a second."""
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class JointShortage:
    """Two or more units that share the turns of machines, of which there are too few for them."""

    units: tuple[Unit, ...]
    """Sorted by code."""
    need: int
    """Dossiers that they still need."""
    room: int
    """Dossiers that any plan can collect at most at all of them together."""
    turns: int
    """Turns of machines that can be theirs at most: machine-days with whole days, else machine-slots."""
    is_by_turns: bool
    """Whether it is the number of turns, each for one unit only, that leaves somebody short, and not the dossiers."""
    machines: tuple[MachineName, ...]
    """In workbook order."""
    days: tuple[date, ...]
    shifts: tuple[ShiftLabel, ...]
    """In the order of the day; slots in which one of the machines and one of the units are open."""

    @property
    def short(self) -> int:
        """Dossiers that every plan leaves at these units."""
        return self.need - self.room


@dataclass(frozen=True, slots=True)
class _Bound:
    """What any plan can give to some crowds."""

    room: int
    turns: int
    is_by_turns: bool
    beyond: int
    """Dossiers that are short beyond what each unit lacks by itself."""


def joint_shortages(campaign: Campaign, plan: Plan) -> tuple[JointShortage, ...]:
    """What is short where several units share too little, the fewest units first; none where nobody is left short.

    A larger set is told beside a smaller one within it only where it proves more.
    """
    if not plan.unserved:
        return ()
    given = possible(campaign, plan)
    if given is None:
        return ()
    told: list[tuple[frozenset[int], _Bound]] = []
    for crowds in sorted(
        _candidates(given), key=lambda one: (sum(len(given.crowds[c].units) for c in one), sorted(one))
    ):
        bound = _bound(given, crowds)
        within = [other for other, _known in told if other & crowds]
        known = sum(other.beyond for inner, other in told if inner <= crowds)
        if all(other <= crowds for other in within) and bound.beyond > known and _is_joint(given, crowds):
            told.append((crowds, bound))
    most = sorted(told, key=lambda one: -one[1].beyond)[:MOST_TOLD]
    return tuple(_shortage(campaign, given, crowds, bound) for crowds, bound in told if (crowds, bound) in most)


def _is_joint(given: Possible, crowds: frozenset[int]) -> bool:
    return sum(len(given.crowds[crowd].needs) for crowd in crowds) > 1


def _candidates(given: Possible) -> set[frozenset[int]]:
    """Sets of crowds that may lack room: all that live within the reach of one of them, and those that a cut names."""
    found = set()
    if len(given.crowds) * given.num_edges > MOST_WORK:
        logger.info(
            _("Too large to look at each group of units that may lack room together: %d groups, %d pairs with slots"),
            len(given.crowds),
            given.num_edges,
        )
    else:
        for one in given.crowds:
            within = frozenset(n for n, other in enumerate(given.crowds) if not other.reach & ~one.reach)
            found.add(within)
    if given.num_edges > MOST_EDGES:
        logger.info(
            _("Too large to look for the group of units that lacks most room together: %d pairs with slots"),
            given.num_edges,
        )
    else:
        found.update(_connected(given, _cut(given)))
    found.add(frozenset(range(len(given.crowds))))
    return {one for one in found if one}


def _cut(given: Possible) -> frozenset[int]:
    """The crowds that lack most, by a smallest cut between the turns of machines and what units need."""
    source, sink, num_crowds = 0, 1, len(given.crowds)
    num_stands = sum(len(moment.stands) for moment in given.moments)
    num_doors = sum(len(moment.room) for moment in given.moments)
    network = Network(2 + num_crowds + num_stands + num_doors)
    for number, crowd in enumerate(given.crowds):
        network.join(2 + number, sink, crowd.need)
    node = 2 + num_crowds
    for moment in given.moments:
        doors = {}
        for crowd_number, room in moment.room.items():
            doors[crowd_number] = node
            network.join(node, 2 + crowd_number, moment.num * room * len(given.crowds[crowd_number].needs))
            node += 1
        for gains, num in moment.stands:
            network.join(source, node, moment.num * num * max(gain for _crowd, gain in gains))
            for crowd_number, gain in gains:
                network.join(node, doors[crowd_number], moment.num * num * gain)
            node += 1
    if network.fill(source, sink) == sum(crowd.need for crowd in given.crowds):
        return frozenset()
    lacking = network.lacking(sink)
    return frozenset(number for number in range(num_crowds) if 2 + number in lacking)


def _connected(given: Possible, crowds: frozenset[int]) -> Iterator[frozenset[int]]:
    """The crowds parted where they share no turn of any machine, directly or by others between."""
    rest = set(crowds)
    while rest:
        linked, reach = {rest.pop()}, 0
        while True:
            for crowd in linked:
                reach |= given.crowds[crowd].reach
            more = {crowd for crowd in rest if given.crowds[crowd].reach & reach}
            if not more:
                break
            linked |= more
            rest -= more
        yield frozenset(linked)


def _bound(given: Possible, crowds: frozenset[int]) -> _Bound:
    """What any plan gives at most to these crowds: by dossiers, and by turns, each of which is for one unit only."""
    by_dossiers = turns = 0
    alone = _Alone(given, crowds)
    for moment in given.moments:
        gains = [(max((g for c, g in found if c in crowds), default=0), num) for found, num in moment.stands]
        room = sum(len(given.crowds[c].needs) * room for c, room in moment.room.items() if c in crowds)
        seats = sum(len(given.crowds[c].needs) * seats for c, seats in moment.seats.items() if c in crowds)
        by_dossiers += moment.num * min(room, sum(gain * num for gain, num in gains))
        turns += moment.num * min(seats, sum(num for gain, num in gains if gain))
    by_turns = alone.most_in(turns)
    room = min(by_dossiers, by_turns)
    return _Bound(room, turns, by_turns < by_dossiers, alone.most - room)


class _Alone:
    """What each unit of some crowds could get if it were alone."""

    def __init__(self, given: Possible, crowds: frozenset[int]) -> None:
        self._shares: list[tuple[int, int]] = []
        """Dossiers that a turn brings, and how many turns bring so many."""
        self.most = 0
        """Dossiers that they could get in all if none stood in another's way."""
        for number in crowds:
            self._add(given.crowds[number], number, given.moments)

    def _add(self, crowd: Crowd, number: int, moments: Sequence[AlikeTurns]) -> None:
        a_turn = seats = room = 0
        for moment in moments:
            if number in moment.room:
                a_turn = max(a_turn, *(gain for gains, _num in moment.stands for c, gain in gains if c == number), 0)
                seats += moment.num * moment.seats[number]
                room += moment.num * moment.room[number]
        for need in crowd.needs:
            full, rest = divmod(need, a_turn)
            self._shares.append((a_turn, min(full, seats)))
            if rest and seats > full:
                self._shares.append((rest, 1))
            self.most += min(need, room)

    def most_in(self, turns: int) -> int:
        """Dossiers in so many turns, the fullest first: a turn for a unit's last dossiers brings only these."""
        dossiers = 0
        for gain, num in sorted(self._shares, reverse=True):
            used = min(num, turns)
            dossiers += used * gain
            turns -= used
        return dossiers


def _shortage(campaign: Campaign, given: Possible, crowds: frozenset[int], bound: _Bound) -> JointShortage:
    reach = 0
    for crowd in crowds:
        reach |= given.crowds[crowd].reach
    machines, ordinals = given.slots(reach)
    slots = [campaign.calendar.slot(ordinal) for ordinal in sorted(ordinals)]
    units = sorted((unit for crowd in crowds for unit in given.crowds[crowd].units), key=lambda unit: unit.code)
    used = {slot.shift for slot in slots}
    return JointShortage(
        units=tuple(units),
        need=sum(given.crowds[crowd].need for crowd in crowds),
        room=bound.room,
        turns=bound.turns,
        is_by_turns=bound.is_by_turns,
        machines=tuple(name for name in given.machines if name in machines),
        days=tuple(sorted({slot.day for slot in slots})),
        shifts=tuple(label for label in campaign.calendar.shift_labels if label in used),
    )
