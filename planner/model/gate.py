"""The one place that starts the solver and believes its answers.

Nothing else reads a status or a value. What is known of the solver's faults is met here:

- google/or-tools #5293: presolve of 9.15 can drop an enforcement where a row's coefficients add up past 2^31;
  `presolve_inclusion_work_limit = 0` cures it, and `assert_countable` keeps such rows below that size anyway.
- #5274, #5295, #5003: INFEASIBLE can be false; `refute` asks twice, the second time without presolve.
- after UNKNOWN, values are garbage without an error: an `Answer` then carries none.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from time import monotonic

from ortools.sat.python import cp_model

from planner.errors import NumbersTooLarge
from planner.model.effort import ALL_AT_ONCE as ALL_AT_ONCE  # noqa: PLC0414
from planner.model.effort import ALL_CUTS as ALL_CUTS  # noqa: PLC0414 - whoever asks says with how much
from planner.model.effort import FEW_CUTS as FEW_CUTS  # noqa: PLC0414
from planner.model.effort import Effort as Effort  # noqa: PLC0414
from planner.texts import texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)

LARGEST_ENFORCED_ROW = 2**31 - 1
"""The fault of 9.15 concerns rows under `only_enforce_if` alone."""
LARGEST_ROW = 2**53
"""Far below where 64 bits end; the travel of a whole province may pass 2^31 metres over all its arcs."""
PLAYED_IN_TURNS, AT_THE_SAME_TIME = 6, 2
"""Ways of searching that one worker plays in turns, and how many of them have their turn together. By itself the solver
takes all six at once, spends nearly three times the effort it is allowed, and finds less for it; and what they learn
from each other beside bounds and plans makes the effort differ from run to run."""
RACE_POLL_SECONDS = 0.02
LEAST_WALL = 0.1
"""A search of fewer seconds is not begun: it finds nothing, and was seen to abort the program."""
SECONDS_A_ROW = 4e-5
"""About how long it takes until a row of a model is counted and presolved; the solver looks at no clock before."""
NO_BOUND = 1e15
"""The solver tells of no bound by a number beyond this."""


ValueOf = Callable[[cp_model.LinearExprT], int]
Improved = Callable[[ValueOf, int | None], None]
"""Hears of each better solution and the bound at that moment."""


class Status(StrEnum):
    """What the solver knows at the end of a search."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SolverAnswer:
    """A status, and a reader of values that exists only where there is a solution."""

    status: Status
    bound: int | None
    """The proven lower bound of the objective, if one was asked for and any is known."""
    effort: float
    """Deterministic seconds, the same in each run of one worker."""
    value_of: ValueOf | None = None
    objective: float | None = None
    """Only to tell which of two solutions is the better one."""

    @property
    def is_final(self) -> bool:
        """Whether nothing more can be known."""
        return self.status in (Status.OPTIMAL, Status.INFEASIBLE)

    @property
    def found(self) -> bool:
        """Whether there is a solution to read."""
        return self.value_of is not None


