"""From a campaign and its situation to a solution: the search's door to the other rooms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import floor
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.domain.progress import Observer, nobody
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.explain.contradictions import contradictions
from planner.model.explain.minimal_infeasible_pins import minimal_infeasible_pins
from planner.model.explain.smallest_conflict import SECONDS_A_QUESTION, is_forbidden
from planner.model.gate import Stopper
from planner.model.instance.criteria import Tally
from planner.model.instance.residual import METRES_PER_KM, ResidualInstance, residual_of
from planner.model.instance.schedule import missing, travel_km
from planner.model.instance.subproblem import Subproblem, components, whole
from planner.model.instance.unavoidable import unavoidably_left, without
from planner.model.outcome import Solution as Solution  # noqa: PLC0414 - who asks here for `solve` needs it
from planner.model.search.budget import Budget
from planner.model.search.lexicographic import Found, GoalFound, LexicographicSearch, collected_in_all
from planner.model.search.machine_names import as_announced
from planner.model.search.warm_start import warm_start
from planner.texts import plurals_of, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")

SHARE_WITHOUT_PHASES = 0.5
"""How much of the time goes into plans of the subproblems as if no phase joined them."""
SHARE_OF_ASKING = 0.3
"""How much of the time it may take to find out that a wish cannot be fulfilled at all."""
TENTHS = 10
"""Travel is told with one decimal."""

SUMS = frozenset([Goal.UNSERVED, Goal.MILESTONES, Goal.CHANGES, Goal.TRAVEL, Goal.WAITING])
"""Goals that add up over subproblems, so that a tolerance on one is shared by all subproblems."""


def nobody_hears(solution: Solution) -> None:
    """For whoever wants only the last plan."""


def solve(
    campaign: Campaign,
    situation: Situation = AT_THE_START,
    wish: Wish | None = None,
    *,
    seconds: float = 60.0,
    workers: int = 1,
    seed: int = 0,
    enough_gap: float | None = None,
    observer: Observer = nobody,
    stopper: Stopper | None = None,
    better: Callable[[Solution], None] = nobody_hears,
) -> Solution:
    """The best plan of what is left that the time allows, goal by goal; with a wish, the best of those that fulfil it.

    `better` hears of better plans while the search goes on, and of the last one. With `enough_gap`, the search may
    end once the last goal's bound is as near as this share of its value.

    Raises NoPlanPossible if pins and frozen days exclude each other, nobody can ever work, more announced unit-days
    are lost than may be, or no plan fulfils the wish; NoPlanInTime if the search was ended before a first plan.
    """
    stopper = stopper or Stopper()
    stopper.ends = monotonic() + seconds
    residual = residual_of(campaign, situation, wish)
    ahead = residual.campaign
    all_in_one = _whole(residual)
    _refuse_contradictions(residual, all_in_one)
    if wish is not None and is_forbidden(residual, stopper, min(SECONDS_A_QUESTION, seconds * SHARE_OF_ASKING)):
        raise NoPlanPossible(_("no plan does as was wished. planner why says what forbids it"))
    _refuse_too_few_changes(situation, all_in_one)
    left = unavoidably_left(all_in_one)
    if left:
        residual = without(residual, left)
        all_in_one = _whole(residual)
    budget = Budget(seconds, workers, seed, enough_gap)

    def told(found: Found) -> Solution:
        return _solution(residual, situation, all_in_one, found, ahead, was_stopped=stopper.stopped.is_set())

    search = _Search(residual, situation, all_in_one, budget, stopper, observer, lambda found: better(told(found)))
    last = search.run()
    if last is None:
        _explain_no_plan(residual, situation, all_in_one, budget, stopper)
        raise NoPlanInTime(_("the search ended before a first plan was found. Give it more time with --seconds"))
    solution = told(last)
    better(solution)
    return solution


def _whole(residual: ResidualInstance) -> Subproblem:
    """All as one; each machine is told apart where it is asked where it is, or whether it comes for nothing."""
    campaign = residual.campaign
    limits_reach = not campaign.whole_days and campaign.reach_km is not None
    return whole(residual, tell_apart=limits_reach or residual.wish is not None)


def _solution(
    residual: ResidualInstance,
    situation: Situation,
    all_in_one: Subproblem,
    found: Found,
    ahead: Campaign,
    *,
    was_stopped: bool,
) -> Solution:
    named = replace(
        found, subproblems=tuple((problem, as_announced(problem, schedule)) for problem, schedule in found.subproblems)
    )
    calendar = residual.campaign.calendar
    assignments = sorted(
        (row for problem, schedule in named.subproblems for row in schedule.assignments(problem)),
        key=lambda row: (calendar.ordinal(row.date, row.shift), all_in_one.machine_rank[row.machine]),
    )
    return Solution(tuple(assignments), _results(residual, situation, named), ahead, was_stopped)


def _refuse_contradictions(residual: ResidualInstance, problem: Subproblem) -> None:
    clashes = contradictions(residual)
    if clashes:
        raise NoPlanPossible("\n".join(clashes))
    if residual.begins_on is not None:
        return
    if not problem.timeline.periods:
        raise NoPlanPossible(_("Ngày nghỉ: the campaign has no open day. Open at least one, or move its dates"))
    if problem.units and not any(
        ordinals for machine_class in problem.classes for ordinals in machine_class.open_ordinals
    ):
        raise NoPlanPossible(
            _("Máy, Ngày nghỉ: no machine can work on any day. Give one a posting within the campaign, or open a day")
        )


def _explain_no_plan(
    residual: ResidualInstance, situation: Situation, all_in_one: Subproblem, budget: Budget, stopper: Stopper
) -> None:
    """Where the limit of changes or the pins leave no plan at all, say so."""
    if situation.max_changes is not None and not stopper.stopped.is_set():
        kept = warm_start(all_in_one, situation.previous)
        lost = kept.scores[Tally.LOST_DAYS] if kept is not None else None
        if lost is None or lost > situation.max_changes:
            raise NoPlanPossible(_too_few_changes(situation.max_changes, lost))
    infeasible = minimal_infeasible_pins(residual, budget, stopper) if residual.wish is None else ()
    if infeasible:
        raise NoPlanPossible(
            _("{where}: these pins exclude each other. Remove or move one of them").format(
                where=", ".join(dict.fromkeys(pin.source or f"{pin.machine}/{pin.unit}" for pin in infeasible))
            )
        )


def _refuse_too_few_changes(situation: Situation, problem: Subproblem) -> None:
    """Raises NoPlanPossible where facts alone take more announced unit-days than may be lost."""
    if situation.max_changes is None:
        return
    lost_anyway = _days_lost_anyway(problem)
    if lost_anyway > situation.max_changes:
        raise NoPlanPossible(
            ngettext(
                "--max-changes {most}: impossible, since {lost} announced unit-day loses a slot "
                "in any case: nobody can be there any more. Allow at least as many",
                "--max-changes {most}: impossible, since {lost} announced unit-days lose a slot "
                "in any case: nobody can be there any more. Allow at least as many",
                lost_anyway,
            ).format(most=situation.max_changes, lost=lost_anyway)
        )


def _days_lost_anyway(problem: Subproblem) -> int:
    """Announced unit-days with a slot in which no machine and the unit are both open any more."""
    can_be_kept = {
        (code, ordinal)
        for (code, _machine_class), pair in problem.pair.items()
        for slots in pair.worked
        for ordinal in slots
    }
    return len(
        {
            (code, promise.day)
            for code, promises in problem.promises.items()
            for promise in promises
            if (code, promise.ordinal) not in can_be_kept
        }
    )


def _too_few_changes(most: int, lost: int | None) -> str:
    if lost is None:
        return _("--max-changes {most}: no plan was found that changes so little. Allow more changes").format(most=most)
    return ngettext(
        "--max-changes {most}: no plan was found that changes so little; keeping all that "
        "can be kept still loses {lost} announced unit-day. Allow as many",
        "--max-changes {most}: no plan was found that changes so little; keeping all that "
        "can be kept still loses {lost} announced unit-days. Allow as many",
        lost,
    ).format(most=most, lost=lost)


@dataclass(frozen=True)
class _Search:
    """Component by component where that is exact; as one where a shared target, tolerance or limit joins them."""

    residual: ResidualInstance
    situation: Situation
    all_in_one: Subproblem
    budget: Budget
    stopper: Stopper
    observer: Observer
    better: Callable[[Found], None]

    @cached_property
    def settings(self) -> list[GoalSetting]:
        """The goals to settle, in order."""
        return _optimised(self.residual, self.situation)

    def run(self) -> Found | None:
        subproblems = components(self.all_in_one)
        if len(subproblems) > 1 and not self._is_joined():
            return self._run_apart(subproblems)
        units = [self.all_in_one] if self.all_in_one.units else []
        joint = self._lexicographic(units, self.budget, self.situation.max_changes)
        return joint.run(self.settings)

    def _is_joined(self) -> bool:
        """Whether a tolerance on a sum, or a limit of changes, is shared by all subproblems."""
        shared_tolerance = any(setting.tolerance_percent and setting.goal in SUMS for setting in self.settings[:-1])
        return shared_tolerance or self.situation.max_changes not in (None, 0)

    def _run_apart(self, subproblems: Sequence[Subproblem]) -> Found | None:
        """Component by component; where phases would be missed so, once more with a share of each phase for each."""
        without = [setting for setting in self.settings if setting.goal is not Goal.MILESTONES]
        has_phases = len(without) < len(self.settings)
        budget = replace(self.budget, seconds=self.budget.seconds * SHARE_WITHOUT_PHASES) if has_phases else self.budget
        found = self._lexicographic(subproblems, budget, self.situation.max_changes).run(without)
        if found is None:
            return None
        apart = _with_milestones(found, self.settings)
        if not has_phases or _final_value(self.residual, apart, Goal.MILESTONES) == 0:
            return apart
        self.budget.spend(budget.spent)

        def told(together: Found) -> None:
            self.better(self._with_true_bounds(together, apart))

        joined = self._lexicographic(subproblems, self.budget, self.situation.max_changes, told)
        joined.begin_without_phases([schedule for _problem, schedule in apart.subproblems])
        together = joined.run(self.settings)
        return apart if together is None else self._with_true_bounds(together, apart)

    def _with_true_bounds(self, together: Found, apart: Found) -> Found:
        """Bounds after the phases were shared out: what is proven without phases holds with them, if no goal before
        gives way.
        """
        proven = {goal.goal: goal.bound for goal in apart.goals}
        is_tight, after_phases = True, False
        goals = []
        for goal in together.goals:
            if goal.goal is Goal.MILESTONES:
                after_phases = True
                goals.append(goal)
                continue
            bound = proven.get(goal.goal, 0) if is_tight else 0
            goals.append(replace(goal, bound=bound) if after_phases else goal)
            is_tight = is_tight and self._is_as_good(together, apart, goal.goal)
        return replace(together, goals=tuple(goals))

    def _is_as_good(self, one: Found, other: Found, goal: Goal) -> bool:
        return _final_value(self.residual, one, goal) <= _final_value(self.residual, other, goal)

    def _lexicographic(
        self,
        subproblems: Sequence[Subproblem],
        budget: Budget,
        most: int | None,
        better: Callable[[Found], None] | None = None,
    ) -> LexicographicSearch:
        told = better or self.better
        search = LexicographicSearch(self.residual, subproblems, budget, self.stopper, self.observer, better=told)
        if most is not None:
            search.lose_at_most(most)
        search.begin_at(self.situation.previous)
        return search


def _optimised(residual: ResidualInstance, situation: Situation) -> list[GoalSetting]:
    """The goals to settle: without an announcement there are no changes, and without phases no milestone to miss."""
    needless = {
        *([Goal.CHANGES] if situation.announced_version is None else []),
        *([Goal.MILESTONES] if not residual.campaign.phases else []),
    }
    return [setting for setting in residual.campaign.goals if setting.goal not in needless]


def _with_milestones(found: Found, settings: Sequence[GoalSetting]) -> Found:
    """The milestones stand where they fell, since nobody asked for them: no plan misses fewer than 0 dossiers.

    The other goals' bounds hold all the more for plans that are asked to miss no more.
    """
    by_goal = {goal.goal: goal for goal in found.goals}
    reached = GoalFound(Goal.MILESTONES, 0, 0.0)
    return replace(found, goals=tuple(by_goal.get(setting.goal, reached) for setting in settings))


def _results(residual: ResidualInstance, situation: Situation, found: Found) -> tuple[GoalResult, ...]:
    """Every goal of the contract that applies, in the campaign's order, then those left out."""
    known = {goal.goal: goal for goal in found.goals}
    asked = [setting.goal for setting in residual.campaign.goals]
    order = [*asked, *(goal for goal in Goal if goal not in asked)]
    return tuple(
        _result(residual, found, goal, known.get(goal), is_asked=goal in asked)
        for goal in order
        if goal is not Goal.CHANGES or situation.announced_version is not None
    )


