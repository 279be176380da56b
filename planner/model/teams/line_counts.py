"""How few lines and days out can be enough, told from the number of visits on each line alone.

A line is a team and a weekday at a hamlet. Here only counts are asked for, never days, so what is proven holds for all
assignments, and the model is small: its bound stands within moments where the whole model looks for it in vain. Its
lines are also where the whole model begins to look.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.model.gate import Effort, Status, Stopper, ask
from planner.model.teams.fair_share import unevenness
from planner.model.teams.outings import DAYS_A_WEEK, Option, TeamPart, so_far_apart
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Place


class Line(NamedTuple):
    """A team that comes to a hamlet on a weekday; days whose numbers have the same rest share one."""

    hamlet: Place
    team: Place
    weekday: int


COUNTED = (TeamGoal.LINES, TeamGoal.OUTINGS)
"""The goals of which counts tell anything."""


class Counted(NamedTuple):
    """What counts tell of a goal."""

    bound: int
    """No assignment has a smaller value, where nothing was asked to be otherwise."""
    lines: frozenset[Line]
    """With which the counts come out; empty where none were found in time."""
    effort: float


def line_of(option: Option) -> Line:
    """The line to which an option belongs."""
    return Line(option.hamlet, option.team, option.day % DAYS_A_WEEK)


def lines_of(part: TeamPart) -> dict[Line, list[Option]]:
    """The options of every line, by day."""
    found: dict[Line, list[Option]] = defaultdict(list)
    for option in part.options:
        found[line_of(option)].append(option)
    return found


class LineCounts:
    """The model: visits on each line, and whether there are any."""

    def __init__(self, part: TeamPart, limits: Mapping[TeamGoal, int]) -> None:
        """`limits` are the values of the goals before, which no later one worsens."""
        self.model = cp_model.CpModel()
        self._used: dict[Line, cp_model.IntVar] = {}
        self._part = part
        self._options = lines_of(part)
        self._counts: dict[Line, cp_model.IntVar] = {}
        hamlets = {hamlet.place: hamlet for hamlet in part.hamlets}
        for line, options in self._options.items():
            hamlet = hamlets[line.hamlet]
            most = min(hamlet.visits, so_far_apart([option.day for option in options], hamlet.days_apart))
            self._used[line] = self.model.new_bool_var("used")
            self._counts[line] = self.model.new_int_var(0, most, "count")
            self.model.add(self._counts[line] <= most * self._used[line])
        self._lines = self._add_hamlets(limits)
        loads = self._add_teams()
        if TeamGoal.LINES in limits:
            self.model.add(self._lines <= limits[TeamGoal.LINES])
        self.model.add(unevenness(self.model, part, loads) <= limits[TeamGoal.UNEVENNESS])

    def least(self, goal: TeamGoal, effort: Effort, stopper: Stopper) -> Counted:
        """The lines with which the counts come out and the goal, one of `COUNTED`, is least."""
        self.model.minimize(self._lines if goal is TeamGoal.LINES else self._days_out())
        answer = ask(self.model, effort, stopper)
        bound = max(0, answer.bound or 0)
        if answer.status not in (Status.OPTIMAL, Status.FEASIBLE) or answer.value_of is None:
            return Counted(bound, frozenset(), answer.effort)
        lines = frozenset(line for line, used in self._used.items() if answer.value_of(used))
        return Counted(bound, lines, answer.effort)

    def ask_for_others(self, lines: frozenset[Line]) -> None:
        """From now on some line has to be none of these; bounds then say nothing of all assignments."""
        self.model.add_bool_or(used for line, used in self._used.items() if line not in lines)

    def _add_hamlets(self, limits: Mapping[TeamGoal, int]) -> cp_model.LinearExprT:
        """Each gets no more than it wants and has days for, all together what they get; returns the lines beyond."""
        missed, unguided, beyond = [], [], []
        for hamlet in self._part.hamlets:
            own = [line for line in self._counts if line.hamlet == hamlet.place]
            days = sorted({option.day for line in own for option in self._options[line]})
            most = min(hamlet.visits, so_far_apart(days, hamlet.days_apart))
            lacking = self.model.new_int_var(hamlet.visits - most, hamlet.visits, "lacking")
            self.model.add(lacking == hamlet.visits - cp_model.LinearExpr.sum([self._counts[line] for line in own]))
            missed.append(lacking)
            unguided.append(lacking * hamlet.daily_target)
            if len(own) > 1:
                extra = self.model.new_int_var(0, len(own) - 1, "extra")
                self.model.add(extra >= cp_model.LinearExpr.sum([self._used[line] for line in own]) - 1)
                beyond.append(extra)
        self.model.add(cp_model.LinearExpr.sum(missed) <= limits[TeamGoal.MISSED_VISITS])
        self.model.add(cp_model.LinearExpr.sum(unguided) <= limits[TeamGoal.MISSED_TARGETS])
        return cp_model.LinearExpr.sum(beyond)

    def _days_out(self) -> cp_model.LinearExprT:
        """A team is out on as many of its days of a weekday as its visits there fill, at least."""
        days = []
        for team in self._part.teams:
            own = [line for line in self._counts if line.team == team.place]
            for weekday in sorted({line.weekday for line in own}):
                counts = [self._counts[line] for line in own if line.weekday == weekday]
                out = self.model.new_int_var(0, sum(hamlet.visits for hamlet in self._part.hamlets), "out")
                self.model.add(team.hamlets_a_day * out >= cp_model.LinearExpr.sum(counts))
                for count in counts:
                    self.model.add(out >= count)
                days.append(out)
        return cp_model.LinearExpr.sum(days)

    def _add_teams(self) -> dict[Place, cp_model.LinearExprT]:
        """On a weekday a team makes no more visits than its days have room for; returns its visits in all."""
        loads: dict[Place, cp_model.LinearExprT] = {}
        for team in self._part.teams:
            own = [line for line in self._counts if line.team == team.place]
            for weekday in {line.weekday for line in own}:
                there = [line for line in own if line.weekday == weekday]
                days = {option.day for line in there for option in self._options[line]}
                counts = [self._counts[line] for line in there]
                self.model.add(cp_model.LinearExpr.sum(counts) <= team.hamlets_a_day * len(days))
            loads[team.place] = cp_model.LinearExpr.sum([self._counts[line] for line in own])
        return loads
