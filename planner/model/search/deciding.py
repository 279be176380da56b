"""Questions whether a subproblem has a plan: one that leaves nobody, one that ends by a certain slot."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from planner.domain.campaign import Unit
from planner.domain.policy import Goal
from planner.model.formulations.assignment_relaxation import refuted_assignment, relaxed_assignment
from planner.model.gate import Effort, Status, ask, refute
from planner.model.instance.counting_bounds import (
    finish_candidates,
    first_ordinal_served,
    first_ordinal_with_room,
    first_ordinal_with_time,
)
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.schedule import schedule_of
from planner.model.instance.subproblem import Subproblem, with_classes, with_needs
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Decided, Improved, Settled
from planner.model.subsets.small_part import MOST_UNITS

UNITS_WORTH_ASSIGNING = 30
"""In larger subproblems, who serves whom is settled before when."""
QUESTION_SHARE = 0.2
"""How much of a step's time one yes-or-no question may take."""
LONG_QUESTION_SHARE = 0.5
"""The same where somebody may be left, since a relaxation has to be solved before anything is known."""
LEAST_QUESTION = 0.4
"""Deterministic seconds that each question gets, however many subproblems share the time: a no needs them."""


def serve_everybody(search: SubproblemSearch, effort: Effort) -> Decided:
    """Look for a plan that leaves nobody; there is no better value than 0."""
    limits = search.limits.at_most(Goal.UNSERVED, 0)
    if search.incumbent is not None and search.obeys(search.incumbent, limits):
        search.choose(Goal.UNSERVED, Way.NOTHING_BETTER)
        return Decided(search.incumbent, 0.0)
    if any(
        search.problem.gets_one_visit(unit.code) and not _can_be_served_at_once(search, unit)
        for unit in search.problem.units
    ):
        return Decided(None, 0.0)
    search.choose(Goal.UNSERVED, Way.NOBODY_LEFT)
    once = _decide_each_once(search, limits, effort)
    return once if once.schedule is not None else decide(search, limits, effort)


def _decide_each_once(search: SubproblemSearch, limits: EpsilonConstraints, effort: Effort) -> Decided:
    """Whether a plan exists in which every unit that can be served in one visit gets no second one."""
    if all(search.problem.gets_one_visit(code) for code in search.problem.pairs) or not limits.serves_everybody:
        return Decided(None, 0.0)
    once = [
        unit.model_copy(update={"visits": 1, "together": 1}) if _can_be_served_at_once(search, unit) else unit
        for unit in search.problem.units
    ]
    return _decide_within(search, with_needs(search.problem, once), limits, effort)


def _can_be_served_at_once(search: SubproblemSearch, unit: Unit) -> bool:
    return any(search.problem.visit_options[unit.code, pair.machine_class] for pair in search.problem.pairs[unit.code])


def decide(search: SubproblemSearch, limits: EpsilonConstraints, effort: Effort, *, relaxed: bool = False) -> Decided:
    """Whether a plan exists within the limits; refuted only if a second search agrees that none does."""
    if search.is_too_late or not search.can_ask(None, limits):
        return Decided(None, 0.0)
    if limits.unserved and limits.travel is None:
        return _decide_by_least_left(search, limits, effort)
    formulation = search.formulation(limits, relaxed=relaxed)
    answer = ask(formulation.model, effort, search.stopper)
    if answer.value_of is not None:
        schedule = search.read(formulation, answer.value_of)
        if not relaxed and not search.take(schedule, limits):
            return Decided(None, answer.effort)
        return Decided(schedule, answer.effort)
    refuted = answer.status is Status.INFEASIBLE and refute(
        lambda: search.formulation(limits, relaxed=relaxed).model, effort, search.stopper
    )
    return Decided(None, answer.effort, refuted)


