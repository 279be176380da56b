"""A small subproblem by tables over all sets of its units: finish, travel and waiting settled without the solver."""

from collections.abc import Iterable
from itertools import islice

from planner.domain.policy import Goal
from planner.model.gate import Effort
from planner.model.instance.criteria import Criterion
from planner.model.search.choices import Way
from planner.model.search.subproblem_search import KnownRounds, SubproblemSearch
from planner.model.settled import Improved, Settled
from planner.model.subsets.best_rounds import BestRounds, best_rounds, earliest_end
from planner.model.subsets.least_waiting import least_waiting_within
from planner.model.subsets.second_visits import bound_of_waiting
from planner.model.subsets.small_part import MOST_UNITS, SmallPart, small_part, visited_at_least_once

MOST_ENDS = 4
"""Ends of a large subproblem that are looked for by tables over its zones."""
ADDED_UP = (Goal.MILESTONES, Goal.TRAVEL, Goal.WAITING)
"""Goals that add up over visits."""


def by_subsets(search: SubproblemSearch, goal: Criterion, effort: Effort, improved: Improved) -> Settled | None:
    """Milestones, travel or waiting and, of plans that are best in it, those that come after it; None where tables say
    nothing, or not in time. What comes after is known from then on, and given here when its turn has come.
    """
    if not isinstance(goal, Goal) or goal not in ADDED_UP or search.incumbent is None or search.stopper.is_over:
        return None
    known = search.known_rounds
    if known is None or known.finish != search.limits.finish or not _is_bound_by(search, known.rounds, goal):
        part = _small_part_in_time(search, effort)
        rounds = None if part is None else _best(search, part, goal)
        if part is None or rounds is None:
            return _by_single_visits(search, goal, effort, improved)
        known = search.known_rounds = KnownRounds(rounds, search.limits.finish)
        spent = part.effort
        if search.offer_tours(goal, rounds.tours) and search.incumbent is not None:
            improved(search.incumbent, None)
    else:
        spent = 0.0
    search.choose(goal, Way.TABLES)
    bound = max(0, _as_counted(search, known.rounds, goal))
    improved(search.incumbent, bound)
    return Settled(search.incumbent, bound, spent, is_final=search.is_proven(goal, bound))


def _best(search: SubproblemSearch, part: SmallPart, goal: Goal) -> BestRounds | None:
    """The best rounds in this goal and those after it, all that is settled before it being as good as it can be; where
    travel leaves a few metres, the least waiting of all that use them, and where phases leave room, so that to be as
    good there costs more elsewhere, without regard to them.
    """
    asked = [one for one in ADDED_UP if one is not Goal.MILESTONES or search.targets]
    settled = [one for one in asked if search.limits.of(one) is not None]
    if settled == [Goal.TRAVEL] and goal is Goal.WAITING and search.limits.travel is not None:
        within = least_waiting_within(part, search.limits.travel)
        if within is not None:
            return within
    rest = [goal, *(one for one in search.order if one in asked and one not in settled and one is not goal)]
    wanted = [one for one in rest if isinstance(one, Goal)]
    rounds = best_rounds(part, [*settled, *wanted])
    if rounds is None or _is_bound_by(search, rounds, goal):
        return rounds
    return best_rounds(part, wanted) if settled == [Goal.MILESTONES] else None


def _is_bound_by(search: SubproblemSearch, rounds: BestRounds, goal: Goal) -> bool:
    """Whether rounds that are best in what is settled say something of the goal: plans within the limits are no better
    there than these rounds, and so no better here.
    """
    settled = [
        one for one in ADDED_UP if search.limits.of(one) is not None and (search.targets or one in rounds.values)
    ]
    return goal in rounds.values and all(
        one in rounds.values and search.limits.of(one) == _as_counted(search, rounds, one) for one in settled
    )


