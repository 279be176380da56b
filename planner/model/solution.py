"""From a campaign and its situation to a solution: the search's door to the other rooms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import floor

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, GoalResult
from planner.domain.policy import Goal, GoalSetting, Proof
from planner.domain.progress import Observer, nobody
from planner.domain.situation import AT_THE_START, Situation
from planner.domain.wish import Wish
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.budget import Budget
from planner.model.contradictions import contradictions
from planner.model.criteria import Tally
from planner.model.culprits import clashing_pins
from planner.model.forbidding import is_forbidden
from planner.model.former_plan import still_holding
from planner.model.gate import Stopper
from planner.model.lexicographic import Found, GoalFound, LexicographicSearch, collected_in_all
from planner.model.named_machines import as_announced
from planner.model.part import Part, decomposed, whole
from planner.model.remainder import METRES_PER_KM, Remainder, remainder_of
from planner.model.schedule import missing, travel_km
from planner.model.unavoidable import unavoidably_left, without
from planner.texts import texts_of

_ = texts_of("model")

TENTHS = 10
"""Travel is told with one decimal."""

SUMS = frozenset([Goal.UNSERVED, Goal.MILESTONES, Goal.CHANGES, Goal.TRAVEL, Goal.WAITING])
"""Goals that add up over parts, so that a tolerance on one is shared by all parts."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Placements with their dossiers, and every goal's value and proof."""

    assignments: tuple[Assignment, ...]
    """What is planned, without the past; sorted by slot, then machine in workbook order."""
    goals: tuple[GoalResult, ...]
    """The past included."""
    ahead: Campaign
    """What was left to plan, told as a campaign: units need what is still to be collected, the past is closed."""
    was_stopped: bool
    """Whether somebody ended the search before its end."""


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
) -> Solution:
    """The best plan of what is left that the time allows, goal by goal; with a wish, the best of those that fulfil it.

    With `enough_gap`, the search may end once the last goal's bound is as near as this share of its value.

    Raises NoPlanPossible if pins and frozen days exclude each other, nobody can ever work, more announced unit-days
    are lost than may be, or no plan fulfils the wish; NoPlanInTime if the search was ended before a first plan.
    """
    stopper = stopper or Stopper()
    remainder = remainder_of(campaign, situation, wish)
    ahead = remainder.campaign
    all_in_one = whole(remainder)
    _refuse_contradictions(remainder, all_in_one)
    if wish is not None and is_forbidden(remainder, stopper):
        raise NoPlanPossible(_("no plan does as was wished. planner why says what forbids it"))
    _refuse_too_few_changes(situation, all_in_one)
    left = unavoidably_left(all_in_one)
    if left:
        remainder = without(remainder, left)
        all_in_one = whole(remainder)
    budget = Budget(seconds, workers, seed, enough_gap)
    found = _Search(remainder, situation, all_in_one, budget, stopper, observer).run()
    if found is None:
        _explain_no_plan(remainder, situation, all_in_one, budget, stopper)
        raise NoPlanInTime(_("the search ended before a first plan was found. Give it more time with --seconds"))
    found = replace(found, parts=tuple((part, as_announced(part, schedule)) for part, schedule in found.parts))
    assignments = sorted(
        (row for part, schedule in found.parts for row in schedule.assignments(part)),
        key=lambda row: (campaign.calendar.ordinal(row.date, row.shift), all_in_one.machine_rank[row.machine]),
    )
    return Solution(tuple(assignments), _results(remainder, situation, found), ahead, stopper.stopped.is_set())


def _refuse_contradictions(remainder: Remainder, part: Part) -> None:
    clashes = contradictions(remainder)
    if clashes:
        raise NoPlanPossible("\n".join(clashes))
    if remainder.begins_on is not None:
        return
    if not part.timeline.periods:
        raise NoPlanPossible(_("Ngày nghỉ: the campaign has no open day. Open at least one, or move its dates"))
    if part.units and not any(ordinals for duty in part.duties for ordinals in duty.open_ordinals):
        raise NoPlanPossible(
            _("Máy, Ngày nghỉ: no machine can work on any day. Give one a posting within the campaign, or open a day")
        )


