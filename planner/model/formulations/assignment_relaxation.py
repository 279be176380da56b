"""Who serves whom for how long, without saying when: a relaxation that is solved at once, and nearly exact.

With whole days and moves overnight, the order of visits does not matter for the finish, so to give each class no
more than its periods bounds it; and an assignment that fits is most often a plan that only needs an order.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.allowed_options import allowed_options
from planner.model.gate import Effort, SolverAnswer, Status, Stopper, ask, refute
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem


@dataclass(frozen=True, slots=True)
class RelaxedAssignment:
    """What is known of the relaxation."""

    status: Status
    """INFEASIBLE only if two searches agree; then the subproblem has no plan within the limits either."""
    least_left: int
    """A bound on the dossiers left, times priority."""
    machine_class: dict[UnitCode, int]
    """For units with one visit: who makes it."""


class AssignmentRelaxation:
    """How many periods each class gives each unit; within the finish no class gives more than it has."""

    def __init__(self, problem: Subproblem, limits: EpsilonConstraints) -> None:
        self.model = cp_model.CpModel()
        self._problem = problem
        self._limits = limits
        self._allowed = allowed_options(problem, limits)
        self._num_periods: dict[tuple[UnitCode, int], cp_model.IntVar] = {}
        self._on: dict[tuple[UnitCode, int], cp_model.IntVar] = {}
        self._left: dict[UnitCode, cp_model.IntVar] = {}
        for unit in problem.units:
            self._serve(unit.code)
        self._fit()
        weights = {unit.code: unit.priority for unit in problem.units}
        self.left_in_all = cp_model.LinearExpr.sum([weights[code] * left for code, left in self._left.items()])
        self.remoteness = cp_model.LinearExpr.sum(
            [
                problem.first_leg_metres(problem.classes[machine_class], code) * on
                for (code, machine_class), on in self._on.items()
            ]
        )
        if limits.unserved is not None:
            self.model.add(self.left_in_all <= limits.unserved)

    def _serve(self, code: UnitCode) -> None:
        unit = self._problem.campaign.units_by_code[code]
        finish = self._limits.finish
        left = self.model.new_int_var(0, unit.need, f"{code} left")
        self._left[code] = left
        served = []
        for pair in self._problem.pairs[code]:
            open_periods = [period for period in pair.open_periods if _is_in_time(pair, period, finish)]
            most = max((sum(pair.brings[period]) for period in open_periods), default=0)
            longest = len(self._problem.classes[pair.machine_class].periods) if open_periods else 0
            num_periods = self.model.new_int_var(0, longest * unit.together, f"{code} by {pair.machine_class}")
            on = self.model.new_bool_var(f"{code} on {pair.machine_class}")
            self.model.add(num_periods == 0).only_enforce_if(~on)
            self._num_periods[code, pair.machine_class] = num_periods
            self._on[code, pair.machine_class] = on
            served.append(most * num_periods)
        self.model.add(left + cp_model.LinearExpr.sum(served) >= unit.need)
        if self._problem.gets_one_visit(code):
            self.model.add_at_most_one([on for (where, _), on in self._on.items() if where == code])
            if code in self._allowed:
                self._serve_in_one_visit(code)

    def _serve_in_one_visit(self, code: UnitCode) -> None:
        """Nobody is left: a class that makes the visit gives as many periods as its shortest option takes."""
        options = self._allowed[code]
        for pair in self._problem.pairs[code]:
            machine_class = self._problem.classes[pair.machine_class]
            if pair.machine_class not in options:
                self.model.add(self._on[code, pair.machine_class] == 0)
                continue
            shortest = min(
                machine_class.local_period(option.last) + 1 - machine_class.local_period(option.first)
                for option in options[pair.machine_class]
            )
            self.model.add(self._num_periods[code, pair.machine_class] >= shortest).only_enforce_if(
                self._on[code, pair.machine_class]
            )
        self.model.add(sum(self._on[code, pair.machine_class] for pair in self._problem.pairs[code]) == 1)

    def _fit(self) -> None:
        finish = self._limits.finish
        for number, machine_class in enumerate(self._problem.classes):
            usable = len(machine_class.periods_until(finish))
            num_periods = [num_periods for (_code, on), num_periods in self._num_periods.items() if on == number]
            self.model.add(sum(num_periods) <= usable * machine_class.count)

    def read(self, value_of: Callable[[cp_model.LinearExprT], int]) -> dict[UnitCode, int]:
        """The class of each unit that is visited."""
        return {code: number for (code, number), num_periods in self._num_periods.items() if value_of(num_periods)}


def _is_in_time(pair: EligiblePair, period: int, finish: int | None) -> bool:
    return finish is None or pair.worked[period][-1] <= finish


def relaxed_assignment(
    problem: Subproblem, limits: EpsilonConstraints, effort: Effort, stopper: Stopper
) -> RelaxedAssignment:
    """Whether periods can be given out so that the limits are kept, and to whom: rather to machines based near by."""
    relaxation = AssignmentRelaxation(problem, limits)
    relaxation.model.minimize(relaxation.remoteness)
    answer = ask(relaxation.model, effort, stopper)
    if answer.value_of is not None:
        return RelaxedAssignment(answer.status, 0, relaxation.read(answer.value_of))
    is_refuted = _is_refuted(answer, problem, limits, effort, stopper)
    return RelaxedAssignment(Status.INFEASIBLE if is_refuted else Status.UNKNOWN, 0, {})


def refuted_assignment(
    problem: Subproblem, limits: EpsilonConstraints, effort: Effort, stopper: Stopper
) -> tuple[bool, float]:
    """Whether it is known that periods cannot be given out so that the limits are kept, and what was spent."""
    answer = ask(AssignmentRelaxation(problem, limits).model, effort, stopper)
    return _is_refuted(answer, problem, limits, effort, stopper), answer.effort


def _is_refuted(
    answer: SolverAnswer, problem: Subproblem, limits: EpsilonConstraints, effort: Effort, stopper: Stopper
) -> bool:
    return answer.status is Status.INFEASIBLE and refute(
        lambda: AssignmentRelaxation(problem, limits).model, effort, stopper
    )


def relaxed_assignment_for_most(
    problem: Subproblem, limits: EpsilonConstraints, effort: Effort, stopper: Stopper
) -> RelaxedAssignment:
    """The assignment that leaves least, times priority."""
    relaxation = AssignmentRelaxation(problem, limits)
    relaxation.model.minimize(relaxation.left_in_all)
    answer = ask(relaxation.model, effort, stopper)
    if answer.value_of is None:
        return RelaxedAssignment(Status.UNKNOWN, max(0, answer.bound or 0), {})
    return RelaxedAssignment(answer.status, max(0, answer.bound or 0), relaxation.read(answer.value_of))
