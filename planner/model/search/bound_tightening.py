"""How much of the limit of `changes` each unit can take, found unit by unit.

Seldom is there more than one way to break so little: then what each unit breaks is known, the options that break more
fall away, and no sum over units is left in the models of the later goals. (Optimality-based bound tightening, on the
time-indexed formulation, which routing only restricts.)
"""

from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.formulations.allowed_options import allowed_options, changes_are_tight
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import Effort, Stopper, ask
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.subproblem import Subproblem


def with_tightened_changes(
    problem: Subproblem, limits: EpsilonConstraints, effort: Effort, stopper: Stopper
) -> EpsilonConstraints:
    """The same limits, knowing the most that each unit can take of the limit of `changes`."""
    if limits.changes is None or not limits.serves_everybody or not problem.promises:
        return limits
    allowed = allowed_options(problem, limits)
    bounds = {
        code: max((option.breaks(Goal.CHANGES) for options in allowed[code].values() for option in options), default=0)
        for code in problem.promised_units
        if code in allowed
    }
    shared = limits.tightening_changes(bounds)
    for code, at_most in tuple(bounds.items()):
        if changes_are_tight(problem, shared):
            break
        bounds[code] = min(at_most, _most_changes(problem, shared, code, effort, stopper))
        shared = limits.tightening_changes(bounds)
    return shared


def _most_changes(
    problem: Subproblem, limits: EpsilonConstraints, code: UnitCode, effort: Effort, stopper: Stopper
) -> int:
    """No plan within the limits breaks more at this unit, not even if travel were no matter."""
    time_indexed = TimeIndexedFormulation(problem, limits.at_most(Goal.TRAVEL, None))
    time_indexed.settle(None)
    time_indexed.model.minimize(-time_indexed.changes_of(code))
    answer = ask(time_indexed.model, effort, stopper)
    return limits.changes or 0 if answer.bound is None else -answer.bound
