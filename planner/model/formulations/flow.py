"""The flow formulation: machines that are alike as one flow, from place to place and from period to period.

Who works where is told as in the time-indexed formulation; beside it the machines of each class flow through time. In
each period one that has come to a unit waits there to begin or begins, and one that has ended goes on to the next unit
or home for good. No machine has a name, so that forty that are alike are no harder than four, and the relaxation is
that of all ways of one machine (Ford, Fulkerson, *Constructing maximal dynamic flows from static flows*, Operations
Research 6 (1958) 419-433). Strong for travel where periods are few and units get several visits.

It is exact: whoever begins a visit was there, whoever is there came once for each visit that begins there, and of one
machine's visits the next may be to the same unit, which costs nothing.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.formulations.formulation import Linear
from planner.model.formulations.routing import num_arcs
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import ValueOf
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.pooling import Pool
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit

MOST_MOVES = 40_000
"""A number for each two units and each period of each class."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the machines of one class, pooled wherever they come from, go; places count its periods before the
    finish."""

    number: int
    """The class's, in the pooled subproblem."""
    periods: tuple[int, ...]
    units: tuple[UnitCode, ...]
    """Those that it may serve."""
    starts: Mapping[tuple[int, UnitCode], cp_model.IntVar]
    """How many machines of each class of the subproblem itself go to a unit first."""
    moves: dict[tuple[UnitCode, UnitCode, int], cp_model.IntVar] = field(default_factory=dict)
    """How many go from one unit to the other just before a place."""
    waits: dict[tuple[UnitCode, int], cp_model.IntVar] = field(default_factory=dict)
    """How many have come to a unit, and do not begin in a place."""

    def going(self, code: UnitCode, place: int) -> list[tuple[UnitCode, cp_model.IntVar]]:
        """Where machines may go from a unit just before a place, and how many do."""
        found = ((other, self.moves.get((code, other, place))) for other in self.units)
        return [(other, moves) for other, moves in found if moves is not None]

    def coming(self, code: UnitCode, place: int) -> list[cp_model.IntVar]:
        """What adds up to the machines that come to a unit from others just before a place."""
        found = (self.moves.get((other, code, place)) for other in self.units)
        return [moves for moves in found if moves is not None]


