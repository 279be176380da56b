"""The goals of a campaign in their order, over all its subproblems.

Source of the scheme: lexicographic optimisation by successive solves, each goal's value a limit for those after it. A
subproblem takes part in each step with one worker of its own, so that two workers search two subproblems at once and
the plan stays the same; a campaign that is one subproblem alone is given all workers.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf
from time import monotonic
from typing import TypeVar

from planner.domain.plan import Assignment
from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import Observer, Progress
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import ALL, Tally
from planner.model.instance.residual import METRES_PER_KM, SunkValues
from planner.model.instance.schedule import Schedule, missing
from planner.model.instance.subproblem import Subproblem
from planner.model.search import strategy
from planner.model.search.budget import Budget
from planner.model.search.choices import tell_together
from planner.model.search.deciding import least_finish, serve_everybody
from planner.model.search.finish_strategy import finish_by
from planner.model.search.found import Found, GoalFound, Reached
from planner.model.search.phase_shares import collected_in_all, shared_out
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.tolerance import same_to_a_tenth, with_tolerance
from planner.model.search.warm_start import warm_start
from planner.model.settled import Decided, Settled

Step = TypeVar("Step", Settled, Decided)
SHARE_OF_LATER_GOALS = 0.08
"""How much of the rest of the time is kept for each later goal; one that is proven sooner gives its time away."""
SHARE_OF_ASKING = 0.06
"""How much of a goal's time each question may take whether everybody can be served, before it is asked how many."""
SHARE_OF_FIRST_PLANS = 0.05
MANY_UNITS = 100
"""Beyond so many units in all, the first plan of each subproblem is made in one order of units alone."""
SECONDS_BETWEEN_PLANS = 0.5
SHARE_OF_TELLING = 0.05
"""Plans of large campaigns take long to tell: no more of the time than this is spent on it."""
SHARE_OF_SHARING = 0.05
"""How much of the rest of the time may go into the question of which unit's announced slots give way."""
SHARE_OF_PREFERENCE = 0.02
"""How much of the rest of the time may go into a preference among equal plans."""
UNITS_FOR_ONE_WORKER = 30
"""Up to this size one worker proves as fast as several. A single subproblem is given a second one to race with."""


