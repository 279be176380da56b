"""Tours: which visit a machine makes after which.

Successor arcs with start times in one multiple circuit, shared by all mobile duties; fixed duties travel nothing and
need only an order in time. No intervals on the arcs' machines: a redundant cumulative made the proofs 30 times slower.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Protocol

from ortools.sat.python import cp_model

from planner.domain.campaign import Unit
from planner.model.instance.subproblem import Part

Linear = cp_model.LinearExprT
DEPOT = 0


class TouredCall(Protocol):
    """What tours ask of a possible visit."""

    unit: Unit
    on: dict[int, cp_model.IntVar]
    is_certain: bool

    @property
    def start(self) -> Linear:
        """The turn in which it starts."""
        ...

    @property
    def end(self) -> Linear:
        """The turn after its last."""
        ...

    def earliest_end(self, duty: int) -> int:
        """The first turn in which it can be over under this duty."""
        ...

    def latest_start(self, duty: int) -> int:
        """The last turn in which it can start under this duty."""
        ...


class Tours:
    """The arcs between calls and what they cost."""

    def __init__(self, model: cp_model.CpModel, part: Part, calls: Sequence[TouredCall]) -> None:
        self._model = model
        self._part = part
        self.calls = calls
        self.successor: dict[tuple[int, int], cp_model.IntVar] = {}
        """(call, next call) to whether one machine goes from the one to the other."""
        self.first: dict[tuple[int, int, bool], cp_model.IntVar] = {}
        """(call, duty, anew) to whether a machine's tour starts there under that duty: where the machine stands or, for
        one that has meanwhile been at a fixed place, anew from its base."""
        self._cost: list[Linear] = []
        self._arcs: list[tuple[int, int, cp_model.IntVar]] = []
        travelling = [number for number, call in enumerate(calls) if self._mobile_duties(call)]
        self._node = {number: node for node, number in enumerate(travelling, DEPOT + 1)}
        self._mornings: dict[tuple[tuple[int, ...], int], cp_model.IntVar] = {}
        self._used: dict[int, cp_model.IntVar] = {}
        self._leave_out_who_stays()
        self._start_tours()
        self._follow_on()
        if self.first:
            self._allow_to_stay_home()
            model.add_multiple_circuit(self._arcs)
        for duty in part.fixed:
            self._order_in_time(duty)

    @property
    def travel(self) -> Linear:
        """Road metres of all mobile machines."""
        return cp_model.LinearExpr.sum(self._cost)

    def _mobile_duties(self, call: TouredCall) -> list[int]:
        return [duty for duty in self._part.mobile if duty in call.on]

    def _leave_out_who_stays(self) -> None:
        """A call that no mobile machine makes is on no tour."""
        for number, call in enumerate(self.calls):
            travelling = self._mobile_duties(call)
            if not travelling or (call.is_certain and len(travelling) == len(call.on)):
                continue
            off = self._model.new_bool_var(f"{number} off tour")
            self._model.add(sum(call.on[duty] for duty in travelling) + off == 1)
            self._arcs.append((self._node[number], self._node[number], off))

    def _allow_to_stay_home(self) -> None:
        """A multiple circuit must have one circuit at least; a tour to nowhere is one where all calls may be off."""
        nowhere = len(self._node) + 1
        always = self._model.new_constant(1)
        self._arcs += [(DEPOT, nowhere, always), (nowhere, DEPOT, always)]

    def _start_tours(self) -> None:
        """A class starts no more tours than it has machines; a machine that kept its place starts no second one."""
        starts: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        for number, call in enumerate(self.calls):
            entering = []
            for duty in self._mobile_duties(call):
                for anew in (False, True) if self._may_start_anew(duty) else (False,):
                    first = self._first(number, call, duty, anew=anew)
                    starts[duty].append(first)
                    entering.append(first)
            if entering:
                enter = self._model.new_bool_var(f"into {number}")
                self._model.add(sum(entering) == enter)
                self._arcs.append((DEPOT, self._node[number], enter))
                self._arcs.append((self._node[number], DEPOT, self._model.new_bool_var(f"out of {number}")))
        for duty, firsts in starts.items():
            self._model.add(sum(firsts) <= self._part.duties[duty].count)
            for earlier, between in self._earlier_mobile_duties(duty):
                stayed = [~self._is_used(earlier), *(self._is_used(fixed) for fixed in between)]
                for first in firsts:
                    self._model.add_bool_or([~first, *stayed])

    def _first(self, number: int, call: TouredCall, duty: int, *, anew: bool) -> cp_model.IntVar:
        """Whether a tour starts at this call, and what the way to it costs."""
        first = self._model.new_bool_var(f"{number} first of {duty}{' anew' if anew else ''}")
        self._model.add_implication(first, call.on[duty])
        self.first[number, duty, anew] = first
        fixed = [self._is_used(earlier) for earlier in self._earlier_fixed_duties(duty)]
        metres = self._part.new_start_metres if anew else self._part.first_leg_metres
        self._cost.append(metres(self._part.duties[duty], call.unit.code) * first)
        if anew:
            self._model.add_bool_or([~first, *fixed])
        elif self._may_start_anew(duty):
            for used in fixed:
                self._model.add_implication(first, ~used)
        return first

    def _may_start_anew(self, duty: int) -> bool:
        """Whether machines that stand somewhere may be at a fixed place before they start under this duty."""
        return self._part.duties[duty].standing is not None and bool(self._earlier_fixed_duties(duty))

    def _earlier_fixed_duties(self, duty: int) -> list[int]:
        """The class's fixed duties before this one that some call can use."""
        crew = self._part.duties[duty].crew
        mates = [number for number in self._part.fixed if self._part.duties[number].crew == crew]
        return [number for number in mates if number < duty and any(number in call.on for call in self.calls)]

    def _earlier_mobile_duties(self, duty: int) -> list[tuple[int, list[int]]]:
        """The class's mobile duties before this one, each with the fixed duties between the two."""
        crew = self._part.duties[duty].crew
        mates = [number for number, other in enumerate(self._part.duties) if other.crew == crew]
        return [
            (earlier, [number for number in mates if earlier < number < duty and number in self._part.fixed])
            for earlier in mates
            if earlier < duty and earlier in self._part.mobile
        ]

    def _is_used(self, duty: int) -> cp_model.IntVar:
        if duty not in self._used:
            used = self._model.new_bool_var(f"{duty} used")
            self._model.add_max_equality(used, [0, *(call.on[duty] for call in self.calls if duty in call.on)])
            self._used[duty] = used
        return self._used[duty]

    def _follow_on(self) -> None:
        for (here, call), (there, other) in permutations(enumerate(self.calls), 2):
            changes = self._changes_of_duty(call, other)
            if not changes:
                continue
            arc = self._model.new_bool_var(f"{here} then {there}")
            self.successor[here, there] = arc
            self._arcs.append((self._node[here], self._node[there], arc))
            self._cost.append(self._part.metres(call.unit.code, other.unit.code) * arc)
            self._keep_the_machine(arc, call, other, changes)
            self._keep_time(arc, call, other, changes)

    def _changes_of_duty(self, call: TouredCall, other: TouredCall) -> dict[int, list[int]]:
        """For each mobile duty of the one call, those under which the same machine can make the other next."""
        after = {
            duty: [
                later
                for later in self._mobile_duties(other)
                if (later == duty and call.earliest_end(duty) <= other.latest_start(duty))
                or duty in (earlier for earlier, _ in self._earlier_mobile_duties(later))
            ]
            for duty in self._mobile_duties(call)
        }
        return {duty: later for duty, later in after.items() if later}

    def _keep_the_machine(
        self, arc: cp_model.IntVar, call: TouredCall, other: TouredCall, changes: dict[int, list[int]]
    ) -> None:
        """`serves`, `one-place`: along an arc it is the same machine."""
        model = self._model
        for duty in self._mobile_duties(call):
            model.add_bool_or([~arc, ~call.on[duty], *(other.on[later] for later in changes.get(duty, []))])
        for later in self._mobile_duties(other):
            before = [duty for duty, reachable in changes.items() if later in reachable]
            model.add_bool_or([~arc, ~other.on[later], *(call.on[duty] for duty in before)])
            for earlier, between in self._earlier_mobile_duties(later):
                for fixed in between if earlier in before else []:
                    model.add_bool_or([~arc, ~call.on[earlier], ~other.on[later], ~self._is_used(fixed)])

    def _keep_time(
        self, arc: cp_model.IntVar, call: TouredCall, other: TouredCall, changes: dict[int, list[int]]
    ) -> None:
        """`one-place`, and `reach`: a longer way than the limit is gone overnight.

        Turns are compared within a duty only; from one duty to a later one, time passes by itself.
        """
        same = [duty for duty, later in changes.items() if duty in later]
        may_change = any(later != [duty] for duty, later in changes.items())
        is_far = self._part.limits_reach and not self._part.within_reach(call.unit.code, other.unit.code)
        for duty in same if may_change or is_far else []:
            both = [arc, call.on[duty], other.on[duty]]
            after = self._next_morning(call, duty) if is_far else call.end
            self._model.add(other.start >= after).only_enforce_if(both)
        if not may_change:
            self._model.add(other.start >= call.end).only_enforce_if(arc)

    def _next_morning(self, call: TouredCall, duty: int) -> cp_model.IntVar:
        """A turn, the first of its day, that lies after the call's last."""
        mornings = self._part.duties[duty].mornings(self._part.timeline.days)
        key = (mornings, id(call))
        if key not in self._mornings:
            domain = cp_model.Domain.from_values([*mornings, self._part.timeline.num_periods])
            morning = self._model.new_int_var_from_domain(domain, f"{call.unit.code} next morning")
            self._model.add(morning >= call.end)
            self._mornings[key] = morning
        return self._mornings[key]

    def _order_in_time(self, duty: int) -> None:
        """`one-place` for a machine that stays where it is: of every two of its calls, one comes first.

        Said pair by pair: a no-overlap of optional intervals was seen to give a wrong optimum in OR-Tools 9.15
        (`test_against_brute_force.py` holds the case).
        """
        calls = [call for call in self.calls if duty in call.on]
        for call, other in combinations(calls, 2):
            both = [call.on[duty], other.on[duty]]
            is_first = self._model.new_bool_var(f"{call.unit.code} before {other.unit.code}")
            self._model.add(other.start >= call.end).only_enforce_if([*both, is_first])
            self._model.add(call.start >= other.end).only_enforce_if([*both, ~is_first])
