"""Visit options that the epsilon constraints leave to a unit, found before any solving.

An option that ends after the limit of `finish` falls away, and so does one that breaks more announced slots than the
limit of `changes` or lost days leaves this unit: that limit, less what each other unit breaks at least.
"""

from collections.abc import Mapping

from planner.domain.policy import Goal
from planner.domain.record import UnitCode
from planner.model.instance.criteria import Criterion, EpsilonConstraints, Tally
from planner.model.instance.eligible_pairs import covers
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import VisitOption

ADDED_UP: tuple[Criterion, ...] = (Goal.CHANGES, Tally.LOST_DAYS)

OptionsByClass = Mapping[int, tuple[VisitOption, ...]]


def is_served_in_full(problem: Subproblem, limits: EpsilonConstraints, code: UnitCode) -> bool:
    """Whether the unit gets one visit in any case, that serves its whole need.

    A wish alone is no reason for a visit: rule `useful` holds for it too.
    """
    unit = problem.campaign.units_by_code[code]
    has_to_be_visited = unit.need > 0 or any(pair.frozen for pair in problem.pairs[code])
    return limits.serves_everybody and problem.gets_one_visit(code) and has_to_be_visited


def allowed_options(problem: Subproblem, limits: EpsilonConstraints) -> dict[UnitCode, OptionsByClass]:
    """For each unit that is served in full, the options that do so within the limits, by class; no class without
    any."""
    full = [code for code in problem.pairs if is_served_in_full(problem, limits, code)]
    options = {code: _in_time(problem, code, limits.finish) for code in full}
    for criterion in ADDED_UP:
        limit = limits.of(criterion)
        if limit is not None:
            options = _within(problem, options, criterion, limit)
    return {
        code: by_class if bound is None else _breaking_at_most(by_class, Goal.CHANGES, bound)
        for code, by_class in options.items()
        for bound in [limits.changes_at.get(code)]
    }


def changes_are_tight(problem: Subproblem, limits: EpsilonConstraints) -> bool:
    """Whether the limit of `changes` is kept by the options alone."""
    bounds = [
        limits.changes_at.get(code) if is_served_in_full(problem, limits, code) else None
        for code in problem.promised_units
    ]
    known = [bound for bound in bounds if bound is not None]
    return limits.changes is not None and len(known) == len(bounds) and sum(known) <= limits.changes


def _in_time(problem: Subproblem, code: UnitCode, finish: int | None) -> OptionsByClass:
    in_time = {
        pair.machine_class: tuple(
            option
            for option in problem.visit_options[code, pair.machine_class]
            if (finish is None or pair.worked[option.last][-1] <= finish)
            and (not problem.is_wished(code) or covers(pair.wished, option.first, option.last))
        )
        for pair in problem.pairs[code]
    }
    pinned = [pair.machine_class for pair in problem.pairs[code] if pair.frozen]
    return {
        machine_class: options
        for machine_class, options in in_time.items()
        if options and (not pinned or pinned == [machine_class])
    }


def _within(
    problem: Subproblem, options: Mapping[UnitCode, OptionsByClass], criterion: Criterion, limit: int
) -> dict[UnitCode, OptionsByClass]:
    """Without the options that break more than the others leave it; units not served in full may keep everything."""
    least = {code: _least(options[code], criterion) for code in problem.promised_units if code in options}
    spare = limit - sum(least.values())
    return {
        code: by_class if code not in least else _breaking_at_most(by_class, criterion, least[code] + spare)
        for code, by_class in options.items()
    }


def _least(options: OptionsByClass, criterion: Criterion) -> int:
    return min((option.breaks(criterion) for found in options.values() for option in found), default=0)


def _breaking_at_most(options: OptionsByClass, criterion: Criterion, most: int) -> OptionsByClass:
    kept = {
        machine_class: tuple(option for option in found if option.breaks(criterion) <= most)
        for machine_class, found in options.items()
    }
    return {machine_class: found for machine_class, found in kept.items() if found}
