"""Questions whether a part has a plan: one that leaves nobody, one that ends by a certain slot."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from time import monotonic

from planner.domain.campaign import Unit
from planner.domain.policy import Goal
from planner.model.allotment import allot
from planner.model.earliest_end import finish_candidates, first_ordinal_served, first_ordinal_with_room
from planner.model.gate import Effort, Status, ask, refute
from planner.model.limits import Limits
from planner.model.part import Part, with_duties, with_needs
from planner.model.part_search import PartSearch
from planner.model.schedule import schedule_of
from planner.model.settled import Improved, Settled

UNITS_WORTH_ALLOTTING = 30
"""In larger parts, who serves whom is settled before when."""
QUESTION_SHARE = 0.2
"""How much of a step's time one yes-or-no question may take."""
LEAST_QUESTION = 0.4
"""Deterministic seconds that each question gets, however many parts share the time: a no needs them."""


def serve_everybody(search: PartSearch, effort: Effort) -> Settled:
    """Look for a plan that leaves nobody; there is no better value than 0."""
    limits = search.limits.at_most(Goal.UNSERVED, 0)
    if search.incumbent is not None and search.obeys(search.incumbent, limits):
        return Settled(search.incumbent, 0, 0.0)
    if any(
        search.part.gets_one_visit(unit.code) and not _can_be_served_at_once(search, unit) for unit in search.part.units
    ):
        return Settled(None, 0, 0.0)
    once = _decide_each_once(search, limits, effort)
    return once if once.schedule is not None else decide(search, limits, effort)


def _decide_each_once(search: PartSearch, limits: Limits, effort: Effort) -> Settled:
    """Whether a plan exists in which every unit that can be served in one visit gets no second one."""
    if all(search.part.gets_one_visit(code) for code in search.part.meetings) or not limits.serves_everybody:
        return Settled(None, 0, 0.0)
    once = [
        unit.model_copy(update={"visits": 1, "together": 1}) if _can_be_served_at_once(search, unit) else unit
        for unit in search.part.units
    ]
    return _decide_within(search, with_needs(search.part, once), limits, effort)


def _can_be_served_at_once(search: PartSearch, unit: Unit) -> bool:
    return any(search.part.full_stays[unit.code, meeting.duty] for meeting in search.part.meetings[unit.code])


def decide(search: PartSearch, limits: Limits, effort: Effort, *, relaxed: bool = False) -> Settled:
    """Whether a plan exists within the limits. `bound` is 1 if a second search agrees that none does, else 0."""
    if search.stopper.is_over or not search.can_ask(None, limits):
        return Settled(None, 0, 0.0)
    if limits.unserved and limits.travel is None:
        return _decide_elastically(search, limits, effort)
    formulation = search.formulation(limits, relaxed=relaxed)
    answer = ask(formulation.model, effort, search.stopper)
    if answer.value_of is not None:
        schedule = search.read(formulation, answer.value_of)
        if not relaxed and not search.take(schedule, limits):
            return Settled(None, 0, answer.effort)
        return Settled(schedule, 0, answer.effort)
    refuted = answer.status is Status.INFEASIBLE and refute(
        lambda: search.formulation(limits, relaxed=relaxed).model, effort, search.stopper
    )
    return Settled(None, int(refuted), answer.effort)


def _decide_elastically(search: PartSearch, limits: Limits, effort: Effort) -> Settled:
    """The same where some may be left: the least that can be left is asked for, and compared."""
    most, free = limits.unserved or 0, limits.at_most(Goal.UNSERVED, None)
    formulation = search.formulation(free, Goal.UNSERVED)
    answer = ask(formulation.model, effort.side_by_side(), search.stopper, enough=most + 1, good=most)
    if answer.value_of is not None:
        schedule = search.read(formulation, answer.value_of)
        if search.take(schedule, limits):
            return Settled(schedule, 0, answer.effort)
    if answer.status is Status.INFEASIBLE:
        refuted = refute(lambda: search.formulation(free, Goal.UNSERVED).model, effort, search.stopper)
        return Settled(None, int(refuted), answer.effort)
    return Settled(None, int(answer.bound is not None and answer.bound > most), answer.effort)