def _decide_by_least_left(search: SubproblemSearch, limits: EpsilonConstraints, effort: Effort) -> Decided:
    """The same where some may be left: the least that can be left is asked for, and compared."""
    most, free = limits.unserved or 0, limits.at_most(Goal.UNSERVED, None)
    formulation = search.formulation(free, Goal.UNSERVED)
    answer = ask(formulation.model, replace(effort, is_race=False), search.stopper, enough=most + 1, good=most)
    if answer.value_of is not None:
        schedule = search.read(formulation, answer.value_of)
        if search.take(schedule, limits):
            return Decided(schedule, answer.effort)
    if answer.status is Status.INFEASIBLE:
        refuted = refute(lambda: search.formulation(free, Goal.UNSERVED).model, effort, search.stopper)
        return Decided(None, answer.effort, refuted)
    return Decided(None, answer.effort, answer.bound is not None and answer.bound > most)


def least_finish(search: SubproblemSearch) -> int:
    """No plan within the limits ends before this: neither all machines together, nor any unit, nor all zones with the
    machines that roam could be done.
    """
    if search.limits.unserved is None:
        return 0
    known = search.least_finishes.get(search.limits.unserved)
    if known is None:
        known = search.least_finishes[search.limits.unserved] = _least_finish(search, search.limits.unserved)
    return known


def _least_finish(search: SubproblemSearch, unserved: int) -> int:
    cheapest = min((unit.priority for unit in search.problem.units), default=1)
    work = sum(unit.need for unit in search.problem.units) - unserved // cheapest
    ends = [first_ordinal_with_room(search.problem, work)]
    if search.limits.serves_everybody:
        ends.append(first_ordinal_with_time(search.problem))
        ends += [first_ordinal_served(search.problem, unit.code) for unit in search.problem.units]
        if len(search.problem.units) > MOST_UNITS and search.zones is not None:
            ends.append(search.zones.least_end)
    candidates = finish_candidates(search.problem)
    return candidates[min(bisect_left(candidates, max(ends)), len(candidates) - 1)]


def finish_by_assigning(search: SubproblemSearch, bound: int, effort: Effort) -> Settled:
    """A bound of the finish, no lower than this one: before it units cannot be given out to machines, whatever the
    order. Asked from below, twice as far after each no.
    """
    candidates, spent = finish_candidates(search.problem), 0.0
    low, high, stride = bisect_left(candidates, bound), _finish_index(search, candidates), 1
    ends = monotonic() + effort.wall_seconds
    while low < high and not (monotonic() >= ends or effort.is_spent_by(spent) or search.stopper.is_over):
        trial = min(low + stride - 1, high - 1)
        limits = search.limits.at_most(Goal.FINISH, candidates[trial])
        is_refuted, asked = refuted_assignment(search.problem, limits, effort.scaled(QUESTION_SHARE), search.stopper)
        spent += asked
        if is_refuted:
            low, stride = trial + 1, 2 * stride
        elif stride == 1:
            break
        else:
            high, stride = trial, 1
    proven = max(bound, candidates[low]) if low < len(candidates) else bound
    return Settled(search.incumbent, proven, spent)


def finish_by(search: SubproblemSearch, floor: int, effort: Effort, improved: Improved) -> Settled:
    """The earliest finish within the limits, though no earlier than `floor`, by yes-or-no questions.

    The first question is asked at the bound, then twice as far after each no, then by halving between the last no
    and the first that was answered by a plan, or not at all. What cannot end by a slot cannot end before it either, so
    a no is a proof whatever was left open before it. Where a question was left open, later ends are asked for.
    """
    asking = _Asking(search, floor, effort, improved)
    asking.refute_from_below()
    asking.find_plans_above()
    return Settled(search.incumbent, asking.proven, asking.spent)


