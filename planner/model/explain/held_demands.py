"""Which demands hold in a question: those of facts that are held, and all that no fact makes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.model.explain.fact import Ground, GroundedFact
from planner.model.explain.possible_stands import PossibleStands, Stand

Literal = cp_model.LiteralT


class HeldDemands:
    """A literal for each fact: whether it holds."""

    def __init__(self, model: cp_model.CpModel, facts: Collection[GroundedFact]) -> None:
        self.literals = [model.new_bool_var(f"fact {number} holds") for number, _fact in enumerate(facts)]
        self._by_ground = {
            ground: literal for fact, literal in zip(facts, self.literals, strict=True) for ground in fact.grounds
        }

    def is_certain(self, ground: Ground) -> bool:
        """Whether the demand holds in any case, since none of the facts makes it."""
        return ground not in self._by_ground

    def literal(self, ground: Ground) -> cp_model.IntVar:
        """Whether the demand holds; only for one that is not certain."""
        return self._by_ground[ground]

    def dropped(self, *grounds: Ground) -> list[Literal]:
        """Of these demands the literals that say that one does not hold; a certain demand has none."""
        return [~self._by_ground[ground] for ground in grounds if ground in self._by_ground]

    def enforce(self, constraint: cp_model.Constraint, *grounds: Ground) -> None:
        """Ask for the constraint only where all these demands hold."""
        literals = [self._by_ground[ground] for ground in grounds if ground in self._by_ground]
        if literals:
            constraint.only_enforce_if(*literals)


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What the rules of a question are told in."""

    model: cp_model.CpModel
    stands: PossibleStands
    held: HeldDemands
    at: Mapping[Stand, cp_model.IntVar]
    """Whether each possible stand is made."""
