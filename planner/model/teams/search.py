"""The goals of teams in their order, over all parts; each goal's value is a limit for those after it."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.policy import Proof
from planner.domain.progress import Observer, Progress, nobody
from planner.domain.search_terms import SearchTerms
from planner.model.gate import Effort, SolverAnswer, Status, Stopper, ValueOf, ask
from planner.model.search.budget import Budget
from planner.model.teams.first_visits import first_visits
from planner.model.teams.formulation import TeamFormulation
from planner.model.teams.line_counts import COUNTED, LineCounts, line_of
from planner.model.teams.moves import moved
from planner.model.teams.outcome import TeamsFound
from planner.model.teams.outings import MadeVisit, TeamPart, parts_of
from planner.model.teams.tallies import tallies
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Outreach, TeamGoalResult, Visit, in_order
from planner.texts import plurals_of, spoken_number

ngettext = plurals_of("model")
logger = logging.getLogger(__name__)

KEPT_FOR_LATER = 0.35
"""What each later goal is kept of the rest of the time, beside 1 for the goal at hand; one that is proven sooner gives
its time away.
"""

SHARE_OF_COUNTING, SHARE_OF_ROUNDS = 0.15, 0.8
"""Of the time for a goal, what each question may take that is asked of counts, and of the lines that they tell; and all
such questions together.
"""
MADE_BETTER_BY_MOVES = (TeamGoal.MISSED_TARGETS, TeamGoal.UNEVENNESS)
KEEPING_LINES = (TeamGoal.OUTINGS, TeamGoal.DELAY)
"""Goals that are first made small without a new line."""
SHARE_OF_OWN_LINES = 0.3


def assign_teams(
    campaign: Campaign, outreach: Outreach, terms: SearchTerms, stopper: Stopper, observer: Observer = nobody
) -> TeamsFound:
    """The best assignment that the time allows, goal by goal, with what is proven of each; `observer` hears of it.

    Where nothing can be assigned there are no visits, which is an assignment too.
    """
    stopper.ends = terms.moment_of_end(monotonic())
    first_day = campaign.calendar.first_day
    searches = [PartSearch(part, stopper) for part in parts_of(campaign, outreach)]
    logger.info(
        ngettext(
            "{count} part of the teams' work, goal after goal by the solver, which decides on which day a team makes "
            "each visit",
            "{count} parts of the teams' work that share no team, each goal after goal by the solver, which decides on "
            "which day a team makes each visit",
            len(searches),
        ).format(count=spoken_number(len(searches)))
    )
    budget = Budget(terms)
    goals = [
        _settled(goal, searches, budget, num_later, observer)
        for num_later, goal in zip(reversed(range(len(TeamGoal))), TeamGoal, strict=True)
    ]
    visits = [_visit(made, first_day) for search in searches for made in search.made]
    return TeamsFound(in_order(tuple(visits)), tuple(goals), was_stopped=stopper.stopped.is_set())


def _settled(
    goal: TeamGoal, searches: Sequence["PartSearch"], budget: Budget, num_later: int, observer: Observer
) -> TeamGoalResult:
    """One goal over all parts. A part that has it at its least already costs no time."""
    began = monotonic()

    def tell(*, is_final: bool = False) -> None:
        value, bound = sum(search.value(goal) for search in searches), sum(search.bounds[goal] for search in searches)
        observer(Progress(goal, value, bound, monotonic() - began, is_final))

    for search in searches:
        search.when_better = tell
    tell()
    open_ones = [search for search in searches if search.has_room(goal)]
    if len(open_ones) == 1:
        budget.spend(open_ones[0].settle(goal, replace(_effort(budget, num_later), is_race=budget.terms.workers > 1)))
    elif open_ones:
        _settle_each(goal, open_ones, budget, num_later)
    for search in searches:
        search.pin(goal)
    tell(is_final=True)
    value, bound = sum(search.value(goal) for search in searches), sum(search.bounds[goal] for search in searches)
    proof = Proof.OPTIMAL if value == bound else Proof.BEST_FOUND
    return TeamGoalResult(goal=goal, value=value, bound=bound, proof=proof, seconds=round(monotonic() - began, 2))


def _effort(budget: Budget, num_later: int) -> Effort:
    """What one goal may take where so many come after it, by effort and by the clock."""
    share = 1.0 / (1.0 + KEPT_FOR_LATER * num_later)
    return budget.share(share).shortened(budget.seconds_left * share)


def _settle_each(goal: TeamGoal, searches: Sequence["PartSearch"], budget: Budget, num_later: int) -> None:
    """Every part with one worker of its own, so that what is found does not depend on how many work."""
    in_all = sum(search.size for search in searches)
    at_once = budget.terms.workers
    whole = _effort(budget, num_later)
    ends = monotonic() + whole.wall_seconds

    def settle(search: PartSearch) -> float:
        mine = whole.scaled(search.size / in_all)
        return search.settle(goal, replace(mine, wall_seconds=min(ends - monotonic(), mine.wall_seconds * at_once * 2)))

    with ThreadPoolExecutor(at_once) as pool:
        budget.spend(sum(pool.map(settle, searches)))


def _visit(made: MadeVisit, first_day: date) -> Visit:
    team, hamlet, day = made.option
    on = first_day + timedelta(days=day - 1)
    return Visit(unit=hamlet.unit, hamlet=hamlet.name, team=team.name, date=on, guided=made.guided)


class PartSearch:
    """One part on its way through the goals, with the best visits found so far."""

    def __init__(self, part: TeamPart, stopper: Stopper) -> None:
        self.made = first_visits(part)
        self.when_better: Callable[[], None] = lambda: None
        """Called when better visits were found."""
        self.bounds = dict.fromkeys(TeamGoal, 0)
        """What is proven: no assignment of the part that keeps the goals before has a smaller value."""
        self._part = part
        self._stopper = stopper
        self._values = tallies(part, self.made)
        self._formulation: TeamFormulation | None = None
        self._pinned: list[tuple[TeamGoal, int]] = []

    @property
    def size(self) -> int:
        """By how much it takes part in the time."""
        return max(1, len(self._part.options))

    def value(self, goal: TeamGoal) -> int:
        """What the best visits come to."""
        return self._values[goal]

    def has_room(self, goal: TeamGoal) -> bool:
        """Whether a smaller value is conceivable."""
        return bool(self._part.options) and self._values[goal] > self.bounds[goal]

    def pin(self, goal: TeamGoal) -> None:
        """What the goal has reached is the limit for all goals after it."""
        if not self._part.options:
            self.bounds[goal] = self._values[goal]
        self._pinned.append((goal, self._values[goal]))
        if self._formulation is not None:
            self._formulation.limit(goal, self._values[goal])

    def settle(self, goal: TeamGoal, effort: Effort) -> float:
        """Make the goal as small as the effort allows, and say how much was spent."""
        if self._stopper.is_over or effort.wall_seconds <= 0:
            return 0.0
        ends = monotonic() + effort.wall_seconds
        if goal in MADE_BETTER_BY_MOVES:
            self._take(goal, moved(self._part, self.made, self._stopper))
            if not self.has_room(goal):
                return 0.0
        formulation = self._formulated()
        formulation.model.minimize(formulation.goals[goal])
        formulation.begin_at(self.made)
        spent = self._counted(goal, formulation, effort) if goal in COUNTED else 0.0
        if goal in KEEPING_LINES and self.has_room(goal):
            own = frozenset(line_of(visit.option) for visit in self.made)
            step = effort.scaled(SHARE_OF_OWN_LINES)
            spent += self._ask(formulation.on_lines(own), goal, step.shortened(ends - monotonic())).effort
        if self.has_room(goal):
            formulation.begin_at(self.made)
            answer = self._ask(formulation.model, goal, effort.shortened(ends - monotonic()))
            self._note_bound(goal, answer)
            spent += answer.effort
        return spent

    def _ask(self, model: cp_model.CpModel, goal: TeamGoal, effort: Effort) -> SolverAnswer:
        """Search, and keep what is better in this goal."""
        formulation = self._formulated()

        def improved(value_of: ValueOf, _bound: int | None) -> None:
            self._take(goal, formulation.made(value_of))

        answer = ask(model, effort, self._stopper, improved)
        if answer.value_of is not None:
            self._take(goal, formulation.made(answer.value_of))
        return answer

    def _counted(self, goal: TeamGoal, formulation: TeamFormulation, effort: Effort) -> float:
        """Prove what counts alone prove of the goal; of the lines, look for days on those that the counts need.

        Where there are none, others are asked for and joined to these, so that each round has more to choose from.
        """
        step, ends = effort.scaled(SHARE_OF_COUNTING), monotonic() + effort.wall_seconds * SHARE_OF_ROUNDS
        counts = LineCounts(self._part, dict(self._pinned))
        counted = counts.least(goal, step, self._stopper)
        self.bounds[goal] = min(counted.bound, self._values[goal])
        formulation.at_least(goal, self.bounds[goal])
        spent, lines = counted.effort, counted.lines
        while goal is TeamGoal.LINES and counted.lines and self.has_room(goal):
            spent += self._ask(formulation.on_lines(lines), goal, step.shortened(ends - monotonic())).effort
            if monotonic() >= ends or effort.scaled(SHARE_OF_ROUNDS).is_spent_by(spent):
                break
            counts.ask_for_others(counted.lines)
            counted = counts.least(goal, step.shortened(ends - monotonic()), self._stopper)
            spent, lines = spent + counted.effort, lines | counted.lines
        return spent

    def _formulated(self) -> TeamFormulation:
        """The model, built when it is first asked; with the limits of the goals that went before."""
        if self._formulation is None:
            self._formulation = TeamFormulation(self._part)
            for goal, value in self._pinned:
                self._formulation.limit(goal, value)
        return self._formulation

    def _take(self, goal: TeamGoal, made: tuple[MadeVisit, ...]) -> None:
        """Keep these visits if they are better in this goal."""
        values = tallies(self._part, made)
        if values[goal] < self._values[goal]:
            self.made, self._values = made, values
            self.when_better()

    def _note_bound(self, goal: TeamGoal, answer: SolverAnswer) -> None:
        """A claim that there is no solution at all contradicts what is at hand, so nothing is believed of it."""
        if answer.status in (Status.OPTIMAL, Status.FEASIBLE, Status.UNKNOWN) and answer.bound is not None:
            self.bounds[goal] = max(self.bounds[goal], min(answer.bound, self._values[goal]))