def least_finish(search: PartSearch) -> int:
    """No plan within the limits ends before this: neither all machines together nor any unit could be done."""
    if search.limits.unserved is None:
        return 0
    cheapest = min((unit.priority for unit in search.part.units), default=1)
    work = sum(unit.need for unit in search.part.units) - search.limits.unserved // cheapest
    ends = [first_ordinal_with_room(search.part, work)]
    if search.limits.serves_everybody:
        ends += [first_ordinal_served(search.part, unit.code) for unit in search.part.units]
    candidates = finish_candidates(search.part)
    return candidates[min(bisect_left(candidates, max(ends)), len(candidates) - 1)]


def finish_by(search: PartSearch, floor: int, effort: Effort, improved: Improved) -> Settled:
    """The earliest finish within the limits, though no earlier than `floor`, by yes-or-no questions.

    The first question is asked at the bound, then twice as far after each no, then by halving between the last no
    and the first yes. What cannot end by a slot cannot end before it either, so a no is a proof whatever was left open
    before it.
    """
    candidates, least = finish_candidates(search.part), least_finish(search)
    proven = max(floor, least)
    low = max(bisect_left(candidates, least), bisect_right(candidates, floor) - 1)
    high = _finish_index(search, candidates)
    stride, spent, galloping = 1, 0.0, True
    ends = monotonic() + effort.wall_seconds
    while low < high and monotonic() < ends and not effort.is_spent_by(spent):
        trial = min(low + stride - 1, high - 1) if galloping else (low + high - 1) // 2
        settled = _decide_by_steps(
            search,
            search.limits.at_most(Goal.FINISH, candidates[trial]),
            effort.scaled(QUESTION_SHARE).at_least(LEAST_QUESTION),
        )
        spent += settled.effort
        if settled.schedule is not None:
            high, galloping = _finish_index(search, candidates), stride == 1
            improved(settled.schedule, proven)
            continue
        low, stride = trial + 1, 2 * stride
        if settled.bound == 1:
            proven = max(proven, candidates[low] if low < len(candidates) else search.part.timeline.last_ordinal + 1)
        if search.stopper.is_over:
            break
    return Settled(search.incumbent, proven, spent)


def _finish_index(search: PartSearch, candidates: Sequence[int]) -> int:
    if search.incumbent is None:
        return len(candidates)
    return bisect_left(candidates, search.incumbent.scores[Goal.FINISH])


def _decide_by_steps(search: PartSearch, limits: Limits, effort: Effort) -> Settled:
    """Ask the quick relaxations first: who serves whom, then when, and only then on which tours."""
    allotted = allot(search.part, limits, effort, search.stopper)
    if allotted.status is Status.INFEASIBLE:
        return Settled(None, 1, 0.0)
    needs_tours = limits.travel is not None
    once = _decide_each_once(search, limits, effort)
    if once.schedule is not None:
        return once
    if not needs_tours and limits.serves_everybody and len(search.part.units) > UNITS_WORTH_ALLOTTING:
        narrowed = _decide_within(search, with_duties(search.part, allotted.duty), limits, effort)
        if narrowed.schedule is not None:
            return narrowed
    packed = decide(search, limits, effort, relaxed=needs_tours)
    if not needs_tours or (packed.schedule is None and packed.bound == 1):
        return packed
    toured = decide(search, limits, effort)
    return Settled(toured.schedule, toured.bound, packed.effort + toured.effort)


def _decide_within(search: PartSearch, narrow: Part, limits: Limits, effort: Effort) -> Settled:
    """Whether a narrower part has a plan within the limits; it is one of this part too."""
    settled = decide(PartSearch(narrow, search.stopper, search.targets), limits, effort)
    if settled.schedule is None:
        return Settled(None, 0, settled.effort)
    schedule = schedule_of(search.part, settled.schedule.visits)
    return Settled(schedule if search.take(schedule, limits) else None, 0, settled.effort)
