"""The goals of a campaign in their order, over all its parts.

Source of the scheme: lexicographic optimisation by successive solves, each goal's value a limit for those after it.
A part takes part in each step with one worker of its own, so that two workers search two parts at once and the plan
stays the same; a campaign that is one part alone is given all workers.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from time import monotonic

from planner.domain.plan import Assignment
from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import Observer, Progress
from planner.model import improvement
from planner.model.budget import Budget
from planner.model.criteria import ALL, Tally
from planner.model.former_plan import still_holding
from planner.model.gate import Effort, Stopper
from planner.model.part import Part
from planner.model.part_search import PartSearch, Settled
from planner.model.remainder import METRES_PER_KM, Remainder
from planner.model.schedule import Schedule, missing

logger = logging.getLogger(__name__)


TENTH_OF_A_KM = METRES_PER_KM // 10
SHARE_OF_SHARING = 0.05
"""How much of the rest of the time may go into the question of which unit's announced slots give way."""
SHARE_OF_PREFERENCE = 0.02
"""How much of the rest of the time may go into a preference among equal plans."""
UNITS_FOR_ONE_WORKER = 30
"""Up to this size one worker proves as fast as several. A part that is alone is given a second one to race with."""


@dataclass(frozen=True, slots=True)
class GoalFound:
    """What is known of one goal at the end; travel in metres."""

    goal: Goal
    bound: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Found:
    """The parts with their best schedules, and what is proven."""

    parts: tuple[tuple[Part, Schedule], ...]
    goals: tuple[GoalFound, ...]


