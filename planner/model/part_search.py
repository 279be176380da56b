"""The goals of one part, one after the other, each made as small as those before allow."""

import logging
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.domain.policy import Goal
from planner.model.formulation import Formulation, ValueOf
from planner.model.gate import Effort, Status, Stopper, ask, refute
from planner.model.limits import Limits
from planner.model.packing import Packing
from planner.model.part import Part
from planner.model.schedule import Schedule, missing, schedule_of
from planner.model.touring import Touring

logger = logging.getLogger(__name__)

Improved = Callable[[Schedule, int | None], None]
"""Hears of each better schedule and the bound at that moment."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a step found: the best schedule, if any, and the proven bound of its goal."""

    schedule: Schedule | None
    bound: int
    effort: float


class PartSearch:
    """Searches one part. It keeps the best schedule itself, and never loses it to a later step."""

    def __init__(self, part: Part, stopper: Stopper, targets: Sequence[int] = ()) -> None:
        self.part = part
        self.limits = Limits()
        self.incumbent: Schedule | None = None
        self._stopper = stopper
        self._targets = tuple(targets)

    def value(self, goal: Goal, schedule: Schedule) -> int:
        """What a schedule of this part is worth in a goal."""
        if goal is Goal.MILESTONES:
            return missing(schedule.collected_by, self._targets)
        return schedule.scores[goal]

    def keep(self, goal: Goal, limit: int) -> None:
        """From now on nothing may be worse than this in the goal."""
        self.limits = self.limits.at_most(goal, limit)

    def obeys(self, schedule: Schedule, limits: Limits) -> bool:
        """Whether a schedule stays within limits in every goal."""
        return all(
            limit is None or self.value(goal, schedule) <= limit
            for goal in (Goal.UNSERVED, Goal.MILESTONES, Goal.FINISH, Goal.TRAVEL, Goal.WAITING)
            for limit in [limits.of(goal)]
        )

    def _formulation(self, limits: Limits, objective: Goal | None = None, *, relaxed: bool = False) -> Formulation:
        needs_tours = objective is Goal.TRAVEL or limits.travel is not None or self.part.limits_reach
        shape = Touring if needs_tours and not relaxed else Packing
        formulation = shape(self.part, replace(limits, travel=None) if relaxed else limits, self._targets)
        formulation.settle(objective)
        if self.incumbent is not None:
            formulation.hint(self.incumbent)
        return formulation

    def serve_everybody(self, effort: Effort) -> Settled:
        """Look for a plan that leaves nobody; there is no better value than 0."""
        limits = self.limits.at_most(Goal.UNSERVED, 0)
        if any(not self._can_be_served(unit.code) for unit in self.part.units):
            return Settled(None, 0, 0.0)
        return self._decide(limits, effort)

    def _can_be_served(self, code: str) -> bool:
        unit = next(unit for unit in self.part.units if unit.code == code)
        return unit.visits > 1 or any(
            self.part.full_stays[unit.code, meeting.duty] for meeting in self.part.meetings[unit.code]
        )

    def _decide(self, limits: Limits, effort: Effort, *, relaxed: bool = False) -> Settled:
        """Whether a plan exists within the limits. `bound` is 1 if a second search agrees that none does, else 0."""
        formulation = self._formulation(limits, relaxed=relaxed)
        answer = ask(formulation.model, effort, self._stopper)
        if answer.value_of is not None:
            schedule = schedule_of(self.part, formulation.visits(answer.value_of))
            if not relaxed:
                self._take(schedule)
            return Settled(schedule, 0, answer.effort)
        refuted = answer.status is Status.INFEASIBLE and refute(
            lambda: self._formulation(limits, relaxed=relaxed).model, effort, self._stopper
        )
        return Settled(None, int(refuted), answer.effort)

    def _take(self, schedule: Schedule) -> None:
        self.incumbent = schedule

    def minimise(self, goal: Goal, effort: Effort, improved: Improved) -> Settled:
        """The smallest value of a goal within the limits, by one optimisation."""
        formulation = self._formulation(self.limits, goal)

        def heard(value_of: ValueOf, bound: int | None) -> None:
            schedule = schedule_of(self.part, formulation.visits(value_of))
            if self._is_better(goal, schedule):
                self._take(schedule)
                improved(schedule, bound)

        answer = ask(formulation.model, effort, self._stopper, heard)
        if answer.value_of is not None:
            schedule = schedule_of(self.part, formulation.visits(answer.value_of))
            if self._is_better(goal, schedule):
                self._take(schedule)
        bound = answer.bound or 0
        if answer.value_of is not None and answer.status is Status.OPTIMAL:
            bound = answer.value_of(formulation.goals[goal])
        return Settled(self.incumbent, max(0, bound), answer.effort)

    def _is_better(self, goal: Goal, schedule: Schedule) -> bool:
        if not self.obeys(schedule, self.limits):
            return False
        return self.incumbent is None or self.value(goal, schedule) < self.value(goal, self.incumbent)

    def finish_candidates(self) -> list[int]:
        """Ordinals at which a plan can end: 0 for one without work, else the last slots in which somebody may work."""
        ends = {
            ordinals[-1]
            for meetings in self.part.meetings.values()
            for meeting in meetings
            for ordinals in meeting.worked
            if ordinals
        }
        return [0, *sorted(ends)]

    def least_finish(self) -> int:
        """No plan within the limits ends before this: the machines' capacity up to then does not suffice."""
        need = sum(unit.need for unit in self.part.units)
        cheapest = min((unit.priority for unit in self.part.units), default=1)
        may_be_left = need if self.limits.unserved is None else self.limits.unserved // cheapest
        work = need - may_be_left
        for ordinal in self.finish_candidates():
            capacity = sum(
                duty.count
                * duty.posting.capacity
                * sum(1 for slots in duty.open_ordinals for slot in slots if slot <= ordinal)
                for duty in self.part.duties
            )
            if capacity >= work:
                return ordinal if work > 0 else 0
        return self.finish_candidates()[-1] if self.finish_candidates() else 0

    def finish_by(self, floor: int, effort: Effort, improved: Improved) -> Settled:
        """The earliest finish within the limits, though no earlier than `floor`, by yes-or-no questions.

        The first question is asked at the bound, then twice as far after each no, then by halving between the last no
        and the first yes.
        """
        candidates = self.finish_candidates()
        proven = max(floor, self.least_finish())
        low, high = bisect_left(candidates, proven), self._finish_index(candidates)
        stride, spent, has_doubt, galloping = 1, 0.0, False, True
        while low < high:
            trial = min(low + stride - 1, high - 1) if galloping else (low + high - 1) // 2
            settled = self._decide_in_two_steps(self.limits.at_most(Goal.FINISH, candidates[trial]), effort)
            spent += settled.effort
            if settled.schedule is not None:
                high, galloping = self._finish_index(candidates), stride == 1
                improved(settled.schedule, proven)
                continue
            low, stride = trial + 1, 2 * stride
            has_doubt = has_doubt or settled.bound == 0
            if not has_doubt:
                proven = candidates[low] if low < len(candidates) else self.part.timeline.last_ordinal + 1
            if self._stopper.stopped.is_set():
                break
        return Settled(self.incumbent, proven, spent)

    def _finish_index(self, candidates: Sequence[int]) -> int:
        if self.incumbent is None:
            return len(candidates)
        return bisect_left(candidates, self.incumbent.scores[Goal.FINISH])

    def _decide_in_two_steps(self, limits: Limits, effort: Effort) -> Settled:
        """Ask without tours first, which is quick, where the answer must in the end be given with them."""
        if not self.part.limits_reach and limits.travel is None:
            return self._decide(limits, effort)
        without = self._decide(limits, effort, relaxed=True)
        if without.schedule is None and without.bound == 1:
            return without
        within = self._decide(limits, effort)
        return Settled(within.schedule, within.bound, without.effort + within.effort)
