"""Waiting of a small part whose units may get two visits, bounded where travel leaves room for few second ones.

Of plans that travel no further than a limit:

- *A unit is come to again* if a machine comes to it from elsewhere where one has come before, itself or another one.
  Without one of these times all are still come to, so the plan travels no less than it takes to come to all and the
  shortest way round by the unit. Where that is more than the limit, or a second copy of the unit beside it makes the
  least travel more than it, nobody comes again, and one machine alone serves the unit, no sooner than in one visit.
- *All others* are parted: the periods that their need takes, the last of them with the rest, become stops of 1, 2, 4,
  ... periods at the same place, so that however two visits part them, some of the stops are the one and some the other.
  Where that makes too many stops, they count in larger steps: of what each of two visits collects, whole steps are
  told, and what is left over is taken to be collected in the first slot.
- Tables over all sets of stops say what waiting and travel come to at least where a metre weighs so and so much; less
  what the limit of travel weighs, that is a bound of waiting for every weight (Lagrange).

When two machines are there on the last day of a unit, both collect in its first slot what here one collects in a later
one: so much is taken off again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np

from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import visit_options
from planner.model.subsets.best_rounds import best_rounds, least_weighed
from planner.model.subsets.small_part import (
    MOST_NUMBERS,
    MOST_UNITS,
    Crew,
    SmallPart,
    part_of,
    visited_at_least_once,
)
from planner.model.tours.visit_tables import Stop

WEIGHTS = (
    (100_000, 1),
    (300, 1),
    (100, 1),
    (30, 1),
    (10, 1),
    (3, 1),
    (1, 1),
    (1, 3),
    (1, 10),
    (1, 30),
    (1, 100),
    (1, 1000),
)
"""Of a metre, and of a dossier and slot of waiting: tried one after the other while the bound gets better."""
USUAL_TRIALS = 4
"""How many of them are mostly tried."""
STEPS = (1, 2, 3, 4, 6, 8)
"""Periods that are told as one, the fewest for which there are few enough stops."""
MOST_VISITS = 2


def bound_of_waiting(problem: Subproblem, limits: EpsilonConstraints, seconds: float) -> int | None:
    """No plan within the limits, of which one is of travel, lets people wait less. None where too many units can be
    come to again, the calendar is not even for them, or it would take longer than so many seconds of a processor.
    """
    least = visited_at_least_once(problem, limits)
    if least is None or limits.travel is None or least.units != tuple(problem.pairs):
        return None
    again = units_come_to_again(least, limits.travel, seconds / 2)
    if again is None:
        return None
    told = _parted(problem, limits, again)
    if told is None or told.part.effort * USUAL_TRIALS > seconds / 2:
        return None
    best: int | None = None
    for metre, waiting in WEIGHTS:
        value = least_weighed(told.part, {Goal.TRAVEL: metre, Goal.WAITING: waiting})
        bound = None if value is None else ceil(Fraction(value - metre * limits.travel, waiting))
        if bound is None or (best is not None and bound <= best):
            break
        best = bound
    return None if best is None else max(0, best + told.beside)


def units_come_to_again(least: SmallPart, most_metres: int, seconds: float) -> tuple[UnitCode, ...] | None:
    """The units to which plans of no more metres may come again, given the part in which only travel is told; None
    where it would take too long to find out.
    """
    rounds = best_rounds(least, (Goal.TRAVEL,)) if least.effort <= seconds else None
    if rounds is None:
        return None
    slack = most_metres - rounds.values[Goal.TRAVEL]
    doubtful = [
        place for place in range(len(least.units)) if min(_way_round(crew, place) for crew in least.crews) <= slack
    ]
    if doubtful and (len(least.units) >= MOST_UNITS or 2.5 * least.effort * len(doubtful) > seconds):
        return None
    return tuple(least.units[place] for place in doubtful if _may_come_again(least, place, most_metres))


def _way_round(crew: Crew, place: int) -> int:
    """The fewest metres that a stop at a unit adds to a machine's way, wherever on it; 0 where people come to it."""
    if not crew.travels:
        return 0
    others = np.arange(len(crew.after)) != place
    to_it, from_it = crew.metres[others, place], crew.metres[place, others]
    between = to_it[:, None] + from_it[None, :] - crew.metres[np.ix_(others, others)]
    at_first = crew.first_metres[place] + from_it - crew.first_metres[others]
    most = int(crew.first_metres[place])
    return int(min(most, between.min(initial=most), at_first.min(initial=most), to_it.min(initial=most)))


