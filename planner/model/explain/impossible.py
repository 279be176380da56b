"""What leaves no plan at all, said before the search or after it."""

from planner.domain.situation import Situation
from planner.errors import NoPlanPossible
from planner.model.explain.contradictions import contradictions, minimal_infeasible_pins
from planner.model.gate import Stopper
from planner.model.instance.criteria import Tally
from planner.model.instance.residual import ResidualInstance
from planner.model.instance.subproblem import Subproblem
from planner.model.search.budget import Budget
from planner.model.search.warm_start import warm_start
from planner.next_steps import Given, Term
from planner.texts import plurals_of, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")


def refuse_contradictions(residual: ResidualInstance, problem: Subproblem) -> None:
    """Raises NoPlanPossible where facts exclude each other, no day is open, or no machine can ever work."""
    clashes = contradictions(residual)
    if clashes:
        raise NoPlanPossible("\n".join(clashes))
    if residual.begins_on is not None:
        return
    if not problem.timeline.periods:
        raise NoPlanPossible(_("Ngày nghỉ: the campaign has no open day. Open at least one, or move its dates"))
    if problem.units and not any(
        ordinals for machine_class in problem.classes for ordinals in machine_class.open_ordinals
    ):
        raise NoPlanPossible(
            _("Máy, Ngày nghỉ: no machine can work on any day. Give one a posting within the campaign, or open a day")
        )


def explain_no_plan(
    residual: ResidualInstance, situation: Situation, all_in_one: Subproblem, budget: Budget, stopper: Stopper
) -> None:
    """Raises NoPlanPossible where the limit of changes or the pins leave no plan at all; returns where they do not."""
    if situation.max_changes is not None and not stopper.stopped.is_set():
        kept = warm_start(all_in_one, situation.previous)
        lost = kept.scores[Tally.LOST_DAYS] if kept is not None else None
        if lost is None or lost > situation.max_changes:
            most = Given(Term.MOST_CHANGES, situation.max_changes)
            raise NoPlanPossible(_too_few_changes(lost), about=most)
    infeasible = minimal_infeasible_pins(residual, budget, stopper) if residual.wish is None else ()
    if infeasible:
        raise NoPlanPossible(
            _("{where}: these pins exclude each other. Remove or move one of them").format(
                where=", ".join(dict.fromkeys(pin.source or f"{pin.machine}/{pin.unit}" for pin in infeasible))
            )
        )


def refuse_too_few_changes(situation: Situation, problem: Subproblem) -> None:
    """Raises NoPlanPossible where facts alone take more announced unit-days than may be lost."""
    if situation.max_changes is None:
        return
    lost_anyway = _days_lost_anyway(problem)
    if lost_anyway > situation.max_changes:
        raise NoPlanPossible(
            ngettext(
                "impossible, since {lost} announced unit-day loses a slot "
                "in any case: nobody can be there any more. Allow at least as many",
                "impossible, since {lost} announced unit-days lose a slot "
                "in any case: nobody can be there any more. Allow at least as many",
                lost_anyway,
            ).format(lost=lost_anyway),
            about=Given(Term.MOST_CHANGES, situation.max_changes),
        )


def _days_lost_anyway(problem: Subproblem) -> int:
    """Announced unit-days with a slot in which no machine and the unit are both open any more."""
    can_be_kept = {
        (code, ordinal)
        for (code, _machine_class), pair in problem.pair.items()
        for slots in pair.worked
        for ordinal in slots
    }
    return len(
        {
            (code, promise.day)
            for code, promises in problem.promises.items()
            for promise in promises
            if (code, promise.ordinal) not in can_be_kept
        }
    )


def _too_few_changes(lost: int | None) -> str:
    if lost is None:
        return _("no plan was found that changes so little. Allow more changes")
    return ngettext(
        "no plan was found that changes so little; keeping all that "
        "can be kept still loses {lost} announced unit-day. Allow as many",
        "no plan was found that changes so little; keeping all that "
        "can be kept still loses {lost} announced unit-days. Allow as many",
        lost,
    ).format(lost=lost)
