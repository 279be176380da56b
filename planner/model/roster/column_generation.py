"""Column generation: lines are priced and put into the master until none could make it better.

Prices are smoothed (Wentges): lines are priced at the middle of the master's prices and those that gave the best bound
so far, first none at all, which calms the search down. Each round gives a Lagrangian bound: the sum over owners of
their cheapest line, and what covers and totals are worth at these prices.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from planner.model.linear_program import LinearAnswer
from planner.model.roster.master import Duals, Master
from planner.model.roster.pricing import LinePricer, PricedLine
from planner.model.roster.volume import Priced, prices_by_volume

SMOOTHING = 0.5
LEAST_GAIN = 1e-6
ARCS_WORTH_THREADS = 300_000
"""With fewer, prices are found sooner by one thread."""
ALMOST_ONE = 1 - 1e-6
"""Values are whole: a bound that is nearer than one to a value proves it."""
NO_BOUND = -np.inf


@dataclass(slots=True)
class Generated:
    """What column generation came to."""

    answer: LinearAnswer
    bound: float
    """Nothing is better than this, lines not found yet included; minus infinity if no round was complete."""
    duals: Duals
    """The prices that gave the bound."""
    is_complete: bool
    """Whether no line could make the answer better."""


def generate(
    master: Master,
    *,
    most_rounds: int,
    is_over: Callable[[], bool],
    fixed: frozenset[int] = frozenset(),
    pool: Executor | None = None,
    enough: float = np.inf,
    begun: Priced | None = None,
) -> Generated | None:
    """Price and solve until nothing improves, or for so many rounds. None where the solver fails.

    Owners in `fixed` keep their lines and are not priced; then no bound is told. The search ends early when the bound
    passes `enough`. `begun` is what rounds before have found.
    """
    free = [pricer for pricer in master.pricers if pricer.number not in fixed]
    answer = master.program.solve()
    if answer is None:
        return None
    best = master.split(np.zeros(len(answer.duals))) if begun is None else begun.duals
    if begun is not None or fixed:
        bound = NO_BOUND if begun is None else begun.bound
    else:
        bound = _bound(master, best, _priced(free, best, pool))
    state = Generated(answer, bound, best, is_complete=False)
    for _ in range(most_rounds):
        if is_over() or state.bound >= enough:
            break
        own = master.split(master.row_prices.cleaned(state.answer.duals))
        gains: list[PricedLine] = []
        for duals in (master.split(SMOOTHING * state.duals.rows + (1 - SMOOTHING) * own.rows), own):
            found = _priced(free, duals, pool)
            bound = NO_BOUND if fixed else _bound(master, duals, found)
            if bound > state.bound:
                state.bound, state.duals = bound, duals
            gains = _gaining(master, own, found)
            if gains:
                break
        answer = master.program.solve() if master.add(gains) else state.answer
        if answer is None:
            return None
        state.answer = answer
        state.is_complete = not gains or answer.value - state.bound < LEAST_GAIN
        if state.is_complete:
            break
    return state


def prices_before(
    master: Master, *, rounds: int, target: float, is_over: Callable[[], bool], pool: Executor | None = None
) -> Priced:
    """Prices, lines and a bound from which column generation goes on: its lines are put into the master."""

    def pricing(duals: Duals) -> tuple[float, list[tuple[float, PricedLine] | None]]:
        found = _priced(master.pricers, duals, pool)
        return _bound(master, duals, found), found

    priced = prices_by_volume(
        master, pricing, rounds=rounds, target=target, is_over=is_over, enough=target - ALMOST_ONE
    )
    master.add(priced.lines)
    return priced


def _priced(pricers: list[LinePricer], duals: Duals, pool: Executor | None) -> list[tuple[float, PricedLine] | None]:
    def price(pricer: LinePricer) -> tuple[float, PricedLine] | None:
        return pricer.cheapest(duals.weights, duals.covers, duals.totals)

    is_long = sum(len(pricer.graph.sources) for pricer in pricers) > ARCS_WORTH_THREADS
    return list(pool.map(price, pricers) if pool is not None and is_long else map(price, pricers))


def _bound(master: Master, duals: Duals, found: list[tuple[float, PricedLine] | None]) -> float:
    without = master.elastic_owner
    lines: float = sum(without if line is None else min(line[0], without) for line in found)
    return lines + master.row_prices.constant_part(duals.rows)


def _gaining(master: Master, own: Duals, found: list[tuple[float, PricedLine] | None]) -> list[PricedLine]:
    """Lines that are cheaper at the master's own prices than what their owner's row pays."""
    gaining = []
    for line in found:
        if line is not None and master.reduced_cost(line[1], own) < -LEAST_GAIN:
            gaining.append(line[1])
    return gaining


def all_within(master: Master, duals: Duals, highest: float, most: int) -> list[list[PricedLine]]:
    """Every line that can be in a roster that costs no more than `highest`, of each owner; nothing at all where these
    are more than `most`. True at any prices: a roster costs at least the bound at these prices, and more by what each
    of its lines costs beyond the cheapest one of its owner. The nearer the bound, the fewer the lines.
    """
    found = _priced(master.pricers, duals, None)
    room = highest - _bound(master, duals, found) + LEAST_GAIN
    everything: list[list[PricedLine]] = []
    left = most
    for pricer, cheapest in zip(master.pricers, found, strict=True):
        if cheapest is None:
            return []
        lines = pricer.within(duals.weights, duals.covers, duals.totals, limit=cheapest[0] + room, most=left)
        if lines is None:
            return []
        left -= len(lines)
        everything.append(lines)
    return everything
