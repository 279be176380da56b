"""The goals of one part, one after the other, each made as small as those before allow."""

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from time import monotonic

from planner.domain.campaign import Unit
from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.aim import Aim
from planner.model.allotment import allot
from planner.model.criteria import ALL, Criterion
from planner.model.earliest_end import finish_candidates, first_ordinal_served, first_ordinal_with_room
from planner.model.formulation import Formulation
from planner.model.gate import ALL_CUTS, FEW_CUTS, Effort, Status, Stopper, ValueOf, ask, refute
from planner.model.limits import Limits
from planner.model.packing import Packing
from planner.model.part import Part, with_duties, with_needs
from planner.model.pooling import Pool, pool_of
from planner.model.rebuilding import Rebuilding
from planner.model.schedule import Schedule, missing, schedule_of
from planner.model.shares import with_changes_shared_out
from planner.model.soundness import obeys_rules
from planner.model.touring import Touring

logger = logging.getLogger(__name__)

UNITS_WORTH_ALLOTTING = 30
"""In larger parts, who serves whom is settled before when."""

SHARE_OF_PROOF = 0.5
"""How much of an optimisation's time the search that proves best is given."""
FIRST_TURN = 1.0
"""Deterministic seconds of the first turn of each way to prove."""
LONGER_TURN = 3.0
QUESTION_SHARE = 0.2
"""How much of a step's time one yes-or-no question may take."""
LEAST_QUESTION = 0.4
"""Deterministic seconds that each question gets, however many parts share the time: a no needs them."""

MOST_ARCS = 120_000
MOST_PERIODS = 250_000

Improved = Callable[[Schedule, int | None], None]
"""Hears of each better schedule and the bound at that moment."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a step found: the best schedule, if any, and the proven bound of its goal."""

    schedule: Schedule | None
    bound: int
    effort: float
    is_final: bool = False
    """Whether the solver came to its end, so that to ask once more is of no use."""


