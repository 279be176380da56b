"""Prices of rows by the volume algorithm (Barahona and Anbil 2000): a bound without a linear program.

Each round prices a line of each owner and moves the prices of rows towards what these lines, and those of the rounds
before, leave open. Rounds are cheap and need no basis, so that a bound comes soon where a linear program of many rows
takes long to begin with; its lines and prices are where column generation goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.model.roster.master import Duals, Floats, Master
from planner.model.roster.pricing import PricedLine

Found = list[tuple[float, PricedLine] | None]
Pricing = Callable[[Duals], tuple[float, Found]]
MEMORY = 0.2
"""How much the newest lines weigh beside all before them."""
TOWARDS_NEWEST = 0.3
PATIENCE, SHORTER = 12, 0.7
"""After so many rounds without a better bound the prices go back to the best ones, and steps become shorter."""
LONGEST, SHORTEST = 1.0, 1e-3
NEARLY, AHEAD, FIRST_AHEAD = 0.03, 0.06, 0.5
"""Of the bound: how near it may come to what is aimed at, and how far ahead the next aim lies."""
NOTHING = 1e-9
ROUNDS_FOR_NOTHING = 80
"""After so many without a bound above 0 none is expected."""
KEPT_ROUNDS = 250
"""Lines of so many last rounds are kept."""


@dataclass(slots=True)
class Priced:
    """What the rounds came to."""

    bound: float
    duals: Duals
    lines: list[PricedLine]
    """Without those that came several times."""


def prices_by_volume(
    master: Master,
    pricing: Pricing,
    *,
    rounds: int,
    target: float,
    is_over: Callable[[], bool],
    enough: float = np.inf,
) -> Priced:
    """So many rounds, fewer where time is over, the bound is `enough` or steps have become too short. `target` is what
    is known to be reached, or infinite.
    """
    rows = master.row_prices.within_box(np.zeros(master.row_prices.number))
    best = Priced(-np.inf, master.split(rows), [])
    lines: dict[tuple[int, tuple[int, ...]], tuple[int, PricedLine]] = {}
    mean: Floats | None = None
    step, idle, aim = LONGEST, 0, -np.inf if np.isinf(target) else target
    for number in range(rounds):
        is_vain = number >= ROUNDS_FOR_NOTHING and best.bound <= NOTHING
        if is_over() or best.bound >= enough or step < SHORTEST or is_vain:
            break
        duals = master.split(rows)
        bound, found = pricing(duals)
        newest = [line[1] for line in found if line is not None]
        lines |= {(line.owner, line.line): (number, line) for line in newest}
        open_now = master.left_open(rows, newest)
        mean = open_now if mean is None else (1 - MEMORY) * mean + MEMORY * open_now
        if bound > best.bound:
            best.bound, best.duals, idle = bound, duals, 0
        else:
            idle += 1
        if idle > PATIENCE:
            step, idle, rows = step * SHORTER, 0, best.duals.rows
        if np.isinf(target) and best.bound > aim - NEARLY * abs(best.bound):
            aim = best.bound + (AHEAD if number else FIRST_AHEAD) * abs(best.bound) + 1.0
        direction = master.row_prices.inwards(rows, TOWARDS_NEWEST * open_now + (1 - TOWARDS_NEWEST) * mean)
        length = float(direction @ direction)
        if length < NOTHING:
            break
        ahead = max(aim, best.bound + 1.0) - best.bound
        rows = master.row_prices.within_box(rows + step * ahead / length * direction)
    best.lines = [line for since, line in lines.values() if since >= number - KEPT_ROUNDS]
    return best
