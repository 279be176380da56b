"""The goals of one subproblem, one after the other, each made as small as those before allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from threading import RLock
from time import monotonic

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.effort import ALL_CUTS, FEW_CUTS, Effort, GrowingTurns
from planner.model.formulations.flow import FlowFormulation, suits_flow
from planner.model.formulations.formulation import Formulation
from planner.model.formulations.routing import RoutingFormulation, fits_routing
from planner.model.formulations.time_indexed import TimeIndexedFormulation, fits_time_indexed
from planner.model.gate import LEAST_WALL, Status, Stopper, ValueOf, ask
from planner.model.heuristics.rebuilding import Rebuilding
from planner.model.instance.criteria import ALL, Aim, Criterion, EpsilonConstraints
from planner.model.instance.pooling import Pool, pool_of
from planner.model.instance.schedule import Schedule, missing, schedule_of
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import obeys_rules
from planner.model.search.bound_tightening import with_tightened_changes
from planner.model.search.choices import Choices, Way
from planner.model.settled import Improved, Settled
from planner.model.subsets.best_rounds import BestRounds
from planner.model.subsets.zones import Zones, zones_of

LOOKED_THROUGH = 2.0
"""How many times as long as it takes to build a model it takes until the solver has it, since its rows are counted."""
SHARE_OF_PROOF = 0.5
"""How much of an optimisation's time the search that proves best is given."""


@dataclass(frozen=True, slots=True)
class KnownRounds:
    """Rounds that are as good as can be within a limit of the finish."""

    rounds: BestRounds
    finish: int | None


