"""Better rounds by taking a few stops out and putting them in again elsewhere.

To swap, move, extend, drop and reorder visits and to exchange machines are all cases of it.

Source of the scheme: Christiaens, Vanden Berghe, Slack induction by string removals for vehicle routing problems,
Transportation Science 54 (2020) 417-433, with the goals compared one after the other instead of added up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from time import monotonic

from planner.model.heuristics.list_scheduling import Insertion
from planner.model.heuristics.rounds import Rounds
from planner.model.heuristics.stops import Placed, Stop

TRIES_PER_EFFORT = 35_000
"""Placements that a slow machine tries in one second: so effort is counted, and runs are the same."""
MOST_REMOVED = 10
LONGEST_STRING = 5
SHORT_UNITS_FIRST = 0.5
"""How often the search looks around a unit that is left short, where there is one."""
BY_PLACE = 0.7
"""How often stops are taken out that are near each other; else those of the same time."""
WARM = 0.01
"""At the beginning a worse round may be taken if its last goals are worse by so little; at the end none."""


@dataclass(frozen=True, slots=True)
class SearchTurn:
    """One turn of a search, which may go on later."""

    tries: int
    """Placements to try in all."""
    ends: float
    """The monotonic clock at which it ends in any case."""
    is_stopped: Callable[[], bool]
    first_soft: int
    """From which goal on, counted in their order, a worse value may be taken for a while."""


class RuinAndRecreate:
    """A search that may be taken up again where it was left: it wanders on, and knows what the best it saw is worth."""

    def __init__(self, rounds: Rounds, seed: int) -> None:
        self._rounds = rounds
        self._random = Random(seed)  # noqa: S311 - a search needs no secret
        self.best = rounds.worth
        """What the best rounds seen are worth."""

    def go_on(self, turn: SearchTurn, heard: Callable[[Rounds], None]) -> int:
        """Ruin and recreate until the turn is over; each better one is heard of. Returns the placements tried."""
        rounds, random, spent = self._rounds, self._random, 0
        if not rounds.terrain.units:
            return spent
        while spent < turn.tries and monotonic() < turn.ends and not turn.is_stopped():
            here = rounds.snapshot()
            insertion = Insertion(rounds, random)
            removed = _ruin(rounds, random)
            insertion.put_in(_in_some_order(rounds, removed, random))
            spent += insertion.tries + 1
            if rounds.worth < self.best and rounds.is_within_limits():
                self.best = rounds.worth
                heard(rounds)
            elif not _is_acceptable(rounds.worth, here.worth, turn.first_soft, WARM * (1 - spent / turn.tries), random):
                rounds.come_back_to(here)
        return spent


def _is_acceptable(new: Sequence[int], old: Sequence[int], first_soft: int, warmth: float, random: Random) -> bool:
    for number, (value, before) in enumerate(zip(new, old, strict=True)):
        if value < before:
            return True
        if value > before:
            return number >= first_soft and value - before <= warmth * random.random() * before
    return True


def _ruin(rounds: Rounds, random: Random) -> list[int]:
    """Take some stops out; the units that they were at, and those that are left short, each once."""
    terrain = rounds.terrain
    short = [unit for unit in range(len(terrain.units)) if rounds.left(unit) > 0]
    stops = sum(len(stops) for stops in rounds.stops)
    most = random.randint(1, max(1, min(MOST_REMOVED, stops)))
    centre = (
        random.choice(short) if short and random.random() < SHORT_UNITS_FIRST else random.randrange(len(terrain.units))
    )
    if random.random() < BY_PLACE:
        chosen = _strings_near(rounds, centre, most, random)
    else:
        chosen = _at_the_same_time(rounds, centre, most, random)
    removed: dict[int, None] = {}
    changes: dict[int, tuple[Stop, ...]] = {}
    for machine, places in chosen.items():
        taken = [place for place in places if not rounds.stops[machine][place].is_pinned]
        removed.update(dict.fromkeys(rounds.stops[machine][place].unit for place in taken))
        changes[machine] = tuple(stop for place, stop in enumerate(rounds.stops[machine]) if place not in taken)
    trial = rounds.tried(changes) if changes else None
    if trial is not None:
        rounds.take(trial)
    removed.update(dict.fromkeys(short))
    return list(removed)


def _strings_near(rounds: Rounds, centre: int, most: int, random: Random) -> dict[int, list[int]]:
    """Strings of stops that follow each other, in the rounds that come nearest to a unit."""
    chosen: dict[int, list[int]] = {}
    num_chosen = 0
    for unit in (centre, *rounds.terrain.nearest(centre)):
        if num_chosen >= most:
            break
        for machine, one in rounds.at_unit[unit]:
            if machine in chosen or num_chosen >= most:
                continue
            place = one.place
            length = min(len(rounds.stops[machine]), random.randint(1, LONGEST_STRING), most - num_chosen)
            first = max(0, min(place - random.randrange(length), len(rounds.stops[machine]) - length))
            chosen[machine] = list(range(first, first + length))
            num_chosen += length
    return chosen


def _at_the_same_time(rounds: Rounds, centre: int, most: int, random: Random) -> dict[int, list[int]]:
    """Stops around a period in which a unit could be served, whoever makes them."""
    terrain = rounds.terrain
    openings = [opening for opening in terrain.openings_of[centre] if opening.open_periods]
    if not openings:
        return {}
    period = random.choice(random.choice(openings).open_periods)
    distances = sorted(
        (max(one.first - period, period - one.last, 0), random.random(), machine, place)
        for machine in terrain.machines_for[centre]
        for place, one in _with_places(rounds, machine)
    )
    chosen: dict[int, list[int]] = {}
    for _distance, _tie, machine, place in distances[:most]:
        chosen.setdefault(machine, []).append(place)
    return chosen


def _with_places(rounds: Rounds, machine: int) -> Iterator[tuple[int, Placed]]:
    for one in rounds.placed[machine]:
        yield one.place, one


def _in_some_order(rounds: Rounds, units: Sequence[int], random: Random) -> list[int]:
    """Units in one of several orders."""
    terrain = rounds.terrain
    shuffled = list(units)
    random.shuffle(shuffled)
    kinds: tuple[Callable[[int], int], ...] = (
        lambda unit: 0,
        lambda unit: -terrain.needs[unit] * terrain.units[unit].priority,
        lambda unit: terrain.chances[unit],
        lambda unit: -rounds.left(unit),
    )
    return sorted(shuffled, key=random.choice(kinds))
