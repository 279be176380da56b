"""The circuit: which visit a machine makes after which.

Successor arcs with start times in one multiple circuit, shared by all mobile classes. No intervals on the arcs'
machines: a redundant cumulative made the proofs 30 times slower. Fixed classes travel nothing: of every two visits of
such a class one comes first, which is said by disjunctions.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Protocol

from ortools.sat.python import cp_model

from planner.domain.campaign import Unit
from planner.model.formulations.formulation import Linear
from planner.model.instance.subproblem import Subproblem

DEPOT = 0
Arc = tuple[int, int, cp_model.IntVar]
"""From node to node, if this holds."""


class OptionalVisit(Protocol):
    """What the circuit asks of a possible visit; start and end are local periods of the class that makes it."""

    unit: Unit
    on: dict[int, cp_model.IntVar]
    """Whether it is made by each class that can make it."""
    is_certain: bool
    """Whether it takes place in any case."""

    @property
    def start(self) -> Linear:
        """The local period in which it starts."""
        ...

    @property
    def end(self) -> Linear:
        """The local period after its last."""
        ...

    def earliest_end(self, machine_class: int) -> int:
        """The first local period in which it can be over by this class."""
        ...

    def latest_start(self, machine_class: int) -> int:
        """The last local period in which it can start by this class."""
        ...


class Circuit:
    """The arcs between visits and what they cost."""

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, visits: Sequence[OptionalVisit]) -> None:
        self.visits = visits
        nodes = _Nodes(model, problem, visits)
        off = _off_circuit(nodes)
        self._starts = _Starts(nodes)
        self._successors = _Successors(nodes)
        self.first = self._starts.first
        self.successor = self._successors.successor
        if self.first:
            arcs = [*off, *self._starts.arcs, *self._successors.arcs, *_empty_tour(nodes)]
            model.add_multiple_circuit(arcs)
        for machine_class in problem.fixed:
            _order_in_time(model, machine_class, visits)

    @property
    def travel(self) -> Linear:
        """Road metres of all mobile machines."""
        return cp_model.LinearExpr.sum([*self._starts.cost, *self._successors.cost])


class _Nodes:
    """A node for each visit that a mobile machine may make, and what its machines may have done before."""

    def __init__(self, model: cp_model.CpModel, problem: Subproblem, visits: Sequence[OptionalVisit]) -> None:
        self.model = model
        self.problem = problem
        self.visits = visits
        travelling = [number for number, visit in enumerate(visits) if self.mobile_classes(visit)]
        self.of = {number: node for node, number in enumerate(travelling, DEPOT + 1)}
        """The node of each visit, by the visit's number."""
        self._used: dict[int, cp_model.IntVar] = {}

    def mobile_classes(self, visit: OptionalVisit) -> list[int]:
        """The mobile classes that can make a visit."""
        return [machine_class for machine_class in self.problem.mobile if machine_class in visit.on]

    def earlier_fixed(self, machine_class: int) -> list[int]:
        """The same machines' fixed classes before this one that some visit can use."""
        fleet = self.problem.classes[machine_class].fleet
        mates = [number for number in self.problem.fixed if self.problem.classes[number].fleet == fleet]
        return [
            number for number in mates if number < machine_class and any(number in visit.on for visit in self.visits)
        ]

    def earlier_mobile(self, machine_class: int) -> list[tuple[int, list[int]]]:
        """The same machines' mobile classes before this one, each with the fixed classes between."""
        fleet = self.problem.classes[machine_class].fleet
        mates = [number for number, other in enumerate(self.problem.classes) if other.fleet == fleet]
        return [
            (earlier, [number for number in mates if earlier < number < machine_class and number in self.problem.fixed])
            for earlier in mates
            if earlier < machine_class and earlier in self.problem.mobile
        ]

    def is_used(self, machine_class: int) -> cp_model.IntVar:
        """Whether the class makes any visit."""
        if machine_class not in self._used:
            used = self.model.new_bool_var(f"{machine_class} used")
            on = [visit.on[machine_class] for visit in self.visits if machine_class in visit.on]
            self.model.add_max_equality(used, [0, *on])
            self._used[machine_class] = used
        return self._used[machine_class]


