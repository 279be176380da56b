"""What one machine may come to that serves a set of units, for every set, by when it is free again.

Where days differ, how long a set takes depends on the order. A *label* tells of one order of a set its last unit, the
period in which the machine is free again and what it has cost by then. Of two labels with the same set and last unit
one that is free no earlier and costs no less is of no use, since a visit that begins later never ends earlier and never
costs less; what is left are few (Desrochers, Soumis, INFOR 26 (1988) 191-212). Where every day is like every other all
orders of a set take as long, and the labels are the table of Held and Karp, *A dynamic programming approach to
sequencing problems*, Journal of the Society for Industrial and Applied Mathematics 10 (1962) 196-210.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from planner.model.compiled import compiled, compiled_inside
from planner.model.tours.set_tables import NEVER, Longs

Number = TypeVar("Number", bound=np.generic)
FIRST_ROOM = 2**14
"""Labels that there is room for at first; it is doubled as often as need be."""
NONE = -1
"""In place of a cost where there is none. It stands here since machine code is kept beside this file."""


class Steps(NamedTuple):
    """What a machine comes to by serving one more unit."""

    after: Longs
    """A row a unit, a column for the period in which the machine is free: that in which it is free again; beyond the
    last column where it is late. It never falls from column to column.
    """
    spent: Longs
    """What the visit costs, likewise; 0 where it is late."""
    metres_to: Longs
    """What it costs to go there, a row a unit that is gone to; no rows where the machine does not travel."""
    first_metres: Longs
    latest: Longs
    """Of each set the period after which a machine that has served it may not be free again."""


def make_never_better_later(table: Longs) -> None:
    """A visit may begin later than the machine is free: of what it comes to by that period, the least from then on."""
    table[:, ::-1] = np.minimum.accumulate(table[:, ::-1], axis=1)


def fewest_periods(after: Longs) -> Longs:
    """Of each unit the fewest periods until the machine is free again, by `Steps.after`; more than there are where it
    never is.
    """
    most = after.shape[1] - 1
    fewest: Longs = np.where(after <= most, after - np.arange(most + 1), most + 1).min(axis=1)
    return fewest


def evened(after: Longs) -> Longs:
    """`Steps.after` as if each visit that can begin in time took the fewest periods."""
    most = after.shape[1] - 1
    told: Longs = np.where(after <= most, fewest_periods(after)[:, None] + np.arange(most + 1), most + 1)
    return told


@dataclass(frozen=True, slots=True)
class SetLabels:
    """The labels of one machine; those of a set stand together, the empty set's first."""

    least: Longs
    """The least that each set costs; `NEVER` where it cannot be served in time."""
    _begins: Longs
    """Of each set the place of its first label, and then how many there are."""
    _labels: "_Labels"
    _steps: Steps

    @property
    def num_labels(self) -> int:
        """How many there are."""
        return len(self._labels.costs)

    def order_in(self, chosen: int) -> tuple[int, ...]:
        """The set's units in the order that costs least."""
        order: list[int] = []
        label = min(self._of(chosen), key=lambda place: int(self._labels.costs[place]))
        while chosen:
            order.append(int(self._labels.lasts[label]))
            chosen ^= 1 << order[-1]
            label = self._before(label, chosen)
        return tuple(reversed(order))

    def orders_within(self, chosen: int, most: int) -> Iterator[tuple[int, ...]]:
        """All orders of a set in which one machine ends in time and costs no more than this; only where nothing costs
        but travel. They are built from their end, and each unit put before another only where labels tell of a way to
        begin.
        """
        found: list[tuple[int, tuple[int, ...], int, int]] = [(chosen, (), self._steps.after.shape[1] - 1, most)]
        while found:
            others, order, latest, rest = found.pop()
            if not others:
                yield order
                continue
            of_others = slice(self._begins[others], self._begins[others + 1])
            lasts = self._labels.lasts[of_others]
            going = self._steps.metres_to[order[0], lasts] if order else np.zeros(len(lasts), np.int64)
            fits = (self._labels.frees[of_others] <= latest) & (self._labels.costs[of_others] + going <= rest)
            for unit, metres in sorted(set(zip(lasts[fits].tolist(), going[fits].tolist(), strict=True))):
                begins = int(np.searchsorted(self._steps.after[unit], latest, side="right")) - 1
                found.append((others ^ (1 << unit), (unit, *order), begins, rest - metres))

    def _of(self, chosen: int) -> range:
        return range(int(self._begins[chosen]), int(self._begins[chosen + 1]))

    def _before(self, label: int, others: int) -> int:
        """The label of the other units that this one goes on from."""
        unit = int(self._labels.lasts[label])
        return next(
            place
            for place in self._of(others)
            for free in [int(self._labels.frees[place])]
            if self._steps.after[unit, free] == self._labels.frees[label]
            and self._labels.costs[place] + self._going(place, others, unit) + self._steps.spent[unit, free]
            == self._labels.costs[label]
        )

    def _going(self, label: int, others: int, unit: int) -> int:
        """What it costs to go to a unit from where a label of other units ends."""
        if not len(self._steps.metres_to):
            return 0
        last = self._labels.lasts[label]
        return int(self._steps.metres_to[unit, last] if others else self._steps.first_metres[unit])