class LexicographicSearch:
    """One pass over the goals."""

    def __init__(
        self, remainder: Remainder, parts: Sequence[Part], budget: Budget, stopper: Stopper, observer: Observer
    ) -> None:
        self._given = remainder.given
        self._budget = budget
        self._stopper = stopper
        self._observer = observer
        self._targets = tuple(phase.target for phase in remainder.campaign.phases)
        self.searches = [PartSearch(part, stopper, self._targets) for part in parts]
        self._found: list[GoalFound] = []
        self._enough_gap: float | None = None

    def begin_at(self, former: Sequence[Assignment]) -> None:
        """Begin at the former plan, if there is one, as far as it holds: nothing worse than to keep it is found."""
        for search in self.searches if former else ():
            schedule = still_holding(search.part, former)
            if schedule is not None and search.obeys(schedule, search.limits):
                search.incumbent = schedule

    def lose_at_most(self, days: int) -> None:
        """Let no part lose more announced unit-days."""
        for search in self.searches:
            search.keep(Tally.LOST_DAYS, days)

    def run(self, settings: Sequence[GoalSetting]) -> Found | None:
        """Settle every goal in order; None if a part has no plan when the search ends."""
        for position, setting in enumerate(settings):
            started = monotonic()
            self._enough_gap = self._budget.enough_gap if position == len(settings) - 1 else None
            share = 1 / (len(settings) - position)
            bound = self._settle(setting.goal, share, started)
            if any(search.incumbent is None for search in self.searches):
                return None
            self._pin(setting)
            self._found.append(GoalFound(setting.goal, bound, monotonic() - started))
            self._tell(setting.goal, bound, started, is_final=True)
        self._prefer_announced_machines()
        return Found(
            tuple((search.part, search.incumbent) for search in self.searches if search.incumbent is not None),
            tuple(self._found),
        )

    def _settle(self, goal: Goal, share: float, started: float) -> int:
        if not self.searches:
            return self._value(goal) or 0
        if goal is Goal.UNSERVED:
            return self._settle_unserved(share, started)
        if goal is Goal.FINISH:
            return self._settle_finish(share, started)
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
            improvement.minimise(search, Tally.HANDOVERS, self._stopper, effort, lambda _schedule, _bound: None)

    def _settle_unserved(self, share: float, started: float) -> int:
        """First ask for a plan that leaves nobody; only parts that have none are optimised."""
        asked = self._each(
            self.searches, lambda search: search.serve_everybody(self._effort(search, share, self.searches))
        )
        wanting = [search for search, settled in zip(self.searches, asked, strict=True) if settled.schedule is None]
        return self._settle_sum(Goal.UNSERVED, share, started, wanting) if wanting else 0

    def _settle_sum(self, goal: Goal, share: float, started: float, searches: Sequence[PartSearch]) -> int:
        bounds = {id(search): 0 for search in self.searches}

        def minimise(search: PartSearch) -> Settled:
            def improved(_schedule: Schedule, bound: int | None) -> None:
                bounds[id(search)] = max(bounds[id(search)], bound or 0)
                self._tell(goal, sum(bounds.values()), started)

            settled = improvement.minimise(search, goal, self._stopper, self._effort(search, share, searches), improved)
            bounds[id(search)] = settled.bound
            return settled

        self._each(searches, minimise)
        return sum(bounds.values())

    def _settle_finish(self, share: float, started: float) -> int:
        """The latest part decides; a part that can end before it need not be searched any further."""
        proven = 0
        for search in sorted(self.searches, key=lambda search: -search.least_finish()):
            settled = search.finish_by(
                proven,
                self._effort(search, share, self.searches),
                lambda _schedule, bound: self._tell(Goal.FINISH, bound or 0, started),
            )
            self._budget.spend(settled.effort)
            proven = max(proven, min(settled.bound, self._value_of(search, Goal.FINISH) or settled.bound))
        return proven

    def _effort(self, search: PartSearch, share: float, among: Sequence[PartSearch]) -> Effort:
        """A part's share of a step, by the square of its size; all workers for one that is alone."""
        weight = len(search.part.units) ** 2 / max(1, sum(len(other.part.units) ** 2 for other in among))
        if len(self.searches) == 1 and len(search.part.units) > UNITS_FOR_ONE_WORKER:
            return self._budget.share(share, workers=self._budget.workers)
        is_race = len(self.searches) == 1 and self._budget.workers > 1
        return replace(self._budget.share(share * weight), is_race=is_race, enough_gap=self._enough_gap)

    def _each(self, searches: Sequence[PartSearch], step: Callable[[PartSearch], Settled]) -> list[Settled]:
        if self._budget.workers == 1 or len(searches) == 1:
            done = [step(search) for search in searches]
        else:
            with ThreadPoolExecutor(self._budget.workers) as pool:
                done = list(pool.map(step, searches))
        self._budget.spend(sum(settled.effort for settled in done))
        return done

    def _pin(self, setting: GoalSetting) -> None:
        """What the goal has reached, and its tolerance, is the limit for all goals after it."""
        if setting.goal is Goal.FINISH:
            latest = self._value(Goal.FINISH) or 0
            for search in self.searches:
                search.keep(Goal.FINISH, _with_tolerance(latest, setting.tolerance_percent))
            return
        for search in self.searches:
            given = self._given.adds(setting.goal)
            value = _with_tolerance((self._value_of(search, setting.goal) or 0) + given, setting.tolerance_percent)
            if setting.goal is Goal.TRAVEL and len(self.searches) == 1:
                value = max(value, _same_to_a_tenth(value, len(search.part.units)))
            search.keep(setting.goal, value - given)
            if setting.goal is Goal.CHANGES:
                search.share_out_changes(self._budget.share(SHARE_OF_SHARING / len(self.searches)))

    def _value_of(self, search: PartSearch, goal: Goal) -> int | None:
        return None if search.incumbent is None else search.value(goal, search.incumbent)

    def _value(self, goal: Goal) -> int | None:
        """The goal's value over all parts, None while one has no plan."""
        schedules = [search.incumbent for search in self.searches if search.incumbent is not None]
        if goal is Goal.MILESTONES and len(schedules) == len(self.searches):
            return missing(collected_in_all(schedules, len(self._targets)), self._targets)
        values = [self._value_of(search, goal) for search in self.searches]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        return max(known, default=0) if goal is Goal.FINISH else sum(known)

    def _tell(self, goal: Goal, bound: int, started: float, *, is_final: bool = False) -> None:
        value, given = self._value(goal), self._given.adds(goal)
        scale = METRES_PER_KM if goal is Goal.TRAVEL else 1
        shown = None if value is None else (value + given) / scale
        self._observer(Progress(goal, shown, (bound + given) / scale, monotonic() - started, is_final))


def collected_in_all(schedules: Sequence[Schedule], num_phases: int) -> list[int]:
    """For each phase, dossiers that all these schedules together have collected by its last day."""
    return [sum(schedule.collected_by[phase] for schedule in schedules) for phase in range(num_phases)]


def _same_to_a_tenth(metres: int, num_legs: int) -> int:
    """The most metres that are told as the same tenth of a km, whatever so many legs were rounded by."""
    tenth = (metres + TENTH_OF_A_KM // 2) // TENTH_OF_A_KM
    return tenth * TENTH_OF_A_KM + TENTH_OF_A_KM // 2 - 1 - num_legs // 2


def _with_tolerance(value: int, percent: float) -> int:
    return int(value * (100 + percent) // 100)