def _off_circuit(nodes: _Nodes) -> list[Arc]:
    """A visit that no mobile machine makes is left out by a loop at its node."""
    arcs: list[Arc] = []
    for number, visit in enumerate(nodes.visits):
        travelling = nodes.mobile_classes(visit)
        if not travelling or (visit.is_certain and len(travelling) == len(visit.on)):
            continue
        off = nodes.model.new_bool_var(f"{number} off tour")
        nodes.model.add(sum(visit.on[machine_class] for machine_class in travelling) + off == 1)
        arcs.append((nodes.of[number], nodes.of[number], off))
    return arcs


def _empty_tour(nodes: _Nodes) -> list[Arc]:
    """A tour that makes no visit: `add_multiple_circuit` asks for at least one tour, even if nobody travels."""
    nowhere = len(nodes.of) + 1
    always = nodes.model.new_constant(1)
    return [(DEPOT, nowhere, always), (nowhere, DEPOT, always)]


class _Starts:
    """Where tours start: a class starts no more than it has machines; one that kept its place starts no second one."""

    def __init__(self, nodes: _Nodes) -> None:
        self._nodes = nodes
        self._model = nodes.model
        self._problem = nodes.problem
        self.first: dict[tuple[int, int, bool], cp_model.IntVar] = {}
        """(visit, class, anew) to whether a machine's tour starts there under that class: where the machine stands or,
        for one that has meanwhile been at a fixed place, anew from its base."""
        self.arcs: list[Arc] = []
        self.cost: list[Linear] = []
        by_class: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        for number, visit in enumerate(nodes.visits):
            entering = []
            for machine_class in nodes.mobile_classes(visit):
                for anew in (False, True) if self._may_start_anew(machine_class) else (False,):
                    first = self._first(number, visit, machine_class, anew=anew)
                    by_class[machine_class].append(first)
                    entering.append(first)
            if entering:
                self._enter_and_leave(number, entering)
        for machine_class, firsts in by_class.items():
            self._start_once(machine_class, firsts)

    def _first(self, number: int, visit: OptionalVisit, machine_class: int, *, anew: bool) -> cp_model.IntVar:
        """Whether a tour starts at this visit, and what the way to it costs."""
        first = self._model.new_bool_var(f"{number} first of {machine_class}{' anew' if anew else ''}")
        self._model.add_implication(first, visit.on[machine_class])
        self.first[number, machine_class, anew] = first
        fixed = [self._nodes.is_used(earlier) for earlier in self._nodes.earlier_fixed(machine_class)]
        metres = self._problem.new_start_metres if anew else self._problem.first_leg_metres
        self.cost.append(metres(self._problem.classes[machine_class], visit.unit.code) * first)
        if anew:
            self._model.add_bool_or([~first, *fixed])
        elif self._may_start_anew(machine_class):
            for used in fixed:
                self._model.add_implication(first, ~used)
        return first

    def _may_start_anew(self, machine_class: int) -> bool:
        """Whether machines that stand somewhere may be at a fixed place before they start under this class."""
        is_standing = self._problem.classes[machine_class].standing is not None
        return is_standing and bool(self._nodes.earlier_fixed(machine_class))

    def _enter_and_leave(self, number: int, entering: Sequence[cp_model.IntVar]) -> None:
        node = self._nodes.of[number]
        enter = self._model.new_bool_var(f"into {number}")
        self._model.add(sum(entering) == enter)
        self.arcs.append((DEPOT, node, enter))
        self.arcs.append((node, DEPOT, self._model.new_bool_var(f"out of {number}")))

    def _start_once(self, machine_class: int, firsts: Sequence[cp_model.IntVar]) -> None:
        self._model.add(sum(firsts) <= self._problem.classes[machine_class].count)
        for earlier, between in self._nodes.earlier_mobile(machine_class):
            kept_its_place = [~self._nodes.is_used(earlier), *(self._nodes.is_used(fixed) for fixed in between)]
            for first in firsts:
                self._model.add_bool_or([~first, *kept_its_place])


