"""Prices of a master's rows: which they may be, what they are worth beside lines, and where they should go."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.linear_program import UNLIMITED, WHOLE

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
LARGEST = 1e4
"""No auxiliary column needs to be larger than this many units, or its own range."""


class Entries(NamedTuple):
    """Entries of auxiliary columns, one column after another, each column's own row before those of goals."""

    columns: Places
    rows: Places
    values: Floats


class RowPrices:
    """Rows are covers, owners, totals and goals before; auxiliary columns say what covers and totals cost."""

    def __init__(  # noqa: PLR0917 - a master's arrays
        self,
        lowers: Floats,
        uppers: Floats,
        owners: slice,
        first_goal: int,
        costs: Floats,
        most: Floats,
        entries: Entries,
        dearest: float,
    ):
        """`costs` and `most` are of each auxiliary column: what one unit costs, and how many there may be. No goal's
        price is beyond `dearest`.
        """
        self._lowers, self._uppers, self._owners, self._goals = lowers, uppers, owners, first_goal
        self._costs, self._most, self._entries, self._dearest = costs, np.minimum(most, LARGEST), entries, dearest
        is_goal = entries.rows >= first_goal
        firsts = np.searchsorted(entries.columns, np.arange(len(costs)))
        self._own_rows = np.minimum(entries.rows[firsts], first_goal - 1)
        self._own_values = entries.values[firsts]
        self._is_unlimited = (most >= UNLIMITED) & ~is_goal[firsts]
        self._in_goals = np.zeros((len(costs), len(lowers) - first_goal))
        places = np.flatnonzero(is_goal)
        self._in_goals[entries.columns[places], entries.rows[places] - first_goal] = entries.values[places]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self._lowers)

    def constant_part(self, rows: Floats) -> float:
        """What all but lines adds to the Lagrangian bound at these prices; owners' rows are left to their lines."""
        masked = rows.copy()
        masked[self._owners] = 0.0
        sides = np.where(masked > 0, self._lowers, self._uppers)
        gains = masked[masked != 0] * sides[masked != 0]
        return float(gains.sum() + (np.minimum(0.0, self._reduced(masked)) * self._most).sum())

    def _reduced(self, rows: Floats) -> Floats:
        """What a unit of each auxiliary column costs beyond what its rows pay."""
        columns, of_rows, values = self._entries
        paid = np.bincount(columns, weights=rows[of_rows] * values, minlength=len(self._costs))
        reduced: Floats = self._costs - paid
        return reduced

    def cleaned(self, rows: Floats) -> Floats:
        """Prices without the solver's rounding: none of the wrong sign where a row has one side only."""
        rows = np.where(np.isinf(self._lowers), np.minimum(rows, 0.0), rows)
        return np.where(np.isinf(self._uppers), np.maximum(rows, 0.0), rows)

    def within_box(self, rows: Floats) -> Floats:
        """The nearest prices at which no column that may be as large as it likes is worth more than it costs."""
        rows = self.cleaned(rows)
        rows[self._owners] = 0.0
        rows[self._goals :] = np.maximum(rows[self._goals :], -self._dearest)
        lowest, highest = self._box(rows)
        rows[: self._goals] = np.clip(rows[: self._goals], lowest, highest)
        return rows

    def _box(self, rows: Floats) -> tuple[Floats, Floats]:
        """Of each row but those of goals before, between which prices it may be; the goals' prices widen it."""
        lowest, highest = np.full(self._goals, -np.inf), np.full(self._goals, np.inf)
        is_free = self._is_unlimited
        edges = (self._costs - self._in_goals @ rows[self._goals :])[is_free] * self._own_values[is_free]
        of_rows, is_up = self._own_rows[is_free], self._own_values[is_free] > 0
        np.minimum.at(highest, of_rows[is_up], edges[is_up])
        np.maximum.at(lowest, of_rows[~is_up], edges[~is_up])
        return lowest, highest

    def left_open(self, rows: Floats, by_lines: Floats) -> Floats:
        """By how much each row is left open at these prices by what lines put into it."""
        columns, of_rows, values = self._entries
        at_most = np.where((self._reduced(rows) < -WHOLE) & ~self._is_unlimited, self._most, 0.0)
        worked = by_lines + np.bincount(of_rows, weights=at_most[columns] * values, minlength=self.number)
        sides = np.clip(worked, self._lowers, self._uppers)
        sides = np.where(rows > WHOLE, self._lowers, np.where(rows < -WHOLE, self._uppers, sides))
        left: Floats = sides - worked
        left[self._owners] = 0.0
        return left

    def inwards(self, rows: Floats, direction: Floats) -> Floats:
        """A direction that does not lead out of the box; what would lead out widens it, where a goal's price can."""
        lowest, highest = self._box(rows)
        own = direction[: self._goals]
        is_out = ((rows[: self._goals] >= highest) & (own > 0)) | ((rows[: self._goals] <= lowest) & (own < 0))
        turned: Floats = direction.copy()
        turned[: self._goals][is_out] = 0.0
        pushes = np.where(is_out, np.abs(own), 0.0)[self._own_rows] * self._is_unlimited
        is_with = self._own_values * direction[self._own_rows] > 0
        turned[self._goals :] -= self._in_goals.T @ (pushes * is_with)
        at_zero = (rows[self._goals :] >= 0) & (turned[self._goals :] > 0)
        turned[self._goals :][at_zero] = 0.0
        return turned
