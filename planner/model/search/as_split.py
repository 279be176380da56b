"""Plans of units that may be left short or visited more than once, split as the best plan so far splits them.

What remains is a campaign of full single visits, the kind that is solved exactly.
"""

from collections import Counter

from planner.domain.campaign import Unit
from planner.domain.policy import Goal
from planner.model.gate import Effort, Stopper
from planner.model.instance.criteria import PROMISED, Criterion, EpsilonConstraints
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import with_needs
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved


def as_split(search: SubproblemSearch, goal: Criterion, stopper: Stopper, effort: Effort, improved: Improved) -> float:
    """Improve the best plan so far, each of its single visits collecting what it collects now."""
    start = search.incumbent
    if start is None:
        return 0.0
    search.choose(goal, Way.AS_SPLIT)
    visits = Counter(visit.unit for visit in start.visits)
    wanted = [_as_visited(unit, unit.need - start.left[unit.code], visits[unit.code]) for unit in search.problem.units]
    inside = SubproblemSearch(
        with_needs(search.problem, [unit for unit in wanted if visits[unit.code]]), stopper, search.targets
    )
    inside.incumbent = schedule_of(inside.problem, start.visits)
    inside.limits = _inner_limits(search, start, inside.incumbent)

    def heard(schedule: Schedule, _bound: int | None) -> None:
        if _offer(search, goal, schedule) and search.incumbent is not None:
            improved(search.incumbent, None)

    settled = inside.minimise(goal, effort, heard)
    _offer(search, goal, settled.schedule)
    return settled.effort


def _as_visited(unit: Unit, dossiers: int, visits: int) -> Unit:
    once = {"visits": 1, "together": 1} if visits == 1 else {}
    return unit.model_copy(update={"need": dossiers, **once})


def _inner_limits(search: SubproblemSearch, start: Schedule, inner: Schedule) -> EpsilonConstraints:
    """The limits without what the dossiers left behind, and the units not visited at all, have used up of them."""
    left_waiting = sum(start.left.values()) * (search.problem.timeline.last_ordinal + 1)
    limits = search.limits.at_most(Goal.UNSERVED, 0)
    if limits.waiting is not None:
        limits = limits.at_most(Goal.WAITING, limits.waiting - left_waiting)
    for criterion in PROMISED:
        limit = limits.of(criterion)
        if limit is not None:
            limits = limits.at_most(criterion, limit - (start.scores[criterion] - inner.scores[criterion]))
    return limits


def _offer(search: SubproblemSearch, goal: Criterion, schedule: Schedule | None) -> bool:
    return schedule is not None and search.offer(goal, schedule_of(search.problem, schedule.visits))
