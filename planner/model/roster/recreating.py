"""Ruin and recreate: a few owners give up their lines, on all days or some, and find new ones one after the other.

A new line is the cheapest one beside all others', found exactly, under prices with a little noise; then each of these
owners answers the others without noise. A worse roster is taken now and then, ever more rarely (simulated annealing).
It needs no linear program, so it makes many small steps where column generation makes few large ones.
"""

from collections.abc import Callable, Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.first_roster import cover_prices
from planner.model.roster.line_model import LineModel, Roster, effects_of
from planner.model.roster.pricing import LinePricer, PricedLine

OWNERS_FREED = (1, 2, 2, 2, 3, 3, 4)
SHARE_OF_WINDOWS = 0.85
SHARE_OF_SORES = 0.5
TRIES_IN_A_WINDOW = 6
"""To narrow a graph to a window takes longer than to find lines in it."""
WINDOW = (4, 18)
"""Days, from and to."""
NOISES = (0.3, 1.0, 3.0, 10.0, 30.0)
"""Of the prices of seats, in units."""
STEPS_A_CYCLE = 500
IDLE_CYCLES = 2
"""After so many that have found nothing the search ends."""
HOTTEST, COLDEST = 10.0, 0.1
"""What a worse roster may cost at the beginning and at the end of a cycle, in units."""

Floats = NDArray[np.float64]


class Recreating:
    """A local search in a model of one goal."""

    def __init__(self, model: LineModel, unit: float, seed: int):
        """`unit` is how much a step weighs that matters."""
        self._model = model
        self._unit = unit
        self._random = np.random.default_rng(seed)
        self._weights = np.ones(1)
        self._nothing_paid = np.zeros(len(model.problem.totals))
        self._able: dict[int, list[int]] = {}
        self._day: dict[int, int] = {}
        for pricer in model.pricers:
            cells = np.flatnonzero(pricer.has_effect & ~pricer.is_barred)
            cell_days = np.searchsorted(pricer.cell_starts, cells, side="right") - 1
            for cover, day in zip(pricer.effects[cells].tolist(), cell_days.tolist(), strict=True):
                self._able.setdefault(cover, []).append(pricer.number)
                self._day[cover] = day
        self._is_coverable = np.isin(np.arange(len(model.covers.need)), list(self._able))

    def run(self, roster: Roster, is_over: Callable[[], bool], better: Callable[[Roster], None]) -> Roster:
        """Cycles of steps from hot to cold, each from the best roster so far, until the time is over or cycles find
        nothing. `better` hears of each better roster.
        """
        best, idle = roster, 0
        while idle < IDLE_CYCLES:
            current, before = best, best.goals
            for step in range(STEPS_A_CYCLE):
                if is_over():
                    return best
                heat = self._unit * HOTTEST * (COLDEST / HOTTEST) ** (step / STEPS_A_CYCLE)
                changed = self._step(current)
                loss = float(changed.goals[0] - current.goals[0])
                if loss <= 0 or self._random.random() < exp(-loss / heat):
                    current = changed
                    if current.goals < best.goals:
                        best = current
                        better(best)
            idle = idle + 1 if best.goals == before else 0
        return best

    def _step(self, roster: Roster) -> Roster:
        sore = self._sore_cover(roster)
        owners = self._some_owners(sore)
        pricers = self._narrowed(roster, owners, sore)
        is_narrow = any(pricers[owner] is not self._model.pricers[owner] for owner in owners)
        tries = [self._recreated(roster, owners, pricers) for _ in range(TRIES_IN_A_WINDOW if is_narrow else 1)]
        return min(tries, key=lambda changed: changed.goals)

    def _recreated(self, roster: Roster, owners: Sequence[int], pricers: dict[int, LinePricer]) -> Roster:
        """The roster in which these owners have found new lines."""
        counts = roster.counts - effects_of([roster.lines[owner] for owner in owners], len(roster.counts))
        noise = self._unit * self._random.choice(NOISES)
        lines: dict[int, PricedLine] = {}
        for owner in owners:
            worth = cover_prices(self._model, counts, self._weights)
            worth += self._random.normal(0.0, noise, len(worth))
            lines[owner] = self._answer(pricers[owner], worth) or roster.lines[owner]
            counts = counts + effects_of([lines[owner]], len(counts))
        for owner in owners:
            counts = counts - effects_of([lines[owner]], len(counts))
            worth = cover_prices(self._model, counts, self._weights)
            lines[owner] = self._answer(pricers[owner], worth) or lines[owner]
            counts = counts + effects_of([lines[owner]], len(counts))
        return self._model.with_lines(roster, lines.values())

    def _answer(self, pricer: LinePricer, worth: Floats) -> PricedLine | None:
        found = pricer.cheapest(self._weights, worth, self._nothing_paid)
        return None if found is None else found[1]

    def _sore_cover(self, roster: Roster) -> int | None:
        """A cover that has too few or too many; None now and then, and where all have what they need."""
        if self._random.random() > SHARE_OF_SORES:
            return None
        covers = self._model.covers
        sores = np.flatnonzero(covers.of(roster.counts))
        sores = sores[self._is_coverable[sores]]
        return int(self._random.choice(sores)) if len(sores) else None

    def _some_owners(self, sore: int | None) -> list[int]:
        number = min(len(self._model.pricers), int(self._random.choice(OWNERS_FREED)))
        everybody = np.arange(len(self._model.pricers))
        if sore is None:
            return [int(owner) for owner in self._random.choice(everybody, number, replace=False)]
        able = self._able[sore]
        first = int(self._random.choice(able))
        others = self._random.choice(everybody[everybody != first], number - 1, replace=False)
        return [first, *(int(owner) for owner in others)]

    def _narrowed(self, roster: Roster, owners: Sequence[int], sore: int | None) -> dict[int, LinePricer]:
        """Pricers of these owners, mostly of a window of days only: around the sore cover, if any."""
        pricers = {owner: self._model.pricers[owner] for owner in owners}
        days = self._model.problem.days
        if days <= WINDOW[0] or self._random.random() > SHARE_OF_WINDOWS:
            return pricers
        length = int(self._random.integers(WINDOW[0], min(days, WINDOW[1]) + 1))
        first = int(self._random.integers(0, days - length + 1))
        if sore is not None:
            first = max(0, min(days - length, self._day[sore] - int(self._random.integers(0, length))))
        window = range(first, first + length)
        return {owner: pricers[owner].narrowed(roster.lines[owner].line, window) for owner in owners}


def soonest(model: LineModel) -> Roster | None:
    """A first roster of a blend, in which nothing but an owner's own rules is kept; None where one has no line."""
    counts = np.zeros(len(model.problem.covers), np.int64)
    lines = []
    for pricer in model.pricers:
        worth = cover_prices(model, counts, np.ones(1))
        found = pricer.cheapest(np.ones(1), worth, np.zeros(len(model.problem.totals)))
        if found is None:
            return None
        lines.append(found[1])
        counts = counts + effects_of([found[1]], len(counts))
    return model.roster(lines)
