"""Every rule and goal of teams in a part, as rows of the solver's model. A visit is one Boolean."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ortools.sat.python import cp_model

from planner.model.gate import ValueOf
from planner.model.teams.outings import MadeVisit, Option, TeamPart
from planner.roster.teams import Hamlet, Place, Team, TeamGoal

DAYS_A_WEEK = 7


class TeamFormulation:
    """The model of one part, with what its visits come to in each goal."""

    def __init__(self, part: TeamPart, first_day: date) -> None:
        """`first_day` is the campaign's, which says what weekday a day of the part is."""
        self.part = part
        self.model = cp_model.CpModel()
        self._first_weekday = first_day.weekday()
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
        self.goals: dict[TeamGoal, cp_model.LinearExprT] = {
            TeamGoal.MISSED_VISITS: self._missed_visits(),
            TeamGoal.MISSED_TARGETS: self._missed_targets(),
            TeamGoal.UNEVENNESS: self._unevenness(),
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

    def _unevenness(self) -> cp_model.LinearExprT:
        costs = [cost for teams in self.part.sharing if len(teams) > 1 for cost in self._shared(teams)]
        return cp_model.LinearExpr.sum(costs)

    def _shared(self, teams: Sequence[Place]) -> list[cp_model.IntVar]:
        """What each team's distance from its fair share of the visits costs; the share follows the visits made."""
        days = {team: len(self.part.days_out[team]) for team in teams}
        in_all = sum(days.values())
        hamlets = {option.hamlet for team in teams for option in self._of_team[team]}
        most = sum(hamlet.visits for hamlet in self.part.hamlets if hamlet.place in hamlets)
        if not in_all:
            return []
        made = self.model.new_int_var(0, most, "made")
        self.model.add(made == self._sum([option for team in teams for option in self._of_team[team]]))
        return [self._distance_squared(team, days[team], in_all, made, most) for team in teams]

    def _distance_squared(
        self, team: Place, days: int, in_all: int, made: cp_model.IntVar, most: int
    ) -> cp_model.IntVar:
        """The square is the highest of its tangents at whole numbers, so it needs no product."""
        least_share = self._looked_up(made, [total * days // in_all for total in range(most + 1)])
        most_share = self._looked_up(made, [-(-total * days // in_all) for total in range(most + 1)])
        load = self.model.new_int_var(0, most, "load")
        self.model.add(load == self._sum(self._of_team[team]))
        distance = self.model.new_int_var(0, most, "distance")
        squared = self.model.new_int_var(0, most * most, "squared")
        self.model.add(distance >= least_share - load)
        self.model.add(distance >= load - most_share)
        for at in range(most):
            self.model.add(squared >= (2 * at + 1) * distance - at * (at + 1))
        return squared

    def _looked_up(self, made: cp_model.IntVar, shares: Sequence[int]) -> cp_model.IntVar:
        share = self.model.new_int_var(0, shares[-1], "share")
        self.model.add_element(made, shares, share)
        return share

    def _lines(self) -> cp_model.LinearExprT:
        """A hamlet's pairs of team and weekday beyond the first."""
        beyond = []
        for hamlet in self.part.hamlets:
            pairs: dict[tuple[Place, int], list[Option]] = defaultdict(list)
            for option in self._of_hamlet[hamlet.place]:
                pairs[option.team, self.weekday(option.day)].append(option)
            if len(pairs) < 2 or hamlet.visits < 2:  # noqa: PLR2004 - one visit makes one pair
                continue
            used = []
            for options in pairs.values():
                is_used = self.model.new_bool_var("used")
                for option in options:
                    self.model.add_implication(self._visits[option], is_used)
                if len(options) > 1:
                    self.model.add(self._sum(options) <= min(len(options), hamlet.visits) * is_used)
                used.append(is_used)
            extra = self.model.new_int_var(0, len(pairs) - 1, "extra")
            self.model.add(extra >= cp_model.LinearExpr.sum(used) - 1)
            beyond.append(extra)
        return cp_model.LinearExpr.sum(beyond)

    def weekday(self, day: int) -> int:
        """The weekday of a day of the campaign; Monday is 0."""
        return (self._first_weekday + day - 1) % DAYS_A_WEEK