class LexicographicSearch:
    """One pass over the goals."""

    def __init__(
        self,
        subproblems: Sequence[Subproblem],
        budget: Budget,
        stopper: Stopper,
        observer: Observer,
        *,
        sunk: SunkValues,
        targets: Sequence[int],
        better: Callable[[Found], None],
        is_part: bool = False,
    ) -> None:
        """`better` hears of a whole plan whenever there is a new one, though not of each that follows at once.

        `targets` are the phases'. Of a part, what it is worth is added to what others are, so no metre is given up.
        """
        self._sunk = sunk
        self._is_part = is_part
        self._budget = budget
        self._stopper = stopper
        self._observer = observer
        self._targets = tuple(targets)
        self.searches = [SubproblemSearch(problem, stopper, self._targets) for problem in subproblems]
        for search in self.searches:
            search.choices.are_told_at_once = len(self.searches) == 1 and not is_part
        self._found: list[GoalFound] = []
        self._better = better
        self._tell_again_at = 0.0
        self._without_phases: list[tuple[int, ...]] = []
        self._enough_gap: float | None = None
        self._reached: tuple[Reached, ...] = ()
        self.finish_floor = 0
        """Something outside ends no earlier than this, so to end before it is no gain."""

    def begin_at(self, previous: Sequence[Assignment]) -> None:
        """Begin at the previous plan, if there is one, as far as it holds: nothing worse than to keep it is found."""
        for search in self.searches if previous else ():
            schedule = warm_start(search.problem, previous)
            if schedule is not None and search.obeys(schedule, search.limits):
                search.incumbent = schedule

    def begin_without_phases(self, schedules: Sequence[Schedule]) -> None:
        """Begin at plans made as if there were no phases: as they collect, subproblems would like to collect."""
        for search, schedule in zip(self.searches, schedules, strict=True):
            search.incumbent = schedule
        self._without_phases = [schedule.collected_by for schedule in schedules]

    def begin_after(self, schedules: Sequence[Schedule], reached: Sequence[Reached]) -> None:
        """Go on where goals were settled before, by these schedules and with these limits."""
        self._reached = tuple(reached)
        for search, schedule in zip(self.searches, schedules, strict=True):
            search.incumbent = schedule
            for one in reached:
                search.keep(one.goal, one.limit, is_loose=one.is_loose)

    def lose_at_most(self, days: int) -> None:
        """Let no subproblem lose more announced unit-days."""
        for search in self.searches:
            search.keep(Tally.LOST_DAYS, days)

    def run(self, settings: Sequence[GoalSetting]) -> Found | None:
        """Settle every goal in order; None if a subproblem has no plan when the search ends."""
        before = tuple(one.goal for one in self._reached if not one.is_loose)
        for search in self.searches:
            search.order = (*before, *(setting.goal for setting in settings)) or (Goal.UNSERVED,)
        if not self._reached:
            self._make_first_plans()
        self._publish(is_news=True)
        for position, setting in enumerate(settings):
            started = monotonic()
            self._enough_gap = self._budget.terms.enough_gap if position == len(settings) - 1 else None
            share = 1 - SHARE_OF_LATER_GOALS * (len(settings) - 1 - position)
            bound = self._settle(setting.goal, share, started)
            if len(self.searches) > 1:
                tell_together(setting.goal, [search.choices.made for search in self.searches])
            if any(search.incumbent is None for search in self.searches):
                return None
            self._pin(setting)
            self._found.append(GoalFound(setting.goal, bound, monotonic() - started))
            self._tell(setting.goal, bound, started, is_final=True)
            self._publish(is_news=True)
        self._prefer_announced_machines()
        return self._found_so_far()

    def _found_so_far(self) -> Found:
        return Found(
            tuple((search.problem, search.incumbent) for search in self.searches if search.incumbent is not None),
            tuple(self._found),
        )

    def _publish(self, *, is_news: bool = False) -> None:
        """Let the plan as it is be known: at once where that is news, else now and then."""
        if any(search.incumbent is None for search in self.searches):
            return
        began = monotonic()
        if is_news or began > self._tell_again_at:
            self._tell_again_at = inf
            self._better(self._found_so_far())
            ended = monotonic()
            self._tell_again_at = ended + max(SECONDS_BETWEEN_PLANS, (ended - began) / SHARE_OF_TELLING)

    def _make_first_plans(self) -> None:
        """Every subproblem gets a plan by list scheduling, improved for a moment; only pins may be in the way of one.

        Where units are many, a plan of all of them is known before any is made better.
        """
        if self._is_part or sum(len(search.problem.units) for search in self.searches) > MANY_UNITS:
            for search in self.searches:
                if search.incumbent is None or not self._is_part:
                    search.first_plan(at_once=True)
            self._publish(is_news=True)
        to_better = [search for search in self.searches if not self._is_good_to_begin_with(search)]
        for search in to_better:
            if search.incumbent is None or not self._stopper.is_over:
                search.first_plan()
        self._publish(is_news=True)
        for search in to_better:
            effort = strategy.briefly(search, self._budget.share(SHARE_OF_FIRST_PLANS))
            self._budget.spend(search.rebuild(search.order[0], effort, lambda _schedule, _bound: None))

    def _is_good_to_begin_with(self, search: SubproblemSearch) -> bool:
        """Whether, of so many parts that time for each is short, this one's plan leaves nobody."""
        incumbent = search.incumbent if self._is_part else None
        return incumbent is not None and search.value(Goal.UNSERVED, incumbent) == 0

    def _settle(self, goal: Goal, share: float, started: float) -> int:
        if not self.searches:
            return self._value(goal) or 0
        if goal is Goal.UNSERVED:
            return self._settle_unserved(share, started)
        if goal is Goal.FINISH:
            return self._settle_finish(share, started)
        if goal is Goal.MILESTONES and len(self.searches) > 1:
            return self._settle_shared_milestones(share, started)
        return self._settle_sum(goal, share, started, self.searches)

    def _prefer_announced_machines(self) -> None:
        """Among plans that are equal in every goal, one in which the announced machines come."""
        for search in self.searches:
            here = search.incumbent
            if here is None or here.scores[Tally.HANDOVERS] == 0:
                continue
            for criterion in ALL:
                search.keep(criterion, search.value(criterion, here))
            effort = self._budget.share(SHARE_OF_PREFERENCE / len(self.searches))
            strategy.minimise(search, Tally.HANDOVERS, self._stopper, effort, lambda _schedule, _bound: None)

    def _settle_unserved(self, share: float, started: float) -> int:
        """First ask for a plan that leaves nobody; only subproblems that have none are optimised."""
        asked = self._each(
            self.searches,
            lambda search: serve_everybody(search, self._effort(search, share, self.searches).scaled(SHARE_OF_ASKING)),
        )
        wanting = [search for search, decided in zip(self.searches, asked, strict=True) if decided.schedule is None]
        return self._settle_sum(Goal.UNSERVED, share, started, wanting) if wanting else 0

    def _settle_sum(
        self,
        goal: Goal,
        share: float,
        started: float,
        searches: Sequence[SubproblemSearch],
        as_told: Callable[[int], int] = lambda bound: bound,
    ) -> int:
        """The sum of the subproblems' bounds; `as_told` makes of it a bound of the goal, for those who watch."""
        bounds = {id(search): 0 for search in self.searches}

        def minimise(search: SubproblemSearch) -> Settled:
            def improved(_schedule: Schedule, bound: int | None) -> None:
                bounds[id(search)] = max(bounds[id(search)], bound or 0)
                self._tell(goal, as_told(sum(bounds.values())), started)
                self._publish()

            settled = strategy.minimise(search, goal, self._stopper, self._effort(search, share, searches), improved)
            bounds[id(search)] = settled.bound
            return settled

        self._each(searches, minimise)
        return sum(bounds.values())

    def _settle_shared_milestones(self, share: float, started: float) -> int:
        """Phases that subproblems share: each subproblem first collects as much by their days as it can, and what is to
        spare is given back.

        The bound: what is missing in all is no less than all targets without the most that the subproblems can collect.
        """
        needs = [sum(unit.need for unit in search.problem.units) for search in self.searches]
        most_missing = [tuple(need for _target in self._targets) for need in needs]
        for search, targets in zip(self.searches, most_missing, strict=True):
            search.targets = targets
        asked_in_all = sum(sum(targets) for targets in most_missing)

        def of_the_whole(least_missing: int) -> int:
            return max(0, sum(self._targets) - (asked_in_all - least_missing))

        least_missing = self._settle_sum(Goal.MILESTONES, share, started, self.searches, of_the_whole)
        self._give_back_what_is_to_spare()
        return of_the_whole(least_missing)

    def _give_back_what_is_to_spare(self) -> None:
        """Where the phases' targets are exceeded, no subproblem has to collect by their days all that it could."""
        schedules = [search.incumbent for search in self.searches if search.incumbent is not None]
        if len(schedules) < len(self.searches):
            return
        most = [schedule.collected_by for schedule in schedules]
        asked = [
            shared_out(
                target,
                [problem[phase] for problem in most],
                [problem[phase] for problem in self._without_phases or most],
            )
            for phase, target in enumerate(self._targets)
        ]
        for number, search in enumerate(self.searches):
            search.targets = tuple(by_subproblem[number] for by_subproblem in asked)

    def _settle_finish(self, share: float, started: float) -> int:
        """The latest subproblem decides; a subproblem that can end before it need not be searched any further."""
        proven = self.finish_floor
        for search in sorted(self.searches, key=lambda search: -least_finish(search)):
            effort = self._effort(search, share, self.searches)

            def improved(_schedule: Schedule, bound: int | None) -> None:
                self._tell(Goal.FINISH, bound or 0, started)
                self._publish()

            settled = finish_by(search, proven, effort, improved)
            self._budget.spend(settled.effort)
            proven = max(proven, min(settled.bound, self._value_of(search, Goal.FINISH) or settled.bound))
        return proven

    def _effort(self, search: SubproblemSearch, share: float, among: Sequence[SubproblemSearch]) -> Effort:
        """A subproblem's share of a step, by the square of its size; one that is alone may have all workers."""
        weight = len(search.problem.units) ** 2 / max(1, sum(len(other.problem.units) ** 2 for other in among))
        workers = self._budget.terms.workers
        if len(self.searches) == 1 and len(search.problem.units) > UNITS_FOR_ONE_WORKER:
            return replace(self._budget.share(share, workers=workers), all_workers=workers)
        is_race = len(self.searches) == 1 and workers > 1
        all_workers = workers if is_race else 1
        mine = self._budget.share(share * weight)
        if is_race:
            mine = mine.shortened(self._budget.seconds_left * share)
        return replace(mine, is_race=is_race, enough_gap=self._enough_gap, all_workers=all_workers)

    def _each(self, searches: Sequence[SubproblemSearch], step: Callable[[SubproblemSearch], Step]) -> list[Step]:
        if self._budget.terms.workers == 1 or len(searches) == 1:
            done = [step(search) for search in searches]
        else:
            with ThreadPoolExecutor(self._budget.terms.workers) as pool:
                done = list(pool.map(step, searches))
        self._budget.spend(sum(each.effort for each in done))
        return done

    def _pin(self, setting: GoalSetting) -> None:
        """What the goal has reached, and its tolerance, is the limit for all goals after it."""
        if setting.goal is Goal.FINISH:
            latest = self._value(Goal.FINISH) or 0
            for search in self.searches:
                limit = with_tolerance(latest, setting.tolerance_percent)
                search.keep(Goal.FINISH, limit, is_loose=limit > latest)
            return
        for search in self.searches:
            sunk = self._sunk.adds(setting.goal)
            value = with_tolerance((self._value_of(search, setting.goal) or 0) + sunk, setting.tolerance_percent)
            if setting.goal is Goal.TRAVEL and len(self.searches) == 1 and not self._is_part:
                value = max(value, same_to_a_tenth(value, len(search.problem.units)))
            search.keep(setting.goal, value - sunk, is_loose=setting.tolerance_percent > 0)
            if setting.goal is Goal.CHANGES:
                search.tighten_changes(self._budget.share(SHARE_OF_SHARING / len(self.searches)))

    def _value_of(self, search: SubproblemSearch, goal: Goal) -> int | None:
        return None if search.incumbent is None else search.value(goal, search.incumbent)

    def _value(self, goal: Goal) -> int | None:
        """The goal's value over all subproblems, None while one has no plan."""
        schedules = [search.incumbent for search in self.searches if search.incumbent is not None]
        if goal is Goal.MILESTONES and len(schedules) == len(self.searches):
            return missing(collected_in_all(schedules, len(self._targets)), self._targets)
        values = [self._value_of(search, goal) for search in self.searches]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        return max(known, default=0) if goal is Goal.FINISH else sum(known)

    def _tell(self, goal: Goal, bound: int, started: float, *, is_final: bool = False) -> None:
        value, sunk = self._value(goal), self._sunk.adds(goal)
        scale = METRES_PER_KM if goal is Goal.TRAVEL else 1
        shown = None if value is None else (value + sunk) / scale
        self._observer(Progress(goal, shown, (bound + sunk) / scale, monotonic() - started, is_final))
