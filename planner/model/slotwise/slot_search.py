"""The goals of a slot instance in their order, over all its parts.

As in the other search, each goal's value is a limit for those after it (Haimes, Lasdon, Wismer 1971), and every search
begins at the best plan so far. All goals but the finish add up over the parts, and of the finishes the latest counts.
"""

import logging
from collections.abc import Callable, Sequence
from time import monotonic

from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import Observer, Progress
from planner.model.effort import Effort
from planner.model.gate import Stopper
from planner.model.instance.criteria import Tally
from planner.model.instance.residual import METRES_PER_KM
from planner.model.search.budget import Budget
from planner.model.search.found import GoalFound
from planner.model.search.lexicographic import SHARE_OF_PREFERENCE
from planner.model.search.tolerance import with_tolerance
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.part_search import PartSearch
from planner.model.slotwise.slot_instance import SlotInstance
from planner.model.slotwise.slot_parts import parts_of
from planner.model.slotwise.slot_plan import SlotPlan
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")
logger = logging.getLogger(__name__)

SECONDS_BETWEEN_PLANS = 0.5
SHARE_OF_FIRST_PLAN = 0.3
SHARE_OF_LATER_GOALS = 0.15
"""Of the time that is left, what each goal leaves for every goal after it."""
SHARE_OF_LATEST = 0.6
"""Of the time for the finish, what the part that ends last may use."""

HeardOfPlan = Callable[[SlotPlan, tuple[GoalFound, ...]], None]


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
        better: HeardOfPlan,
    ) -> None:
        """`better` hears of a plan whenever a goal is settled, and now and then of better ones meanwhile."""
        self.found: list[GoalFound] = []
        self._instance = instance
        self._needs = needs
        self._budget = budget
        self._observer = observer
        self._better = better
        self._told_at = monotonic()
        self._stopper = stopper
        self._parts: list[PartSearch] = []

    def run(self, settings: Sequence[GoalSetting]) -> SlotPlan | None:
        """The best plan that was found, None if the search ended before a first one; `found` holds what is proven.

        Raises NoPlanPossible where no plan keeps the rules.
        """
        self._parts = [
            PartSearch(instance, needs, self._budget, self._stopper)
            for instance, needs in parts_of(self._instance, self._needs, settings)
        ]
        self._tell_choices()
        most = self._instance.situation.max_changes
        for part in self._parts:
            if most is not None:
                part.keep(Tally.LOST_DAYS, most, is_loose=True)
            part.first_plan(self._budget.share(SHARE_OF_FIRST_PLAN))
        for position, setting in enumerate(settings):
            if self._plan() is None:
                return None
            started = monotonic()
            num_later = len(settings) - 1 - position
            gap = None if num_later else self._budget.terms.enough_gap
            bound = self._settle(setting.goal, 1 - SHARE_OF_LATER_GOALS * num_later, started, gap)
            self.found.append(GoalFound(setting.goal, bound, monotonic() - started))
            self._tell(setting.goal, bound, started, is_final=True)
            self._pin(setting)
            self._publish(is_news=True)
        for part in self._parts:
            part.prefer(self._budget.share(SHARE_OF_PREFERENCE / len(self._parts)))
        return self._plan()

    def _tell_choices(self) -> None:
        """How the goals are settled, and in how many parts the way is too much for it."""
        number, too_large = len(self._parts), sum(not part.fits_travel for part in self._parts)
        told = ngettext(
            "{count} part, every goal of it by the solver, which decides who stands where in each slot",
            "{count} parts, every goal of them by the solver, which decides who stands where in each slot",
            number,
        )
        logger.info(told.format(count=spoken_number(number)))
        if too_large:
            told = ngettext(
                "In {count} part travel is not made smaller, since its moves are too many for one model",
                "In {count} parts travel is not made smaller, since their moves are too many for one model",
                too_large,
            )
            logger.info(told.format(count=spoken_number(too_large)))

    def _plan(self) -> SlotPlan | None:
        """The parts' best plans as one; None while one has none."""
        plans = [part.incumbent for part in self._parts if part.incumbent is not None]
        if len(plans) < len(self._parts):
            return None
        return SlotPlan(self._instance, self._needs, frozenset(stand for plan in plans for stand in plan.stands))

    def _publish(self, *, is_news: bool = False) -> None:
        if is_news or monotonic() - self._told_at > SECONDS_BETWEEN_PLANS:
            plan = self._plan()
            if plan is not None:
                self._better(plan, tuple(self.found))
            self._told_at = monotonic()

    def _settle(self, goal: Goal, share: float, started: float, gap: float | None) -> int:
        """The bound of the goal; what a part does not use of this share of the time is for those after it."""
        bounds = [0] * len(self._parts)
        is_finish = goal is Goal.FINISH
        kept = self._budget.left * (1 - share)
        ahead = sorted(range(len(self._parts)), key=lambda number: self._parts[number].value(goal), reverse=is_finish)
        while ahead:
            number = ahead.pop(0)
            part = self._parts[number]
            if is_finish and part.value(goal) < self._value(goal):
                break  # Another one, which has been searched, ends later in any case.

            def heard(bound: int, number: int = number) -> None:
                known = [*bounds]
                known[number] = bound
                self._tell(goal, max(known) if is_finish else sum(known), started)
                self._publish()

            floor = max(bounds) if is_finish else 0
            part_share = SHARE_OF_LATEST if is_finish and ahead else 1 / (len(ahead) + 1)
            bounds[number] = part.settle(goal, self._effort(kept, part_share), heard, floor=floor, gap=gap)
        return max(bounds, default=0) if is_finish else sum(bounds)

    def _effort(self, kept: float, share: float) -> Effort:
        """This share of what is left now but for what is kept."""
        left = self._budget.left
        free = max(0.0, left - kept) / left if left else 0.0
        return self._budget.share(free * share, workers=self._budget.terms.workers)

    def _value(self, goal: Goal) -> int:
        values = [part.value(goal) for part in self._parts]
        return max(values, default=0) if goal is Goal.FINISH else sum(values)

    def _pin(self, setting: GoalSetting) -> None:
        """What the goal has reached, and its tolerance, is the limit for all goals after it."""
        is_loose = setting.tolerance_percent > 0
        for part in self._parts:
            sunk = self._instance.residual.sunk.adds(setting.goal)
            value = self._value(setting.goal) if setting.goal is Goal.FINISH else part.value(setting.goal)
            limit = with_tolerance(value + sunk, setting.tolerance_percent) - sunk
            part.keep(setting.goal, limit, is_loose=is_loose or setting.goal is Goal.FINISH)

    def _tell(self, goal: Goal, bound: int, started: float, *, is_final: bool = False) -> None:
        scale = METRES_PER_KM if goal is Goal.TRAVEL else 1
        past = self._instance.residual.sunk.adds(goal)
        shown = (self._value(goal) + past) / scale
        self._observer(Progress(goal, shown, (bound + past) / scale, monotonic() - started, is_final))