@dataclass
class Stopper:
    """Ends every search that is under way, from any thread, and lets none begin after its time."""

    stopped: threading.Event = field(default_factory=threading.Event)
    ends: float = inf
    """The monotonic clock after which no search goes on."""
    _running: set[cp_model.CpSolver] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        """End all searches now; what they found is kept."""
        self.stopped.set()
        with self._lock:
            for solver in self._running:
                solver.stop_search()

    @property
    def is_over(self) -> bool:
        """Whether somebody has stopped the search, or its time is over."""
        return self.stopped.is_set() or monotonic() >= self.ends

    def leaves(self, seconds: float) -> bool:
        """Whether so many seconds are left."""
        return not self.is_over and self.ends - monotonic() >= seconds

    def watch(self, solver: cp_model.CpSolver) -> None:
        """Let this search be stopped."""
        with self._lock:
            self._running.add(solver)

    def forget(self, solver: cp_model.CpSolver) -> None:
        """The search has ended by itself."""
        with self._lock:
            self._running.discard(solver)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Tells of every better solution, and ends the search when told to."""

    def __init__(self, stopper: Stopper, improved: Improved | None, good: int | None):
        super().__init__()
        self._stopper = stopper
        self._improved = improved
        self._good = good

    def on_solution_callback(self) -> None:
        """Called by the solver at each better solution."""
        if self._improved is not None:
            self._improved(lambda expression: int(self.value(expression)), round_up(self.best_objective_bound))
        is_good = self._good is not None and self.objective_value <= self._good
        if is_good or self._stopper.stopped.is_set():
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
    improved: Improved | None = None,
    *,
    presolve: bool = True,
    enough: int | None = None,
    good: int | None = None,
    is_met: Callable[[int], bool] | None = None,
    is_countable: bool = False,
) -> SolverAnswer:
    """Solve a model and say what is known. `improved` hears of each better solution while the search goes on.

    `is_countable` says that the model's rows were looked at before, which takes long for a large one.

    The search ends as soon as the bound has reached `enough`, a plan found elsewhere meets it (`is_met`), or a
    solution as good as `good` is found.
    """
    if not stopper.leaves(len(model.proto.constraints) * SECONDS_A_ROW):
        return SolverAnswer(Status.UNKNOWN, None, 0.0)
    if not is_countable:
        assert_countable(model)
    effort = replace(effort, wall_seconds=min(effort.wall_seconds, stopper.ends - monotonic()))
    if stopper.is_over or effort.wall_seconds < LEAST_WALL:
        return SolverAnswer(Status.UNKNOWN, None, 0.0)
    if effort.is_race and model.has_objective():
        return _race(model, effort, stopper, improved, enough)

    def is_reached(bound: int) -> bool:
        return (enough is not None and bound >= enough) or (is_met is not None and is_met(bound))

    is_watched = enough is not None or (is_met is not None and effort.all_workers > 1)
    return _solve(
        cp_model.CpSolver(),
        model,
        effort,
        stopper,
        improved,
        presolve=presolve,
        is_reached=is_reached if is_watched else None,
        good=good,
    )


def _race(
    model: cp_model.CpModel, effort: Effort, stopper: Stopper, improved: Improved | None, enough: int | None
) -> SolverAnswer:
    """The better of two answers: the first that is final, else the lower objective with the higher bound."""
    hears_one_at_a_time = threading.Lock()

    def heard(value_of: ValueOf, bound: int | None) -> None:
        with hears_one_at_a_time:
            if improved is not None:
                improved(value_of, bound)

    solvers = {level: cp_model.CpSolver() for level in (ALL_CUTS, FEW_CUTS)}
    with ThreadPoolExecutor(len(solvers)) as pool:
        running = [
            pool.submit(
                _solve,
                solver,
                model,
                replace(effort, linearization=level),
                stopper,
                heard,
                presolve=True,
                is_reached=None if enough is None else lambda bound: bound >= enough,
            )
            for level, solver in solvers.items()
        ]
        while any(not search.done() for search in running):
            wait(running, timeout=RACE_POLL_SECONDS)
            if any(search.done() and _says_enough(search.result(), enough) for search in running):
                for solver in solvers.values():
                    solver.stop_search()
    answers = [search.result() for search in running]
    best = min(answers, key=lambda answer: (not answer.is_final, answer.objective is None, answer.objective or 0.0))
    bounds = [answer.bound for answer in answers if answer.bound is not None]
    return replace(best, bound=max(bounds, default=None), effort=max(answer.effort for answer in answers))


def _says_enough(answer: SolverAnswer, enough: int | None) -> bool:
    return answer.is_final or (enough is not None and answer.bound is not None and answer.bound >= enough)


def _solve(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    effort: Effort,
    stopper: Stopper,
    improved: Improved | None,
    *,
    presolve: bool,
    is_reached: Callable[[int], bool] | None,
    good: int | None = None,
) -> SolverAnswer:
    parameters = solver.parameters
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed
    parameters.max_time_in_seconds = effort.wall_seconds
    if effort.effort_seconds is not None:
        parameters.max_deterministic_time = effort.effort_seconds
    parameters.linearization_level = min(effort.linearization, ALL_CUTS)
    if effort.linearization != ALL_CUTS:
        parameters.cp_model_probing_level = 0
    if effort.workers > 1 or effort.in_turns:
        parameters.subsolvers.extend(["max_lp", "default_lp", "quick_restart", "reduced_costs"])
    elif effort.linearization == ALL_AT_ONCE:
        parameters.subsolvers.append("max_lp")
    if effort.in_turns:
        parameters.num_workers = PLAYED_IN_TURNS
        parameters.interleave_search = True
        parameters.interleave_batch_size = AT_THE_SAME_TIME
        parameters.share_glue_clauses = parameters.share_binary_clauses = False
    parameters.presolve_inclusion_work_limit = 0
    parameters.catch_sigint_signal = False
    parameters.cp_model_presolve = presolve
    stopper.watch(solver)
    started = monotonic()
    try:
        watches = improved is not None or good is not None
        with _ended_when(is_reached, solver):
            status = solver.solve(model, _Watcher(stopper, improved, good) if watches else None)
    finally:
        stopper.forget(solver)
    name = solver.status_name(status)
    logger.debug("solved: %s in %.2f s", name, monotonic() - started)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(model.validate())
    effort_spent = solver.response_proto.deterministic_time
    if status == cp_model.INFEASIBLE:
        return SolverAnswer(Status.INFEASIBLE, None, effort_spent)
    bound = round_up(solver.best_objective_bound) if model.has_objective() else None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        known = Status.OPTIMAL if status == cp_model.OPTIMAL else Status.FEASIBLE
        objective = solver.objective_value if model.has_objective() else None
        return SolverAnswer(known, bound, effort_spent, lambda expression: int(solver.value(expression)), objective)
    return SolverAnswer(Status.UNKNOWN, bound, effort_spent)


@contextmanager
def _ended_when(is_reached: Callable[[int], bool] | None, solver: cp_model.CpSolver) -> Iterator[None]:
    """While this holds, a search ends when its bound is enough; so it does when a plan found elsewhere comes down to
    the bound, of which the solver tells nothing.
    """
    if is_reached is None:
        yield
        return
    known: list[int] = []
    is_over = threading.Event()

    def look() -> None:
        if known and is_reached(known[-1]):
            solver.stop_search()

    def heard(bound: float) -> None:
        reached = round_up(bound)
        if reached is not None:
            known.append(reached)
            look()

    def look_now_and_then() -> None:
        while not is_over.wait(RACE_POLL_SECONDS):
            look()

    solver.best_bound_callback = heard
    looking = threading.Thread(target=look_now_and_then, daemon=True)
    looking.start()
    try:
        yield
    finally:
        is_over.set()
        looking.join()


def refute(build: Callable[[], cp_model.CpModel], effort: Effort, stopper: Stopper) -> bool:
    """Whether a second search, with one worker and without presolve, agrees that there is no solution."""
    alone = Effort(1, effort.seed, effort.wall_seconds, effort.effort_seconds)
    return not stopper.is_over and ask(build(), alone, stopper, presolve=False).status is Status.INFEASIBLE


def assert_countable(model: cp_model.CpModel) -> None:
    """Refuse a model in which some row's coefficients times ranges add up too far. Raises NumbersTooLarge."""
    proto = model.proto
    reach: dict[int, int] = {}
    for constraint in proto.constraints:
        if constraint.has_linear():
            row = constraint.linear
            for index in row.vars:
                if index not in reach:
                    reach[index] = max(map(abs, proto.variables[index].domain))
            total = sum(abs(factor) * reach[index] for index, factor in zip(row.vars, row.coeffs, strict=True))
            if total > (LARGEST_ENFORCED_ROW if constraint.enforcement_literal else LARGEST_ROW):
                raise NumbersTooLarge(
                    _(
                        "the campaign's figures are too large to be counted exactly. "
                        "Check needs, priorities and distances, or split the campaign by zones"
                    )
                )
