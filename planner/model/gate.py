"""The one place that starts the solver and believes its answers.

Nothing else reads a status or a value. What is known of the solver's faults is met here:

- google/or-tools #5293: presolve of 9.15 can drop an enforcement where a row's coefficients add up past 2^31;
  `presolve_inclusion_work_limit = 0` cures it, and `assert_countable` keeps such rows below that size anyway.
- #5274, #5295, #5003: INFEASIBLE can be false; `refute` asks twice, the second time without presolve.
- after UNKNOWN, values are garbage without an error: an `Answer` then carries none.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from time import monotonic

from ortools.sat.python import cp_model

from planner.errors import NumbersTooLarge
from planner.texts import texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)

LARGEST_ENFORCED_ROW = 2**31 - 1
"""The fault of 9.15 concerns rows under `only_enforce_if` alone."""
LARGEST_ROW = 2**53
"""Far below where 64 bits end; the travel of a whole province may pass 2^31 metres over all its arcs."""
PLAYED_IN_TURNS = 6
NO_BOUND = 1e15
"""The solver tells of no bound by a number beyond this."""


class Status(StrEnum):
    """What the solver knows at the end of a search."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, and a reader of values that exists only where there is a solution."""

    status: Status
    bound: int | None
    """The proven lower bound of the objective, if one was asked for and any is known."""
    effort: float
    """Deterministic seconds, the same in each run of one worker."""
    value_of: Callable[[cp_model.LinearExprT], int] | None = None

    @property
    def found(self) -> bool:
        """Whether there is a solution to read."""
        return self.value_of is not None


@dataclass
class Stopper:
    """Ends every search that is under way, from any thread."""

    stopped: threading.Event = field(default_factory=threading.Event)
    _running: set[cp_model.CpSolver] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        """End all searches now; what they found is kept."""
        self.stopped.set()
        with self._lock:
            for solver in self._running:
                solver.stop_search()

    def watch(self, solver: cp_model.CpSolver) -> None:
        """Let this search be stopped."""
        with self._lock:
            self._running.add(solver)

    def forget(self, solver: cp_model.CpSolver) -> None:
        """The search has ended by itself."""
        with self._lock:
            self._running.discard(solver)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and with what a search may go on."""

    workers: int
    seed: int
    wall_seconds: float
    effort_seconds: float | None = None
    """Deterministic limit; with one worker it, not the clock, ends a search, so that runs are the same."""
    in_turns: bool = False
    """One worker plays several in turns, each a different way of searching: slower to prove, quicker to improve."""

    def is_spent_by(self, effort: float) -> bool:
        """Whether so many deterministic seconds use it up."""
        return self.effort_seconds is not None and effort >= self.effort_seconds

    def scaled(self, share: float) -> "Effort":
        """This share of it."""
        effort = None if self.effort_seconds is None else self.effort_seconds * share
        return replace(self, wall_seconds=self.wall_seconds * share, effort_seconds=effort)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Tells of every better solution, and ends the search when told to."""

    def __init__(self, stopper: Stopper, improved: Callable[[Callable[[cp_model.LinearExprT], int], int | None], None]):
        super().__init__()
        self._stopper = stopper
        self._improved = improved

    def on_solution_callback(self) -> None:
        """Called by the solver at each better solution."""
        self._improved(lambda expression: int(self.value(expression)), round_up(self.best_objective_bound))
        if self._stopper.stopped.is_set():
            self.stop_search()


def round_up(bound: float) -> int | None:
    """A bound on a whole number, as a whole number; None where the solver has none yet."""
    if not -NO_BOUND < bound < NO_BOUND:
        return None
    return -int(-(bound - 1e-6) // 1)


def ask(
    model: cp_model.CpModel,
    effort: Effort,
    stopper: Stopper,
    improved: Callable[[Callable[[cp_model.LinearExprT], int], int | None], None] | None = None,
    *,
    presolve: bool = True,
) -> Answer:
    """Solve a model and say what is known. `improved` hears of each better solution while the search goes on."""
    if stopper.stopped.is_set() or effort.wall_seconds <= 0:
        return Answer(Status.UNKNOWN, None, 0.0)
    assert_countable(model)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed
    parameters.max_time_in_seconds = effort.wall_seconds
    if effort.effort_seconds is not None:
        parameters.max_deterministic_time = effort.effort_seconds
    parameters.linearization_level = 2
    if effort.workers > 1 or effort.in_turns:
        parameters.subsolvers.extend(["max_lp", "default_lp", "quick_restart", "reduced_costs"])
    if effort.in_turns:
        parameters.num_workers = PLAYED_IN_TURNS
        parameters.interleave_search = True
    parameters.presolve_inclusion_work_limit = 0
    parameters.catch_sigint_signal = False
    parameters.cp_model_presolve = presolve
    stopper.watch(solver)
    started = monotonic()
    try:
        status = solver.solve(model, _Watcher(stopper, improved) if improved else None)
    finally:
        stopper.forget(solver)
    name = solver.status_name(status)
    logger.debug("solved: %s in %.2f s", name, monotonic() - started)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(model.validate())
    effort_spent = solver.response_proto.deterministic_time
    if status == cp_model.INFEASIBLE:
        return Answer(Status.INFEASIBLE, None, effort_spent)
    bound = round_up(solver.best_objective_bound) if model.has_objective() else None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        known = Status.OPTIMAL if status == cp_model.OPTIMAL else Status.FEASIBLE
        return Answer(known, bound, effort_spent, lambda expression: int(solver.value(expression)))
    return Answer(Status.UNKNOWN, bound, effort_spent)


def refute(build: Callable[[], cp_model.CpModel], effort: Effort, stopper: Stopper) -> bool:
    """Whether a second search, with one worker and without presolve, agrees that there is no solution."""
    alone = Effort(1, effort.seed, effort.wall_seconds, effort.effort_seconds)
    return ask(build(), alone, stopper, presolve=False).status is Status.INFEASIBLE


def assert_countable(model: cp_model.CpModel) -> None:
    """Refuse a model in which some row's coefficients times ranges add up too far. Raises NumbersTooLarge."""
    proto = model.proto
    reach = [max(map(abs, variable.domain)) for variable in proto.variables]
    for constraint in proto.constraints:
        if constraint.has_linear():
            row = constraint.linear
            total = sum(abs(factor) * reach[index] for index, factor in zip(row.vars, row.coeffs, strict=True))
            if total > (LARGEST_ENFORCED_ROW if constraint.enforcement_literal else LARGEST_ROW):
                raise NumbersTooLarge(
                    _(
                        "the campaign's figures are too large to be counted exactly. "
                        "Check needs, priorities and distances, or split the campaign by zones"
                    )
                )
