"""How one goal of one subproblem is made small: which searches are worth their time, and in which order.

Every goal but the tallies begins and, where it is not proven, ends with *rebuilding*: rounds taken apart and put
together again. In between:

0. *Tables*: of a small subproblem, finish, travel and waiting by tables over all sets of its units.
1. *As it is split*: where units may be left short or visited more than once, the split of the best plan so far is
   taken as given. What remains is a campaign of full single visits, the kind that is solved exactly.
2. *Tours*: travel of a subproblem that is not small is bounded by all tours there are, and the best of those found
   make a plan.
3. *Neighbourhoods*: in a large subproblem, a few machines at a time.
4. *Beside travel*: a goal that comes after travel is proven together with it.
5. *The whole*: better plans of any kind, and the bound; where that is told as a flow, instead of all these.

What is done of these for a large subproblem stands in `large_strategy`.
"""

from dataclasses import replace

from planner.domain.policy import Goal
from planner.model.formulations.assignment_relaxation import relaxed_assignment_for_most
from planner.model.formulations.time_indexed import num_periods
from planner.model.gate import Effort, Stopper
from planner.model.instance.counting_bounds import least_waiting_by_counting
from planner.model.instance.criteria import Criterion, Tally
from planner.model.search.as_split import as_split
from planner.model.search.beside_rebuilding import while_rebuilding
from planner.model.search.choices import UNITS_AT_ONCE, Way
from planner.model.search.flow_search import by_flow
from planner.model.search.large_strategy import is_near_enough, of_large
from planner.model.search.neighbourhood_search import NeighbourhoodSearch
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.subset_search import by_subsets
from planner.model.search.travel_first import BesideTravel
from planner.model.settled import Improved, Settled

SHARE_OF_PLANS = 0.6
"""How much of the time goes into better plans where a bound cannot be hoped to be reached."""
SHARE_AS_SPLIT = 0.3
SHARE_OF_ASSIGNING = 0.1
TURNS = ((0.15, 0.15), (0.25, 0.2), (0.2, 0.05))
"""Shares of the time for proving, and for rebuilding after that: what is soon proven is proven in the first turn."""
TURNS_OF_FULL_VISITS = ((0.6, 0.2), (0.15, 0.05))
"""The same where every unit gets one visit that serves all its need: that is mostly proven in one go."""
TURNS_SLOT_BY_SLOT = ((0.55, 0.1), (0.3, 0.05))
"""The same where a small model is told slot by slot, which takes a while to get going."""
TURNS_OF_LARGE_SLOT_MODELS = ((0.2, 0.3), (0.2, 0.3))
FEW_PERIODS = 2000
"""Up to so many periods of all pairs, a model slot by slot finds good plans by itself."""
FEW_UNITS = 15
"""Up to so many units, a proof comes to an end in seconds if it is not parted into turns."""
EFFORT_A_UNIT = 0.002
"""Of the first rebuilding, before anything is proven."""
NEAR = 0.01
SHARE_WHERE_NEAR = 0.4
"""How much of its time a goal is given whose value and bound are nearer than `NEAR` after a moment."""
NEAR_WHERE_SPLIT, SHARE_WHERE_SPLIT = 0.2, 0.2
"""The same of waiting where units may get several visits: it is only rebuilt then, as nothing else proves so much."""
SHARE_BESIDE_TRAVEL = 0.6
"""How much of the time goes into proving a goal together with the travel before it."""


def minimise(
    search: SubproblemSearch, goal: Criterion, stopper: Stopper, effort: Effort, improved: Improved
) -> Settled:
    """The smallest value of a goal within the limits that the time allows, and its bound."""
    if search.incumbent is not None and search.value(goal, search.incumbent) == 0:
        search.choose(goal, Way.NOTHING_BETTER)
        return Settled(search.incumbent, 0, 0.0)
    counted = least_waiting_by_counting(search.problem) if goal is Goal.WAITING else 0
    if counted and search.incumbent is not None:
        improved(search.incumbent, counted)
        if search.is_proven(goal, counted):
            search.choose(goal, Way.FILLED)
            return Settled(search.incumbent, counted, 0.0, is_final=True)
    if stopper.is_over:
        return Settled(search.incumbent, counted, 0.0)
    if goal is Goal.UNSERVED:
        return _serve_most(search, stopper, effort, improved)
    if isinstance(goal, Tally):
        return _exactly(search, goal, stopper, effort, improved)
    settled = _as_it_suits(search, goal, stopper, effort, improved)
    return replace(settled, bound=max(settled.bound, counted))


