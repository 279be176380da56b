"""Ruin and recreate: a few owners give up their lines, on all days or some, and find new ones one after the other.

A new line is the cheapest one beside all others', found exactly, under prices with a little noise; then each of these
owners answers the others without noise. A worse roster is taken now and then, ever more rarely (simulated annealing).
It needs no linear program, so it makes many small steps where column generation makes few large ones. A seat without
anybody costs no more than a few steps, at first: a search that pays any price for each seat freezes early.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np

from planner.model.roster.first_roster import FORBIDDEN
from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.recreating_steps import steps
from planner.model.roster.roster_values import Counts
from planner.model.roster.ruining import MOST_FREED
from planner.model.roster.step_arrays import Floats, StepArrays, step_arrays
from planner.model.roster.step_state import Seats, Working, begin
from planner.model.roster.window_lines import Windows, windows

SECONDS_A_STEP, SECONDS_AN_ARC = 3.2e-4, 1.1e-6
"""About how long a step takes, and how much longer for each arc of a day: a fifth more than measured with two searches
on two cores, so that the clock seldom ends what is planned by it. The number of steps does not depend on the clock.
"""
CHUNK_SECONDS, LEAST_CHUNK = 0.1, 20
LEAST_STEPS = 2000
MEETINGS = 24
"""Of searches side by side, in a cycle."""
SHARES = (0.75, 0.25)
"""Of the steps planned, in the first cycles; later ones are as long as the last of these."""
LATER_HEAT = 0.5
"""How hot later cycles begin, as a share of the first."""
HALF = 0.5
"""Costs are whole: what is better by less is rounding."""
HOT, COLD, NOISE = 1.0, 0.01, 0.04
"""Of what a seat costs, where nothing else is known."""


class Heat(NamedTuple):
    """How a search cools down. All is in the unit of costs."""

    seat: float
    """What a seat costs at most that has too few or too many."""
    hot: float
    cold: float
    """What a worse roster may cost at the beginning and at the end of a cycle."""
    noise: float
    """Of prices, times 0.3 to 10."""


class _Chain(NamedTuple):
    """One search of its own."""

    work: Working
    room: Windows


class Recreating:
    """A local search in a model of one goal, with as many searches side by side as there are workers."""

    def __init__(self, model: LineModel, seed: int, workers: int = 1, pool: Executor | None = None):
        self._model = model
        self._arrays: StepArrays = step_arrays(model)
        self._pool = pool
        self._chains = [_chain(model, self._arrays, seed * 1000 + number) for number in range(max(1, workers))]

    def run(
        self,
        roster: Roster,
        heat: Heat,
        seconds: float,
        is_over: Callable[[], bool],
        better: Callable[[Roster], None],
    ) -> Roster:
        """Cycles of steps from hot to cold, each from the best roster so far, until about `seconds` are spent or time
        is over. `better` hears of each better roster. Seats count as `heat` says, and so do `better` and the answer.
        """
        seats = _seats(self._model, heat.seat)
        planned = max(LEAST_STEPS, int(seconds / self.seconds_a_step))
        done, cycle, best = 0, 0, roster
        while done < planned and not is_over():
            number = max(LEAST_STEPS, int(planned * SHARES[min(cycle, len(SHARES) - 1)]))
            cooler = heat._replace(hot=heat.hot * LATER_HEAT) if cycle else heat
            best = self._cycle(best, seats, cooler, number, is_over, better)
            done, cycle = done + number, cycle + 1
        return best

    def _cycle(  # noqa: PLR0917 - each is what it is called
        self,
        roster: Roster,
        seats: Seats,
        heat: Heat,
        number: int,
        is_over: Callable[[], bool],
        better: Callable[[Roster], None],
    ) -> Roster:
        """So many steps, in chunks between which time is looked at."""
        self._start(seats, roster)
        best_value, best = self._best_value, roster
        chunk = max(LEAST_CHUNK, int(CHUNK_SECONDS / self.seconds_a_step))
        ratio = heat.cold / heat.hot
        for first in range(0, number, chunk):
            if is_over():
                break
            last = min(number, first + chunk)
            hot, cold = heat.hot * ratio ** (first / number), heat.hot * ratio ** (last / number)
            self._step(seats, last - first, heat._replace(hot=hot, cold=cold))
            if first * MEETINGS // number < last * MEETINGS // number < MEETINGS:
                self._meet(seats)
            if self._best_value < best_value - HALF:
                best_value, best = self._best_value, self._best()
                better(best)
        return best

    def value_of(self, roster: Roster, heat: Heat) -> tuple[float, list[float]]:
        """What a roster costs as a step sees it, and what each owner's line costs in that."""
        self._start(_seats(self._model, heat.seat), roster)
        work = self._chains[0].work
        return float(work.value[0]), work.own_costs.tolist()

    @property
    def seconds_a_step(self) -> float:
        """About how long a step takes."""
        days = max(1, len(_open_days(self._model)))
        arcs = sum(len(pricer.graph.sources) for pricer in self._model.pricers) / len(self._model.pricers)
        return SECONDS_A_STEP + SECONDS_AN_ARC * arcs / days

    @property
    def _best_value(self) -> float:
        return min(float(chain.work.best_value[0]) for chain in self._chains)

    def _start(self, seats: Seats, roster: Roster) -> None:
        pairs = zip(self._model.pricers, roster.lines, strict=True)
        cells = np.vstack([pricer.cells_of(line.line) for pricer, line in pairs])
        for chain in self._chains:
            chain.work.lines[:] = cells
            begin(self._arrays, seats, chain.work)

    def _meet(self, seats: Seats) -> None:
        """All searches go on from the one that stands best, and keep the best each has found."""
        ahead = min(self._chains, key=lambda chain: float(chain.work.value[0])).work
        for chain in self._chains:
            work = chain.work
            if work is not ahead:
                lines, value = work.best_lines.copy(), float(work.best_value[0])
                work.lines[:] = ahead.lines
                begin(self._arrays, seats, work)
                if value < float(work.best_value[0]):
                    work.best_lines[:], work.best_value[0] = lines, value

    def _step(self, seats: Seats, number: int, heat: Heat) -> None:
        cooling = float(heat.hot), float(heat.cold), float(heat.noise)

        def run(chain: _Chain) -> None:
            steps(self._arrays, seats, chain.work, chain.room, number, *cooling)

        if self._pool is None or len(self._chains) == 1:
            for chain in self._chains:
                run(chain)
        else:
            list(self._pool.map(run, self._chains))

    def _best(self) -> Roster:
        work = min((chain.work for chain in self._chains), key=lambda work: float(work.best_value[0]))
        lines = []
        for pricer, cells in zip(self._model.pricers, work.best_lines, strict=True):
            line = pricer.describe(tuple((cells - pricer.cell_starts[:-1]).tolist()))
            if line is None:
                raise AssertionError(pricer.number)
            lines.append(line)
        return self._model.roster(lines)


