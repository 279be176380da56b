"""Neighbourhoods: some owners are free, on some days or all, the rest stays; column generation finds their best lines.

A neighbourhood whose bound shows that it holds nothing better is left at once. Otherwise lines are mixed: those whose
reduced cost is too high to be part of anything better stay out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.roster.column_generation import Generated, all_within, generate
from planner.model.roster.diving import WORKED, dive
from planner.model.roster.line_model import LineModel, Roster, effects_of
from planner.model.roster.linear_program import Mix
from planner.model.roster.master import Aim, Master, MixEffort
from planner.model.roster.pricing import NO_EFFECT, PricedLine

LEAST_BETTER = 1.0 - 1e-4
"""Values are whole: anything better is better by one."""
MOST_ROUNDS = 60
MOST_LINES = 2000
"""Lines that are put into a mix because their prices leave room; where there are more, only those found on the way."""
REMEMBERED = 60
"""Lines of an owner that are remembered."""


class Neighbourhood(NamedTuple):
    """What is free."""

    owners: tuple[int, ...]
    days: tuple[int, ...] | None
    """None: all."""


class Outcome(NamedTuple):
    """What a neighbourhood held."""

    roster: Roster | None
    """Better than the one before; None where nothing was found."""
    is_decided: bool
    """Whether the neighbourhood was small enough to be searched to its end, or nearly."""
    owners: tuple[int, ...]
    """Who was free."""


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
    free: Neighbourhood,
    *,
    goal: int,
    memory: LineMemory,
    effort: MixEffort,
    is_over: Callable[[], bool],
) -> Outcome:
    """A roster that is better in the goal and no worse in those before, if one was found."""
    around = _Around(model, roster, goal, free)
    master, closed, value = around.master, around.closed, around.value
    if value < LEAST_BETTER:
        return Outcome(None, is_decided=True, owners=free.owners)
    master.add(roster.lines[owner] for owner in free.owners)
    for owner in free.owners:
        master.add(line for line in memory.of(owner) if around.fits(line))
    found = generate(master, most_rounds=MOST_ROUNDS, is_over=is_over, closed=closed, enough=value - LEAST_BETTER)
    if found is None:
        return Outcome(None, is_decided=False, owners=free.owners)
    if found.bound > value - LEAST_BETTER:
        return Outcome(None, is_decided=True, owners=free.owners)
    memory.keep(master.lines[place] for place in np.flatnonzero(master.weights_of(found.answer) > WORKED))
    lines, mix = _mixed(master, found, roster, around, effort)
    if lines is None and not mix.is_decided:
        lines = dive(master, found.answer, is_over, closed=closed, too_much=value - LEAST_BETTER)
    if lines is None:
        return Outcome(None, mix.is_decided, owners=free.owners)
    memory.keep(lines)
    changed = model.with_lines(roster, lines)
    is_better = changed.goals[: goal + 1] < roster.goals[: goal + 1] and model.is_kept(changed)
    return Outcome(changed if is_better else None, mix.is_decided, owners=free.owners)


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
    master: Master, found: Generated, roster: Roster, around: _Around, effort: MixEffort
) -> tuple[list[PricedLine] | None, Mix]:
    """The best mix of the lines that may be part of something better."""
    duals = master.split(master.cleaned(found.answer.duals))
    room = around.value - LEAST_BETTER - found.answer.value if found.is_complete else np.inf
    if found.is_complete:
        for lines in all_within(master, duals, room, MOST_LINES, around.closed):
            master.add(lines)
    current = {owner: roster.lines[owner].line for owner in master.row_of_owner}
    kept = np.array(
        [
            line.line == current[line.owner] or master.reduced_cost(line, duals) <= room + WORKED
            for line in master.lines
        ],
        np.bool_,
    )
    return master.mixed(kept, current, around.value, effort)