class _Successors:
    """The arcs from visit to visit: `one-place`, `serves` and `reach` hold along each."""

    def __init__(self, nodes: _Nodes) -> None:
        self._nodes = nodes
        self._model = nodes.model
        self._problem = nodes.problem
        self.successor: dict[tuple[int, int], cp_model.IntVar] = {}
        """(visit, next visit) to whether one machine goes from the one to the other."""
        self.arcs: list[Arc] = []
        self.cost: list[Linear] = []
        self._mornings: dict[tuple[tuple[int, ...], int], cp_model.IntVar] = {}
        for (here, visit), (there, other) in permutations(enumerate(nodes.visits), 2):
            changes = self._changes_of_class(visit, other)
            if not changes:
                continue
            arc = self._model.new_bool_var(f"{here} then {there}")
            self.successor[here, there] = arc
            self.arcs.append((nodes.of[here], nodes.of[there], arc))
            self.cost.append(self._problem.metres(visit.unit.code, other.unit.code) * arc)
            self._keep_the_machine(arc, visit, other, changes)
            self._keep_time(arc, visit, other, changes)

    def _changes_of_class(self, visit: OptionalVisit, other: OptionalVisit) -> dict[int, list[int]]:
        """For each mobile class of the one visit, those under which the same machine can make the other next."""
        after = {
            machine_class: [
                later
                for later in self._nodes.mobile_classes(other)
                if (later == machine_class and visit.earliest_end(machine_class) <= other.latest_start(machine_class))
                or machine_class in (earlier for earlier, _ in self._nodes.earlier_mobile(later))
            ]
            for machine_class in self._nodes.mobile_classes(visit)
        }
        return {machine_class: later for machine_class, later in after.items() if later}

    def _keep_the_machine(
        self, arc: cp_model.IntVar, visit: OptionalVisit, other: OptionalVisit, changes: dict[int, list[int]]
    ) -> None:
        """`serves`, `one-place`: along an arc it is the same machine."""
        model = self._model
        for machine_class in self._nodes.mobile_classes(visit):
            model.add_bool_or(
                [~arc, ~visit.on[machine_class], *(other.on[later] for later in changes.get(machine_class, []))]
            )
        for later in self._nodes.mobile_classes(other):
            before = [machine_class for machine_class, reachable in changes.items() if later in reachable]
            model.add_bool_or([~arc, ~other.on[later], *(visit.on[machine_class] for machine_class in before)])
            for earlier, between in self._nodes.earlier_mobile(later):
                for fixed in between if earlier in before else []:
                    model.add_bool_or([~arc, ~visit.on[earlier], ~other.on[later], ~self._nodes.is_used(fixed)])

    def _keep_time(
        self, arc: cp_model.IntVar, visit: OptionalVisit, other: OptionalVisit, changes: dict[int, list[int]]
    ) -> None:
        """`one-place`, and `reach`: a longer way than the limit is gone overnight.

        Local periods are compared within a class only; from one class to a later one, time passes by itself.
        """
        same = [machine_class for machine_class, later in changes.items() if machine_class in later]
        may_change = any(later != [machine_class] for machine_class, later in changes.items())
        is_far = self._problem.limits_reach and not self._problem.within_reach(visit.unit.code, other.unit.code)
        for machine_class in same if may_change or is_far else []:
            both = [arc, visit.on[machine_class], other.on[machine_class]]
            after = self._next_morning(visit, machine_class) if is_far else visit.end
            self._model.add(other.start >= after).only_enforce_if(both)
        if not may_change:
            self._model.add(other.start >= visit.end).only_enforce_if(arc)

    def _next_morning(self, visit: OptionalVisit, machine_class: int) -> cp_model.IntVar:
        """A local period, the first of its day, that lies after the visit's last."""
        mornings = self._problem.classes[machine_class].mornings(self._problem.timeline.days)
        key = (mornings, id(visit))
        if key not in self._mornings:
            domain = cp_model.Domain.from_values([*mornings, self._problem.timeline.num_periods])
            morning = self._model.new_int_var_from_domain(domain, f"{visit.unit.code} next morning")
            self._model.add(morning >= visit.end)
            self._mornings[key] = morning
        return self._mornings[key]


def _order_in_time(model: cp_model.CpModel, machine_class: int, visits: Sequence[OptionalVisit]) -> None:
    """`one-place` for a machine that stays where it is: of every two of its visits, one comes first.

    Said pair by pair: a no-overlap of optional intervals was seen to give a wrong optimum in OR-Tools 9.15
    (`test_against_brute_force.py` holds the case).
    """
    mine = [visit for visit in visits if machine_class in visit.on]
    for visit, other in combinations(mine, 2):
        both = [visit.on[machine_class], other.on[machine_class]]
        is_first = model.new_bool_var(f"{visit.unit.code} before {other.unit.code}")
        model.add(other.start >= visit.end).only_enforce_if([*both, is_first])
        model.add(visit.start >= other.end).only_enforce_if([*both, ~is_first])
