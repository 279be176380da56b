"""A problem made ready for the search: graphs built and shared, a pricer of each owner, whole rosters with values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.roster.line_graph import MOST_ARCS, MOST_OF_OWN, GraphBuilder, structure_of
from planner.model.roster.line_problem import Line, LineProblem, Total
from planner.model.roster.pricing import LinePricer, OwnerTotal, PricedLine
from planner.model.roster.roster_values import Counts, CoverCosts, cover_counts, line_goals

MOST_ARCS_TOGETHER = 4_000_000
LEAST_ARCS = 10_000


@dataclass(frozen=True, slots=True)
class Roster:
    """A line of each owner, with what they come to."""

    lines: tuple[PricedLine, ...]
    counts: Counts
    """How many have the effect of each cover."""
    goals: tuple[int, ...]

    @property
    def choices(self) -> tuple[Line, ...]:
        """The bare lines."""
        return tuple(line.line for line in self.lines)


class LineModel:
    """A problem with its graphs and pricers."""

    def __init__(self, problem: LineProblem, most_arcs: int = MOST_ARCS):
        """Limits become counters of a graph only while it has no more than `most_arcs`."""
        self.problem = problem
        self.covers = CoverCosts(problem)
        numbered: list[list[tuple[int, Total]]] = [[] for _ in problem.owners]
        for number, total in enumerate(problem.totals):
            numbered[total.owner].append((number, total))
        self.totals_of = [tuple(total for _, total in of_owner) for of_owner in numbered]
        structures = [structure_of(problem, owner, totals) for owner, totals in enumerate(self.totals_of)]
        num_structures = len(set(structures))
        of_own = max(LEAST_ARCS, min(MOST_OF_OWN, MOST_ARCS_TOGETHER // max(1, num_structures)))
        builder = GraphBuilder(most_arcs, min(most_arcs, of_own))
        self.pricers = []
        for number, owner in enumerate(problem.owners):
            graph = builder.build(structures[number])
            totals = [
                OwnerTotal(total_number, place, builder.amounts_by_cell(total.counted, graph.widths))
                for place, (total_number, total) in enumerate(numbered[number])
                if not graph.counted[place] or total.above or total.below
            ]
            self.pricers.append(LinePricer(number, owner, graph, totals, len(numbered[number]), problem.num_goals))

    def goals_of(self, line: PricedLine) -> Counts:
        """What a line costs in each goal, totals included and covers not."""
        return line_goals(line, self.totals_of[line.owner], self.problem.num_goals)

    def is_sound(self, line: PricedLine) -> bool:
        """Whether the totals that the graph does not keep are kept."""
        totals = self.totals_of[line.owner]
        return all(totals[row.place].is_kept(line.amounts[row.place]) for row in self.pricers[line.owner].rows)

    def roster(self, lines: Sequence[PricedLine]) -> Roster:
        """A whole roster with its values."""
        counts = cover_counts(self.problem, lines)
        goals = self.covers.goals(counts)
        for line in lines:
            goals = goals + self.goals_of(line)
        return Roster(tuple(lines), counts, tuple(goals.tolist()))

    def is_kept(self, roster: Roster) -> bool:
        """Whether every hard rule is kept that graphs do not keep."""
        return self.covers.are_kept(roster.counts) and all(map(self.is_sound, roster.lines))

    def with_lines(self, roster: Roster, lines: Iterable[PricedLine]) -> Roster:
        """A roster in which some owners work other lines."""
        changed = list(roster.lines)
        for line in lines:
            changed[line.owner] = line
        return self.roster(changed)

    def again(self, roster: Roster) -> Roster:
        """A roster of another model of the same problem, each of whose lines this model's graphs allow."""
        lines = []
        for pricer, given in zip(self.pricers, roster.lines, strict=True):
            line = pricer.describe(given.line)
            if line is None:
                raise AssertionError(pricer.number)
            lines.append(line)
        return self.roster(lines)

    def read(self, choices: Sequence[Line]) -> Roster | None:
        """A roster given as choices; None where it breaks a hard rule."""
        if len(choices) != len(self.pricers):
            return None
        lines = []
        for pricer, line in zip(self.pricers, choices, strict=True):
            described = pricer.describe(tuple(line)) if pricer.allows(line) else None
            if described is None:
                return None
            lines.append(described)
        roster = self.roster(lines)
        return roster if self.is_kept(roster) else None


def effects_of(lines: Iterable[PricedLine], num_covers: int) -> Counts:
    """How many of the lines have each effect."""
    counts = np.zeros(num_covers, np.int64)
    for line in lines:
        np.add.at(counts, np.array(line.effects, np.int64), 1)
    return counts