def _as_counted(search: SubproblemSearch, rounds: BestRounds, goal: Goal) -> int:
    """The goal's value in these rounds, as the search counts it. Of milestones no plan misses less: what is late, less
    what the targets leave for later anyway; below 0 where more can be collected than they ask for.
    """
    if goal is not Goal.MILESTONES:
        return rounds.values[goal]
    needs = sum(unit.need for unit in search.problem.units)
    return rounds.values[goal] - sum(needs - target for target in search.targets)


def _by_single_visits(search: SubproblemSearch, goal: Goal, effort: Effort, improved: Improved) -> Settled | None:
    """Travel where units may get several visits: a plan in which they get one, and a bound by the least that it takes
    to come to all of them; then waiting, bounded by what travel leaves room for. None of other goals, and where
    something beside these and the finish is limited.
    """
    limits = search.limits
    if goal is Goal.WAITING and limits.travel is not None and limits.milestones is None and limits.waiting is None:
        waiting = bound_of_waiting(search.problem, limits, search.affordable_seconds(effort))
        if waiting is None:
            return None
        search.choose(goal, Way.SECOND_VISITS)
        return Settled(search.incumbent, waiting, 0.0, is_final=search.is_proven(goal, waiting))
    if goal is not Goal.TRAVEL or any(search.limits.of(one) is not None for one in ADDED_UP):
        return None
    once, at_least = small_part(search.problem, search.limits, visits_once=True), None
    if once is not None and 2 * once.effort <= search.affordable_seconds(effort):
        at_least = visited_at_least_once(search.problem, search.limits)
    least = None if at_least is None else best_rounds(at_least, (Goal.TRAVEL,))
    if once is None or least is None:
        return None
    search.choose(goal, Way.TABLES_OF_ONE_VISIT)
    rounds = best_rounds(once, ADDED_UP[1:])
    if rounds is not None and search.offer_tours(goal, rounds.tours) and search.incumbent is not None:
        improved(search.incumbent, least.values[Goal.TRAVEL])
    bound = least.values[Goal.TRAVEL]
    return Settled(search.incumbent, bound, 2 * once.effort, is_final=search.is_proven(goal, bound))


def end_by_subsets(search: SubproblemSearch, floor: int, effort: Effort, improved: Improved) -> Settled | None:
    """The finish, though no earlier than `floor`, if nothing but unserved is limited; None where tables say nothing."""
    if search.stopper.is_over or any(search.limits.of(goal) is not None for goal in ADDED_UP[1:]):
        return None
    part = _small_part_in_time(search, effort)
    end = None if part is None else earliest_end(part)
    if part is None or end is None:
        return None
    search.choose(Goal.FINISH, Way.TABLES)
    bound = max(floor, end)
    limits = search.limits.at_most(Goal.FINISH, bound)
    in_time = small_part(search.problem, limits)
    rounds = None if in_time is None else best_rounds(in_time, ADDED_UP[1:])
    if rounds is not None and search.take_tours(rounds.tours, limits) and search.incumbent is not None:
        improved(search.incumbent, bound)
    return Settled(search.incumbent, bound, 2 * part.effort, is_final=search.is_proven(Goal.FINISH, bound))


def end_by_zones(search: SubproblemSearch, ends: Iterable[int], improved: Improved) -> None:
    """A plan that ends by the first of these slots for which tables over zones find one, if any."""
    for end in islice(ends, MOST_ENDS):
        if search.zones is None or search.stopper.is_over:
            return
        search.choose(Goal.FINISH, Way.ZONES)
        tours = search.zones.tours_by(end)
        if tours is not None and search.take_tours(tours, search.limits.at_most(Goal.FINISH, end)):
            if search.incumbent is not None:
                improved(search.incumbent, None)
            return


def is_small(search: SubproblemSearch) -> bool:
    """Whether there may be tables over all sets of the units."""
    return len(search.problem.units) <= MOST_UNITS


def _small_part_in_time(search: SubproblemSearch, effort: Effort) -> SmallPart | None:
    """The subproblem as a small part whose tables can be made in the time that there is."""
    part = small_part(search.problem, search.limits)
    return part if part is not None and part.effort <= search.affordable_seconds(effort) else None