class SubproblemSearch:
    """Searches one subproblem. It keeps the best schedule itself, and never loses it to a later step."""

    def __init__(
        self, problem: Subproblem, stopper: Stopper, targets: Sequence[int] = (), order: Sequence[Criterion] = ()
    ) -> None:
        self.problem = problem
        self.limits = EpsilonConstraints()
        self.incumbent: Schedule | None = None
        self.stopper = stopper
        self.choices = Choices()
        self._lock = RLock()
        """Plans may be found by two searches at once."""
        self.known_rounds: KnownRounds | None = None
        """What tables over all sets of units have told of the goals that are settled last."""
        self.least_finishes: dict[int, int] = {}
        """By the limit of unserved, the slot before which counting alone says that no plan ends."""
        self.targets = tuple(targets)
        self.order = tuple(order)
        """The goals by which plans are compared, in their order: an earlier one may get better at any time."""
        self._settled: tuple[Criterion, ...] = ()
        self._finish_floor = 0
        self._rebuilding: Rebuilding | None = None
        self._longest_building = 0.0
        """Seconds."""

    def choose(self, goal: Criterion, way: Way) -> None:
        """Note that this way is taken for the goal."""
        self.choices.make(self.problem, goal, way)

    def value(self, goal: Criterion, schedule: Schedule) -> int:
        """What a schedule of this subproblem is worth in a criterion."""
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
        """What plans of this subproblem are made good for."""
        return Aim(self.order, self.limits, self.targets, self._finish_floor)

    @property
    def _rounds(self) -> Rebuilding:
        if self._rebuilding is None:
            self._rebuilding = Rebuilding(self.problem, self.stopper)
        return self._rebuilding

    @property
    def fits_routing(self) -> bool:
        """Whether a formulation with roads can be built in time."""
        return self._fits_routing or self.suits_flow

    @cached_property
    def _fits_routing(self) -> bool:
        return fits_routing(self.problem)

    @cached_property
    def zones(self) -> Zones | None:
        """What most machines serve each for themselves; None where tables say nothing of it, or there is no time to
        make them.
        """
        return zones_of(self.problem, lambda: self.stopper.is_over)

    def can_ask(self, goal: Criterion | None, limits: EpsilonConstraints) -> bool:
        """Whether the model that the goal and these limits need can be built in time."""
        needs_routing = goal is Goal.TRAVEL or limits.travel is not None
        return self.fits_routing if needs_routing else fits_time_indexed(self.problem, self.limits.finish)

    def affordable_seconds(self, effort: Effort) -> float:
        """What something may take that is begun only if it can be finished: of the effort, and of the time for all."""
        return min(effort.affordable_seconds, self.stopper.ends - monotonic())

    @property
    def is_too_late(self) -> bool:
        """Whether time would be over before the solver has another model, if it takes as long as the longest before."""
        return not self.stopper.leaves(self._longest_building * LOOKED_THROUGH)

    @property
    def suits_flow(self) -> bool:
        """Whether roads are told as a flow of machines that are alike, not from visit to visit."""
        return suits_flow(self.problem, self.pool, self.limits.finish)

    def first_plan(self, *, at_once: bool = False) -> None:
        """Make a plan by list scheduling, and keep it if it is better than the one that is there."""
        schedule = self._rounds.first_plan(self.aim, at_once=at_once)
        if schedule is not None:
            self.offer(self.order[0], schedule)

    def rebuild(self, goal: Criterion, effort: Effort, improved: "Improved", *, enough: int | None = None) -> float:
        """Improve the plan by taking visits out and putting them in elsewhere; returns the effort spent.

        It ends as soon as the goal has come down to `enough`.
        """
        if self.incumbent is None or not self.order or self.stopper.is_over:
            return 0.0

        def is_enough() -> bool:
            return enough is not None and self.incumbent is not None and self.value(goal, self.incumbent) <= enough

        def heard(schedule: Schedule) -> None:
            if self.offer(goal, schedule):
                improved(schedule, None)

        return self._rounds.better(self.aim, self.incumbent, effort, heard, is_enough)

    def offer_tours(self, goal: Criterion, tours: Mapping[MachineName, Sequence[UnitCode]]) -> bool:
        """Take the plan in which machines serve units in these orders, if it is one and better; was it taken?"""
        schedule = self._rounds.along(self.aim, tours)
        return schedule is not None and self.offer(goal, schedule)

    def take_tours(self, tours: Mapping[MachineName, Sequence[UnitCode]], limits: EpsilonConstraints) -> bool:
        """Take the plan in which machines serve units in these orders, if it answers a question; was it taken?"""
        schedule = self._rounds.along(self.aim, tours)
        return schedule is not None and self.take(schedule, limits)

    def tighten_changes(self, effort: Effort) -> None:
        """Once `changes` is settled: find out how much of it each unit can take."""
        self.limits = with_tightened_changes(self.problem, self.limits, effort, self.stopper)

    def obeys(self, schedule: Schedule, limits: EpsilonConstraints) -> bool:
        """Whether a schedule stays within limits in every criterion."""
        return all(limit is None or self.value(one, schedule) <= limit for one in ALL for limit in [limits.of(one)])

    def formulation(
        self, limits: EpsilonConstraints, objective: Criterion | None = None, *, relaxed: bool = False
    ) -> Formulation:
        """The subproblem as a model, hinted at the best plan so far: with routing where travel is asked for or
        limited."""
        began = monotonic()
        formulation = self._built(limits, objective, relaxed=relaxed)
        self._longest_building = max(self._longest_building, monotonic() - began)
        return formulation

    def _built(self, limits: EpsilonConstraints, objective: Criterion | None, *, relaxed: bool) -> Formulation:
        needs_routing = objective is Goal.TRAVEL or limits.travel is not None
        formulation: Formulation
        if needs_routing and not relaxed and suits_flow(self.problem, self.pool, limits.finish):
            formulation = FlowFormulation(self.problem, self.pool, limits, self.targets)
        elif needs_routing and not relaxed:
            travels = objective is Goal.TRAVEL
            formulation = RoutingFormulation(self.problem, limits, self.targets, asks_for_travel_only=travels)
        else:
            limits = limits.at_most(Goal.TRAVEL, None) if relaxed else limits
            formulation = TimeIndexedFormulation(self.pool.problem, limits, self.targets)
        formulation.settle(objective)
        if self.incumbent is not None:
            is_pooled = isinstance(formulation, TimeIndexedFormulation)
            visits = tuple(self.pool.told(self.incumbent.visits)) if is_pooled else self.incumbent.visits
            formulation.hint(visits)
        return formulation

    def read(self, formulation: Formulation, value_of: ValueOf) -> Schedule:
        """The schedule that a solution of one of this search's models makes."""
        visits = formulation.visits(value_of)
        is_pooled = isinstance(formulation, TimeIndexedFormulation)
        return schedule_of(self.problem, self.pool.meant(visits) if is_pooled else visits)

    @cached_property
    def pool(self) -> Pool:
        """The subproblem with machines pooled that differ only in where they come from."""
        return pool_of(self.problem)

    def bound_without_routing(self, goal: Criterion, effort: Effort) -> int:
        """What no plan can be better than, even if travel were no matter: for waiting the far stronger relaxation.

        Where a gap is allowed, the search ends as soon as the bound is within it.
        """
        if self.is_too_late or not fits_time_indexed(self.problem, self.limits.finish):
            return 0
        formulation = self.formulation(self.limits, goal, relaxed=True)
        enough = None
        if effort.enough_gap is not None and self.incumbent is not None:
            enough = ceil(self.value(goal, self.incumbent) * (1 - effort.enough_gap))
        return max(0, ask(formulation.model, effort, self.stopper, enough=enough).bound or 0)

    def minimise(self, goal: Criterion, effort: Effort, improved: Improved) -> Settled:
        """The smallest value of a goal within the limits. Nothing is smaller than 0.

        A single search proves fastest, so it goes first; where it does not come to an end, several ways of searching
        find better plans in the rest of the time.
        """
        if effort.workers > 1 or effort.in_turns:
            return self.minimise_once(goal, effort, improved)
        first = self._prove(goal, effort.scaled(SHARE_OF_PROOF), improved)
        if first.is_final:
            return first
        rest = replace(effort.scaled(1 - SHARE_OF_PROOF), in_turns=True, is_race=False)
        second = self.minimise_once(goal, rest, improved)
        return Settled(second.schedule, max(first.bound, second.bound), first.effort + second.effort)

    def _prove(self, goal: Criterion, effort: Effort, improved: Improved) -> Settled:
        """With all cuts and with few: side by side, or by turns, each turn longer than the one before."""
        if effort.is_race:
            return self.minimise_once(goal, effort, improved)
        turns = GrowingTurns(effort, (FEW_CUTS, ALL_CUTS) if goal is Goal.TRAVEL else (ALL_CUTS, FEW_CUTS))
        bound = 0
        for turn in turns:
            if self.stopper.is_over:
                break
            settled = self.minimise_once(goal, turn, improved)
            bound, turns.spent = max(bound, settled.bound), turns.spent + settled.effort
            if settled.is_final or self.is_proven(goal, bound):
                return Settled(settled.schedule, bound, turns.spent, is_final=True)
        return Settled(self.incumbent, bound, turns.spent)

    def is_proven(self, goal: Criterion, bound: int) -> bool:
        """Whether the plan is as good as the bound allows."""
        return self.incumbent is not None and self.value(goal, self.incumbent) <= bound

    def minimise_once(self, goal: Criterion, effort: Effort, improved: Improved) -> Settled:
        """The same by one search alone, which proves or plays several in turns."""
        is_too_late = self.is_too_late or effort.wall_seconds < LEAST_WALL
        if is_too_late or not self.can_ask(goal, self.limits):
            return Settled(self.incumbent, 0, 0.0)
        formulation = self.formulation(self.limits, goal)

        def heard(value_of: ValueOf, bound: int | None) -> None:
            schedule = self.read(formulation, value_of)
            if self.offer(goal, schedule):
                improved(schedule, bound)

        answer = ask(formulation.model, effort, self.stopper, heard, is_met=lambda bound: self.is_proven(goal, bound))
        if answer.value_of is not None:
            self.offer(goal, self.read(formulation, answer.value_of))
        bound = answer.bound or 0
        if answer.value_of is not None and answer.status is Status.OPTIMAL:
            bound = answer.value_of(formulation.goals[goal])
        return Settled(self.incumbent, max(0, bound), answer.effort, answer.is_final)

    def offer(self, goal: Criterion, schedule: Schedule) -> bool:
        """Take a schedule if it obeys rules and limits and is better, the goals before this one first; was it taken?"""
        if not obeys_rules(self.problem, schedule.visits):
            return False
        with self._lock:
            is_taken = self._is_better(goal, schedule)
            if is_taken:
                self._put(schedule)
        return is_taken

    def take(self, schedule: Schedule, limits: EpsilonConstraints) -> bool:
        """Take what answers a question, unless the plan that is there answers it better."""
        if not self.obeys(schedule, limits) or not obeys_rules(self.problem, schedule.visits):
            return False
        with self._lock:
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
