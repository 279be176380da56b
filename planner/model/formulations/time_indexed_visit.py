"""The only visit of a unit, serving its whole need, with one Boolean for each class, start and end.

Source: Kramer, Dell'Amico, Iori, Enhanced arc-flow formulations to minimize weighted completion time on identical
parallel machines, EJOR 275 (2019) 67-79 (arXiv 1808.10661).
"""

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.allowed_options import OptionsByClass
from planner.model.instance.criteria import Criterion
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visit_options import VisitOption


class TimeIndexedVisit:
    """A visit that takes place in any case; exactly one of its options is chosen."""

    is_certain = True

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, code: UnitCode, allowed: OptionsByClass) -> None:
        self.unit = problem.campaign.units_by_code[code]
        self._options = allowed
        self.options = {
            (machine_class, option.first, option.last): model.new_bool_var(
                f"{code} by {machine_class} from {option.first} to {option.last}"
            )
            for machine_class, found in self._options.items()
            for option in found
        }
        model.add_exactly_one(self.options.values())
        self._covering: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for machine_class, found in self._options.items():
            for option in found:
                for period in range(option.first, option.last + 1):
                    self._covering[machine_class, period].append(self.options[machine_class, option.first, option.last])

    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """The options that cover this period with this class; at most one is chosen."""
        return self._covering.get((machine_class, period), [])

    def waiting(self) -> cp_model.LinearExprT:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected."""
        return self._told(lambda option: option.waiting)

    def collected_by(self, phase: int) -> cp_model.LinearExprT:
        """The unit's dossiers collected by the phase's last day."""
        return self._told(lambda option: option.collected_by[phase])

    def breaks(self, criterion: Criterion) -> cp_model.LinearExprT:
        """What the unit's announced slots cost."""
        return self._told(lambda option: option.breaks(criterion))

    def _told(self, value: Callable[[VisitOption], int]) -> cp_model.LinearExprT:
        """What the chosen option is worth."""
        return cp_model.LinearExpr.sum(
            [
                value(option) * self.options[machine_class, option.first, option.last]
                for machine_class, found in self._options.items()
                for option in found
            ]
        )