class PartSearch:
    """Searches one part. It keeps the best schedule itself, and never loses it to a later step."""

    def __init__(
        self, part: Part, stopper: Stopper, targets: Sequence[int] = (), order: Sequence[Criterion] = ()
    ) -> None:
        self.part = part
        self.limits = Limits()
        self.incumbent: Schedule | None = None
        self._stopper = stopper
        self.targets = tuple(targets)
        self.order = tuple(order)
        """The goals by which plans are compared, in their order: an earlier one may get better at any time."""
        self._settled: tuple[Criterion, ...] = ()
        self._finish_floor = 0
        self._rebuilding: Rebuilding | None = None

    def value(self, goal: Criterion, schedule: Schedule) -> int:
        """What a schedule of this part is worth in a criterion."""
        if goal is Goal.MILESTONES:
            return missing(schedule.collected_by, self.targets)
        return schedule.scores[goal]

    def keep(self, goal: Criterion, limit: int, *, is_loose: bool = False) -> None:
        """From now on nothing may be worse than this in the criterion; a loose limit is no value to be bettered."""
        self.limits = self.limits.at_most(goal, limit)
        if is_loose:
            self.order = tuple(one for one in self.order if one is not goal)
        elif goal is Goal.FINISH:
            self._finish_floor = limit
        else:
            self._settled = (*self._settled, goal)

    @property
    def aim(self) -> Aim:
        """What plans of this part are made good for."""
        return Aim(self.order, self.limits, self.targets, self._finish_floor)

    @property
    def _rounds(self) -> Rebuilding:
        if self._rebuilding is None:
            self._rebuilding = Rebuilding(self.part, self._stopper)
        return self._rebuilding

    @property
    def can_tour(self) -> bool:
        """Whether a model with tours can be built in time: it has an arc from each call to each other, by each duty."""
        calls = {code: self._calls_to_tour(code) for code in self.part.meetings}
        by_duty = sum(calls[code] * len(meetings) for code, meetings in self.part.meetings.items())
        return by_duty * sum(calls.values()) <= MOST_ARCS

    def _calls_to_tour(self, code: UnitCode) -> int:
        """No more visits than may be made, nor than there are dossiers for."""
        unit = self.part.campaign.units_by_code[code]
        least = min(
            (most for found in self.part.meetings[code] for brings in found.brings for most in brings), default=1
        )
        return min(unit.visits, 1 + unit.need // least)

    @property
    def can_pack(self) -> bool:
        """Whether a model without tours can be built in time: it has a number for each period of each meeting."""
        finish = self.limits.finish
        periods = sum(
            1
            for meeting in self.part.meeting.values()
            for slots in meeting.worked
            if slots and (finish is None or slots[-1] <= finish)
        )
        return periods <= MOST_PERIODS

    def _can_ask(self, goal: Criterion | None, limits: Limits) -> bool:
        needs_tours = goal is Goal.TRAVEL or limits.travel is not None
        return self.can_tour if needs_tours else self.can_pack

    def first_plan(self) -> None:
        """Make a plan by list scheduling, and keep it if it is better than the one that is there."""
        schedule = self._rounds.first_plan(self.aim)
        if schedule is not None:
            self.offer(self.order[0], schedule)

    def rebuild(self, goal: Criterion, effort: Effort, improved: "Improved", *, enough: int | None = None) -> float:
        """Improve the plan by taking visits out and putting them in elsewhere; returns the effort spent.

        It ends as soon as the goal has come down to `enough`.
        """
        if self.incumbent is None or not self.order:
            return 0.0

        def is_enough() -> bool:
            return enough is not None and self.incumbent is not None and self.value(goal, self.incumbent) <= enough

        def heard(schedule: Schedule) -> None:
            if self.offer(goal, schedule):
                improved(schedule, None)

        return self._rounds.better(self.aim, self.incumbent, effort, heard, is_enough)

    def share_out_changes(self, effort: Effort) -> None:
        """Once `changes` is settled: find out how much of it each unit can take."""
        self.limits = with_changes_shared_out(self.part, self.limits, effort, self._stopper)

    def obeys(self, schedule: Schedule, limits: Limits) -> bool:
        """Whether a schedule stays within limits in every criterion."""
        return all(limit is None or self.value(one, schedule) <= limit for one in ALL for limit in [limits.of(one)])

    def formulation(self, limits: Limits, objective: Criterion | None = None, *, relaxed: bool = False) -> Formulation:
        """The part as a model, hinted at the best plan so far: with tours where travel is asked for or limited."""
        needs_tours = objective is Goal.TRAVEL or limits.travel is not None
        formulation: Formulation
        if needs_tours and not relaxed:
            travels = objective is Goal.TRAVEL
            formulation = Touring(self.part, limits, self.targets, asks_for_travel_only=travels)
        else:
            limits = replace(limits, travel=None) if relaxed else limits
            formulation = Packing(self._pool.part, limits, self.targets)
        formulation.settle(objective)
        if self.incumbent is not None:
            is_pooled = isinstance(formulation, Packing)
            visits = tuple(self._pool.told(self.incumbent.visits)) if is_pooled else self.incumbent.visits
            formulation.hint(visits)
        return formulation

    def read(self, formulation: Formulation, value_of: ValueOf) -> Schedule:
        """The schedule that a solution of one of this search's models makes."""
        visits = formulation.visits(value_of)
        is_pooled = isinstance(formulation, Packing)
        return schedule_of(self.part, self._pool.meant(visits) if is_pooled else visits)

    @cached_property
    def _pool(self) -> Pool:
        return pool_of(self.part)

    def serve_everybody(self, effort: Effort) -> Settled:
        """Look for a plan that leaves nobody; there is no better value than 0."""
        limits = self.limits.at_most(Goal.UNSERVED, 0)
        if self.incumbent is not None and self.obeys(self.incumbent, limits):
            return Settled(self.incumbent, 0, 0.0)
        if any(
            self.part.gets_one_visit(unit.code) and not self._can_be_served_at_once(unit) for unit in self.part.units
        ):
            return Settled(None, 0, 0.0)
        once = self._decide_each_once(limits, effort)
        return once if once.schedule is not None else self.decide(limits, effort)

    def _decide_each_once(self, limits: Limits, effort: Effort) -> Settled:
        """Whether a plan exists in which every unit that can be served in one visit gets no second one."""
        if all(self.part.gets_one_visit(code) for code in self.part.meetings) or not limits.serves_everybody:
            return Settled(None, 0, 0.0)
        once = [
            unit.model_copy(update={"visits": 1, "together": 1}) if self._can_be_served_at_once(unit) else unit
            for unit in self.part.units
        ]
        return self._decide_within(with_needs(self.part, once), limits, effort)

    def _can_be_served_at_once(self, unit: Unit) -> bool:
        return any(self.part.full_stays[unit.code, meeting.duty] for meeting in self.part.meetings[unit.code])

    def decide(self, limits: Limits, effort: Effort, *, relaxed: bool = False) -> Settled:
        """Whether a plan exists within the limits. `bound` is 1 if a second search agrees that none does, else 0."""
        if self._stopper.is_over or not self._can_ask(None, limits):
            return Settled(None, 0, 0.0)
        if limits.unserved and limits.travel is None:
            return self._decide_elastically(limits, effort)
        formulation = self.formulation(limits, relaxed=relaxed)
        answer = ask(formulation.model, effort, self._stopper)
        if answer.value_of is not None:
            schedule = self.read(formulation, answer.value_of)
            if not relaxed and not self._take(schedule, limits):
                return Settled(None, 0, answer.effort)
            return Settled(schedule, 0, answer.effort)
        refuted = answer.status is Status.INFEASIBLE and refute(
            lambda: self.formulation(limits, relaxed=relaxed).model, effort, self._stopper
        )
        return Settled(None, int(refuted), answer.effort)

    def _decide_elastically(self, limits: Limits, effort: Effort) -> Settled:
        """The same where some may be left: the least that can be left is asked for, and compared."""
        most, free = limits.unserved or 0, limits.at_most(Goal.UNSERVED, None)
        formulation = self.formulation(free, Goal.UNSERVED)
        answer = ask(formulation.model, effort.side_by_side(), self._stopper, enough=most + 1, good=most)
        if answer.value_of is not None:
            schedule = self.read(formulation, answer.value_of)
            if self._take(schedule, limits):
                return Settled(schedule, 0, answer.effort)
        if answer.status is Status.INFEASIBLE:
            refuted = refute(lambda: self.formulation(free, Goal.UNSERVED).model, effort, self._stopper)
            return Settled(None, int(refuted), answer.effort)
        return Settled(None, int(answer.bound is not None and answer.bound > most), answer.effort)

    def bound_without_tours(self, goal: Criterion, effort: Effort) -> int:
        """What no plan can be better than, even if travel were no matter: for waiting the far stronger relaxation.

        Where a gap is allowed, the search ends as soon as the bound is within it.
        """
        if self._stopper.is_over or not self.can_pack:
            return 0
        formulation = self.formulation(self.limits, goal, relaxed=True)
        enough = None
        if effort.enough_gap is not None and self.incumbent is not None:
            enough = ceil(self.value(goal, self.incumbent) * (1 - effort.enough_gap))
        return max(0, ask(formulation.model, effort, self._stopper, enough=enough).bound or 0)

    def minimise(self, goal: Criterion, effort: Effort, improved: Improved) -> Settled:
        """The smallest value of a goal within the limits. Nothing is smaller than 0.

        A single search proves fastest, so it goes first; where it does not come to an end, several ways of searching
        find better plans in the rest of the time.
        """
        if effort.workers > 1 or effort.in_turns:
            return self._minimise_once(goal, effort, improved)
        first = self._prove(goal, effort.scaled(SHARE_OF_PROOF), improved)
        if first.is_final:
            return first
        rest = replace(effort.scaled(1 - SHARE_OF_PROOF), in_turns=True, is_race=False)
        second = self._minimise_once(goal, rest, improved)
        return Settled(second.schedule, max(first.bound, second.bound), first.effort + second.effort)

    def _prove(self, goal: Criterion, effort: Effort, improved: Improved) -> Settled:
        """With all cuts and with few: side by side, or by turns, each turn longer than the one before."""
        if effort.is_race or effort.effort_seconds is None:
            return self._minimise_once(goal, effort, improved)
        bound, spent, turn = 0, 0.0, FIRST_TURN
        ends = monotonic() + effort.wall_seconds
        while spent < effort.effort_seconds and monotonic() < ends and not self._stopper.is_over:
            for cuts in (FEW_CUTS, ALL_CUTS) if goal is Goal.TRAVEL else (ALL_CUTS, FEW_CUTS):
                longest = max(0.0, min(turn, effort.effort_seconds - spent))
                once = replace(effort, wall_seconds=ends - monotonic(), effort_seconds=longest, linearization=cuts)
                settled = self._minimise_once(goal, once, improved)
                bound, spent = max(bound, settled.bound), spent + settled.effort
                if settled.is_final or self._is_proven(goal, bound):
                    return Settled(settled.schedule, bound, spent, is_final=True)
            turn *= LONGER_TURN
        return Settled(self.incumbent, bound, spent)

    def _is_proven(self, goal: Criterion, bound: int) -> bool:
        return self.incumbent is not None and self.value(goal, self.incumbent) <= bound

    def _minimise_once(self, goal: Criterion, effort: Effort, improved: Improved) -> Settled:
        if self._stopper.is_over or not self._can_ask(goal, self.limits):
            return Settled(self.incumbent, 0, 0.0)
        formulation = self.formulation(self.limits, goal)

        def heard(value_of: ValueOf, bound: int | None) -> None:
            schedule = self.read(formulation, value_of)
            if self.offer(goal, schedule):
                improved(schedule, bound)

        answer = ask(formulation.model, effort, self._stopper, heard)
        if answer.value_of is not None:
            self.offer(goal, self.read(formulation, answer.value_of))
        bound = answer.bound or 0
        if answer.value_of is not None and answer.status is Status.OPTIMAL:
            bound = answer.value_of(formulation.goals[goal])
        return Settled(self.incumbent, max(0, bound), answer.effort, answer.is_final)

    def offer(self, goal: Criterion, schedule: Schedule) -> bool:
        """Take a schedule if it obeys rules and limits and is better, the goals before this one first; was it taken?"""
        is_taken = self._is_better(goal, schedule) and obeys_rules(self.part, schedule.visits)
        if is_taken:
            self._put(schedule)
        return is_taken

    def _take(self, schedule: Schedule, limits: Limits) -> bool:
        """Take what answers a question, unless the plan that is there answers it better."""
        if not self.obeys(schedule, limits) or not obeys_rules(self.part, schedule.visits):
            return False
        if self.incumbent is None or not self.obeys(self.incumbent, limits) or not self.order:
            self._put(schedule)
        else:
            self.offer(self.order[-1], schedule)
        return True

    def _put(self, schedule: Schedule) -> None:
        self.incumbent = schedule
        for one in self._settled:
            limit = self.limits.of(one)
            if limit is not None and self.aim.told(one, self.value(one, schedule)) < limit:
                self.limits = self.limits.at_most(one, self.value(one, schedule))

    def _is_better(self, goal: Criterion, schedule: Schedule) -> bool:
        if not self.obeys(schedule, self.limits):
            return False
        return self.incumbent is None or self._rank(goal, schedule) < self._rank(goal, self.incumbent)

    def _rank(self, goal: Criterion, schedule: Schedule) -> list[int]:
        """The values by which schedules are compared, in order."""
        order = self.order if goal in self.order else (*self.order, goal)
        return [self.aim.told(one, self.value(one, schedule)) for one in order]

    def least_finish(self) -> int:
        """No plan within the limits ends before this: neither all machines together nor any unit could be done."""
        if self.limits.unserved is None:
            return 0
        cheapest = min((unit.priority for unit in self.part.units), default=1)
        work = sum(unit.need for unit in self.part.units) - self.limits.unserved // cheapest
        ends = [first_ordinal_with_room(self.part, work)]
        if self.limits.serves_everybody:
            ends += [first_ordinal_served(self.part, unit.code) for unit in self.part.units]
        candidates = finish_candidates(self.part)
        return candidates[min(bisect_left(candidates, max(ends)), len(candidates) - 1)]

    def finish_by(self, floor: int, effort: Effort, improved: Improved) -> Settled:
        """The earliest finish within the limits, though no earlier than `floor`, by yes-or-no questions.

        The first question is asked at the bound, then twice as far after each no, then by halving between the last no
        and the first yes.
        """
        candidates, least = finish_candidates(self.part), self.least_finish()
        proven = max(floor, least)
        low = max(bisect_left(candidates, least), bisect_right(candidates, floor) - 1)
        high = self._finish_index(candidates)
        stride, spent, has_doubt, galloping = 1, 0.0, False, True
        ends = monotonic() + effort.wall_seconds
        while low < high and monotonic() < ends and not effort.is_spent_by(spent):
            trial = min(low + stride - 1, high - 1) if galloping else (low + high - 1) // 2
            settled = self._decide_by_steps(
                self.limits.at_most(Goal.FINISH, candidates[trial]),
                effort.scaled(QUESTION_SHARE).at_least(LEAST_QUESTION),
            )
            spent += settled.effort
            if settled.schedule is not None:
                high, galloping = self._finish_index(candidates), stride == 1
                improved(settled.schedule, proven)
                continue
            low, stride = trial + 1, 2 * stride
            has_doubt = has_doubt or settled.bound == 0
            if not has_doubt:
                proven = max(proven, candidates[low] if low < len(candidates) else self.part.timeline.last_ordinal + 1)
            if self._stopper.is_over:
                break
        return Settled(self.incumbent, proven, spent)

    def _finish_index(self, candidates: Sequence[int]) -> int:
        if self.incumbent is None:
            return len(candidates)
        return bisect_left(candidates, self.incumbent.scores[Goal.FINISH])

    def _decide_by_steps(self, limits: Limits, effort: Effort) -> Settled:
        """Ask the quick relaxations first: who serves whom, then when, and only then on which tours."""
        allotted = allot(self.part, limits, effort, self._stopper)
        if allotted.status is Status.INFEASIBLE:
            return Settled(None, 1, 0.0)
        needs_tours = limits.travel is not None
        once = self._decide_each_once(limits, effort)
        if once.schedule is not None:
            return once
        if not needs_tours and limits.serves_everybody and len(self.part.units) > UNITS_WORTH_ALLOTTING:
            narrowed = self._decide_within(with_duties(self.part, allotted.duty), limits, effort)
            if narrowed.schedule is not None:
                return narrowed
        packed = self.decide(limits, effort, relaxed=needs_tours)
        if not needs_tours or (packed.schedule is None and packed.bound == 1):
            return packed
        toured = self.decide(limits, effort)
        return Settled(toured.schedule, toured.bound, packed.effort + toured.effort)

    def _decide_within(self, narrow: Part, limits: Limits, effort: Effort) -> Settled:
        """Whether a narrower part has a plan within the limits; it is one of this part too."""
        settled = PartSearch(narrow, self._stopper, self.targets).decide(limits, effort)
        if settled.schedule is None:
            return Settled(None, 0, settled.effort)
        schedule = schedule_of(self.part, settled.schedule.visits)
        return Settled(schedule if self._take(schedule, limits) else None, 0, settled.effort)