def _as_it_suits(search: SubproblemSearch, goal: Goal, stopper: Stopper, effort: Effort, improved: Improved) -> Settled:
    """Any goal but unserved, by the searches that are worth their time."""
    exact = by_subsets(search, goal, effort, improved)
    if exact is not None and exact.is_final:
        return exact
    if exact is not None and _is_near(search, goal, exact.bound):
        effort = effort.scaled(SHARE_WHERE_NEAR)
    spent = search.rebuild(goal, briefly(search, effort), improved)
    several = _of_several_visits(search, goal, exact, effort, improved)
    settled = several or of_large(search, goal, stopper, effort, improved)
    bound, spent = max(settled.bound, exact.bound if exact else 0), spent + settled.effort
    if settled.is_final or search.is_proven(goal, bound) or stopper.is_over:
        return Settled(search.incumbent, bound, spent)
    proves_late = is_split(search) and not _is_soon_proven(search)
    for share_of_proof, share_of_rebuilding in TURNS if proves_late else TURNS_OF_FULL_VISITS:
        share = effort.scaled(share_of_proof)
        if proves_late:
            settled = while_rebuilding(
                search, goal, share, improved, lambda alone: _exactly(search, goal, stopper, alone, improved)
            )
        else:
            settled = _exactly(search, goal, stopper, share, improved)
        bound, spent = max(bound, settled.bound), spent + settled.effort
        if is_near_enough(search, goal, bound, effort) or stopper.is_over:
            break
        spent += search.rebuild(goal, effort.scaled(share_of_rebuilding), improved)
    return Settled(search.incumbent, bound, spent)


def _of_several_visits(
    search: SubproblemSearch, goal: Criterion, exact: Settled | None, effort: Effort, improved: Improved
) -> Settled | None:
    """What is done instead of all else where units may get several visits; None where nothing is."""
    is_told = goal is Goal.WAITING and is_split(search)
    if exact is None or not is_told or not _is_near(search, goal, exact.bound, NEAR_WHERE_SPLIT):
        return by_flow(search, goal, effort, improved)
    spent = search.rebuild(goal, effort.scaled(SHARE_WHERE_SPLIT), improved, enough=exact.bound)
    return Settled(search.incumbent, exact.bound, spent, is_final=True)


def turns_slot_by_slot(search: SubproblemSearch, effort: Effort) -> tuple[tuple[float, float], ...]:
    """Shares of the time for proving, and for rebuilding after that, where a model is told slot by slot."""
    is_small = num_periods(search.problem, search.limits.finish) <= FEW_PERIODS
    is_rebuilt_beside = effort.all_workers > 1
    return TURNS_SLOT_BY_SLOT if is_small or is_rebuilt_beside else TURNS_OF_LARGE_SLOT_MODELS


def briefly(search: SubproblemSearch, effort: Effort) -> Effort:
    """As long as it takes to put each unit in a few times: what the exact searches find anyway is not waited for."""
    return effort.at_most(EFFORT_A_UNIT * len(search.problem.units))


def _exactly(
    search: SubproblemSearch, goal: Criterion, stopper: Stopper, effort: Effort, improved: Improved
) -> Settled:
    """The searches that prove, one after the other until one of them comes to an end."""
    if goal is Goal.MILESTONES and search.limits.travel is None:
        search.choose(goal, _way_of_whole(search, goal))
        return search.minimise(goal, effort, improved)
    spent, quick_bound = 0.0, 0
    if effort.enough_gap is not None and goal is Goal.WAITING and search.limits.travel is not None:
        search.choose(goal, Way.WITHOUT_ROADS)
        quick_bound = search.bound_without_routing(goal, effort.scaled(SHARE_AS_SPLIT))
        if is_near_enough(search, goal, quick_bound, effort):
            return Settled(search.incumbent, quick_bound, 0.0)
    if search.incumbent is not None and is_split(search):
        spent += as_split(search, goal, stopper, effort.scaled(SHARE_AS_SPLIT), improved)
    rest = effort.scaled(1 - SHARE_AS_SPLIT) if spent else effort
    needs_routing = goal is Goal.TRAVEL or search.limits.travel is not None
    if search.incumbent is not None and len(search.problem.units) > UNITS_AT_ONCE and needs_routing:
        spent += NeighbourhoodSearch(search, goal, stopper, improved).run(rest.scaled(SHARE_OF_PLANS))
        rest = rest.scaled(1 - SHARE_OF_PLANS)
    relaxes_well = goal is Goal.WAITING and needs_routing and search.incumbent is not None
    comes_after_travel = search.limits.travel is not None and goal is not Goal.TRAVEL
    if comes_after_travel and search.incumbent is not None and search.fits_routing:
        search.choose(goal, Way.BESIDE_TRAVEL)
        both = BesideTravel(search, goal, stopper, improved)
        beside = _beside_travel(both, rest.scaled(SHARE_BESIDE_TRAVEL), quick_bound)
        spent += beside.effort
        if is_near_enough(search, goal, beside.bound, effort):
            return Settled(search.incumbent, beside.bound, spent)
        rest = rest.scaled(1 - SHARE_BESIDE_TRAVEL)
    alone = rest.scaled(SHARE_OF_PLANS) if relaxes_well and is_split(search) else rest
    search.choose(goal, _way_of_whole(search, goal))
    settled = search.minimise(goal, alone, improved)
    bound = settled.bound
    if relaxes_well and settled.schedule is not None and search.value(goal, settled.schedule) > bound:
        bound = max(bound, search.bound_without_routing(goal, rest.scaled(1 - SHARE_OF_PLANS)))
    return Settled(settled.schedule, bound, spent + settled.effort)


