"""A sound roster at once: one owner after another works the line that is cheapest beside those already there."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.line_memory import LineMemory
from planner.model.roster.line_model import LineModel, Roster, effects_of
from planner.model.roster.pricing import LinePricer, PricedLine
from planner.model.roster.roster_values import Counts

EARLIER_WEIGHS = 1000.0
"""How much more one of a goal weighs than one of the next, where one line is sought for all goals at once."""
FORBIDDEN = 1e6
PRICED_TIMES = 60
LEAST_STEP = 1e-3
NOISE = (0.01, 0.3, 1.0, 3.0, 10.0, 30.0)
"""How much prices of cells are shaken, in turns, until a line keeps its totals."""
MANY_DRAWS, FEW_DRAWS = 12, 2
MOST_REPAIRS = 1500
HALF = 0.5
MOST_PASSES = 50

Floats = NDArray[np.float64]


def goal_weights(num_goals: int, first: int = 0) -> Floats:
    """Weights that put goals in their order; goals before `first` weigh as much as the first one."""
    steps = np.maximum(0, np.arange(num_goals) - first)
    weights: Floats = EARLIER_WEIGHS ** -steps.astype(np.float64)
    return weights


def cover_prices(model: LineModel, counts: Counts, weights: Floats) -> Floats:
    """What one more of each effect is worth beside the others."""
    covers = model.covers
    worth = np.where(counts < covers.need, covers.under, -covers.over).astype(np.float64) * weights[covers.goal]
    worth[covers.is_strict & (counts >= covers.need)] = -FORBIDDEN
    return worth


def sound_line(
    model: LineModel, pricer: LinePricer, weights: Floats, worth: Floats, *, draws: int
) -> PricedLine | None:
    """The cheapest line that keeps totals of the master as well, found by raising what broken totals pay; None where
    the owner has no line, or none that keeps the totals was found.
    """
    shaken = np.random.default_rng(pricer.number)
    nearest: PricedLine | None = None
    for draw in range(draws + 1 if pricer.rows else 1):
        noise = (NOISE[(draw - 1) % len(NOISE)] if draw else 0.0) * shaken.random(len(pricer.effects))
        line = _kept_by_pay(model, pricer, weights, worth, noise)
        if line is None or not _broken(model, pricer, line):
            return line
        if nearest is None or _excess(model, pricer, line) < _excess(model, pricer, nearest):
            nearest = line
    return None if nearest is None or draws < MANY_DRAWS else _repaired(model, pricer, nearest, worth, shaken)


def _kept_by_pay(
    model: LineModel, pricer: LinePricer, weights: Floats, worth: Floats, noise: Floats
) -> PricedLine | None:
    """The cheapest line that keeps the totals, with a little noise on the prices, so that totals change by little where
    the pay changes by little; else the one that breaks them least. None where the owner has no line whatever is paid.
    """
    paid = np.zeros(len(model.problem.totals))
    step: dict[int, float] = {}
    nearest: PricedLine | None = None
    for _ in range(PRICED_TIMES):
        found = pricer.cheapest(weights, worth, paid, noise=noise)
        if found is None:
            return None
        broken = _broken(model, pricer, found[1])
        if not broken:
            return found[1]
        if nearest is None or _excess(model, pricer, found[1]) < _excess(model, pricer, nearest):
            nearest = found[1]
        for number, direction in broken:
            last = step.get(number, 0.0)
            is_back = last * direction < 0
            begin = max(LEAST_STEP, float(np.abs(paid).max()) / 4)
            size = abs(last) / 2 if is_back else (abs(last) * 2 if last else begin)
            step[number] = direction * size
            paid[number] += step[number]
    return nearest


def _repaired(
    model: LineModel, pricer: LinePricer, line: PricedLine, worth: Floats, random: np.random.Generator
) -> PricedLine | None:
    """A line that keeps its totals, made from one that nearly does by changing a window of days at a time; None if that
    comes to no end.
    """
    days, excess = len(line.line), _excess(model, pricer, line)
    nothing = np.zeros(model.problem.num_goals)
    for _ in range(MOST_REPAIRS):
        length = min(days, int(random.integers(5, 22)))
        first = int(random.integers(0, days - length + 1))
        paid = np.zeros(len(model.problem.totals))
        for number, direction in _broken(model, pricer, line):
            paid[number] = direction * 10.0 ** random.integers(-2, 4)
        noise = 10.0 ** random.integers(-1, 3) * random.random(len(pricer.effects))
        found = pricer.narrowed(line.line, range(first, first + length)).cheapest(
            nothing, float(random.random() < HALF) * worth, paid, noise=noise
        )
        if found is not None and _excess(model, pricer, found[1]) <= excess:
            line, excess = found[1], _excess(model, pricer, found[1])
            if not excess:
                return line
    return None


def _excess(model: LineModel, pricer: LinePricer, line: PricedLine) -> float:
    """By how much totals are broken, as shares of their limits."""
    excess = 0.0
    for row in pricer.rows:
        total, amount = model.totals_of[pricer.number][row.place], line.amounts[row.place]
        if total.lowest is not None and amount < total.lowest:
            excess += (total.lowest - amount) / max(1, total.lowest)
        if total.highest is not None and amount > total.highest:
            excess += (amount - total.highest) / max(1, total.highest)
    return excess


def _broken(model: LineModel, pricer: LinePricer, line: PricedLine) -> list[tuple[int, float]]:
    broken = []
    for row in pricer.rows:
        total, amount = model.totals_of[pricer.number][row.place], line.amounts[row.place]
        if total.lowest is not None and amount < total.lowest:
            broken.append((row.number, 1.0))
        elif total.highest is not None and amount > total.highest:
            broken.append((row.number, -1.0))
    return broken


def first_roster(model: LineModel) -> Roster | None:
    """A sound roster; None where no line was found for somebody, which proves nothing."""
    weights = goal_weights(model.problem.num_goals)
    counts = np.zeros(len(model.problem.covers), np.int64)
    lines: list[PricedLine] = []
    for pricer in model.pricers:
        line = sound_line(model, pricer, weights, cover_prices(model, counts, weights), draws=MANY_DRAWS)
        if line is None:
            return None
        lines.append(line)
        counts = counts + effects_of([line], len(counts))
    roster = model.roster(lines)
    return roster if model.is_kept(roster) else None


def soonest(model: LineModel) -> Roster | None:
    """A first roster in which nothing but owners' graphs is kept; None where one has no line."""
    weights = goal_weights(model.problem.num_goals)
    counts = np.zeros(len(model.problem.covers), np.int64)
    lines = []
    for pricer in model.pricers:
        worth = cover_prices(model, counts, weights)
        found = pricer.cheapest(weights, worth, np.zeros(len(model.problem.totals)))
        if found is None:
            return None
        lines.append(found[1])
        counts = counts + effects_of([found[1]], len(counts))
    return model.roster(lines)


def one_by_one(model: LineModel, roster: Roster, goal: int, is_over: Callable[[], bool], memory: LineMemory) -> Roster:
    """Each owner in turn works the line that is cheapest beside the others, until nobody gains. All are remembered."""
    weights = goal_weights(model.problem.num_goals, goal)
    for _ in range(MOST_PASSES):
        before = roster.goals
        for owner in range(len(roster.lines)):
            if is_over():
                return roster
            counts = roster.counts - effects_of([roster.lines[owner]], len(roster.counts))
            line = sound_line(
                model, model.pricers[owner], weights, cover_prices(model, counts, weights), draws=FEW_DRAWS
            )
            if line is not None and line.line != roster.lines[owner].line:
                memory.keep([line])
                changed = model.with_lines(roster, [line])
                if changed.goals < roster.goals and model.is_kept(changed):
                    roster = changed
        if roster.goals == before:
            break
    return roster
