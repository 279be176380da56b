"""Neighbourhoods: some owners are free, on some days or all, the rest stays; column generation finds their best lines.

A neighbourhood whose bound shows that it holds nothing better is left at once. Otherwise lines are mixed: those whose
reduced cost is too high to be part of anything better stay out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.column_generation import Generated, generate
from planner.model.roster.diving import dive
from planner.model.roster.line_model import LineModel, Roster, effects_of
from planner.model.roster.master import Aim, Master
from planner.model.roster.pricing import NO_EFFECT, PricedLine

LEAST_BETTER = 1.0 - 1e-4
"""Values are whole: anything better is better by one."""
MOST_ROUNDS = 60
REMEMBERED = 60
"""Lines of an owner that are remembered."""


class Neighbourhood(NamedTuple):
    """What is free."""

    owners: tuple[int, ...]
    days: tuple[int, ...] | None
    """None: all."""


class Effort(NamedTuple):
    """How long one neighbourhood is searched."""

    seconds: float
    nodes: int
    seed: int


@dataclass(slots=True)
class LineMemory:
    """Lines that were good somewhere, of each owner the newest."""

    _lines: dict[int, dict[tuple[int, ...], PricedLine]] = field(default_factory=dict)

    def keep(self, lines: Iterable[PricedLine]) -> None:
        """Remember lines."""
        for line in lines:
            known = self._lines.setdefault(line.owner, {})
            known.pop(line.line, None)
            known[line.line] = line
            if len(known) > REMEMBERED:
                del known[next(iter(known))]

    def of(self, owner: int) -> list[PricedLine]:
        """The lines of an owner."""
        return list(self._lines.get(owner, {}).values())


def improve(
    model: LineModel,
    roster: Roster,
    goal: int,
    free: Neighbourhood,
    memory: LineMemory,
    effort: Effort,
    is_over: Callable[[], bool],
) -> Roster | None:
    """A roster that is better in the goal and no worse in those before; None if none was found."""
    around = _Around(model, roster, goal, free)
    master, closed = around.master, around.closed
    master.add(roster.lines[owner] for owner in free.owners)
    for owner in free.owners:
        master.add(line for line in memory.of(owner) if around.fits(line))
    value = around.value
    found = generate(master, most_rounds=MOST_ROUNDS, is_over=is_over, closed=closed, enough=value - LEAST_BETTER)
    if found is None or found.bound > value - LEAST_BETTER:
        return None
    lines = _mixed(master, found, roster, value, effort)
    memory.keep(master.lines[place] for place in np.flatnonzero(master.weights_of(found.answer) > 1e-6))
    if lines is None:
        lines = dive(master, found.answer, is_over, closed=closed, too_much=value - LEAST_BETTER)
    if lines is None:
        return None
    changed = model.with_lines(roster, lines)
    memory.keep(lines)
    return changed if changed.goals[: goal + 1] < roster.goals[: goal + 1] and model.is_kept(changed) else None


class _Around:
    """The master of a neighbourhood in a roster."""

    def __init__(self, model: LineModel, roster: Roster, goal: int, free: Neighbourhood):
        pricers = [model.pricers[owner] for owner in free.owners]
        self.closed: Mapping[int, NDArray[np.bool_]] | None = None
        varies: dict[int, NDArray[np.bool_]] | None = None
        taken = roster.counts.copy()
        if free.days is None:
            taken -= effects_of((roster.lines[owner] for owner in free.owners), len(taken))
        else:
            self.closed, varies = {}, {}
            for pricer in pricers:
                line = roster.lines[pricer.number].line
                self.closed[pricer.number] = pricer.closed_outside(line, free.days)
                varies[pricer.number] = pricer.cells_on(free.days)
                cells = pricer.cells_of(line)[list(free.days)]
                effects = pricer.effects[cells]
                np.subtract.at(taken, effects[effects != NO_EFFECT], 1)
        lines = [roster.lines[owner] for owner in free.owners]
        own = sum((model.goals_of(line) for line in lines), np.zeros(model.problem.num_goals, np.int64))
        aim = Aim(goal, ())
        touched = Master.touched(pricers, len(taken), varies)
        costs = model.covers.of(roster.counts) * touched
        in_covers = np.bincount(model.covers.goal, weights=costs, minlength=model.problem.num_goals)
        parts = (own + in_covers).astype(np.int64)
        self.value = float(parts[goal])
        aim = Aim(goal, tuple(parts[:goal].tolist()))
        self.master = Master(aim, pricers, model.problem.totals, model.covers, taken, varies=varies)
        self._cells = {pricer.number: pricer for pricer in pricers}

    def fits(self, line: PricedLine) -> bool:
        """Whether a line leaves alone what is not free."""
        if self.closed is None:
            return True
        cells = self._cells[line.owner].cells_of(line.line)
        return not bool(self.closed[line.owner][cells].any())


def _mixed(
    master: Master, found: Generated, roster: Roster, value: float, effort: Effort
) -> Sequence[PricedLine] | None:
    """The best mix of the lines that may be part of something better; None where that is not better than the roster."""
    duals = master.split(master.cleaned(found.answer.duals))
    room = value - LEAST_BETTER - found.answer.value if found.is_complete else np.inf
    current = {owner: roster.lines[owner].line for owner in master.row_of_owner}
    kept = [
        place
        for place, line in enumerate(master.lines)
        if master.reduced_cost(line, duals) <= room + 1e-6 or line.line == current[line.owner]
    ]
    return master.mixed(kept, current, value, seconds=effort.seconds, nodes=effort.nodes, seed=effort.seed)