def _chain(model: LineModel, arrays: StepArrays, seed: int) -> _Chain:
    owners, days = len(model.pricers), model.problem.days
    kept = tuple(np.zeros((MOST_FREED, days), np.int32) for _ in range(3))
    work = Working(
        np.zeros((owners, days), np.int32),
        np.zeros(len(model.covers.need), np.int64),
        np.zeros(owners),
        np.zeros(1),
        np.zeros((owners, days), np.int32),
        np.zeros(1),
        np.random.default_rng(seed).integers(1, 2**63, 1, dtype=np.uint64),
        np.zeros(arrays.own.shape[1]),
        *kept,
    )
    return _Chain(work, windows(arrays, MOST_FREED))


def _open_days(model: LineModel) -> list[int]:
    """Days on which anybody has a choice."""
    widths = np.array([pricer.graph.widths for pricer in model.pricers]).max(axis=0)
    return [int(day) for day in np.flatnonzero(widths > 1)]


def _seats(model: LineModel, most: float) -> Seats:
    """The covers of a model; none costs more than `most` for each that is missing or too many."""
    covers = model.covers
    able: list[list[int]] = [[] for _ in covers.need]
    days = np.zeros(len(covers.need), np.int32)
    for pricer in model.pricers:
        cells = np.flatnonzero(pricer.has_effect & ~pricer.is_barred)
        cell_days = np.searchsorted(pricer.cell_starts, cells, side="right") - 1
        for cover, day in zip(pricer.effects[cells].tolist(), cell_days.tolist(), strict=True):
            able[cover].append(pricer.number)
            days[cover] = day
    return Seats(
        covers.need,
        _at_most(covers.under, most),
        _at_most(np.where(covers.is_strict, int(FORBIDDEN), covers.over), most),
        np.concatenate([[0], np.cumsum([len(of_cover) for of_cover in able])]).astype(np.int32),
        np.array([owner for of_cover in able for owner in of_cover], np.int32),
        days,
        np.array(_open_days(model), np.int32),
    )


def _at_most(costs: Counts, most: float) -> Floats:
    """Costs that are no higher than that; those stay that stand for what is forbidden."""
    return np.where(costs >= FORBIDDEN, costs, np.minimum(costs, most)).astype(np.float64)


def usual_heat(model: LineModel) -> Heat:
    """For a model whose goal nobody has weighed: a seat that has too few is what everything else is measured by."""
    costs = model.covers.under[model.covers.under < FORBIDDEN]
    seat = float(max(1, costs.max(initial=1)))
    return Heat(seat=seat, hot=HOT * seat, cold=COLD * seat, noise=NOISE * seat)