def _may_come_again(least: SmallPart, place: int, most_metres: int) -> bool:
    """Whether all units, and one of them from elsewhere once more, can be come to within so many metres."""
    rounds = best_rounds(_with_a_copy(least, place, most_metres + 1), (Goal.TRAVEL,))
    return rounds is not None and rounds.values[Goal.TRAVEL] <= most_metres


def _with_a_copy(part: SmallPart, place: int, too_far: int) -> SmallPart:
    """The part with a unit twice; nobody goes from the one to the other at once."""
    places = [*range(len(part.units)), place]
    crews = []
    for crew in part.crews:
        metres = crew.metres[np.ix_(places, places)]
        if crew.travels:
            metres[place, -1] = metres[-1, place] = too_far
        crews.append(
            replace(
                crew,
                after=crew.after[places],
                metres=metres,
                first_metres=crew.first_metres[places],
                waiting=crew.waiting[places],
                ends=crew.ends[places],
                late=crew.late[places],
            )
        )
    return SmallPart((*part.units, part.units[place]), tuple(crews))


@dataclass(frozen=True, slots=True)
class _Told:
    """A part in which some units are told by several stops."""

    part: SmallPart
    beside: int
    """What their waiting is more, or less, than that of the stops."""


def _parted(problem: Subproblem, limits: EpsilonConstraints, again: Sequence[UnitCode]) -> _Told | None:
    """The part with these units parted, in the smallest steps that make few enough stops."""
    if not all(_can_be_parted(problem, code) for code in again):
        return None
    for step in STEPS:
        stops = [stop for code in problem.pairs for stop in _stops(problem, code, step if code in again else None)]
        numbers = 2 ** len(stops) * len(stops) * len(problem.mobile)
        if len(stops) <= MOST_UNITS and numbers <= MOST_NUMBERS:
            beside = sum(_beside(problem, code, step) for code in again)
            return _Told(part_of(problem, limits, stops), beside)
    return None


def _can_be_parted(problem: Subproblem, code: UnitCode) -> bool:
    """Whether the unit gets two visits at most, none that a pin holds beside them, on an even calendar."""
    visits = problem.campaign.units_by_code[code].visits
    return visits <= MOST_VISITS and problem.counts_visits_of(code) and _even(problem, code) is not None


def _stops(problem: Subproblem, code: UnitCode, step: int | None) -> Iterator[Stop]:
    """What is to be collected of a unit: in one stop, or parted in such steps."""
    unit = problem.campaign.units_by_code[code]
    pairs = {pair.machine_class: pair for pair in problem.pairs[code]}
    if step is None:
        yield Stop(unit, pairs, {number: problem.visit_options[code, number] for number in pairs})
        return
    for need in _needs(unit.need, _even(problem, code) or unit.need, step):
        some = unit.model_copy(update={"need": need})
        free = {
            number: replace(pair, unit=some, pinned=(), held=(), wished=frozenset()) for number, pair in pairs.items()
        }
        options = {
            number: visit_options(pair, problem.classes[number], problem.phase_ends) for number, pair in free.items()
        }
        yield Stop(some, free, options)


def _needs(need: int, period: int, step: int) -> list[int]:
    """Dossiers of each stop: of the last period, and of 1, 2, 4, ... steps of full ones, as many as there are whole
    steps at least in what two visits collect.
    """
    periods = ceil(need / period)
    steps, size, needs = max(0, (periods - step) // step), 1, [need - (periods - 1) * period]
    while steps:
        taken = min(size, steps)
        needs.append(taken * step * period)
        steps, size = steps - taken, 2 * size
    return needs


def _beside(problem: Subproblem, code: UnitCode, step: int) -> int:
    """The least that those wait who are in no stop, less what a last day with several machines may make out."""
    unit, period = problem.campaign.units_by_code[code], _even(problem, code) or 0
    opened = [slots for pair in problem.pairs[code] for slots in pair.worked if slots]
    left_over = unit.need - sum(_needs(unit.need, period, step))
    within_a_day = max(slots[-1] - slots[0] for slots in opened)
    return left_over * min(slots[0] for slots in opened) - min(unit.need, unit.together * period) * within_a_day


def _even(problem: Subproblem, code: UnitCode) -> int | None:
    """Dossiers that each period brings, whoever comes and whenever; None where that differs."""
    brought = {brings for pair in problem.pairs[code] for brings in _brought(pair)}
    return sum(brought.pop()) if len(brought) == 1 else None


def _brought(pair: EligiblePair) -> Iterator[tuple[int, ...]]:
    return (brings for slots, brings in zip(pair.worked, pair.brings, strict=True) if slots)
