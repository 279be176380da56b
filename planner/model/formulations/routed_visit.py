"""The only visit of a unit, serving its whole need, told by who makes it and when it starts."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.formulations.dominated_options import StaysByDuty
from planner.model.formulations.piecewise import StartVariable, by_start
from planner.model.instance.criteria import Criterion
from planner.model.instance.options import FullStay
from planner.model.instance.schedule import Visit
from planner.model.instance.subproblem import Part


class Choice(NamedTuple):
    """Who makes the visit, and whether the machine stays on after the last dossier."""

    duty: int
    until: int | None
    """The last period of a visit that stays on for what was announced; None for one that ends with its work."""


class StartedCall:
    """A visit that takes place in any case, with a start variable; everything else follows from duty and start.

    Start and end are turns of the duty that is on, not periods of the timeline.
    """

    is_certain = True

    def __init__(self, model: cp_model.CpModel, part: Part, code: UnitCode, allowed: StaysByDuty) -> None:
        self.unit = part.campaign.units_by_code[code]
        self._model = model
        self._stays: dict[Choice, dict[int, FullStay]] = defaultdict(dict)
        for duty, stays in allowed.items():
            for stay in stays:
                choice = Choice(duty, stay.last if stay.stays_on else None)
                self._stays[choice][part.duties[duty].turn(stay.first)] = stay
        self._lengths = {
            choice: {turn: part.duties[choice.duty].turn(stay.last) + 1 - turn for turn, stay in found.items()}
            for choice, found in self._stays.items()
        }
        self._chosen = {choice: model.new_bool_var(f"{code} by {choice.duty} {choice.until}") for choice in self._stays}
        model.add_exactly_one(self._chosen.values())
        self.on = self._duties_on()
        starts = sorted({turn for found in self._stays.values() for turn in found})
        self._start = StartVariable(model, starts or [0], f"{code} start")
        self.start = self._start.variable
        for choice, found in self._stays.items():
            domain = cp_model.Domain.from_values(sorted(found))
            model.add_linear_expression_in_domain(self.start, domain).only_enforce_if(self._chosen[choice])
        self.end = self._end(part.timeline.num_periods)

    def _duties_on(self) -> dict[int, cp_model.IntVar]:
        """Whether each duty makes the visit, however long it stays on."""
        by_duty: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        for choice, literal in self._chosen.items():
            by_duty[choice.duty].append(literal)
        on = {}
        for duty, literals in by_duty.items():
            on[duty] = literals[0]
            if len(literals) > 1:
                on[duty] = self._model.new_bool_var(f"{self.unit.code} by {duty}")
                self._model.add(sum(literals) == on[duty])
        return on

    def _end(self, num_periods: int) -> cp_model.LinearExprT:
        """The turn after the last: a variable, unless it stands at one distance from the start."""
        lengths = {length for table in self._lengths.values() for length in table.values()}
        if len(lengths) <= 1:
            return self.start + (lengths.pop() if lengths else 1)
        tables = {
            choice: {turn: turn + length for turn, length in table.items()} for choice, table in self._lengths.items()
        }
        end = self._model.new_int_var(0, num_periods, f"{self.unit.code} end")
        self._model.add(end == by_start(self._model, self._start, tables, self._chosen))
        self._model.add(end >= self.start + min(lengths))
        return end

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
        tables = {choice: {turn: value(stay) for turn, stay in found.items()} for choice, found in self._stays.items()}
        return by_start(self._model, self._start, tables, self._chosen)

    def earliest_end(self, duty: int) -> int:
        """The first turn in which the visit can be over under this duty."""
        return min(turn + length for turn, length in self._starts(duty))

    def latest_start(self, duty: int) -> int:
        """The last turn in which it can start under this duty."""
        return max(turn for turn, _length in self._starts(duty))

    def _starts(self, duty: int) -> Iterator[tuple[int, int]]:
        """Each start under this duty, with its length in turns."""
        for choice, table in self._lengths.items():
            if choice.duty == duty:
                yield from table.items()

    def shortest(self, duty: int) -> int:
        """The fewest turns that the visit takes under this duty."""
        return min(length for _turn, length in self._starts(duty))

    def hint(self, visit: Visit) -> None:
        """Begin the search at this visit."""
        for duty, literal in self.on.items():
            self._model.add_hint(literal, duty == visit.duty)
        start = 0
        several = len(self._chosen) > len(self.on)
        for choice, found in self._stays.items():
            turns = [turn for turn, stay in found.items() if stay.first == visit.first and stay.last == visit.last]
            is_chosen = choice.duty == visit.duty and bool(turns)
            start = turns[0] if is_chosen else start
            if several and self._chosen[choice] is not self.on[choice.duty]:
                self._model.add_hint(self._chosen[choice], is_chosen)
        self._model.add_hint(self.start, start)
