"""How much of the limit of `changes` each unit can take, found unit by unit.

Seldom is there more than one way to break so little: then what each unit breaks is known, the stays that break more
fall away, and no sum over units is left in the models of the later goals. (Optimality-based bound tightening, on the
packing, which tours only restrict.)
"""

from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.formulations.dominated_options import allowed_stays, changes_are_shared_out
from planner.model.formulations.limits import Limits
from planner.model.formulations.time_indexed import Packing
from planner.model.gate import Effort, Stopper, ask
from planner.model.instance.subproblem import Part


def with_changes_shared_out(part: Part, limits: Limits, effort: Effort, stopper: Stopper) -> Limits:
    """The same limits, knowing the most that each unit can take of the limit of `changes`."""
    if limits.changes is None or not limits.serves_everybody or not part.promises:
        return limits
    allowed = allowed_stays(part, limits)
    shares = {
        code: max((stay.breaks(Goal.CHANGES) for stays in allowed[code].values() for stay in stays), default=0)
        for code in part.promised_units
        if code in allowed
    }
    shared = limits.sharing_out_changes(shares)
    for code, at_most in tuple(shares.items()):
        if changes_are_shared_out(part, shared):
            break
        shares[code] = min(at_most, _most_changes(part, shared, code, effort, stopper))
        shared = limits.sharing_out_changes(shares)
    return shared


def _most_changes(part: Part, limits: Limits, code: UnitCode, effort: Effort, stopper: Stopper) -> int:
    """No plan within the limits breaks more at this unit, not even if travel were no matter."""
    packing = Packing(part, limits.at_most(Goal.TRAVEL, None))
    packing.settle(None)
    packing.model.minimize(-packing.changes_of(code))
    answer = ask(packing.model, effort, stopper)
    return limits.changes or 0 if answer.bound is None else -answer.bound
