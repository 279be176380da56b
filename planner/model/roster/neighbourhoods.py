"""Neighbourhoods: some owners are free, on some days or all, the rest stays; column generation finds their best lines.

A neighbourhood whose bound shows that it holds nothing better is left at once. Otherwise lines are mixed: those whose
reduced cost is too high to be part of anything better stay out.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.linear_program import Mix
from planner.model.roster.column_generation import Generated, all_within, generate
from planner.model.roster.diving import WORKED, dive
from planner.model.roster.line_memory import LineMemory
from planner.model.roster.line_model import LineModel, Roster, effects_of
from planner.model.roster.master import Aim, Master, MixEffort
from planner.model.roster.pricing import NO_EFFECT, PricedLine

LEAST_BETTER = 1.0 - 1e-4
"""Values are whole: anything better is better by one."""
MOST_ROUNDS = 60
MOST_LINES = 2000
"""Lines that are put into a mix because their prices leave room; where there are more, only those found on the way."""


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
    master, value = around.master, around.value
    if value < LEAST_BETTER:
        return Outcome(None, is_decided=True, owners=free.owners)
    master.add(roster.lines[owner] for owner in free.owners)
    for owner in free.owners:
        master.add(line for line in memory.of(owner) if around.fits(line))
    found = generate(master, most_rounds=MOST_ROUNDS, is_over=is_over, enough=value - LEAST_BETTER)
    if found is None:
        return Outcome(None, is_decided=False, owners=free.owners)
    if found.bound > value - LEAST_BETTER:
        return Outcome(None, is_decided=True, owners=free.owners)
    memory.keep(master.lines[place] for place in np.flatnonzero(master.weights_of(found.answer) > WORKED))
    lines, mix = _mixed(master, found, roster, around, effort)
    if lines is None and not mix.is_decided:
        lines = dive(master, found.answer, is_over, too_much=value - LEAST_BETTER)
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
        varies: dict[int, NDArray[np.bool_]] | None = None
        taken = roster.counts.copy()
        if free.days is None:
            taken -= effects_of((roster.lines[owner] for owner in free.owners), len(taken))
        else:
            varies = {pricer.number: pricer.cells_on(free.days) for pricer in pricers}
            pricers = [pricer.narrowed(roster.lines[pricer.number].line, free.days) for pricer in pricers]
            for pricer in pricers:
                cells = pricer.cells_of(roster.lines[pricer.number].line)[list(free.days)]
                effects = pricer.effects[cells]
                np.subtract.at(taken, effects[effects != NO_EFFECT], 1)
        lines = [roster.lines[owner] for owner in free.owners]
        own = sum((model.goals_of(line) for line in lines), np.zeros(model.problem.num_goals, np.int64))
        touched = Master.touched(pricers, len(taken), varies)
        costs = model.covers.of(roster.counts) * touched
        in_covers = np.bincount(model.covers.goal, weights=costs, minlength=model.problem.num_goals)
        parts = (own + in_covers).astype(np.int64)
        self.value = float(parts[goal])
        aim = Aim(goal, tuple(parts[:goal].tolist()))
        self.master = Master(aim, pricers, model.problem.totals, model.covers, taken, varies=varies)
        self._pricers = {pricer.number: pricer for pricer in pricers}

    def fits(self, line: PricedLine) -> bool:
        """Whether a line leaves alone what is not free."""
        pricer = self._pricers[line.owner]
        return not bool(pricer.is_barred[pricer.cells_of(line.line)].any())


def _mixed(
    master: Master, found: Generated, roster: Roster, around: _Around, effort: MixEffort
) -> tuple[list[PricedLine] | None, Mix]:
    """The best mix of the lines that may be part of something better."""
    duals = master.split(master.row_prices.cleaned(found.answer.duals))
    room = around.value - LEAST_BETTER - found.answer.value if found.is_complete else np.inf
    if found.is_complete:
        for lines in all_within(master, found.duals, around.value - LEAST_BETTER, MOST_LINES):
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
