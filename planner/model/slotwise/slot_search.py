"""The goals of a slot instance in their order: one model, its objective changed from goal to goal.

As in the other search, each goal's value is a limit for those after it (Haimes, Lasdon, Wismer 1971), and every search
begins at the best plan so far, told to the solver in full.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from time import monotonic

from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import Observer, Progress
from planner.errors import NoPlanPossible
from planner.model.effort import Effort
from planner.model.gate import SolverAnswer, Status, Stopper, ValueOf, ask, refute
from planner.model.instance.criteria import Criterion, EpsilonConstraints, Tally
from planner.model.instance.residual import METRES_PER_KM
from planner.model.search.budget import Budget
from planner.model.search.lexicographic import (
    SHARE_OF_LATER_GOALS,
    SHARE_OF_PREFERENCE,
    GoalFound,
    with_tolerance,
)
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.placements import Term
from planner.model.slotwise.slot_formulation import SlotFormulation
from planner.model.slotwise.slot_instance import SlotInstance
from planner.model.slotwise.slot_plan import SlotPlan, Stand

FIRST_EFFORT = 2.0
"""Deterministic seconds of the first try, by one way of searching; after it several play in turns."""
COMPLETING_EFFORT = 5.0
SECONDS_BETWEEN_PLANS = 0.5
SHARE_OF_FIRST_PLAN = 0.3

Heard = Callable[[SlotPlan, tuple[GoalFound, ...]], None]


class SlotSearch:
    """One pass over the goals."""

    def __init__(
        self,
        instance: SlotInstance,
        needs: tuple[StopNeed, ...],
        budget: Budget,
        stopper: Stopper,
        *,
        observer: Observer,
        better: Heard,
    ) -> None:
        """`better` hears of a plan whenever a goal is settled, and now and then of better ones meanwhile."""
        self.incumbent: SlotPlan | None = None
        self.found: list[GoalFound] = []
        self._instance = instance
        self._needs = needs
        self._budget = budget
        self._stopper = stopper
        self._observer = observer
        self._better = better
        self._told_at = monotonic()
        self._formulation = SlotFormulation(instance, needs)
        self._settled: list[Criterion] = []
        self._limits = EpsilonConstraints()

    def run(self, settings: Sequence[GoalSetting]) -> SlotPlan | None:
        """The best plan that was found, None if the search ended before a first one; `found` holds what is proven.

        Raises NoPlanPossible where no plan keeps the rules.
        """
        most = self._instance.situation.max_changes
        if most is not None:
            self._keep(Tally.LOST_DAYS, most)
        self._first_plan()
        for position, setting in enumerate(settings):
            if self.incumbent is None:
                return None
            started = monotonic()
            share = 1 - SHARE_OF_LATER_GOALS * (len(settings) - 1 - position)
            is_last = position == len(settings) - 1
            gap = self._budget.terms.enough_gap if is_last else None
            bound = self._settle(setting.goal, self._budget.share(share, workers=self._workers), started, gap)
            self.found.append(GoalFound(setting.goal, bound, monotonic() - started))
            self._tell(setting.goal, bound, started, is_final=True)
            self._pin(setting)
            self._better(self.incumbent, tuple(self.found))
        self._prefer()
        return self.incumbent

    @property
    def _workers(self) -> int:
        return self._budget.terms.workers

    def _first_plan(self) -> None:
        """The plan made before as far as it holds, else nobody anywhere but where pins ask for it, else any plan."""
        pinned = frozenset(self._formulation.placements.pinned)
        for stands in (self._previous() | pinned, pinned):
            if self._take_up(SlotPlan(self._instance, self._needs, stands)):
                return
        effort = replace(self._budget.share(SHARE_OF_FIRST_PLAN), linearization=1)
        answer = self._ask(None, effort)
        if answer.status is Status.INFEASIBLE and refute(lambda: self._formulation.model, effort, self._stopper):
            raise NoPlanPossible

    def _previous(self) -> frozenset[Stand]:
        """What of the plan made before may still be."""
        campaign, at = self._instance.campaign, self._formulation.placements.at
        stands = set()
        for row in self._instance.situation.previous:
            if row.machine in campaign.groups and row.shift in campaign.calendar.shift_labels:
                group = campaign.groups[row.machine][0].name
                key = group, row.unit, campaign.calendar.ordinal(row.date, row.shift)
                if key in at:
                    stands.add(key)
        return frozenset(stands)

    def _take_up(self, plan: SlotPlan) -> bool:
        """Begin at this plan if it keeps all rules and limits; the solver is told all that follows from it."""
        fixed = self._formulation.at_plan(plan)
        effort = Effort(1, self._budget.terms.seed, self._budget.seconds_left, COMPLETING_EFFORT)
        answer = ask(fixed, effort, self._stopper)
        self._budget.spend(answer.effort)
        if answer.value_of is None:
            return False
        self.incumbent = plan
        self._formulation.hint_all(answer.value_of)
        return True

    def _settle(self, goal: Goal, effort: Effort, started: float, gap: float | None) -> int:
        if self.incumbent is None or self.incumbent.scores[goal] == 0:
            return 0
        if not self._formulation.fits_travel and (goal is Goal.TRAVEL or Goal.TRAVEL in self._settled):
            return 0
        expression = self._formulation.goal(goal)
        bound = 0
        for one in self._turns(effort):
            self._take_up(self.incumbent)
            enough = None if gap is None else ceil(self.incumbent.scores[goal] * (1 - gap))
            answer = self._minimise(goal, expression, one, started, enough)
            bound = max(bound, answer.bound or 0)
            if answer.status is Status.OPTIMAL:
                return self.incumbent.scores[goal]
            if bound >= self.incumbent.scores[goal] or (enough is not None and bound >= enough):
                break
        return min(bound, self.incumbent.scores[goal])

    def _turns(self, effort: Effort) -> list[Effort]:
        """One way of searching, then several: side by side with more workers, else by turns."""
        alone = replace(effort, workers=1)
        first = replace(alone, effort_seconds=FIRST_EFFORT)
        if effort.workers > 1:
            return [first, effort]
        return [first, replace(alone, in_turns=True)]

    def _minimise(
        self, goal: Criterion, expression: Term, effort: Effort, started: float, enough: int | None
    ) -> SolverAnswer:
        self._formulation.model.minimize(expression)

        def heard(value_of: ValueOf, bound: int | None) -> None:
            self._offer(goal, self._formulation.read(value_of))
            if isinstance(goal, Goal):
                self._tell(goal, bound or 0, started)
            if self.incumbent is not None and monotonic() - self._told_at > SECONDS_BETWEEN_PLANS:
                self._told_at = monotonic()
                self._better(self.incumbent, tuple(self.found))

        answer = ask(self._formulation.model, effort, self._stopper, heard, enough=enough)
        self._budget.spend(answer.effort)
        if answer.value_of is not None:
            self._offer(goal, self._formulation.read(answer.value_of))
        return answer

    def _ask(self, goal: Criterion | None, effort: Effort) -> SolverAnswer:
        answer = ask(self._formulation.model, effort, self._stopper)
        self._budget.spend(answer.effort)
        if answer.value_of is not None:
            self.incumbent = self._formulation.read(answer.value_of)
            self._formulation.hint_all(answer.value_of)
        return answer

    def _offer(self, goal: Criterion, plan: SlotPlan) -> None:
        """Take a plan that is better in this goal, or in one before it; the model keeps it within all limits."""
        order = [*self._settled, goal]
        rank = [plan.scores[one] for one in order]
        if self.incumbent is None or rank < [self.incumbent.scores[one] for one in order]:
            self.incumbent = plan

    def _pin(self, setting: GoalSetting) -> None:
        """What the goal has reached, and its tolerance, is the limit for all goals after it."""
        if self.incumbent is None:
            return
        goal, sunk = setting.goal, self._instance.residual.sunk.adds(setting.goal)
        limit = with_tolerance(self.incumbent.scores[goal] + sunk, setting.tolerance_percent) - sunk
        if goal is not Goal.TRAVEL or self._formulation.fits_travel:
            self._keep(goal, limit)
        if not setting.tolerance_percent:
            self._settled.append(goal)

    def _keep(self, criterion: Criterion, limit: int) -> None:
        self._formulation.keep(EpsilonConstraints({criterion: limit}))

    def _prefer(self) -> None:
        """Among plans that are equal in every goal, one in which the announced machines come, and nobody comes for
        nothing.
        """
        if self.incumbent is None or not self._formulation.fits_travel:
            return
        effort = self._budget.share(SHARE_OF_PREFERENCE)
        if self.incumbent.scores[Tally.HANDOVERS]:
            self._take_up(self.incumbent)
            handovers = self._formulation.goal(Tally.HANDOVERS)
            self._minimise(Tally.HANDOVERS, handovers, effort, monotonic(), None)
            self._keep(Tally.HANDOVERS, self.incumbent.scores[Tally.HANDOVERS])
        self._take_up(self.incumbent)
        self._formulation.model.minimize(self._formulation.fewest_stands())
        answer = ask(self._formulation.model, effort, self._stopper)
        if answer.value_of is not None:
            self.incumbent = self._formulation.read(answer.value_of)

    def _tell(self, goal: Goal, bound: int, started: float, *, is_final: bool = False) -> None:
        value, sunk = None if self.incumbent is None else self.incumbent.scores[goal], self._instance.residual.sunk
        scale, past = METRES_PER_KM if goal is Goal.TRAVEL else 1, sunk.adds(goal)
        shown = None if value is None else (value + past) / scale
        self._observer(Progress(goal, shown, (bound + past) / scale, monotonic() - started, is_final))