class FlowFormulation(TimeIndexedFormulation):
    """The time-indexed formulation of machines pooled wherever they come from, with all that they drive."""

    def __init__(
        self,
        problem: Subproblem,
        pool: Pool,
        limits: EpsilonConstraints,
        targets: tuple[int, ...] = (),
        *,
        at_once: bool = False,
    ) -> None:
        """With `at_once`, only of plans in which nobody ever waits: good ones are among them, and soon found."""
        self._at_once = at_once
        self._apart = problem
        self._pooled = pool.pooled
        self._flows: list[Flow] = []
        super().__init__(pool.problem, limits, targets)

    def one_place_and_reach(self) -> None:
        """`one-place` as capacity rows, and as the flow of each class."""
        super().one_place_and_reach()
        self._flows = [self._flow(number) for number in range(len(self.problem.classes))]
        for flow in self._flows:
            self._keep_flow(flow)
        if self._limits.serves_everybody:
            self._keep_arrivals()

    def travel(self) -> Linear:
        """Road metres of all machines: what first legs and moves cost."""
        driven: list[cp_model.IntVar] = []
        metres: list[int] = []
        for flow in self._flows:
            for (machine_class, unit), starts in flow.starts.items():
                driven.append(starts)
                metres.append(self._apart.first_leg_metres(self._apart.classes[machine_class], unit))
            for (origin, destination, _place), moves in flow.moves.items():
                driven.append(moves)
                metres.append(self.problem.metres(origin, destination))
        return cp_model.LinearExpr.weighted_sum(driven, metres)

    def _flow(self, number: int) -> Flow:
        machine_class = self.problem.classes[number]
        periods = machine_class.periods_until(self._limits.finish)
        units = tuple(code for code, of_class in self.problem.pair if of_class == number)
        starts = {
            (own, code): self.model.new_int_var(0, self._apart.classes[own].count, f"{own} to {code} first")
            for own, pooled in self._pooled.items()
            if pooled == number
            for code in units
        }
        flow = Flow(number, periods, units, starts)
        most = machine_class.count
        for place in range(len(periods)):
            for one in units:
                if place + 1 < len(periods) and not self._at_once:
                    flow.waits[one, place] = self.model.new_int_var(0, most, f"{number} waits at {one} in {place}")
                for other in units if place else ():
                    flow.moves[one, other, place] = self.model.new_int_var(
                        0, self._most_leaving(one, most), f"{number} from {one} to {other} before {place}"
                    )
        return flow

    def _most_leaving(self, code: UnitCode, machines: int) -> int:
        """No more leave a unit at once than may be there."""
        return min(machines, self.problem.campaign.units_by_code[code].together)

    def _keep_flow(self, flow: Flow) -> None:
        """What comes to a unit waits or begins; what was there or begins stays, goes on or is done for good."""
        for own in {own for own, _code in flow.starts}:
            setting_out = [starts for (other, _code), starts in flow.starts.items() if other == own]
            self.model.add(cp_model.LinearExpr.sum(setting_out) <= self._apart.classes[own].count)
        for code in flow.units:
            waiting: list[cp_model.IntVar] = []
            for place, period in enumerate(flow.periods):
                begin = cp_model.LinearExpr.sum(self.begins(code, flow.number, period))
                there = [*waiting, *self._coming(flow, code, place)]
                waiting = [flow.waits[code, place]] if (code, place) in flow.waits else []
                self.model.add(cp_model.LinearExpr.sum(there) == cp_model.LinearExpr.sum([begin, *waiting]))
                here = cp_model.LinearExpr.sum(self.present(code, flow.number, period))
                self.model.add(begin <= here)
                if place:
                    before = cp_model.LinearExpr.sum(self.present(code, flow.number, flow.periods[place - 1]))
                    leaving = cp_model.LinearExpr.sum([moves for _other, moves in flow.going(code, place)])
                    self.model.add(leaving + here <= before + begin)

    @staticmethod
    def _coming(flow: Flow, code: UnitCode, place: int) -> list[cp_model.IntVar]:
        if place:
            return flow.coming(code, place)
        return [starts for (_own, first), starts in flow.starts.items() if first == code]

    def _keep_arrivals(self) -> None:
        """Redundant, for the relaxation: whoever comes from elsewhere and stays to the end collects so much and no
        more, so that others have to come for the rest.
        """
        for code, pairs in self.problem.pairs.items():
            most = max((_most_in_time(pair, self._limits.finish) for pair in pairs), default=0)
            need = self.problem.campaign.units_by_code[code].need
            if most and need:
                coming = [one for flow in self._flows for one in self._coming_from_elsewhere(flow, code)]
                self.model.add(cp_model.LinearExpr.sum(coming) >= -(-need // most))

    @staticmethod
    def _coming_from_elsewhere(flow: Flow, code: UnitCode) -> Iterator[cp_model.IntVar]:
        yield from (starts for (_own, first), starts in flow.starts.items() if first == code)
        for (origin, destination, _place), moves in flow.moves.items():
            if destination == code != origin:
                yield moves

    # to the solver and back

    def visits(self, value_of: ValueOf) -> list[MachineVisit]:
        """The visits of a solution, each machine's along its way; of several at one place, whoever came first goes
        first."""
        return [visit for flow in self._flows for visit in self._along(flow, value_of)]

    def _along(self, flow: Flow, value_of: ValueOf) -> Iterator[MachineVisit]:
        waiting: defaultdict[UnitCode, deque[MachineName]] = defaultdict(deque)
        working: defaultdict[UnitCode, deque[tuple[MachineName, int]]] = defaultdict(deque)
        at_home = {own: deque(self._apart.classes[own].machines) for own, _code in flow.starts}
        for (own, code), starts in flow.starts.items():
            waiting[code].extend(at_home[own].popleft() for _ in range(value_of(starts)))
        for place, period in enumerate(flow.periods):
            begun = {code: sum(map(value_of, self.begins(code, flow.number, period))) for code in flow.units}
            for code in flow.units:
                here = sum(map(value_of, self.present(code, flow.number, period)))
                leaving = [working[code].popleft() for _ in range(len(working[code]) + begun[code] - here)]
                for machine, since in leaving:
                    yield self._visit(flow, machine, code, since, period - 1)
                free = deque(machine for machine, _since in leaving)
                for other, moves in flow.going(code, place):
                    waiting[other].extend(free.popleft() for _ in range(value_of(moves)))
            for code in flow.units:
                working[code].extend((waiting[code].popleft(), period) for _ in range(begun[code]))
        for code in flow.units:
            for machine, since in working[code]:
                yield self._visit(flow, machine, code, since, flow.periods[-1])

    def _visit(self, flow: Flow, machine: MachineName, code: UnitCode, first: int, until: int) -> MachineVisit:
        worked = self.problem.pair[code, flow.number].worked
        last = next(period for period in range(until, first - 1, -1) if worked[period])
        return MachineVisit(machine, flow.number, code, first, last)

    def hint(self, visits: Sequence[MachineVisit]) -> None:
        """Begin the search at the visits of a known schedule, which stand in time order."""
        super().hint(visits)
        for flow in self._flows:
            of_machine: defaultdict[MachineName, list[MachineVisit]] = defaultdict(list)
            for visit in visits:
                if visit.machine_class == flow.number:
                    of_machine[visit.machine].append(visit)
            self._hint_flow(flow, of_machine)

    def _hint_flow(self, flow: Flow, of_machine: Mapping[MachineName, Sequence[MachineVisit]]) -> None:
        place_of = {period: place for place, period in enumerate(flow.periods)}
        own_of = {
            machine: own
            for own, pooled in self._pooled.items()
            if pooled == flow.number
            for machine in self._apart.classes[own].machines
        }
        starts = Counter((own_of[machine], made[0].unit) for machine, made in of_machine.items())
        moves: Counter[tuple[UnitCode, UnitCode, int]] = Counter()
        waits: Counter[tuple[UnitCode, int]] = Counter()
        for made in of_machine.values():
            waits.update((made[0].unit, place) for place in range(place_of.get(made[0].first, 0)))
            for before, after in pairwise(made):
                left, begins = place_of.get(before.last, 0) + 1, place_of.get(after.first, 0)
                moves[before.unit, after.unit, left] += 1
                waits.update((after.unit, place) for place in range(left, begins))
        hinted = [
            *((number, starts[first]) for first, number in flow.starts.items()),
            *((number, moves[move]) for move, number in flow.moves.items()),
            *((number, waits[wait]) for wait, number in flow.waits.items()),
        ]
        for number, value in hinted:
            self.model.add_hint(number, value)


def _most_in_time(pair: EligiblePair, finish: int | None) -> int:
    """What one machine collects that stays from the first open slot to the finish."""
    slots = pair.slots(0, len(pair.worked) - 1)
    return sum(dossiers for ordinal, dossiers in slots if finish is None or ordinal <= finish)


def suits_flow(problem: Subproblem, pool: Pool, finish: int | None) -> bool:
    """Whether the flow formulation holds, can be built in time and is no larger than routing from visit to visit, where
    units may get several visits.
    """
    return (
        not all(map(problem.gets_one_visit, problem.pairs))
        and holds_as_flow(problem)
        and _num_moves(pool.problem, finish) <= min(MOST_MOVES, num_arcs(problem))
    )


def holds_as_flow(problem: Subproblem) -> bool:
    """Whether it does not matter which of several machines that are alike comes, nor where it was on the same day, and
    each has one mobile posting.
    """
    return (
        not any((problem.promises, problem.announced, problem.wish, problem.parts))
        and not any((problem.limits_reach, problem.detours_can_pay, problem.fixed))
        and len({machine_class.fleet for machine_class in problem.classes}) == len(problem.classes)
        and not any(pair.pinned or pair.taken or pair.goes_on_held for pair in problem.pair.values())
    )


def _num_moves(problem: Subproblem, finish: int | None) -> int:
    return sum(
        sum(of_class == number for _code, of_class in problem.pair) ** 2 * len(machine_class.periods_until(finish))
        for number, machine_class in enumerate(problem.classes)
    )
