"""The model asked about one given set of placements: is it a plan?"""

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.domain.situation import AT_THE_START, Situation
from planner.model.formulations.formulation import Formulation
from planner.model.formulations.routing import RoutingFormulation
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import Effort, Status, Stopper, ask
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import residual_of
from planner.model.instance.subproblem import Subproblem, whole
from tests.campaigns import Placement


class UsefulTimeIndexed(TimeIndexedFormulation):
    """The formulation that leaves nothing to `schedule_of`, which would take away visits that collect nothing."""

    @property
    def keeps_useful(self) -> bool:
        return True


Key = tuple[str, int, int]
"""Unit, class, period."""


def verdict_of_model(
    campaign: Campaign, placements: Sequence[Placement], situation: Situation = AT_THE_START
) -> Status:
    """OPTIMAL if the model has exactly these placements ahead among its solutions, INFEASIBLE if not."""
    problem = whole(residual_of(campaign, situation), tell_apart=True)
    wanted = _covered(problem, placements)
    if wanted is None:
        return Status.INFEASIBLE
    verdicts = {
        _verdict(shape(problem, EpsilonConstraints()), wanted)
        for shape in (UsefulTimeIndexed, *([RoutingFormulation] * problem.limits_reach))
    }
    assert len(verdicts) == 1, "the two formulations disagree"
    return verdicts.pop()


def _verdict(formulation: Formulation, wanted: Collection[Key]) -> Status:
    problem = formulation.problem
    for code, pairs in problem.pairs.items():
        for pair in pairs:
            for period in pair.open_periods:
                covering = _covering(formulation, code, pair.machine_class, period)
                formulation.model.add(sum(covering) == ((code, pair.machine_class, period) in wanted))
    return ask(formulation.model, Effort(1, 0, 60.0), Stopper()).status


def _covering(formulation: Formulation, code: UnitCode, machine_class: int, period: int) -> list[cp_model.IntVar]:
    """The literals that say whether the unit's machines of the class are there in the period."""
    return formulation.flexible_units[code].spans(machine_class, period)


def _covered(problem: Subproblem, placements: Sequence[Placement]) -> Collection[Key] | None:
    """The periods that the placements take, or None if some placement stands where the model has no variable."""
    calendar = problem.campaign.calendar
    slots: dict[Key, set[int]] = {}
    standing = set()
    for placement in placements:
        ordinal = calendar.ordinal(placement.day, placement.shift)
        if (placement.machine, ordinal) in standing:
            return None
        standing.add((placement.machine, ordinal))
        key = next(
            (
                (code, pair.machine_class, period)
                for code, pairs in problem.pairs.items()
                for pair in pairs
                if code == placement.unit and placement.machine in problem.classes[pair.machine_class].machines
                for period, worked in enumerate(pair.worked)
                if ordinal in worked
            ),
            None,
        )
        if key is None:
            return None
        slots.setdefault(key, set()).add(ordinal)
    whole_periods = all(
        ordinals == set(problem.pair[UnitCode(code), machine_class].worked[period])
        for (code, machine_class, period), ordinals in slots.items()
    )
    return slots.keys() if whole_periods else None
