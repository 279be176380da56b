"""The master: which lines are worked, as a linear program that grows by lines. Rows are covers, owners and totals.

Every row is elastic at a price far above any goal, so that the program always has a solution; a roster is sound where
nothing is paid for that. For one goal at a time: goals before it are rows that hold them at what was reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.model.linear_program import UNLIMITED, WHOLE, Columns, LinearAnswer, LinearProgram, Mix
from planner.model.roster.line_problem import Line, Step, Total
from planner.model.roster.pricing import LinePricer, PricedLine
from planner.model.roster.roster_values import Counts, CoverCosts
from planner.model.roster.row_prices import Entries, RowPrices

Floats = NDArray[np.float64]
ELASTIC_FACTOR = 50.0


@dataclass(frozen=True, slots=True)
class Aim:
    """What is minimised: one goal, with goals before it kept at most at these values."""

    goal: int
    most: tuple[int, ...]
    """Of each goal before, what is left for the owners and covers of this master."""


class MixEffort(NamedTuple):
    """How long whole lines are sought among given ones."""

    seconds: float
    nodes: int
    seed: int


class Duals(NamedTuple):
    """Prices of rows, as pricing needs them."""

    rows: Floats
    weights: Floats
    """Of each goal in the price of a line."""
    covers: Floats
    """Of each cover of the problem."""
    totals: Floats
    """Of each total of the problem."""


class _Piece(NamedTuple):
    cost: float
    upper: float
    row: int
    value: float
    goal: int | None
    """None: elastic."""


class Master:
    """A restricted master over some owners; the other owners' lines are already taken from the needs."""

    def __init__(
        self,
        aim: Aim,
        pricers: Sequence[LinePricer],
        totals: Sequence[Total],
        costs: CoverCosts,
        taken: Counts,
        *,
        varies: Mapping[int, NDArray[np.bool_]] | None = None,
    ):
        """`taken` says how many have each effect that is not decided here. `varies` says of each owner which cells are
        decided here, all of them where it is None; effects of other cells are taken, too.
        """
        self.aim = aim
        self.pricers = list(pricers)
        self._totals = totals
        self._costs = costs
        touched = self.touched(pricers, len(costs.need), varies)
        self.covers = np.flatnonzero(touched)
        self.row_of_cover = np.full(len(costs.need), -1, np.int64)
        self.row_of_cover[self.covers] = np.arange(len(self.covers))
        self.row_of_owner = {pricer.number: len(self.covers) + place for place, pricer in enumerate(pricers)}
        numbers = [row.number for pricer in pricers for row in pricer.rows]
        base = len(self.covers) + len(pricers)
        self.row_of_total = {number: base + place for place, number in enumerate(numbers)}
        self._caps = base + len(numbers)
        self.elastic = ELASTIC_FACTOR * (1 + max(costs.under.max(initial=0), costs.over.max(initial=0)))
        self.elastic_owner = 20 * self.elastic
        residual = (costs.need - taken)[self.covers].astype(np.float64)
        self._lowers = np.concatenate([residual, np.ones(len(pricers)), np.zeros(len(numbers)), np.zeros(aim.goal)])
        self._uppers = self._lowers.copy()
        pieces = self._cover_pieces(residual) + [
            _Piece(self.elastic_owner, 1.0, row, 1.0, None) for row in self.row_of_owner.values()
        ]
        for number, row in self.row_of_total.items():
            pieces += self._total_pieces(totals[number], row)
        for goal in range(aim.goal):
            self._lowers[self._caps + goal] = -UNLIMITED
            self._uppers[self._caps + goal] = aim.most[goal]
            pieces.append(_Piece(self.elastic, UNLIMITED, self._caps + goal, -1.0, None))
        self.program = LinearProgram(self._lowers, self._uppers)
        self._add_pieces(pieces)
        self.lines: list[PricedLine] = []
        self._known: set[tuple[int, tuple[int, ...]]] = set()

    @staticmethod
    def touched(
        pricers: Sequence[LinePricer], num_covers: int, varies: Mapping[int, NDArray[np.bool_]] | None = None
    ) -> NDArray[np.bool_]:
        """Covers that these owners can change."""
        touched = np.zeros(num_covers, np.bool_)
        for pricer in pricers:
            is_open = pricer.has_effect & ~pricer.is_barred
            if varies is not None:
                is_open &= varies[pricer.number]
            touched[pricer.effects[is_open]] = True
        return touched

    def _cover_pieces(self, residual: Floats) -> list[_Piece]:
        pieces = []
        for row, cover in enumerate(self.covers):
            goal = int(self._costs.goal[cover])
            most = UNLIMITED if not self._costs.is_strict[cover] else 0.0
            pieces.append(_Piece(float(self._costs.under[cover]), UNLIMITED, row, 1.0, goal))
            pieces.append(_Piece(float(self._costs.over[cover]), most, row, -1.0, goal))
            if self._costs.is_strict[cover]:
                pieces.append(_Piece(self.elastic, UNLIMITED, row, -1.0, None))
        return pieces

    def _total_pieces(self, total: Total, row: int) -> list[_Piece]:
        above = _segments(total.above, total.highest)
        below = _segments(
            tuple(Step(-step.beyond, step.slope) for step in total.below),
            None if total.lowest is None else -total.lowest,
        )
        highs = [step.beyond for step in total.above] + ([] if total.highest is None else [total.highest])
        lows = [step.beyond for step in total.below] + ([] if total.lowest is None else [total.lowest])
        self._uppers[row] = min(highs, default=UNLIMITED)
        self._lowers[row] = max(lows, default=-UNLIMITED)
        pieces = [_Piece(cost, upper, row, -1.0, total.goal) for cost, upper in above]
        pieces += [_Piece(cost, upper, row, 1.0, total.goal) for cost, upper in below]
        return [
            *pieces,
            _Piece(self.elastic, UNLIMITED, row, -1.0, None),
            _Piece(self.elastic, UNLIMITED, row, 1.0, None),
        ]

    def _add_pieces(self, pieces: Sequence[_Piece]) -> None:
        columns, rows, values = [], [], []
        for column, piece in enumerate(pieces):
            columns.append(column)
            rows.append(piece.row)
            values.append(piece.value)
            if piece.goal is not None and piece.goal < self.aim.goal and piece.cost:
                columns.append(column)
                rows.append(self._caps + piece.goal)
                values.append(piece.cost)
        is_paid = [piece.goal is None or piece.goal == self.aim.goal for piece in pieces]
        costs = np.array([piece.cost if paid else 0.0 for piece, paid in zip(pieces, is_paid, strict=True)])
        uppers = np.array([piece.upper for piece in pieces])
        entries = Entries(np.array(columns, np.int64), np.array(rows, np.int64), np.array(values))
        self.row_prices = RowPrices(
            self._lowers,
            self._uppers,
            slice(len(self.covers), len(self.covers) + len(self.pricers)),
            self._caps,
            costs,
            uppers,
            entries,
            self.elastic,
        )
        self.is_elastic = np.array([piece.goal is None for piece in pieces])
        starts = np.searchsorted(entries.columns, np.arange(len(pieces)))
        self.program.add(Columns(costs, uppers, starts.astype(np.int32), entries.rows.astype(np.int32), entries.values))
        self.num_pieces = len(pieces)

    def add(self, lines: Iterable[PricedLine]) -> int:
        """Put in the lines that are not there yet; says how many these were."""
        new = []
        for line in lines:
            key = (line.owner, line.line)
            if key not in self._known:
                self._known.add(key)
                new.append(line)
        if not new:
            return 0
        starts: list[int] = []
        rows: list[int] = []
        values: list[float] = []
        costs: list[float] = []
        for line in new:
            starts.append(len(rows))
            costs.append(float(line.costs[self.aim.goal]))
            for row, value in self._entries_of(line):
                rows.append(row)
                values.append(value)
        self.program.add(
            Columns(
                np.array(costs),
                np.full(len(new), UNLIMITED),
                np.array(starts, np.int32),
                np.array(rows, np.int32),
                np.array(values),
            )
        )
        self.lines += new
        return len(new)

    def _entries_of(self, line: PricedLine) -> Iterable[tuple[int, float]]:
        for effect in sorted(set(line.effects)):
            row = int(self.row_of_cover[effect])
            if row >= 0:
                yield row, float(line.effects.count(effect))
        yield self.row_of_owner[line.owner], 1.0
        for counted in self._pricer_of(line.owner).rows:
            if line.amounts[counted.place]:
                yield self.row_of_total[counted.number], float(line.amounts[counted.place])
        for goal in range(self.aim.goal):
            if line.costs[goal]:
                yield self._caps + goal, float(line.costs[goal])

    def _pricer_of(self, owner: int) -> LinePricer:
        return self.pricers[self.row_of_owner[owner] - len(self.covers)]

    def reduced_cost(self, line: PricedLine, duals: Duals) -> float:
        """What a line costs beyond what its rows pay at these prices."""
        paid = sum(duals.rows[row] * value for row, value in self._entries_of(line))
        return float(line.costs[self.aim.goal] - paid)

    def split(self, rows: Floats) -> Duals:
        """Prices of rows as pricing needs them."""
        weights = np.zeros(len(self.pricers[0].own_costs))
        weights[self.aim.goal] = 1.0
        for goal in range(self.aim.goal):
            weights[goal] = max(0.0, -rows[self._caps + goal])
        covers = np.zeros(len(self._costs.need))
        covers[self.covers] = rows[: len(self.covers)]
        totals = np.zeros(len(self._totals))
        for number, row in self.row_of_total.items():
            totals[number] = rows[row]
        return Duals(rows, weights, covers, totals)

    def left_open(self, rows: Floats, lines: Iterable[PricedLine]) -> Floats:
        """By how much each row is left open at these prices by these lines: how the bound grows with its price."""
        worked = np.zeros(len(rows))
        for line in lines:
            for row, value in self._entries_of(line):
                worked[row] += value
        return self.row_prices.left_open(rows, worked)

    def is_sound(self, answer: LinearAnswer) -> bool:
        """Whether nothing is paid for elastic rows."""
        paid = answer.columns[: self.num_pieces][self.is_elastic]
        return bool(paid.sum() < WHOLE * 10)

    def weights_of(self, answer: LinearAnswer) -> Floats:
        """How much of each line is worked."""
        return answer.columns[self.num_pieces :]

    def fix(self, places: Sequence[int]) -> None:
        """Work these lines."""
        columns = np.array([self.num_pieces + place for place in places], np.int32)
        self.program.bound_columns(columns, np.ones(len(places)), np.ones(len(places)))

    def mixed(
        self, kept: NDArray[np.bool_], current: Mapping[int, Line], value: float, effort: MixEffort
    ) -> tuple[list[PricedLine] | None, Mix]:
        """The best whole mix of the kept lines, starting from `current`, if it costs less than `value`."""
        start = np.array([float(current.get(line.owner) == line.line) for line in self.lines])
        mix = self.program.mix(
            self.num_pieces,
            kept,
            start,
            seconds=effort.seconds,
            nodes=effort.nodes,
            seed=effort.seed,
            below=value,
        )
        return (None if mix.worked is None else [self.lines[place] for place in mix.worked]), mix


def _segments(steps: Sequence[Step], limit: int | None) -> list[tuple[float, float]]:
    """The convex cost of going beyond points: each segment's cost a unit and its length; nothing beyond the limit."""
    points = sorted(step for step in steps if limit is None or step.beyond < limit)
    segments, slope = [], 0
    for place, step in enumerate(points):
        slope += step.slope
        end = points[place + 1].beyond if place + 1 < len(points) else limit
        segments.append((float(slope), UNLIMITED if end is None else float(end - step.beyond)))
    return segments
