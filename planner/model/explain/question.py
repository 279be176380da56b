"""Is there a plan that fulfils a wish, if of all facts only some hold? One model, slot by slot, asked many times.

Every rule is in it, so that both answers hold for the whole campaign. What may be left out, since no plan needs it,
stands in `possible_stands.py`. Goals do not matter: dossiers may stay uncollected.

| rule                                            | where it is kept                               |
|-------------------------------------------------|------------------------------------------------|
| machine-open, unit-open, serves, history        | `_Model._stand_where_open`                     |
| pinned, frozen                                  | `_Model._keep_pins`                            |
| one-place, together                             | `_Model._keep_places`, `_Model._keep_together` |
| no-gap, whole-day, reach                        | `keep_moves`                                   |
| visits, useful                                  | `keep_runs`                                    |
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.domain.wish import Wish
from planner.model.explain.fact import Demand, Ground, GroundedFact
from planner.model.explain.possible_stands import PossibleStands, Stand
from planner.model.explain.question_rules import HeldDemands, RuleTerms, keep_moves, keep_runs
from planner.model.gate import FEW_CUTS, Effort, SolverAnswer, Status, Stopper, ask, refute
from planner.model.instance.residual import ResidualInstance


@dataclass(frozen=True, slots=True)
class Refutation:
    """What is known: impossible, or possible if these facts are dropped, or nothing."""

    is_impossible: bool = False
    dropped: frozenset[int] | None = None


class WishQuestion:
    """All plans that fulfil a wish, each fact held or dropped as is asked for."""

    def __init__(self, residual: ResidualInstance, wish: Wish, facts: Collection[GroundedFact] = ()) -> None:
        self._model = _Model(PossibleStands(residual, wish), facts)

    def is_impossible(self, held: Collection[int], stopper: Stopper, ends: float) -> bool:
        """Whether it is proven that no plan fulfils the wish if only the facts of these numbers hold.

        Not proven before the monotonic clock shows `ends` is not proven.
        """
        model = self._model.with_facts(held, all_others=False)
        return self._ask(model, stopper, ends).status is Status.INFEASIBLE and self._refute(model, stopper, ends)

    def fewest_dropped(self, held: Collection[int], stopper: Stopper, ends: float) -> Refutation:
        """Hold these facts and as many others as some plan allows."""
        model = self._model.with_facts(held, all_others=None)
        kept = self._model.held.literals
        model.maximize(cp_model.LinearExpr.sum(kept))
        answer = self._ask(model, stopper, ends, presolve=False)
        if answer.status is Status.INFEASIBLE:
            return Refutation(is_impossible=self._refute(model, stopper, ends))
        if answer.value_of is None:
            return Refutation()
        return Refutation(
            dropped=frozenset(number for number, literal in enumerate(kept) if not answer.value_of(literal))
        )

    @staticmethod
    def _ask(model: cp_model.CpModel, stopper: Stopper, ends: float, *, presolve: bool = True) -> SolverAnswer:
        return ask(model, Effort(1, 0, ends - monotonic(), linearization=FEW_CUTS), stopper, presolve=presolve)

    @staticmethod
    def _refute(model: cp_model.CpModel, stopper: Stopper, ends: float) -> bool:
        return refute(lambda: model, Effort(1, 0, ends - monotonic()), stopper)


class _Model:
    """The model in which every fact has a literal that says whether it holds."""

    def __init__(self, stands: PossibleStands, facts: Collection[GroundedFact]) -> None:
        self._stands = stands
        self._model = cp_model.CpModel()
        self.held = HeldDemands(self._model, facts)
        self._at: dict[Stand, cp_model.IntVar] = {}
        for machine in stands.machines:
            for stand in stands.of_machine(machine):
                self._stand_where_open(stand)
        self._keep_places()
        self._keep_together()
        self._keep_pins()
        self._fulfil_wish()
        terms = RuleTerms(self._model, stands, self.held, self._at)
        keep_moves(terms)
        keep_runs(terms)

    def with_facts(self, held: Collection[int], *, all_others: bool | None) -> cp_model.CpModel:
        """The model in which these facts hold, and all others hold, do not hold, or (None) may do either."""
        model = self._model.clone()
        for number, literal in enumerate(self.held.literals):
            holds = True if number in held else all_others
            if holds is not None:
                here = model.get_bool_var_from_proto_index(literal.index)
                model.add_bool_or([here if holds else ~here])
        return model

    def _stand_where_open(self, stand: Stand) -> None:
        """`machine-open`, `unit-open`, `serves`, `history`: only where nothing that holds is against it."""
        closers = self._stands.closers(stand)
        if any(self.held.is_certain(ground) for ground in closers):
            return
        self._at[stand] = self._model.new_bool_var(f"{stand.machine} at {stand.unit} in {stand.ordinal}")
        for ground in closers:
            self._model.add_implication(self._at[stand], ~self.held.literal(ground))

    def _keep_places(self) -> None:
        """`one-place`: a machine is at one unit in a slot."""
        moments: defaultdict[tuple[MachineName, int], list[cp_model.IntVar]] = defaultdict(list)
        for stand, literal in self._at.items():
            moments[stand.machine, stand.ordinal].append(literal)
        for literals in moments.values():
            if len(literals) > 1:
                self._model.add_at_most_one(literals)

    def _keep_together(self) -> None:
        """`together`: so many machines at once at a unit and no more."""
        moments: defaultdict[tuple[UnitCode, int], list[cp_model.IntVar]] = defaultdict(list)
        for stand, literal in self._at.items():
            moments[stand.unit, stand.ordinal].append(literal)
        for (code, _ordinal), literals in moments.items():
            most = self._stands.campaign.units_by_code[code].together
            ground = Ground(Demand.TOGETHER, code)
            if most == 1 and len(literals) > 1 and self.held.is_certain(ground):
                self._model.add_at_most_one(literals)
            elif len(literals) > most:
                self.held.enforce(self._model.add(sum(literals) <= most), ground)

    def _keep_pins(self) -> None:
        """`pinned`, `frozen`: the machine is at the unit in each pinned slot that is open to both."""
        for pinned in self._stands.pinned:
            if pinned.stand in self._at:
                self.held.enforce(self._model.add_bool_or([self._at[pinned.stand]]), Ground(Demand.PIN, pinned.pin))

    def _fulfil_wish(self) -> None:
        """Some machine stands where and when it was wished; where that cannot be, there is no plan."""
        wish = self._stands.wish
        self._model.add_bool_or(
            [
                literal
                for stand, literal in self._at.items()
                if wish.fits(stand.machine, stand.unit, self._stands.day(stand.ordinal))
            ]
        )