def _explain_no_plan(
    remainder: Remainder, situation: Situation, all_in_one: Part, budget: Budget, stopper: Stopper
) -> None:
    """Where the limit of changes or the pins leave no plan at all, say so."""
    if situation.max_changes is not None and not stopper.stopped.is_set():
        kept = still_holding(all_in_one, situation.previous)
        lost = kept.scores[Tally.LOST_DAYS] if kept is not None else None
        if lost is None or lost > situation.max_changes:
            raise NoPlanPossible(_too_few_changes(situation.max_changes, lost))
    culprits = clashing_pins(remainder, budget, stopper) if remainder.wish is None else ()
    if culprits:
        raise NoPlanPossible(
            _("{where}: these pins exclude each other. Remove or move one of them").format(
                where=", ".join(dict.fromkeys(pin.source or f"{pin.machine}/{pin.unit}" for pin in culprits))
            )
        )


def _refuse_too_few_changes(situation: Situation, part: Part) -> None:
    """Raises NoPlanPossible where facts alone take more announced unit-days than may be lost."""
    if situation.max_changes is None:
        return
    lost_anyway = _days_lost_anyway(part)
    if lost_anyway > situation.max_changes:
        raise NoPlanPossible(
            _(
                "--max-changes {most}: impossible, since {lost} announced unit-days lose a slot in any case: "
                "nobody can be there any more. Allow at least as many"
            ).format(most=situation.max_changes, lost=lost_anyway)
        )


def _days_lost_anyway(part: Part) -> int:
    """Announced unit-days with a slot in which no machine and the unit are both open any more."""
    can_be_kept = {
        (code, ordinal)
        for (code, _duty), meeting in part.meeting.items()
        for slots in meeting.worked
        for ordinal in slots
    }
    return len(
        {
            (code, promise.day)
            for code, promises in part.promises.items()
            for promise in promises
            if (code, promise.ordinal) not in can_be_kept
        }
    )


def _too_few_changes(most: int, lost: int | None) -> str:
    if lost is None:
        return _("--max-changes {most}: no plan was found that changes so little. Allow more changes").format(most=most)
    return _(
        "--max-changes {most}: no plan was found that changes so little; keeping all that can be kept still loses "
        "{lost} announced unit-days. Allow as many"
    ).format(most=most, lost=lost)


@dataclass(frozen=True)
class _Search:
    """Part by part where that is exact; as one part where a shared target, tolerance or limit joins the parts."""

    remainder: Remainder
    situation: Situation
    all_in_one: Part
    budget: Budget
    stopper: Stopper
    observer: Observer

    @cached_property
    def settings(self) -> list[GoalSetting]:
        """The goals to settle, in order."""
        return _optimised(self.remainder, self.situation)

    def run(self) -> Found | None:
        parts = decomposed(self.all_in_one)
        shared_tolerance = any(setting.tolerance_percent and setting.goal in SUMS for setting in self.settings[:-1])
        apart: Found | None = None
        if len(parts) > 1 and not shared_tolerance:
            without = [setting for setting in self.settings if setting.goal is not Goal.MILESTONES]
            found = self._lexicographic(parts, without, self._limit_apart())
            apart = found and _with_milestones(found, self.settings)
            if apart is not None and self._is_exact(apart, asked_for=without):
                return apart
            if apart is None and self.situation.max_changes is None:
                return None
        units = [self.all_in_one] if self.all_in_one.units else []
        joint = self._lexicographic(units, self.settings, self.situation.max_changes)
        return self._better(joint, apart)

    def _lexicographic(self, parts: Sequence[Part], settings: Sequence[GoalSetting], most: int | None) -> Found | None:
        search = LexicographicSearch(self.remainder, parts, self.budget, self.stopper, self.observer)
        if most is not None:
            search.lose_at_most(most)
        search.begin_at(self.situation.previous)
        return search.run(settings)

    def _limit_apart(self) -> int | None:
        """No change at all is a limit of each part; any other limit is shared by all."""
        return 0 if self.situation.max_changes == 0 else None

    def _is_exact(self, apart: Found, *, asked_for: Sequence[GoalSetting]) -> bool:
        """Whether nothing that joins the parts was left out of the search, or it is kept all the same."""
        return self._is_within_limit(apart) and (
            len(asked_for) == len(self.settings) or _final_value(self.remainder, apart, Goal.MILESTONES) == 0
        )

    def _is_within_limit(self, found: Found) -> bool:
        most = self.situation.max_changes
        return most is None or sum(schedule.scores[Tally.LOST_DAYS] for _part, schedule in found.parts) <= most

    def _better(self, joint: Found | None, apart: Found | None) -> Found | None:
        """The better of two plans, goal by goal; a search that was ended early must not lose what was found before."""
        if apart is not None and not self._is_within_limit(apart):
            apart = None
        if joint is None or apart is None:
            return joint or apart

        def values(found: Found) -> list[int]:
            return [_final_value(self.remainder, found, setting.goal) for setting in self.settings]

        has_tolerance = any(setting.tolerance_percent for setting in self.settings)
        return joint if has_tolerance else min(joint, apart, key=values)