def _final_value(residual: ResidualInstance, found: Found, goal: Goal) -> int:
    """What the whole plan is worth, past and future; travel in metres."""
    schedules = [schedule for _problem, schedule in found.subproblems]
    sunk = residual.sunk
    if goal is Goal.MILESTONES:
        targets = [phase.target for phase in residual.campaign.phases]
        return sunk.milestones + missing(collected_in_all(schedules, len(targets)), targets)
    values = [schedule.scores[goal] for schedule in schedules]
    return max([sunk.finish, *values]) if goal is Goal.FINISH else sunk.adds(goal) + sum(values)


def _result(
    residual: ResidualInstance, found: Found, goal: Goal, known: GoalFound | None, *, is_asked: bool
) -> GoalResult:
    value = _final_value(residual, found, goal)
    shown: float = value
    if goal is Goal.TRAVEL:
        km = sum(travel_km(problem, schedule) for problem, schedule in found.subproblems)
        shown = round(residual.sunk.travel_km + km, 1)
    if not is_asked:
        return GoalResult(goal=goal, value=shown, bound=None, proof=Proof.NOT_OPTIMISED)
    ahead = known.bound if known else 0
    bound = max(residual.sunk.finish, ahead) if goal is Goal.FINISH else residual.sunk.adds(goal) + ahead
    seconds = round(known.seconds, 3) if known else 0.0
    if bound >= value:
        return GoalResult(goal=goal, value=shown, bound=shown, proof=Proof.OPTIMAL, seconds=seconds)
    lowest: float = bound
    if goal is Goal.TRAVEL:
        lowest = floor(bound * TENTHS / METRES_PER_KM) / TENTHS
    return GoalResult(goal=goal, value=shown, bound=lowest, proof=Proof.BEST_FOUND, seconds=seconds)
