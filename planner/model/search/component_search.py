"""A campaign searched component by component where that is exact, and as one where something joins its components."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import Observer
from planner.domain.situation import Situation
from planner.executor.opening import open_executor
from planner.model.gate import Stopper
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.subproblem import Subproblem, components
from planner.model.search.budget import Budget
from planner.model.search.found import Found
from planner.model.search.lexicographic import LexicographicSearch
from planner.model.search.part_by_part import MANY_PARTS, PartByPart, idle_cluster
from planner.model.search.told import final_value, with_milestones
from planner.texts import spoken_number, texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)

SHARE_WITHOUT_PHASES = 0.5
"""How much of the time goes into plans of the subproblems as if no phase joined them."""
GOALS_THAT_ADD_UP = frozenset(Goal) - {Goal.FINISH}
"""Goals that add up over subproblems, so that a tolerance on one is shared by all subproblems."""


@dataclass(frozen=True)
class ComponentSearch:
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
        return optimised(self.residual, self.situation)

    def run(self) -> Found | None:
        """The best that was found and what is proven; None where a component has no plan when the search ends."""
        subproblems = components(self.all_in_one)
        falls_apart = len(subproblems) > 1 and not self._is_joined()
        logger.info(_told_of_parts(len(subproblems), is_joined=not falls_apart))
        found = self._run_apart(subproblems) if falls_apart else self._run_as_one()
        is_idle = self.budget.terms.cluster is not None and not (falls_apart and len(subproblems) >= MANY_PARTS)
        return replace(found, warnings=(*found.warnings, idle_cluster())) if found and is_idle else found

    def _run_as_one(self) -> Found | None:
        units = [self.all_in_one] if self.all_in_one.units else []
        return self._lexicographic(units, self.budget, self.situation.max_changes).run(self.settings)

    def _is_joined(self) -> bool:
        """Whether a tolerance on a sum, or a limit of changes, is shared by all subproblems."""
        shared_tolerance = any(
            setting.tolerance_percent and setting.goal in GOALS_THAT_ADD_UP for setting in self.settings[:-1]
        )
        return shared_tolerance or self.situation.max_changes not in (None, 0)

    def _run_apart(self, subproblems: Sequence[Subproblem]) -> Found | None:
        """Component by component; where phases would be missed so, once more with a share of each phase for each."""
        without = [setting for setting in self.settings if setting.goal is not Goal.MILESTONES]
        has_phases = len(without) < len(self.settings)
        budget = self.budget.shortened(SHARE_WITHOUT_PHASES) if has_phases else self.budget
        if len(subproblems) < MANY_PARTS:
            found = self._lexicographic(subproblems, budget, self.situation.max_changes).run(without)
        else:
            found = self._part_by_part(subproblems, budget, without)
        if found is None:
            return None
        apart = with_milestones(found, self.settings)
        if not has_phases or final_value(self.residual, apart, Goal.MILESTONES) == 0:
            return apart
        self.budget.spend(budget.spent)
        logger.info(
            _(
                "All parts are searched once more, each with its share of every phase, since plans made without regard "
                "to phases miss some"
            )
        )

        def told(together: Found) -> None:
            self.better(self._with_true_bounds(together, apart))

        joined = self._lexicographic(subproblems, self.budget, self.situation.max_changes, told)
        joined.begin_without_phases([schedule for _problem, schedule in apart.subproblems])
        together = joined.run(self.settings)
        return apart if together is None else self._with_true_bounds(together, apart)

    def _part_by_part(
        self, parts: Sequence[Subproblem], budget: Budget, settings: Sequence[GoalSetting]
    ) -> Found | None:
        terms = budget.terms
        with open_executor(terms.cluster, terms.workers) as executor:
            search = PartByPart(
                self.residual, parts, self.situation, budget, self.stopper, self.observer, self.better, executor
            )
            return search.run(settings)

    def _with_true_bounds(self, together: Found, apart: Found) -> Found:
        """Bounds after the phases were shared out: what is proven without phases holds with them, if no goal before
        gives way. Where the one phase is missed all the same, each subproblem has to collect by it as much as it can,
        so that what is proven of plans that do holds for all.
        """
        if self._is_missed_by_all(together):
            return replace(together, warnings=apart.warnings)
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
        return replace(together, goals=tuple(goals), warnings=apart.warnings)

    def _is_missed_by_all(self, together: Found) -> bool:
        """Whether there is one phase, and no plan collects by it what it asks for, nor more than this one."""
        missing = final_value(self.residual, together, Goal.MILESTONES) - self.residual.sunk.adds(Goal.MILESTONES)
        bound = next((goal.bound for goal in together.goals if goal.goal is Goal.MILESTONES), 0)
        return len(self.residual.campaign.phases) == 1 and 0 < missing <= bound

    def _is_as_good(self, one: Found, other: Found, goal: Goal) -> bool:
        return final_value(self.residual, one, goal) <= final_value(self.residual, other, goal)

    def _lexicographic(
        self,
        subproblems: Sequence[Subproblem],
        budget: Budget,
        most: int | None,
        better: Callable[[Found], None] | None = None,
    ) -> LexicographicSearch:
        told = better or self.better
        targets = [phase.target for phase in self.residual.campaign.phases]
        search = LexicographicSearch(
            subproblems,
            budget,
            self.stopper,
            self.observer,
            sunk=self.residual.sunk,
            targets=targets,
            better=told,
        )
        if most is not None:
            search.lose_at_most(most)
        search.begin_at(self.situation.previous)
        return search


def _told_of_parts(number: int, *, is_joined: bool) -> str:
    """How the parts of a campaign are searched, and why."""
    if number <= 1:
        return _("The campaign is searched as one part, since machines join all of its units")
    if is_joined:
        told = _(
            "The campaign has {count} parts that no machine joins, but is searched as one, since they share a "
            "tolerance or the limit of changes"
        )
    elif number < MANY_PARTS:
        told = _(
            "The campaign is searched as {count} parts, which no machine joins, since each is smaller than the whole"
        )
    else:
        told = _(
            "The campaign is searched as {count} parts, which no machine joins, each by whichever process is free, "
            "since there are at least {many}"
        )
    return told.format(count=spoken_number(number), many=MANY_PARTS)


def optimised(residual: ResidualInstance, situation: Situation) -> list[GoalSetting]:
    """The goals to settle: without an announcement there are no changes, and without phases no milestone to miss."""
    needless = {
        *([Goal.CHANGES] if situation.announced_version is None else []),
        *([Goal.MILESTONES] if not residual.campaign.phases else []),
    }
    return [setting for setting in residual.campaign.goals if setting.goal not in needless]
