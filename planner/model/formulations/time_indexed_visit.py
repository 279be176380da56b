"""The only visit of a unit, serving its whole need, with one Boolean for each duty, start and end.

Source: Kramer, Dell'Amico, Iori, Enhanced arc-flow formulations to minimize weighted completion time on identical
parallel machines, EJOR 275 (2019) 67-79 (arXiv 1808.10661).
"""

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.dominated_options import StaysByDuty
from planner.model.instance.criteria import Criterion
from planner.model.instance.options import FullStay
from planner.model.instance.subproblem import Part


class IndexedCall:
    """A visit that takes place in any case; exactly one of its options is chosen."""

    is_certain = True

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, allowed: StaysByDuty) -> None:
        self.unit = part.campaign.units_by_code[code]
        self._stays = allowed
        self.options = {
            (duty, stay.first, stay.last): model.new_bool_var(f"{code} by {duty} from {stay.first} to {stay.last}")
            for duty, found in self._stays.items()
            for stay in found
        }
        model.add_exactly_one(self.options.values())
        self._covering: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for duty, found in self._stays.items():
            for stay in found:
                for period in range(stay.first, stay.last + 1):
                    self._covering[duty, period].append(self.options[duty, stay.first, stay.last])

    def spans(self, duty: int, period: int) -> list[cp_model.IntVar]:
        """The options that cover this period with this duty; at most one is chosen."""
        return self._covering.get((duty, period), [])

    def waiting(self) -> cp_model.LinearExprT:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected."""
        return self._told(lambda stay: stay.waiting)

    def collected_by(self, phase: int) -> cp_model.LinearExprT:
        """The unit's dossiers collected by the phase's last day."""
        return self._told(lambda stay: stay.collected_by[phase])

    def breaks(self, criterion: Criterion) -> cp_model.LinearExprT:
        """What the unit's announced slots cost."""
        return self._told(lambda stay: stay.breaks(criterion))

    def _told(self, value: Callable[[FullStay], int]) -> cp_model.LinearExprT:
        """What the chosen stay is worth."""
        return cp_model.LinearExpr.sum(
            [
                value(stay) * self.options[duty, stay.first, stay.last]
                for duty, found in self._stays.items()
                for stay in found
            ]
        )
