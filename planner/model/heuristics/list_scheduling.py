"""A first plan at once: every unit put into the rounds where that is best, in several orders of units.

Source of the scheme: best insertion with list scheduling; the orders are those known to serve scarce time well: few
chances first, long work first, closing soon first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from random import Random

from planner.model.heuristics.rounds import Rounds, Trial
from planner.model.heuristics.stops import Stop
from planner.model.heuristics.terrain import Terrain
from planner.model.instance.eligible_pairs import EligiblePair, covers

FEW_STOPS = 60
"""Up to so many stops, a unit is tried in every place of every round."""
NEIGHBOURS = 12
"""Beyond that, beside the stops at so many of the nearest units,"""
ENDS = 24
"""and at the end of so many of the rounds that end first."""
IN_PIECES = 0.3
"""How often a unit that may get several visits is put in as several, each with a part of its need."""
BLINK = 0.02
"""How often a place is overlooked on purpose, so that the same units are not always put in the same places."""

UnitOrder = Callable[[Terrain, int], tuple[float, ...]]
"""By what units are sorted before they are put in."""


def _few_chances_first(terrain: Terrain, unit: int) -> tuple[float, ...]:
    work = _periods_needed(terrain, unit)
    return (terrain.chances[unit] / max(1, work), -work)


def _long_work_first(terrain: Terrain, unit: int) -> tuple[float, ...]:
    return (-_periods_needed(terrain, unit) * terrain.units[unit].priority,)


def _closing_first(terrain: Terrain, unit: int) -> tuple[float, ...]:
    ends = [opening.open_periods[-1] for opening in terrain.openings_of[unit] if opening.open_periods]
    return (max(ends, default=0), -_periods_needed(terrain, unit))


UNIT_ORDERS: tuple[UnitOrder, ...] = (_few_chances_first, _long_work_first, _closing_first)


def _periods_needed(terrain: Terrain, unit: int) -> float:
    most = terrain.most_a_period[unit]
    return terrain.needs[unit] / most if most else 0.0


def held_stops(terrain: Terrain) -> dict[int, tuple[Stop, ...]]:
    """For each machine the stops that pins, frozen days or a wish hold in their place, in time order."""
    held: dict[int, list[Stop]] = {}
    for (unit, machine_class), opening in terrain.opening.items():
        for first, last in _held_runs(opening.pair):
            machine = next(number for number, classes in enumerate(terrain.classes_of) if machine_class in classes)
            counts = not covers(opening.pair.held, first, last)
            held.setdefault(machine, []).append(Stop(unit, terrain.needs[unit], first, last, counts))
    return {machine: tuple(sorted(stops, key=lambda stop: stop.not_before)) for machine, stops in held.items()}


def _held_runs(pair: EligiblePair) -> Iterator[tuple[int, int]]:
    """First and last period of each run of pinned periods; frozen ones that are more than may be are one."""
    place = {period: number for number, period in enumerate(pair.open_periods)}
    pinned = [period for period in pair.pinned if period in place]
    runs = [
        [period for _number, period in run]
        for _offset, run in groupby(enumerate(pinned), key=lambda numbered: place[numbered[1]] - numbered[0])
    ]
    counted = [run for run in runs if not covers(pair.held, run[0], run[-1])]
    if len(counted) > pair.unit.visits:
        runs = [pinned]
    return ((run[0], run[-1]) for run in runs)


class Insertion:
    """Puts units into rounds."""

    def __init__(self, rounds: Rounds, random: Random | None = None, pieces: int = 1) -> None:
        self.rounds = rounds
        self._first_pieces = pieces
        self.terrain = rounds.terrain
        self.tries = 0
        """How many placements were tried: the measure of effort."""
        self._random = random

    def put_in(self, units: Iterable[int]) -> None:
        """Put in each of these units, in this order, as far as that makes the plan better."""
        for unit in units:
            pieces = self._pieces(unit)
            while self.rounds.left(unit) > 0 and self._has_visit_left(unit):
                best = self._best_place(unit, -(-self.rounds.left(unit) // pieces))
                if best is None or best.worth >= self.rounds.worth:
                    break
                self.rounds.take(best)
                pieces = max(1, pieces - 1)

    def _pieces(self, unit: int) -> int:
        """In how many visits, more or less alike, a unit is to be served: mostly in one."""
        most = self.terrain.units[unit].visits
        if self._random is None or most == 1 or self._random.random() >= IN_PIECES:
            return min(most, self._first_pieces)
        return self._random.randint(1, most)

    def _has_visit_left(self, unit: int) -> bool:
        made = sum(one.stop.counts for _machine, one in self.rounds.at_unit[unit])
        return made < self.terrain.units[unit].visits

    def _best_place(self, unit: int, dossiers: int) -> Trial | None:
        best: Trial | None = None
        stop = Stop(unit, dossiers)
        for machine, place in self._places(unit):
            if self._random is not None and self._random.random() < BLINK:
                continue
            stops = self.rounds.stops[machine]
            trial = self.rounds.tried({machine: (*stops[:place], stop, *stops[place:])})
            self.tries += 1 + len(stops) // 4
            if trial is not None and (best is None or trial.worth < best.worth):
                best = trial
        return best

    def _places(self, unit: int) -> Iterator[tuple[int, int]]:
        """Machines and places in their rounds; of machines that are alike and idle only the first."""
        rounds, seen = self.rounds, set[tuple[int, ...]]()
        machines = self.terrain.machines_for[unit]
        if sum(len(rounds.stops[machine]) for machine in machines) > FEW_STOPS:
            yield from self._near_places(unit, machines)
            return
        for machine in machines:
            if not rounds.stops[machine]:
                alike = tuple(self.terrain.classes_of[machine])
                if alike in seen:
                    continue
                seen.add(alike)
            for place in range(len(rounds.stops[machine]) + 1):
                yield machine, place

    def _near_places(self, unit: int, machines: Sequence[int]) -> Iterator[tuple[int, int]]:
        rounds, allowed = self.rounds, set(machines)
        places: dict[tuple[int, int], None] = {}
        for near in (unit, *self.terrain.nearest(unit)[:NEIGHBOURS]):
            for machine, one in rounds.at_unit[near]:
                if machine in allowed:
                    places[machine, one.place] = None
                    places[machine, one.place + 1] = None
        first_free = sorted(machines, key=lambda machine: (rounds.finish_of(machine), machine))
        seen = set[tuple[int, ...]]()
        for machine in first_free:
            alike = tuple(self.terrain.classes_of[machine])
            if rounds.stops[machine] or alike not in seen:
                places[machine, len(rounds.stops[machine])] = None
                seen.add(alike)
            if len(places) > ENDS + 2 * NEIGHBOURS:
                break
        yield from places


def with_stop(held: Mapping[int, tuple[Stop, ...]], more: tuple[int, Stop] | None) -> dict[int, tuple[Stop, ...]]:
    """What is held, and one stop of one machine more; it may stand beside those that are held, not among them."""
    if more is None:
        return dict(held)
    machine, stop = more
    mine = tuple(sorted((*held.get(machine, ()), stop), key=lambda one: one.not_before))
    return {**held, machine: mine}


def scheduled(
    make: Callable[[], Rounds],
    held: Mapping[int, tuple[Stop, ...]],
    orders: Sequence[UnitOrder] = UNIT_ORDERS,
    is_over: Callable[[], bool] = lambda: False,
) -> Rounds | None:
    """The best of the plans that these orders of units make around what is held; None where that cannot be kept. When
    time is over the first one is made all the same, and nobody else is put into another.
    """
    best: Rounds | None = None
    for order, pieces in _ways(orders, make().terrain):
        rounds = make()
        trial = rounds.tried(held)
        if trial is None:
            return None
        rounds.take(trial)
        units = [unit for unit in range(len(rounds.terrain.units)) if rounds.terrain.needs[unit] > 0]
        ranked = sorted((order(rounds.terrain, unit), unit) for unit in units)
        is_first = best is None
        Insertion(rounds, pieces=pieces).put_in(unit for _rank, unit in ranked if is_first or not is_over())
        if best is None or rounds.worth < best.worth:
            best = rounds
    return best


def _ways(orders: Sequence[UnitOrder], terrain: Terrain) -> list[tuple[UnitOrder, int]]:
    """Each order with units in one piece; where several machines may be at once, the first also in as many pieces."""
    most = max((min(unit.together, unit.visits) for unit in terrain.units), default=1)
    return [*((order, 1) for order in orders), *((order, most) for order in orders[:1] if most > 1)]
