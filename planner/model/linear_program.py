"""The one place that starts HiGHS and believes its answers. One thread each, so that runs are the same."""

import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
UNLIMITED = highspy.kHighsInf
WHOLE = 1e-6
DUAL, PRIMAL = 1, 4
"""The solver's names of its two ways; after new columns the old basis is still feasible, so that primal is quicker."""
HALF = 0.5
NEARLY_OPTIMAL = 1e-5
"""The gap at which inner points are good enough."""


class Columns(NamedTuple):
    """Columns to be added: one after another, each with its entries."""

    costs: Floats
    uppers: Floats
    """Every column is at least 0."""
    starts: Ints
    """Of each column its first entry."""
    rows: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class LinearAnswer:
    """An optimal basic solution."""

    value: float
    columns: Floats
    duals: Floats
    """Of each row: what one unit more of its right-hand side costs."""


class Mix(NamedTuple):
    """What a search for whole columns came to."""

    worked: list[int] | None
    """Columns that are 1; None where nothing was found that is good enough."""
    bound: float
    """No mix of these columns is below it; never above what was asked for."""
    is_decided: bool
    """Whether nothing better is in these columns."""


class LinearProgram:
    """A program that is minimised, grows by columns and is solved again from its last basis."""

    def __init__(self, lowers: Floats, uppers: Floats):
        self._highs = _quiet()
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("solver", "simplex")
        self.most_seconds = UNLIMITED
        """How long one solution may take."""
        self._is_infeasible = True
        """Whether the last basis may be infeasible, since bounds have changed."""
        nothing = np.zeros(len(lowers), np.int32)
        self._highs.addRows(len(lowers), lowers, uppers, 0, nothing, nothing[:0], np.zeros(0))

    @property
    def num_columns(self) -> int:
        """How many columns there are."""
        return int(self._highs.getNumCol())

    def add(self, columns: Columns) -> None:
        """Put columns behind those that are there."""
        count = len(columns.costs)
        lowers = np.zeros(count)
        self._highs.addCols(
            count,
            columns.costs,
            lowers,
            columns.uppers,
            len(columns.rows),
            columns.starts,
            columns.rows,
            columns.values,
        )

    def bound_columns(self, places: Ints, lowers: Floats, uppers: Floats) -> None:
        """Change the range of columns."""
        self._highs.changeColsBounds(len(places), places, lowers, uppers)
        self._is_infeasible = True

    def cost_columns(self, places: Ints, costs: Floats) -> None:
        """Change the costs of columns."""
        self._highs.changeColsCost(len(places), places, costs)

    def solve(self) -> LinearAnswer | None:
        """The optimum; None where time ends it or the solver fails, which elastic rows leave to its own troubles."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + self.most_seconds)
        self._highs.setOptionValue("simplex_strategy", DUAL if self._is_infeasible else PRIMAL)
        self._is_infeasible = False
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
            return None
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
            if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
        found = self._highs.getSolution()
        value = self._highs.getInfo().objective_function_value
        return LinearAnswer(value, np.array(found.col_value), np.array(found.row_dual))

    def inner_duals(self) -> Floats | None:
        """What the rows' right-hand sides cost in an optimum that is no corner, nearly: of all prices that are as good
        these leave most room to what is not chosen. None where the solver fails.
        """
        highs = _quiet()
        highs.setOptionValue("solver", "ipm")
        highs.setOptionValue("run_crossover", "off")
        highs.setOptionValue("ipm_optimality_tolerance", NEARLY_OPTIMAL)
        highs.passModel(self._highs.getLp())
        highs.run()
        duals = np.array(highs.getSolution().row_dual)
        return duals if len(duals) == self._highs.getNumRow() and bool(np.isfinite(duals).all()) else None

    def mix(
        self,
        num_continuous: int,
        is_kept: NDArray[np.bool_],
        start: Floats,
        *,
        seconds: float,
        nodes: int,
        seed: int,
        below: float,
        is_over: Callable[[], bool] | None = None,
    ) -> Mix:
        """The best solution found in which the columns behind the first `num_continuous` are 0 or 1 and only the kept
        ones are 1, if it is below that value. `start` is a solution, or nothing.
        """
        highs = _quiet()
        if is_over is not None:
            highs.cbMipInterrupt += lambda event: event.interrupt(is_over())
        highs.setOptionValue("random_seed", seed)
        highs.setOptionValue("time_limit", max(0.01, seconds))
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.setOptionValue("mip_abs_gap", 1 - 1e-4)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.passModel(self._highs.getLp())
        dropped = (num_continuous + np.flatnonzero(~is_kept)).astype(np.int32)
        highs.deleteCols(len(dropped), dropped)
        kept = np.flatnonzero(is_kept)
        whole = np.arange(num_continuous, num_continuous + len(kept), dtype=np.int32)
        kinds = np.full(len(whole), int(highspy.HighsVarType.kInteger), np.uint8)
        highs.changeColsIntegrality(len(whole), whole, kinds)
        places = np.flatnonzero(start[kept] > WHOLE)
        if len(places):
            highs.setSolution(len(places), whole[places], np.ones(len(places)))
        highs.run()
        info = highs.getInfo()
        is_decided = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = min(below, float(info.mip_dual_bound))
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Mix(None, bound, is_decided)
        if info.objective_function_value > below - WHOLE:
            return Mix(None, bound, is_decided)
        values = np.array(highs.getSolution().col_value)[num_continuous:]
        return Mix([int(place) for place in kept[values > HALF]], bound, is_decided)


def _quiet() -> highspy.Highs:
    _greet()
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own way
    highs.setOptionValue("threads", 1)
    return highs


@cache
def _greet() -> None:
    """Let the solver say its name where nobody reads it: 1.16 prints it when the first one is made, before any option
    can forbid that, past Python and straight to the process's output.
    """
    c_library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    try:
        shown = os.dup(1)
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    c_library.fflush(None)
    os.dup2(nowhere, 1)
    try:
        highspy.Highs()  # type: ignore[no-untyped-call]
        c_library.fflush(None)
    finally:
        os.dup2(shown, 1)
        os.close(shown)
        os.close(nowhere)