def _optimised(remainder: Remainder, situation: Situation) -> list[GoalSetting]:
    """The goals to settle: without an announcement there are no changes, and without phases no milestone to miss."""
    needless = {
        *([Goal.CHANGES] if situation.announced_version is None else []),
        *([Goal.MILESTONES] if not remainder.campaign.phases else []),
    }
    return [setting for setting in remainder.campaign.goals if setting.goal not in needless]


def _with_milestones(found: Found, settings: Sequence[GoalSetting]) -> Found:
    """The milestones stand where they fell, since nobody asked for them: no plan misses fewer than 0 dossiers.

    The other goals' bounds hold all the more for plans that are asked to miss no more.
    """
    by_goal = {goal.goal: goal for goal in found.goals}
    reached = GoalFound(Goal.MILESTONES, 0, 0.0)
    return replace(found, goals=tuple(by_goal.get(setting.goal, reached) for setting in settings))


def _results(remainder: Remainder, situation: Situation, found: Found) -> tuple[GoalResult, ...]:
    """Every goal of the contract that applies, in the campaign's order, then those left out."""
    known = {goal.goal: goal for goal in found.goals}
    asked = [setting.goal for setting in remainder.campaign.goals]
    order = [*asked, *(goal for goal in Goal if goal not in asked)]
    return tuple(
        _result(remainder, found, goal, known.get(goal), is_asked=goal in asked)
        for goal in order
        if goal is not Goal.CHANGES or situation.announced_version is not None
    )


def _final_value(remainder: Remainder, found: Found, goal: Goal) -> int:
    """What the whole plan is worth, past and future; travel in metres."""
    schedules = [schedule for _part, schedule in found.parts]
    given = remainder.given
    if goal is Goal.MILESTONES:
        targets = [phase.target for phase in remainder.campaign.phases]
        return given.milestones + missing(collected_in_all(schedules, len(targets)), targets)
    values = [schedule.scores[goal] for schedule in schedules]
    return max([given.finish, *values]) if goal is Goal.FINISH else given.adds(goal) + sum(values)


def _result(remainder: Remainder, found: Found, goal: Goal, known: GoalFound | None, *, is_asked: bool) -> GoalResult:
    value = _final_value(remainder, found, goal)
    shown: float = value
    if goal is Goal.TRAVEL:
        km = sum(travel_km(part, schedule) for part, schedule in found.parts)
        shown = round(remainder.given.travel_km + km, 1)
    if not is_asked:
        return GoalResult(goal=goal, value=shown, bound=None, proof=Proof.NOT_OPTIMISED)
    ahead = known.bound if known else 0
    bound = max(remainder.given.finish, ahead) if goal is Goal.FINISH else remainder.given.adds(goal) + ahead
    seconds = round(known.seconds, 3) if known else 0.0
    if bound >= value:
        return GoalResult(goal=goal, value=shown, bound=shown, proof=Proof.OPTIMAL, seconds=seconds)
    lowest: float = bound
    if goal is Goal.TRAVEL:
        lowest = floor(bound * TENTHS / METRES_PER_KM) / TENTHS
    return GoalResult(goal=goal, value=shown, bound=lowest, proof=Proof.BEST_FOUND, seconds=seconds)
