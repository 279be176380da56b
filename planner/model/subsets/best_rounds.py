"""The best rounds of a small part's machines: which end earliest, or miss, travel and let wait the least."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.subsets.parting import latest_frees, machines_of, parted
from planner.model.subsets.small_part import Crew, SmallPart
from planner.model.tours.set_labels import SetLabels, Steps, set_labels
from planner.model.tours.set_tables import NEVER, Longs, one_machine_ends

MOST_WEIGHED = 2**60
"""Up to here the goals' values are told in one number."""
MOST_LABELS = 2**24
"""Labels that may be kept at once, eleven bytes each."""


@dataclass(frozen=True, slots=True)
class BestRounds:
    """What machines do that do the best."""

    values: Mapping[Goal, int]
    """Of each goal that was asked for, no more than the best plan's; of milestones the dossiers that are late."""
    tours: Mapping[MachineName, tuple[UnitCode, ...]]
    """Of each machine that sets out, its units in order; empty where only values were asked for."""


def earliest_end(part: SmallPart) -> int | None:
    """The first slot by which everybody can be served; None where there is none."""
    tables = [one_machine_ends(crew.after, crew.ends) for crew in part.crews]
    shares = parted(part, tables, takes_latest=True)
    return None if shares is None else shares.value


def best_rounds(part: SmallPart, goals: Sequence[Goal]) -> BestRounds | None:
    """Rounds that are best in the first of these goals, of those best in the second, and so on. Of *milestones* that is
    to have the fewest dossiers late, over all phases; the others are *travel* and *waiting*.

    Where they take too many labels, rounds as if each visit took the fewest periods whenever it begins, which are no
    worse. None where there are none that end in time, or values are too large to be told in one number.
    """
    weights = _weights(part, goals)
    if weights is None:
        return None
    of_crews = _labels_or_bounds(part, weights)
    if of_crews is None:
        return None
    shares = parted(part, [labels.least for labels in of_crews], takes_latest=False)
    if shares is None:
        return None
    orders = [
        of_crews[number].order_in(chosen)
        for (number, _name), chosen in zip(machines_of(part), shares.chosen, strict=True)
    ]
    values, rest = {}, shares.value
    for goal in goals:
        values[goal], rest = divmod(rest, weights[goal])
    return BestRounds(values, tours_along(part, orders))


def least_weighed(part: SmallPart, weights: Mapping[Goal, int]) -> int | None:
    """The least that all rounds come to where goals count so much each, or less where they take too many labels; None
    where none end in time, or values are too large to be told in one number.
    """
    if sum(weight * _most(part, goal) for goal, weight in weights.items()) >= MOST_WEIGHED:
        return None
    of_crews = _labels_or_bounds(part, weights)
    shares = None if of_crews is None else parted(part, [labels.least for labels in of_crews], takes_latest=False)
    return None if shares is None else shares.value


def tours_along(part: SmallPart, orders: Sequence[Sequence[int]]) -> dict[MachineName, tuple[UnitCode, ...]]:
    """The tours of machines that serve units in these orders, given as in `machines_of`."""
    tours: dict[MachineName, tuple[UnitCode, ...]] = {}
    for (_number, machine), order in zip(machines_of(part), orders, strict=True):
        if order:
            tours[machine] = (*tours.get(machine, ()), *(part.units[unit] for unit in order))
    return tours


def _labels_or_bounds(part: SmallPart, weights: Mapping[Goal, int]) -> list[SetLabels] | None:
    """The labels of each crew, or where that is too much those of visits that take the fewest periods."""
    return labels_of(part, weights) or labels_of(part.evened(), weights)


def labels_of(part: SmallPart, weights: Mapping[Goal, int]) -> list[SetLabels] | None:
    """Of each crew what one machine may come to; None where that is too much to be kept."""
    latest, found = latest_frees(part), list[SetLabels]()
    for crew in part.crews:
        most = MOST_LABELS - sum(labels.num_labels for labels in found)
        labels = crew_labels(crew, weights, latest, most)
        if labels is None:
            return None
        found.append(labels)
    return found


def crew_labels(crew: Crew, weights: Mapping[Goal, int], latest: Longs, most: int) -> SetLabels | None:
    """What one machine of a crew may come to where the goals count by these weights. One that has served a set and is
    free again only after the set's `latest` period is too late for any plan. None where there are more labels than
    `most`.
    """
    spent = crew.waiting * weights.get(Goal.WAITING, 0) + crew.late * weights.get(Goal.MILESTONES, 0)
    spent = np.where(crew.after <= crew.capacity, spent, 0)
    metres, first_metres = (table * weights.get(Goal.TRAVEL, 0) for table in (crew.metres, crew.first_metres))
    metres_to = np.ascontiguousarray(metres.T) if crew.travels else np.empty((0, 0), np.int64)
    return set_labels(Steps(crew.after, spent, metres_to, first_metres, np.minimum(crew.capacity, latest)), most)


def _weights(part: SmallPart, goals: Sequence[Goal]) -> dict[Goal, int] | None:
    """The last goal counts 1, and each before it one more than all that those after it can come to."""
    weights, weight = {}, 1
    for goal in reversed(goals):
        weights[goal] = weight
        weight *= _most(part, goal) + 1
    return weights if weight < MOST_WEIGHED else None


def _most(part: SmallPart, goal: Goal) -> int:
    """No plan comes to more: each unit as late, and from as far away, as can be."""
    return int(sum(np.max([_most_of(crew, goal) for crew in part.crews], axis=0)))


def _most_of(crew: Crew, goal: Goal) -> Longs:
    if goal is Goal.TRAVEL:
        longest: Longs = np.maximum(crew.metres.max(axis=0), crew.first_metres)
        return longest
    table = crew.waiting if goal is Goal.WAITING else crew.late
    most: Longs = np.where(table < NEVER, table, 0).max(axis=1, initial=0)
    return most
