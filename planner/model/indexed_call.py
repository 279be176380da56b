"""The only visit of a unit, serving its whole need, with one Boolean for each duty and start.

Source: Kramer, Dell'Amico, Iori, Enhanced arc-flow formulations to minimize weighted completion time on identical
parallel machines, EJOR 275 (2019) 67-79 (arXiv 1808.10661).
"""

from collections import defaultdict

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.part import Part
from planner.model.started_call import stays_in_time


class IndexedCall:
    """A visit that takes place in any case; exactly one of its options is chosen."""

    is_certain = True

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, finish: int | None) -> None:
        self.unit = part.campaign.units_by_code[code]
        self._stays = stays_in_time(part, code, finish)
        self.options = {
            (duty, stay.first): model.new_bool_var(f"{code} by {duty} from {stay.first}")
            for duty, found in self._stays.items()
            for stay in found
        }
        model.add_exactly_one(self.options.values())
        self._covering: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for duty, found in self._stays.items():
            for stay in found:
                for period in range(stay.first, stay.last + 1):
                    self._covering[duty, period].append(self.options[duty, stay.first])

    def spans(self, duty: int, period: int) -> list[cp_model.IntVar]:
        """The options that cover this period with this duty; at most one is chosen."""
        return self._covering.get((duty, period), [])

    def waiting(self) -> cp_model.LinearExprT:
        """Over the unit's dossiers, the ordinal of the slot in which each is collected."""
        return cp_model.LinearExpr.sum(
            [stay.waiting * self.options[duty, stay.first] for duty, found in self._stays.items() for stay in found]
        )

    def collected_by(self, phase: int) -> cp_model.LinearExprT:
        """The unit's dossiers collected by the phase's last day."""
        return cp_model.LinearExpr.sum(
            [
                stay.collected_by[phase] * self.options[duty, stay.first]
                for duty, found in self._stays.items()
                for stay in found
            ]
        )

    def last_period(self, duty: int, first: int) -> int:
        """The last period of the visit that starts so."""
        return next(stay.last for stay in self._stays[duty] if stay.first == first)