def _way_of_whole(search: SubproblemSearch, goal: Criterion) -> Way:
    """As what the whole is told to the solver."""
    if not search.can_ask(goal, search.limits):
        return Way.TOO_LARGE
    if goal is Goal.TRAVEL or search.limits.travel is not None:
        return Way.FLOW if search.suits_flow else Way.ROUTING
    return Way.PERIODS if is_split(search) else Way.SINGLE_VISITS


def _beside_travel(beside: BesideTravel, effort: Effort, bound: int) -> Settled:
    """The goal proven together with travel; where a gap is allowed, only if the known bound leaves a wider one."""
    spent, is_best = beside.find(effort)
    if is_near_enough(beside.search, beside.goal, bound, effort) or not is_best:
        return Settled(beside.search.incumbent, bound, spent)
    proven = beside.prove(effort)
    return Settled(proven.schedule, max(bound, proven.bound), spent + proven.effort)


def _is_near(search: SubproblemSearch, goal: Criterion, bound: int, near: float = NEAR) -> bool:
    """Whether what tables have told leaves so little open that a later goal needs the time more."""
    return search.incumbent is not None and bound >= (1 - near) * search.value(goal, search.incumbent)


def _is_soon_proven(search: SubproblemSearch) -> bool:
    """Whether so few units are all served that a proof in one go, though visits are split, is worth its time."""
    return search.limits.serves_everybody and len(search.problem.units) <= FEW_UNITS


def is_split(search: SubproblemSearch) -> bool:
    """Whether the whole has to leave open how much each visit collects."""
    return not search.limits.serves_everybody or any(
        not search.problem.gets_one_visit(code) for code in search.problem.pairs
    )


def _serve_most(search: SubproblemSearch, stopper: Stopper, effort: Effort, improved: Improved) -> Settled:
    """Leave as little as possible: bound it by who serves whom for how long, and close the gap slot by slot."""
    search.choose(Goal.UNSERVED, Way.ASSIGNED_FIRST)
    assigned = relaxed_assignment_for_most(search.problem, search.limits, effort.scaled(SHARE_OF_ASSIGNING), stopper)
    least = assigned.least_left
    spent = search.rebuild(Goal.UNSERVED, briefly(search, effort), improved, enough=least)
    for share_of_proof, share_of_rebuilding in turns_slot_by_slot(search, effort):
        if is_near_enough(search, Goal.UNSERVED, least, effort) or stopper.is_over:
            break
        share = effort.scaled(share_of_proof)
        if num_periods(search.problem, search.limits.finish) <= FEW_PERIODS:
            settled = search.minimise(Goal.UNSERVED, share.side_by_side(), improved)
        else:
            settled = while_rebuilding(
                search, Goal.UNSERVED, share, improved, lambda alone: search.minimise(Goal.UNSERVED, alone, improved)
            )
        least, spent = max(least, settled.bound), spent + settled.effort
        if not is_near_enough(search, Goal.UNSERVED, least, effort):
            spent += search.rebuild(Goal.UNSERVED, effort.scaled(share_of_rebuilding), improved, enough=least)
    return Settled(search.incumbent, least, spent)
