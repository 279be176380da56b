"""The best rounds of a small part's machines: which end earliest, or travel and let wait the least."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.subsets.set_tables import (
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
from planner.model.subsets.small_part import NEVER, Crew, Longs, SmallPart

MOST_WEIGHED = 2**58
"""Up to here a value of one goal times the most of the other is told in one number."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """What machines do that do the best."""

    values: Mapping[Goal, int]
    """Of each goal that was asked for, no more than the best plan's."""
    tours: Mapping[MachineName, tuple[UnitCode, ...]]
    """Of each machine that sets out, its units in order; empty where only values were asked for."""


def earliest_end(part: SmallPart) -> int | None:
    """The first slot by which everybody can be served; None where there is none."""
    tables = [one_machine_ends(loads_of(crew.durations), crew.ends) for crew in part.crews]
    shares = _parted(part, tables, takes_latest=True)
    return None if shares is None else shares.value


def best_rounds(part: SmallPart, first: Goal, second: Goal) -> Rounds | None:
    """Rounds that are best in one of the goals *travel* and *waiting*, and of those best in the other.

    None where there are none that end in time, or values are too large to be told in one number.
    """
    weights = _weights(part, first, second)
    if weights is None:
        return None
    of_crews = [_CrewTable(crew, weights[Goal.TRAVEL], weights[Goal.WAITING]) for crew in part.crews]
    shares = _parted(part, [table.least for table in of_crews], takes_latest=False)
    if shares is None:
        return None
    tours: dict[MachineName, tuple[UnitCode, ...]] = {}
    for (number, machine), chosen in zip(_machines(part), shares.chosen, strict=True):
        if chosen:
            order = tuple(part.units[unit] for unit in of_crews[number].order_in(chosen))
            tours[machine] = (*tours.get(machine, ()), *order)
    whole, rest = divmod(shares.value, weights[first])
    return Rounds({first: whole, second: rest}, tours)


class _CrewTable:
    """What one machine of a crew comes to that serves each set of units."""

    def __init__(self, crew: Crew, weight_of_travel: int, weight_of_waiting: int) -> None:
        units = len(crew.durations)
        self._travels = crew.travels
        self._loads = loads_of(crew.durations)
        self._spent = np.where(crew.waiting < NEVER, crew.waiting * weight_of_waiting, NEVER)
        self._metres = crew.metres * weight_of_travel
        self._lasts = np.empty((1 << units, units) if crew.travels else (0, 0), np.int64)
        self.least = (
            one_machine(
                self._loads,
                np.ascontiguousarray(self._metres.T),
                crew.first_metres * weight_of_travel,
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


def _weights(part: SmallPart, first: Goal, second: Goal) -> dict[Goal, int] | None:
    """A goal counts 1 that comes second, and the first one more than all that the second can come to."""
    most = {goal: max(_most(crew, goal) for crew in part.crews) * len(part.units) for goal in (first, second)}
    if (most[first] + 1) * (most[second] + 1) >= MOST_WEIGHED:
        return None
    return {first: most[second] + 1, second: 1}


def _most(crew: Crew, goal: Goal) -> int:
    if goal is Goal.TRAVEL:
        return max(int(crew.metres.max()), int(crew.first_metres.max()))
    return int(crew.waiting[crew.waiting < NEVER].max(initial=0))


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
