"""The best rounds of a small part's machines: which end earliest, or miss, travel and let wait the least."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.subsets.small_part import Crew, SmallPart
from planner.model.tours.set_tables import (
    NEVER,
    Longs,
    Sets,
    loads_of,
    one_machine,
    one_machine_ends,
    one_standing_machine,
    order_in,
    order_standing,
    with_one_more,
    with_one_more_alike,
)

MOST_WEIGHED = 2**60
"""Up to here the goals' values are told in one number."""


@dataclass(frozen=True, slots=True)
class BestRounds:
    """What machines do that do the best."""

    values: Mapping[Goal, int]
    """Of each goal that was asked for, no more than the best plan's; of milestones the dossiers that are late."""
    tours: Mapping[MachineName, tuple[UnitCode, ...]]
    """Of each machine that sets out, its units in order; empty where only values were asked for."""


def earliest_end(part: SmallPart) -> int | None:
    """The first slot by which everybody can be served; None where there is none."""
    tables = [one_machine_ends(loads_of(crew.durations), crew.ends) for crew in part.crews]
    shares = _parted(part, tables, takes_latest=True)
    return None if shares is None else shares.value


def best_rounds(part: SmallPart, goals: Sequence[Goal]) -> BestRounds | None:
    """Rounds that are best in the first of these goals, of those best in the second, and so on. Of *milestones* that is
    to have the fewest dossiers late, over all phases; the others are *travel* and *waiting*.

    None where there are none that end in time, or values are too large to be told in one number.
    """
    weights = _weights(part, goals)
    if weights is None:
        return None
    of_crews = [_CrewTable(crew, weights) for crew in part.crews]
    shares = _parted(part, [table.least for table in of_crews], takes_latest=False)
    if shares is None:
        return None
    tours: dict[MachineName, tuple[UnitCode, ...]] = {}
    for (number, machine), chosen in zip(_machines(part), shares.chosen, strict=True):
        if chosen:
            order = tuple(part.units[unit] for unit in of_crews[number].order_in(chosen))
            tours[machine] = (*tours.get(machine, ()), *order)
    values, rest = {}, shares.value
    for goal in goals:
        values[goal], rest = divmod(rest, weights[goal])
    return BestRounds(values, tours)


def least_weighed(part: SmallPart, weights: Mapping[Goal, int]) -> int | None:
    """The least that all rounds come to where goals count so much each; None where none end in time, or values are too
    large to be told in one number.
    """
    if sum(weight * _most(part, goal) for goal, weight in weights.items()) >= MOST_WEIGHED:
        return None
    shares = _parted(part, [_CrewTable(crew, weights).least for crew in part.crews], takes_latest=False)
    return None if shares is None else shares.value


class _CrewTable:
    """What one machine of a crew comes to that serves each set of units."""

    def __init__(self, crew: Crew, weights: Mapping[Goal, int]) -> None:
        units = len(crew.durations)
        self._travels = crew.travels
        self._loads = loads_of(crew.durations)
        spent = crew.waiting * weights.get(Goal.WAITING, 0) + crew.late * weights.get(Goal.MILESTONES, 0)
        self._spent = np.where(crew.waiting < NEVER, spent, NEVER)
        self._metres = crew.metres * weights.get(Goal.TRAVEL, 0)
        self._lasts = np.empty((1 << units, units) if crew.travels else (0, 0), np.int64)
        self.least = (
            one_machine(
                self._loads,
                np.ascontiguousarray(self._metres.T),
                crew.first_metres * weights.get(Goal.TRAVEL, 0),
                self._spent,
                self._lasts,
            )
            if crew.travels
            else one_standing_machine(self._loads, self._spent)
        )

    def order_in(self, chosen: int) -> tuple[int, ...]:
        """The best order of the set's units."""
        if self._travels:
            return order_in(chosen, self._lasts, self._metres)
        return order_standing(chosen, self.least, self._loads, self._spent)


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


def _machines(part: SmallPart) -> list[tuple[int, MachineName]]:
    """Each machine with the number of its crew."""
    return [(number, machine) for number, crew in enumerate(part.crews) for machine in crew.machines]


@dataclass(frozen=True, slots=True)
class _Shares:
    """The set that each machine serves, in the order of `_machines`, and what that comes to in all."""

    value: int
    chosen: tuple[int, ...]


def _parted(part: SmallPart, tables: Sequence[Longs], *, takes_latest: bool) -> _Shares | None:
    """All units parted among all machines in the best way; None where there is no way."""
    loads = loads_of(np.min([crew.durations for crew in part.crews], axis=0))
    everybody = len(loads) - 1
    machines = _machines(part)
    one_more = with_one_more_alike if len(part.crews) == 1 else with_one_more
    room_after = sum(part.crews[number].capacity for number, _name in machines)
    room, made = 0, np.full(len(loads), NEVER, np.int64)
    made[0] = 0
    given_to: list[Sets] = []
    for number, _name in machines:
        room += part.crews[number].capacity
        room_after -= part.crews[number].capacity
        given = np.zeros(len(loads), np.int32)
        if given_to:
            is_asked = (loads >= loads[everybody] - room_after) & (loads <= room)
            made = one_more(made, tables[number], is_asked, np.array([takes_latest]), given)
        else:
            made, given = tables[number], np.arange(len(loads), dtype=np.int32)
        given_to.append(given)
    if made[everybody] >= NEVER:
        return None
    chosen, left = [], everybody
    for given in reversed(given_to):
        chosen.append(int(given[left]))
        left ^= chosen[-1]
    return _Shares(int(made[everybody]), tuple(reversed(chosen)))
