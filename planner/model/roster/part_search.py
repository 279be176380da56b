"""The search for one part: a first roster at once, then each goal's bound, a dive and neighbourhoods."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from math import ceil, inf
from time import monotonic

import numpy as np

from planner.model.roster.column_generation import Generated, all_within, generate, prices_before
from planner.model.roster.diving import WORKED, dive
from planner.model.roster.first_roster import first_roster, one_by_one, soonest
from planner.model.roster.line_memory import LineMemory
from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.line_problem import Line
from planner.model.roster.master import Aim, Master, MixEffort
from planner.model.roster.neighbourhood_choice import Kind, NeighbourhoodChooser
from planner.model.roster.neighbourhoods import Neighbourhood, Outcome, improve
from planner.model.roster.pricing import PricedLine
from planner.model.roster.recreating import Recreating, usual_heat
from planner.model.roster.volume import Priced

ROUNDING = 1e-6
LONGEST = 3600.0
MOST_ROUNDS = 400
MOST_PROVING_LINES = 20_000
PROVING_NODES = 20_000
MIX_SECONDS = 1.5
MIX_NODES = 400
POLISH_SHARE = 0.5
"""Of the time at most, for the first roster to become better owner by owner; that mostly ends long before."""
MOST_ROWS = 3000
"""Covers and owners; with more, all lines at once take longer than anybody waits, and the bound is that of prices."""
VOLUME_ROUNDS = 300
FIRST_SECONDS = 120.0
"""For a first roster by small steps, at most."""
RECREATING_SHARE = 0.35
"""Of the time that is left, for small steps, where there is one goal only."""
ARCS_OF_STEPS = 12_000
"""Of a graph for small steps: limits that take more are kept by paying for them, which makes ten steps out of one."""
ROOT_SHARE, BETWEEN_ROOTS = 0.3, 0.4
"""Of the time that is left: how long lines of all owners are priced at once, and how long neighbourhoods are searched
before it goes on where it was not complete.
"""
IsOver = Callable[[], bool]


class PartSearch:
    """Looks for the best roster of one part, goal after goal."""

    def __init__(self, model: LineModel, seed: int, workers: int, pool: Executor | None):
        self.model = model
        self.roster: Roster | None = None
        self.bounds = [0] * model.problem.num_goals
        self._under: dict[int, tuple[int, ...]] = {}
        """Of each goal that was bounded, the values of the goals before under which its bound holds."""
        self.told: Callable[[], None] = lambda: None
        """Called after each better roster and each better bound."""
        self._seed = seed
        self._workers = workers
        self._pool = pool
        self._memory = LineMemory()
        self._choosers: dict[int, NeighbourhoodChooser] = {}
        self._rooted: set[int] = set()
        self._roots: dict[int, tuple[Master, Priced]] = {}
        self._tries = 0
        self._is_polished = False
        self._num_rows = len(model.problem.covers) + len(model.problem.owners)

    def begin(self, start: Sequence[Line] | None, is_over: IsOver) -> None:
        """A first roster: the one given if it is sound and better, else line by line, else by small steps from lines
        that break totals, else by column generation.
        """
        given = None if start is None else self.model.read(start)
        for roster in (given, first_roster(self.model)):
            if roster is not None:
                self._accept(roster)
        made = soonest(self.model) if self.roster is None else None
        if made is not None and self.model.problem.num_goals == 1:
            self._small_steps(made, FIRST_SECONDS, lambda: is_over() or self.roster is not None)
        if made is not None and self.roster is None:
            self._root(0, is_over)

    def offer(self, lines: Sequence[Line]) -> bool:
        """Take up a roster found elsewhere, if it is sound and better; says whether it was."""
        roster = self.model.read(lines)
        return roster is not None and self._accept(roster)

    def is_proven(self, goal: int) -> bool:
        """Whether nothing better exists in a goal."""
        return self.roster is not None and self.bounds[goal] >= self.roster.goals[goal]

    def search(self, goal: int, is_over: IsOver, seconds_left: Callable[[], float]) -> None:
        """Look for better rosters in a goal until its bound is met or time is over."""
        if self.roster is None or self.is_proven(goal):
            return
        if not self._is_polished:
            self._is_polished = True
            soon = sooner(is_over, POLISH_SHARE * seconds_left())
            self._accept(one_by_one(self.model, self.roster, 0, soon, self._memory))
        is_first = True
        while not is_over() and not self.is_proven(goal):
            is_rooted = goal in self._rooted
            if not is_rooted:
                self._root(goal, sooner(is_over, ROOT_SHARE * seconds_left()), seconds_left)
                is_rooted = goal in self._rooted
            if is_first and self.model.problem.num_goals == 1:
                self._recreate(goal, is_over, RECREATING_SHARE * seconds_left())
            is_first = False
            until = is_over if is_rooted else sooner(is_over, BETWEEN_ROOTS * seconds_left())
            self.improve(goal, until)

    def _recreate(self, goal: int, is_over: IsOver, seconds: float) -> None:
        """Small steps around the roster, for about so long."""
        if self.roster is not None and not self.is_proven(goal):
            self._small_steps(self.roster, seconds, lambda: is_over() or self.is_proven(goal))

    def _small_steps(self, begun: Roster, seconds: float, is_over: IsOver) -> None:
        """Ruin and recreate from a roster, in graphs that keep only what takes few arcs."""
        model = self._light_model()
        search = Recreating(model, self._seed, self._workers, self._pool)
        search.run(model.again(begun), usual_heat(model), seconds, is_over, self._heed)

    def _light_model(self) -> LineModel:
        if max(len(pricer.graph.sources) for pricer in self.model.pricers) <= ARCS_OF_STEPS:
            return self.model
        return LineModel(self.model.problem, ARCS_OF_STEPS)

    def _heed(self, roster: Roster) -> None:
        self.offer(roster.choices)

    def improve(self, goal: int, is_over: IsOver) -> None:
        """Search neighbourhoods of the roster until its bound is met or time is over."""
        if self.roster is None:
            return
        chooser = self._choosers.setdefault(goal, NeighbourhoodChooser(self.model, goal, self._seed + goal))
        if self._workers > 1 and self._pool is not None:
            self._side_by_side(goal, chooser, is_over)
            return
        while self.roster is not None and not is_over() and not self.is_proven(goal):
            free, kind = chooser.next(self.roster)
            self._hear(goal, chooser, kind, self._improved(self.roster, goal, free, is_over))

    def _side_by_side(self, goal: int, chooser: NeighbourhoodChooser, is_over: IsOver) -> None:
        """Several neighbourhoods at once; what one finds is put into the roster that the others have made meanwhile."""
        assert self._pool is not None  # noqa: S101 - asked before
        running: dict[Future[Outcome], Kind] = {}
        while running or not (is_over() or self.is_proven(goal)):
            while self.roster and len(running) < self._workers and not (is_over() or self.is_proven(goal)):
                free, kind = chooser.next(self.roster)
                running[self._pool.submit(self._improved, self.roster, goal, free, is_over)] = kind
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for finished in done:
                self._hear(goal, chooser, running.pop(finished), finished.result())

    def _improved(self, roster: Roster, goal: int, free: Neighbourhood, is_over: IsOver) -> Outcome:
        self._tries += 1
        effort = MixEffort(MIX_SECONDS, MIX_NODES, self._seed + self._tries)
        return improve(self.model, roster, free, goal=goal, memory=self._memory, effort=effort, is_over=is_over)

    def _hear(self, goal: int, chooser: NeighbourhoodChooser, kind: Kind, outcome: Outcome) -> None:
        found, is_better = outcome.roster, False
        if found is not None and self.roster is not None:
            is_better = self._accept(self._merged(self.roster, found, outcome.owners)) or self._accept(found)
        chooser.heard(kind, is_better=is_better, is_decided=outcome.is_decided)

    def _merged(self, roster: Roster, found: Roster, owners: tuple[int, ...]) -> Roster:
        """A roster into which the lines of some owners are put, found beside an older one."""
        return self.model.with_lines(roster, [found.lines[owner] for owner in owners])

    def _accept(self, roster: Roster) -> bool:
        if self.roster is not None and roster.goals >= self.roster.goals:
            return False
        if not self.model.is_kept(roster):
            return False
        self.roster = roster
        self._memory.keep(roster.lines)
        self._forget_bounds(roster)
        self.told()
        return True

    def _forget_bounds(self, roster: Roster) -> None:
        """A roster that is better in an earlier goal may be worse in one after it: then bounds made under the old
        values of that one say nothing any more.
        """
        for goal, under in list(self._under.items()):
            if any(value > before for value, before in zip(roster.goals, under, strict=False)):
                self.bounds[goal] = 0
                self._rooted.discard(goal)
                self._roots.pop(goal, None)
                del self._under[goal]

    def bound(self, goal: int, is_over: IsOver) -> None:
        """A first bound of a goal over all lines, by prices alone; asked again, nothing."""
        if goal in self._roots or goal in self._rooted or self.is_proven(goal):
            return
        master = self._whole(goal)
        value = inf if self.roster is None else float(self.roster.goals[goal])
        begun = prices_before(master, rounds=VOLUME_ROUNDS, target=value, is_over=is_over, pool=self._pool)
        self._roots[goal] = master, begun
        self._raise_bound(goal, begun.bound)

    def _root(self, goal: int, is_over: IsOver, seconds_left: Callable[[], float] = lambda: inf) -> None:
        """The bound of a goal over all lines, and what diving and mixing make of its lines."""
        self.bound(goal, is_over)
        if self.is_proven(goal) or is_over():
            return
        master, begun = self._roots.pop(goal)
        if self._num_rows > MOST_ROWS:
            self._rooted.add(goal)
            return
        for pricer in self.model.pricers:
            master.add(self._memory.of(pricer.number))
        master.program.most_seconds = max(1.0, ROOT_SHARE * min(LONGEST, seconds_left()))
        found = generate(master, most_rounds=MOST_ROUNDS, is_over=is_over, pool=self._pool, begun=begun)
        if found is None:
            self._rooted.add(goal)
            return
        self._raise_bound(goal, found.bound)
        if not found.is_complete and is_over():
            self._roots[goal] = master, begun
            return
        self._rooted.add(goal)
        weights = master.weights_of(found.answer)
        self._memory.keep(master.lines[place] for place in np.flatnonzero(weights > WORKED))
        if self.is_proven(goal) or is_over():
            return
        if found.is_complete and self.roster is not None:
            self._prove(goal, master, found, seconds_left)
        if self.is_proven(goal) or is_over():
            return
        lines = dive(master, found.answer, is_over, pool=self._pool)
        if lines is not None:
            self._polish(goal, lines, is_over)

    def _whole(self, goal: int) -> Master:
        """The master of all owners."""
        most = () if self.roster is None else self.roster.goals[:goal]
        covers = self.model.covers
        self._under[goal] = tuple(most)
        nobody = np.zeros(len(covers.need), np.int64)
        return Master(Aim(goal, tuple(most)), self.model.pricers, self.model.problem.totals, covers, nobody)

    def _polish(self, goal: int, lines: list[PricedLine], is_over: IsOver) -> None:
        roster = self.model.roster(sorted(lines, key=lambda line: line.owner))
        if self.model.is_kept(roster):
            self._memory.keep(lines)
            self._accept(one_by_one(self.model, roster, 0, is_over, self._memory))

    def _raise_bound(self, goal: int, bound: float) -> None:
        if bound > -inf:
            raised = ceil(bound - ROUNDING)
            if raised > self.bounds[goal]:
                self.bounds[goal] = raised
                self.told()

    def _prove(self, goal: int, master: Master, found: Generated, seconds_left: Callable[[], float]) -> None:
        """Where few lines can be part of a better roster, mix all of them: that finds the best one, or proves it."""
        if self.roster is None:
            return
        highest = float(self.roster.goals[goal] - 1)
        everything = all_within(master, found.duals, highest, MOST_PROVING_LINES)
        if not everything:
            return
        for lines in everything:
            master.add(lines)
        current = {line.owner: line.line for line in self.roster.lines}
        effort = MixEffort(seconds_left() / 3, PROVING_NODES, self._seed)
        value = self.roster.goals[goal]
        worked, mix = master.mixed(np.ones(len(master.lines), np.bool_), current, value, effort)
        self._raise_bound(goal, mix.bound)
        if worked is not None:
            self._accept(self.model.roster(sorted(worked, key=lambda line: line.owner)))


def sooner(is_over: IsOver, seconds: float) -> IsOver:
    """Over when it is, and after so many seconds from now."""
    ends = monotonic() + seconds
    return lambda: is_over() or monotonic() >= ends
