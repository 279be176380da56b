"""Every rule and goal of teams in a part, as rows of the solver's model. A visit is one Boolean."""

from collections import defaultdict
from collections.abc import Sequence, Set

from ortools.sat.python import cp_model

from planner.model.gate import ValueOf
from planner.model.teams.fair_share import unevenness
from planner.model.teams.line_counts import Line, lines_of
from planner.model.teams.outings import MadeVisit, Option, TeamPart, so_far_apart
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Hamlet, Place, Team


class TeamFormulation:
    """The model of one part, with what its visits come to in each goal."""

    def __init__(self, part: TeamPart) -> None:
        self.part = part
        self.model = cp_model.CpModel()
        self._visits = {option: self.model.new_bool_var(f"visit{option}") for option in part.options}
        self._of_hamlet: dict[Place, list[Option]] = defaultdict(list)
        self._of_team: dict[Place, list[Option]] = defaultdict(list)
        self._of_team_day: dict[tuple[Place, int], list[Option]] = defaultdict(list)
        for option in part.options:
            self._of_hamlet[option.hamlet].append(option)
            self._of_team[option.team].append(option)
            self._of_team_day[option.team, option.day].append(option)
        self._guided: dict[Option, cp_model.LinearExprT] = {}
        self._targets = {hamlet.place: hamlet.daily_target for hamlet in part.hamlets}
        self._out = self._days_out()
        for hamlet in part.hamlets:
            self._wanted(hamlet)
            self._days_apart(hamlet)
        for team in part.teams:
            self._citizens_a_day(team)
        self._member()
        loads = {team: self._sum(options) for team, options in self._of_team.items()}
        self._used: dict[Line, cp_model.IntVar] = {}
        self.goals: dict[TeamGoal, cp_model.LinearExprT] = {
            TeamGoal.MISSED_VISITS: self._missed_visits(),
            TeamGoal.MISSED_TARGETS: self._missed_targets(),
            TeamGoal.UNEVENNESS: unevenness(self.model, part, loads),
            TeamGoal.LINES: self._lines(),
            TeamGoal.OUTINGS: cp_model.LinearExpr.sum(list(self._out.values())),
            TeamGoal.DELAY: cp_model.LinearExpr.sum([visit * one.day for one, visit in self._visits.items()]),
        }

    def limit(self, goal: TeamGoal, value: int) -> None:
        """Let no later goal worsen this one."""
        if self.part.options:
            self.model.add(self.goals[goal] <= value)

    def begin_at(self, made: Sequence[MadeVisit]) -> None:
        """Let the search begin at these visits."""
        taken = {visit.option for visit in made}
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for option, visit in self._visits.items():
            self.model.add_hint(visit, option in taken)

    def on_lines(self, lines: Set[Line]) -> cp_model.CpModel:
        """The same model with visits on these lines alone; its solutions are read as those of the whole."""
        model = self.model.clone()
        for line, options in lines_of(self.part).items():
            if line not in lines:
                for option in options:
                    model.add(self._visits[option] == 0)
        return model

    def at_least(self, goal: TeamGoal, bound: int) -> None:
        """Let the solver know what is proven of a goal already."""
        self.model.add(self.goals[goal] >= bound)

    def made(self, value_of: ValueOf) -> tuple[MadeVisit, ...]:
        """The visits of a solution."""
        return tuple(
            MadeVisit(option, value_of(self._guided[option]))
            for option, visit in self._visits.items()
            if value_of(visit)
        )

    def _sum(self, options: Sequence[Option]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.sum([self._visits[option] for option in options])

    def _days_out(self) -> dict[tuple[Place, int], cp_model.LinearExprT]:
        """Whether a team is out on a day, where it goes to at most so many hamlets."""
        out: dict[tuple[Place, int], cp_model.LinearExprT] = {}
        limits = {team.place: team.hamlets_a_day for team in self.part.teams}
        for (team, day), options in self._of_team_day.items():
            if len(options) == 1:
                out[team, day] = self._visits[options[0]]
            elif limits[team] == 1:
                self.model.add_at_most_one(self._visits[option] for option in options)
                out[team, day] = self._sum(options)
            else:
                is_out = self.model.new_bool_var(f"out{team}{day}")
                self.model.add(self._sum(options) <= limits[team] * is_out)
                for option in options:
                    self.model.add_implication(self._visits[option], is_out)
                out[team, day] = is_out
        return out

    def _wanted(self, hamlet: Hamlet) -> None:
        """A hamlet gets no more visits than it wants."""
        if len(self._of_hamlet[hamlet.place]) > hamlet.visits:
            self.model.add(self._sum(self._of_hamlet[hamlet.place]) <= hamlet.visits)

    def _days_apart(self, hamlet: Hamlet) -> None:
        """Among days that follow each other too closely only one brings a visit."""
        by_day: dict[int, list[Option]] = defaultdict(list)
        for option in self._of_hamlet[hamlet.place]:
            by_day[option.day].append(option)
        days = sorted(by_day)
        last_window: list[int] = []
        for first in days:
            window = [day for day in days if first <= day < first + hamlet.days_apart]
            options = [option for day in window for option in by_day[day]]
            if len(options) > 1 and not set(window) <= set(last_window):
                self.model.add_at_most_one(self._visits[option] for option in options)
                last_window = window

    def _citizens_a_day(self, team: Team) -> None:
        """A visit guides the hamlet's target where the team can guide so many a day, else as many as are left."""
        most = team.citizens_a_day
        for day in self.part.days_out[team.place]:
            options = self._of_team_day[team.place, day]
            targets = sorted((self._targets[option.hamlet] for option in options), reverse=True)
            if most is None or sum(targets[: team.hamlets_a_day]) <= most:
                self._guided |= {option: self._visits[option] * self._targets[option.hamlet] for option in options}
                continue
            for option in options:
                target = min(self._targets[option.hamlet], most)
                guided = self.model.new_int_var(0, target, f"guided{option}")
                self.model.add(guided <= target * self._visits[option])
                self._guided[option] = guided
            self.model.add(cp_model.LinearExpr.sum([self._guided[option] for option in options]) <= most)

    def _member(self) -> None:
        """Of the teams that share a person one is out a day."""
        for teams in self.part.companions:
            for day in sorted({day for team in teams for day in self.part.days_out[team]}):
                out = [self._out[team, day] for team in teams if (team, day) in self._out]
                if len(out) > 1:
                    self.model.add(cp_model.LinearExpr.sum(out) <= 1)

    def _missed_visits(self) -> cp_model.LinearExprT:
        return sum(hamlet.visits for hamlet in self.part.hamlets) - self._sum(self.part.options)

    def _missed_targets(self) -> cp_model.LinearExprT:
        wanted = sum(hamlet.visits * hamlet.daily_target for hamlet in self.part.hamlets)
        return wanted - cp_model.LinearExpr.sum(list(self._guided.values()))

    def _lines(self) -> cp_model.LinearExprT:
        """A hamlet's pairs of team and weekday beyond the first."""
        of_hamlets: dict[Place, list[Line]] = defaultdict(list)
        options = lines_of(self.part)
        for line in options:
            of_hamlets[line.hamlet].append(line)
        beyond = []
        for hamlet in self.part.hamlets:
            own = of_hamlets[hamlet.place]
            if len(own) < 2 or hamlet.visits < 2:  # noqa: PLR2004 - one visit makes one pair
                continue
            for line in own:
                self._use(line, options[line], hamlet)
            extra = self.model.new_int_var(0, len(own) - 1, "extra")
            self.model.add(extra >= cp_model.LinearExpr.sum([self._used[line] for line in own]) - 1)
            beyond.append(extra)
        return cp_model.LinearExpr.sum(beyond)

    def _use(self, line: Line, options: Sequence[Option], hamlet: Hamlet) -> None:
        """Where a line has a visit it is used."""
        is_used = self._used[line] = self.model.new_bool_var("used")
        most = min(hamlet.visits, so_far_apart([option.day for option in options], hamlet.days_apart))
        for option in options:
            self.model.add_implication(self._visits[option], is_used)
        if len(options) > 1:
            self.model.add(self._sum(options) <= most * is_used)
