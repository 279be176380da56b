"""A unit that may get one visit, of any length, on an even calendar: a start, a length, and nothing for each period.

It answers what travel asks (who, when, how long, how much is left), with so few variables that tours are proven also
where not everybody can be served. Waiting needs to know each slot and so split visits.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit

Linear = cp_model.LinearExprT


def is_even(problem: Subproblem, pair: EligiblePair, finish: int | None) -> bool:
    """Whether, between the first and the last local period open to both, every one brings equally many dossiers."""
    periods = _periods_in_time(pair, finish)
    if pair.pinned or pair.taken or not periods:
        return not (pair.pinned or pair.taken)
    machine_class = problem.classes[pair.machine_class]
    between = machine_class.periods[
        machine_class.local_period(periods[0]) : machine_class.local_period(periods[-1]) + 1
    ]
    return list(between) == periods and len({sum(pair.brings[period]) for period in periods}) == 1


def _periods_in_time(pair: EligiblePair, finish: int | None) -> list[int]:
    return [p for p in pair.open_periods if finish is None or pair.worked[p][-1] <= finish]


class AggregatedVisit:
    """The unit's only visit, or none. Start and end are local periods of the class that is on."""

    is_certain = False

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, code: UnitCode, finish: int | None) -> None:
        self.unit = problem.campaign.units_by_code[code]
        self.on: dict[int, cp_model.IntVar] = {}
        self.start = model.new_int_var(0, problem.timeline.num_periods, f"{code} start")
        self.length = model.new_int_var(0, problem.timeline.num_periods, f"{code} length")
        self.dossiers: dict[int, cp_model.IntVar] = {}
        self.lengths: dict[int, cp_model.IntVar] = {}
        self._window: dict[int, tuple[int, int]] = {}
        self.present = model.new_bool_var(f"{code} present")
        for pair in problem.pairs[code]:
            periods = _periods_in_time(pair, finish)
            if periods:
                self._allow(model, problem, pair, periods)
        model.add(sum(self.on.values()) == self.present)
        model.add(self.length == sum(self.lengths.values()))
        model.add(self.length >= self.present)

    def _allow(self, model: cp_model.CpModel, problem: Subproblem, pair: EligiblePair, periods: Sequence[int]) -> None:
        machine_class, number = problem.classes[pair.machine_class], pair.machine_class
        on = model.new_bool_var(f"{self.unit.code} by {number}")
        a_period = sum(pair.brings[periods[0]])
        longest = min(len(periods), -(-self.unit.need // a_period))
        lengths = model.new_int_var(0, longest, f"{self.unit.code} turns of {number}")
        dossiers = model.new_int_var(0, self.unit.need, f"{self.unit.code} dossiers by {number}")
        model.add(lengths <= longest * on)
        model.add(dossiers <= a_period * lengths)
        full, rest = divmod(self.unit.need, a_period)
        if rest:
            model.add(self.unit.need * on - dossiers + rest * lengths >= rest * (full + 1) * on)
        model.add(self.start >= machine_class.local_period(periods[0])).only_enforce_if(on)
        model.add(self.start + lengths <= machine_class.local_period(periods[-1]) + 1).only_enforce_if(on)
        self._window[number] = machine_class.local_period(periods[0]), machine_class.local_period(periods[-1])
        self.on[number], self.lengths[number], self.dossiers[number] = on, lengths, dossiers

    def earliest_end(self, machine_class: int) -> int:
        """The first local period in which the visit can be over by this class."""
        return self._window[machine_class][0] + 1

    def latest_start(self, machine_class: int) -> int:
        """The last local period in which it can start by this class."""
        return self._window[machine_class][1]

    @property
    def end(self) -> Linear:
        """The local period after the last."""
        return self.start + self.length


class AggregatedUnit:
    """The unit with its one visit, and what is left of its need."""

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, code: UnitCode, finish: int | None) -> None:
        self._model = model
        self._problem = problem
        self.unit = problem.campaign.units_by_code[code]
        self.optional = AggregatedVisit(model, problem, code, finish)
        self.left = model.new_int_var(0, self.unit.need, f"{code} left")
        model.add(self.left == self.unit.need - sum(self.optional.dossiers.values()))

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at this visit, if there is one."""
        for number, on in self.optional.on.items():
            visit = visits[0] if visits and visits[0].machine_class == number else None
            machine_class = self._problem.classes[number]
            self._model.add_hint(on, visit is not None)
            length = (
                0
                if visit is None
                else machine_class.local_period(visit.last) + 1 - machine_class.local_period(visit.first)
            )
            self._model.add_hint(self.optional.lengths[number], length)
            if visit is not None:
                self._model.add_hint(self.optional.start, machine_class.local_period(visit.first))