def set_labels(steps: Steps, most: int) -> SetLabels | None:
    """The labels of all sets; None where there are more than `most`."""
    begins, labels = _labels(steps, np.array([most]))
    if not begins[-1]:
        return None
    has_any = begins[1:] > begins[:-1]
    least = np.full(len(has_any), NEVER, np.int64)
    least[has_any] = np.minimum.reduceat(labels.costs, begins[:-1][has_any])
    return SetLabels(least, begins, labels, steps)


class _Labels(NamedTuple):
    """The last unit, the period in which the machine is free again and the cost of each label."""

    lasts: NDArray[np.int8]
    frees: NDArray[np.int16]
    costs: Longs


class _Cheapest(NamedTuple):
    """By the period in which the machine is free again, the least cost, `NONE` at first, and the last unit."""

    costs: Longs
    lasts: NDArray[np.int8]


@compiled
def _labels(steps: Steps, most: Longs) -> tuple[Longs, _Labels]:
    """Of each set the place of its first label and then how many there are, or 0 where they became too many; and the
    labels.
    """
    units, periods = steps.after.shape
    labels = _Labels(np.zeros(FIRST_ROOM, np.int8), np.zeros(FIRST_ROOM, np.int16), np.zeros(FIRST_ROOM, np.int64))
    begins = np.zeros(steps.latest.shape[0] + 1, np.int64)
    cheapest = _Cheapest(np.full(periods, NONE, np.int64), np.zeros(periods, np.int8))
    number = begins[1] = 1
    for chosen in range(1, steps.latest.shape[0]):
        if number > most[0]:
            break
        while number + units * periods > labels.costs.shape[0]:
            labels = _Labels(_twice(labels.lasts), _twice(labels.frees), _twice(labels.costs))
        number = _tell(chosen, steps, begins, labels, cheapest)
        begins[chosen + 1] = number
    return begins, _Labels(labels.lasts[:number], labels.frees[:number], labels.costs[:number])


@compiled_inside
def _tell(chosen: int, steps: Steps, begins: Longs, labels: _Labels, cheapest: _Cheapest) -> int:
    """Put in the labels of a set: of each last unit, or of all together where the machine does not travel, since there
    it says no more than the others. Says how many labels there are then.
    """
    number, latest, travels = begins[chosen], steps.latest[chosen], steps.metres_to.shape[0] > 0
    for last in range(steps.after.shape[0]):
        others = chosen ^ (1 << last)
        if others > chosen:
            continue
        for place in range(begins[others], begins[others + 1]):
            before = labels.frees[place]
            free = steps.after[last, before]
            if free > latest:
                continue
            cost = labels.costs[place] + steps.spent[last, before]
            if travels:
                cost += steps.metres_to[last, labels.lasts[place]] if others else steps.first_metres[last]
            if cheapest.costs[free] == NONE or cost < cheapest.costs[free]:
                cheapest.costs[free], cheapest.lasts[free] = cost, last
        if travels:
            number = _put(cheapest, labels, number, latest)
    return number if travels else _put(cheapest, labels, number, latest)


@compiled_inside
def _put(cheapest: _Cheapest, labels: _Labels, number: int, latest: int) -> int:
    """Put in what is cheaper than all that is free earlier, and begin anew; says how many labels there are."""
    least = NONE
    for free in range(latest + 1):
        cost = cheapest.costs[free]
        if cost != NONE and (least == NONE or cost < least):
            least = cost
            labels.lasts[number], labels.frees[number], labels.costs[number] = cheapest.lasts[free], free, cost
            number += 1
        cheapest.costs[free] = NONE
    return number


@compiled_inside
def _twice(array: NDArray[Number]) -> NDArray[Number]:
    """The same with room for twice as many."""
    larger = np.empty(2 * array.shape[0], array.dtype)
    larger[: array.shape[0]] = array
    return larger
