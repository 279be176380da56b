"""One part of a slot instance, which no machine and no merger joins to others: its model, and its best plan so far."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from planner.domain.policy import Goal
from planner.errors import NoPlanPossible
from planner.model.effort import ALL_AT_ONCE, Effort
from planner.model.gate import SolverAnswer, Status, Stopper, ValueOf, ask, assert_countable, refute
from planner.model.instance.criteria import Criterion, EpsilonConstraints, Tally
from planner.model.search.budget import Budget
from planner.model.slotwise.first_stands import first_stands
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.placements import Term
from planner.model.slotwise.slot_formulation import SlotFormulation
from planner.model.slotwise.slot_instance import SlotInstance
from planner.model.slotwise.slot_plan import SlotPlan, Stand

FIRST_EFFORT = 2.0
"""Deterministic seconds of the first try, by one way of searching; after it several play in turns."""
RELAXATION_PACE = 0.65
"""The search by the linear relaxation does so much less in a second of what effort counts."""
COMPLETING_EFFORT = 5.0

Heard = Callable[[int], None]
"""Hears of the bound whenever there is a better plan."""


class PartSearch:
    """Searches one part. It keeps the best plan itself; the model keeps it within all limits."""

    def __init__(self, instance: SlotInstance, needs: tuple[StopNeed, ...], budget: Budget, stopper: Stopper) -> None:
        self.instance = instance
        self.incumbent: SlotPlan | None = None
        self._needs = needs
        self._budget = budget
        self._stopper = stopper
        self._formulation = SlotFormulation(instance, needs)
        self._settled: list[Criterion] = []
        self._limits: list[EpsilonConstraints] = []
        self._num_kept = 0
        """How many of the limits the model holds."""
        self._hinted: tuple[SlotPlan, int] | None = None
        """The plan that the solver was told in full, and how many variables the model had then."""
        self._counted = 0

    @property
    def fits_travel(self) -> bool:
        """Whether the moves are few enough to be told, so that the way is made shorter."""
        return self._formulation.fits_travel

    def value(self, criterion: Criterion) -> int:
        """What the best plan so far is worth; 0 without one."""
        return 0 if self.incumbent is None else self.incumbent.scores[criterion]

    def first_plan(self, effort: Effort) -> None:
        """The plan made before as far as it holds, else one made by hand, else nobody anywhere but where pins ask for
        it, else any plan. Raises NoPlanPossible where there is none.
        """
        pinned = frozenset(self._formulation.placements.pinned)
        made = first_stands(self._formulation.placements, self._needs)
        for stands in (self._previous() | pinned, made, pinned):
            plan = SlotPlan(self.instance, self._needs, stands)
            is_better = self.incumbent is None or plan.scores[Goal.UNSERVED] < self.value(Goal.UNSERVED)
            if is_better and stands:
                self._take_up(plan)
        if self.incumbent is None and self._take_up(SlotPlan(self.instance, self._needs, pinned)):
            return
        if self.incumbent is not None:
            return
        answer = ask(self._within_limits().model, replace(effort, linearization=1), self._stopper)
        self._budget.spend(answer.effort)
        if answer.value_of is not None:
            self.incumbent = self._formulation.read(answer.value_of)
        elif answer.status is Status.INFEASIBLE and refute(lambda: self._formulation.model, effort, self._stopper):
            raise NoPlanPossible

    def _previous(self) -> frozenset[Stand]:
        """What of the plan made before may still be."""
        campaign, at = self.instance.campaign, self._formulation.placements.at
        stands = set()
        for row in self.instance.situation.previous:
            if row.machine in campaign.groups and row.shift in campaign.calendar.shift_labels:
                group = campaign.groups[row.machine][0].name
                key = group, row.unit, campaign.calendar.ordinal(row.date, row.shift)
                if key in at:
                    stands.add(key)
        return frozenset(stands)

    def _take_up(self, plan: SlotPlan) -> bool:
        """Begin at this plan if it keeps all rules and limits; the solver is told all that follows from it."""
        size = len(self._within_limits().model.proto.variables)
        if self._hinted is not None and self._hinted[0].stands == plan.stands and self._hinted[1] == size:
            return True
        fixed = self._formulation.at_plan(plan)
        effort = Effort(1, self._budget.terms.seed, self._budget.seconds_left, COMPLETING_EFFORT)
        answer = ask(fixed, effort, self._stopper, presolve=False, is_countable=self._is_countable())
        self._budget.spend(answer.effort)
        if answer.value_of is None:
            return False
        self.incumbent = plan
        self._hint(plan, answer.value_of)
        return True

    def _within_limits(self) -> SlotFormulation:
        """The model, which holds all limits from now on. A limit that came when time was over is never told to it: the
        moves of all machines take long to tell.
        """
        for limit in self._limits[self._num_kept :]:
            self._formulation.keep(limit)
        self._num_kept = len(self._limits)
        return self._formulation

    def _is_countable(self) -> bool:
        """Whether the model has no more rows than when it was last looked at; it is looked at now if it has."""
        size = len(self._formulation.model.proto.constraints)
        if size > self._counted:
            assert_countable(self._formulation.model)
            self._counted = size
        return True

    def _hint(self, plan: SlotPlan, value_of: ValueOf) -> None:
        self._formulation.hint_all(value_of)
        self._hinted = plan, len(self._formulation.model.proto.variables)

    def settle(self, goal: Goal, effort: Effort, heard: Heard, *, floor: int = 0, gap: float | None = None) -> int:
        """Make the goal as small as the limits allow; the proven bound. Nothing below the floor is of any use.

        Where a gap is allowed, the search ends as soon as the bound is within it.
        """
        if self.incumbent is None or self.value(goal) <= floor or self._stopper.is_over:
            return 0
        if not self._formulation.fits_travel and (goal is Goal.TRAVEL or Goal.TRAVEL in self._settled):
            return 0
        expression = self._within_limits().goal(goal)
        bound = self._bound_without_travel(goal, effort)
        for turn in _turns(goal, effort):
            self._take_up(self.incumbent)
            enough = None if gap is None else ceil(self.value(goal) * (1 - gap))
            answer = self._minimise(goal, expression, turn, heard, enough=max(floor, enough or 0) or None)
            bound = max(bound, answer.bound or 0)
            if answer.status is Status.OPTIMAL:
                return self.value(goal)
            if bound >= self.value(goal) or (enough is not None and bound >= enough):
                break
        return min(bound, self.value(goal))

    def _bound_without_travel(self, goal: Goal, effort: Effort) -> int:
        """A bound of the waiting that needs little time: nobody waits less because less is driven."""
        if goal is not Goal.WAITING or Goal.TRAVEL not in self._settled:
            return 0
        relaxed = SlotFormulation(self.instance, self._needs)
        for limit in self._limits:
            if Goal.TRAVEL not in limit.largest:
                relaxed.keep(limit)
        relaxed.model.minimize(relaxed.goal(goal))
        alone = replace(effort, workers=1, linearization=ALL_AT_ONCE)
        answer = ask(relaxed.model, alone.at_most(FIRST_EFFORT), self._stopper)
        self._budget.spend(answer.effort)
        return answer.bound or 0

    def _minimise(
        self, goal: Criterion, expression: Term, effort: Effort, heard: Heard, *, enough: int | None
    ) -> SolverAnswer:
        self._formulation.model.minimize(expression)

        def improved(value_of: ValueOf, bound: int | None) -> None:
            self._offer(goal, self._formulation.read(value_of))
            heard(bound or 0)

        is_countable = self._is_countable()
        answer = ask(self._formulation.model, effort, self._stopper, improved, enough=enough, is_countable=is_countable)
        self._budget.spend(answer.effort / (RELAXATION_PACE if effort.linearization == ALL_AT_ONCE else 1))
        if answer.value_of is not None:
            plan = self._formulation.read(answer.value_of)
            self._offer(goal, plan)
            if self.incumbent is not None and self.incumbent.stands == plan.stands:
                self._hint(plan, answer.value_of)
        return answer

    def _offer(self, goal: Criterion, plan: SlotPlan) -> None:
        """Take a plan that is better in this goal, or in one before it."""
        order = [*self._settled, goal]
        if self.incumbent is None or [plan.scores[one] for one in order] < [self.value(one) for one in order]:
            self.incumbent = plan

    def keep(self, criterion: Criterion, limit: int, *, is_loose: bool = False) -> None:
        """From now on nothing may be worse than this in the criterion; a loose limit is no value to be bettered."""
        if criterion is not Goal.TRAVEL or self._formulation.fits_travel:
            self._limits.append(EpsilonConstraints({criterion: limit}))
        if not is_loose:
            self._settled.append(criterion)

    def prefer(self, effort: Effort) -> None:
        """Among plans that are equal in every goal, one in which the announced machines come, and nobody comes for
        nothing.
        """
        if self.incumbent is None or not self._formulation.fits_travel or self._stopper.is_over:
            return
        if self.value(Tally.HANDOVERS):
            self._take_up(self.incumbent)
            handovers = self._formulation.goal(Tally.HANDOVERS)
            self._minimise(Tally.HANDOVERS, handovers, effort, lambda _bound: None, enough=None)
            self._formulation.keep(EpsilonConstraints({Tally.HANDOVERS: self.value(Tally.HANDOVERS)}))
        self._take_up(self.incumbent)
        self._formulation.model.minimize(self._formulation.fewest_stands())
        answer = ask(self._formulation.model, effort, self._stopper)
        self._budget.spend(answer.effort)
        if answer.value_of is not None:
            self.incumbent = self._formulation.read(answer.value_of)


def _paced(effort: Effort) -> float | None:
    return None if effort.effort_seconds is None else effort.effort_seconds * RELAXATION_PACE


def _turns(goal: Goal, effort: Effort) -> list[Effort]:
    """One way of searching, then several: side by side with more workers, else by turns.

    Of travel and waiting the relaxation tells nearly all: one worker searches by it to the end, and so does one of
    several, from the beginning.
    """
    alone = replace(effort, workers=1)
    if goal in (Goal.TRAVEL, Goal.WAITING):
        relaxed = replace(alone, linearization=ALL_AT_ONCE, effort_seconds=_paced(alone))
        return [effort if effort.workers > 1 else relaxed]
    if effort.workers > 1:
        return [replace(alone, effort_seconds=FIRST_EFFORT), effort]
    return [replace(alone, effort_seconds=FIRST_EFFORT), replace(alone, in_turns=True)]