class _Asking:
    """The ends that a plan can have, by their places: refuted below `low`, known to be possible from `high` on."""

    def __init__(self, search: SubproblemSearch, floor: int, effort: Effort, improved: Improved) -> None:
        self._search = search
        self._effort = effort
        self._improved = improved
        self._until = monotonic() + effort.wall_seconds
        self._candidates, least = finish_candidates(search.problem), least_finish(search)
        self.proven = max(floor, least)
        self.spent = 0.0
        self._low = max(bisect_left(self._candidates, least), bisect_right(self._candidates, floor) - 1)
        self._left_open: int | None = None

    @property
    def _high(self) -> int:
        return _finish_index(self._search, self._candidates)

    def _is_over(self) -> bool:
        return monotonic() >= self._until or self._effort.is_spent_by(self.spent) or self._search.stopper.is_over

    def refute_from_below(self) -> None:
        """Ask until the last no and the first yes meet, or a question that is left open stands between them."""
        stride, is_galloping = 1, True
        while self._low < (top := self._top) and not self._is_over():
            trial = min(self._low + stride - 1, top - 1) if is_galloping else (self._low + top - 1) // 2
            decided = self._ask(trial)
            if decided.is_refuted:
                self._low, stride = trial + 1, 2 * stride
                is_last = self._low == len(self._candidates)
                after = self._search.problem.timeline.last_ordinal + 1 if is_last else self._candidates[self._low]
                self.proven = max(self.proven, after)
                continue
            is_galloping = is_galloping and stride == 1 and decided.schedule is not None
            if decided.schedule is None:
                self._left_open = trial

    @property
    def _top(self) -> int:
        return self._high if self._left_open is None else min(self._high, self._left_open)

    def find_plans_above(self) -> None:
        """Halve between the question left open and the best plan, as long as plans are found."""
        low = self._high if self._left_open is None else self._left_open + 1
        while low < self._high and not self._is_over():
            trial = (low + self._high - 1) // 2
            if self._ask(trial).schedule is None:
                low = trial + 1

    def _ask(self, trial: int) -> Decided:
        self._search.choose(Goal.FINISH, Way.ASKED)
        limits = self._search.limits.at_most(Goal.FINISH, self._candidates[trial])
        share = LONG_QUESTION_SHARE if limits.unserved else QUESTION_SHARE
        decided = _decide_by_steps(self._search, limits, self._effort.scaled(share).at_least(LEAST_QUESTION))
        self.spent += decided.effort
        if decided.schedule is not None:
            self._improved(decided.schedule, self.proven)
        return decided


def _finish_index(search: SubproblemSearch, candidates: Sequence[int]) -> int:
    if search.incumbent is None:
        return len(candidates)
    return bisect_left(candidates, search.incumbent.scores[Goal.FINISH])


def _decide_by_steps(search: SubproblemSearch, limits: EpsilonConstraints, effort: Effort) -> Decided:
    """Ask the quick relaxations first: who serves whom, then when, and only then in which order."""
    assigned = relaxed_assignment(search.problem, limits, effort, search.stopper)
    if assigned.status is Status.INFEASIBLE:
        return Decided(None, 0.0, is_refuted=True)
    needs_routing = limits.travel is not None
    once = _decide_each_once(search, limits, effort)
    if once.schedule is not None:
        return once
    if not needs_routing and limits.serves_everybody and len(search.problem.units) > UNITS_WORTH_ASSIGNING:
        narrowed = _decide_within(search, with_classes(search.problem, assigned.machine_class), limits, effort)
        if narrowed.schedule is not None:
            return narrowed
    time_indexed = decide(search, limits, effort, relaxed=needs_routing)
    if not needs_routing or time_indexed.is_refuted:
        return time_indexed
    routed = decide(search, limits, effort)
    return replace(routed, effort=time_indexed.effort + routed.effort)


def _decide_within(search: SubproblemSearch, narrow: Subproblem, limits: EpsilonConstraints, effort: Effort) -> Decided:
    """Whether a narrower subproblem has a plan within the limits; it is one of this subproblem too."""
    decided = decide(SubproblemSearch(narrow, search.stopper, search.targets), limits, effort)
    if decided.schedule is None:
        return Decided(None, decided.effort)
    schedule = schedule_of(search.problem, decided.schedule.visits)
    return Decided(schedule if search.take(schedule, limits) else None, decided.effort)
