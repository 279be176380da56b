"""Why a wish cannot be fulfilled: a smallest set of facts that leaves no plan which does.

Source of the search: a smallest unsatisfiable subset by hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva,
Smallest MUS extraction with minimal hitting set dualization, CP 2015). Cores of assumptions are not used: presolve may
name literals that are none, google/or-tools #5141.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.campaign import Campaign
from planner.domain.situation import Situation
from planner.domain.wish import Wish
from planner.model.explain.fact import Forbidden
from planner.model.explain.facts import campaign_dates, facts_of
from planner.model.explain.question import WishQuestion
from planner.model.gate import Effort, Status, Stopper, ask
from planner.model.instance.residual import ResidualInstance, residual_of

Members = frozenset[int]
SECONDS_A_QUESTION = 10.0
"""By far more than such a question takes."""
SHARE_OF_PROOF = 1 / 3
"""How much of the time may go into the proof that a wish is impossible, before any plan is sought."""
SHARE_OF_FEWEST = 0.6
"""How much of the rest may go into the search for the fewest facts; then all that can be spared are left out."""


def is_forbidden(residual: ResidualInstance, stopper: Stopper, seconds: float = SECONDS_A_QUESTION) -> bool:
    """Whether it is proven within these seconds that no plan fulfils the wish."""
    if residual.wish is None:
        return False
    return WishQuestion(residual, residual.wish).is_impossible((), stopper, monotonic() + seconds)


def forbidding_facts(
    campaign: Campaign, situation: Situation, wish: Wish, stopper: Stopper, seconds: float = SECONDS_A_QUESTION
) -> Forbidden:
    """A smallest set of facts that forbids the wish; no facts if some plan fulfils it, or none is proven impossible."""
    ends = monotonic() + seconds
    residual = residual_of(campaign, situation, wish)
    if not is_forbidden(residual, stopper, seconds * SHARE_OF_PROOF):
        return Forbidden()
    facts = facts_of(campaign, situation, residual)
    question = WishQuestion(residual, wish, facts)
    found = _ConflictSearch(question, len(facts), stopper, ends).fewest()
    if not found.numbers and found.are_fewest:
        return Forbidden((campaign_dates(campaign),))
    return Forbidden(tuple(facts[number].fact for number in found.numbers), found.are_fewest)


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Facts that together forbid the wish."""

    numbers: tuple[int, ...]
    """The facts' places in the list of all facts, sorted."""
    are_fewest: bool
    """Whether it is proven that no fewer facts forbid it."""


@dataclass(frozen=True)
class _ConflictSearch:
    """Looks for a small conflict among facts of which it is proven that all of them together forbid the wish."""

    question: WishQuestion
    num_facts: int
    stopper: Stopper
    ends: float
    """The monotonic clock at which the search ends."""

    def fewest(self) -> _Conflict:
        """A smallest conflict, the first in order; where time ends before, one that deletion has made small."""
        now = monotonic()
        exact = replace(self, ends=now + (self.ends - now) * SHARE_OF_FEWEST)
        numbers = exact.smallest()
        if numbers is not None:
            return _Conflict(numbers, are_fewest=True)
        return _Conflict(self.some(), are_fewest=False)

    def smallest(self) -> tuple[int, ...] | None:
        """A smallest conflict by hitting sets; None if the time does not suffice.

        A plan that fulfils the wish breaks some facts: every conflict holds one of these.
        """
        to_be_met: list[frozenset[int]] = []
        while True:
            chosen = first_smallest_hitting(to_be_met, self.stopper, self.ends)
            if chosen is None:
                return None
            fresh = self._apart(chosen)
            if fresh is None:
                return None
            if not fresh:
                return tuple(sorted(chosen))
            to_be_met += fresh

    def _apart(self, chosen: frozenset[int]) -> list[frozenset[int]] | None:
        """Disjoint sets of facts, each broken by a plan that keeps the chosen ones; empty if those are a conflict."""
        fresh: list[frozenset[int]] = []
        held = chosen
        while True:
            reply = self.question.fewest_dropped(held, self.stopper, self.ends)
            if reply.dropped:
                fresh.append(reply.dropped)
                held |= reply.dropped
            elif fresh:
                return fresh
            else:
                return [] if reply.is_impossible else None

    def some(self) -> tuple[int, ...]:
        """A conflict by deletion: facts are left out, in groups, then singly, while the rest still forbids the wish."""
        kept = list(range(self.num_facts))
        size = max(1, len(kept) // 2)
        while True:
            for group in _groups(kept, size):
                rest = [number for number in kept if number not in group]
                if self.question.is_impossible(rest, self.stopper, self.ends):
                    kept = rest
            if size == 1 or self.stopper.stopped.is_set() or monotonic() >= self.ends:
                return tuple(kept)
            size = max(1, size // 2)


def _groups(numbers: Sequence[int], size: int) -> list[frozenset[int]]:
    """The numbers in groups of this size, the last ones first: those facts are the hardest to change."""
    return [frozenset(numbers[begin : begin + size]) for begin in range(0, len(numbers), size)][::-1]


def first_smallest_hitting(sets: Sequence[Members], stopper: Stopper, ends: float) -> Members | None:
    """Of the smallest sets that have a member of each, the first in order; None if time or Ctrl-C came before.

    The only member of a set is in it anyway; sets that share no member with others are met apart.
    """
    certain = frozenset().union(*(one for one in sets if len(one) == 1))
    found = certain
    for group in _joined([one for one in sets if not one & certain]):
        met = _smallest_of_group(group, stopper, ends)
        if met is None:
            return None
        found |= met
    return found


def _joined(sets: Iterable[Members]) -> list[list[Members]]:
    """The sets in groups that share no member."""
    groups: list[tuple[Members, list[Members]]] = []
    for one in dict.fromkeys(sets):
        touched = [group for group in groups if group[0] & one]
        groups = [group for group in groups if not group[0] & one]
        members = one.union(*(group[0] for group in touched))
        groups.append((members, [*(each for group in touched for each in group[1]), one]))
    return [group for _members, group in groups]


def _smallest_of_group(sets: Sequence[Members], stopper: Stopper, ends: float) -> Members | None:
    """A smallest set that has a member of each of these sets, which share members; of several the first in order."""
    if len(sets) == 1:
        return frozenset([min(sets[0])])
    best = _fewest(sets, frozenset(), frozenset(), stopper, ends)
    if best is None:
        return None
    within: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    for member in sorted(frozenset().union(*sets)):
        if len(within) == len(best):
            break
        if member not in best:
            other = _fewest(sets, within | {member}, without, stopper, ends)
            if other is None:
                return None
            best = other if len(other) == len(best) else best
        if member in best:
            within |= {member}
        else:
            without |= {member}
    return best


def _fewest(
    sets: Sequence[Members], within: Collection[int], without: Collection[int], stopper: Stopper, ends: float
) -> Members | None:
    """A smallest set with these members and without those."""
    model = cp_model.CpModel()
    chosen = {member: model.new_bool_var(str(member)) for member in sorted(frozenset().union(*sets))}
    for one in sets:
        model.add_at_least_one([chosen[member] for member in sorted(one)])
    for member in within:
        model.add(chosen[member] == 1)
    for member in without:
        model.add(chosen[member] == 0)
    model.minimize(cp_model.LinearExpr.sum(list(chosen.values())))
    answer = ask(model, Effort(1, 0, ends - monotonic()), stopper)
    if answer.status is not Status.OPTIMAL or answer.value_of is None:
        return None
    return frozenset(member for member, literal in chosen.items() if answer.value_of(literal))
