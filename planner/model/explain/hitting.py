"""A smallest set that has a member of each of several sets."""

from collections.abc import Collection, Iterable, Sequence
from time import monotonic

from ortools.sat.python import cp_model

from planner.model.gate import Effort, Status, Stopper, ask

Members = frozenset[int]


def first_smallest_hitting(sets: Sequence[Members], stopper: Stopper, ends: float) -> Members | None:
    """Of the smallest sets that have a member of each, the first in order; None if time or Ctrl-C came before.

    The only member of a set is in it anyway; sets that share no member with others are met apart.
    """
    certain = frozenset().union(*(one for one in sets if len(one) == 1))
    found = certain
    for group in _joined([one for one in sets if not one & certain]):
        met = _met(group, stopper, ends)
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


def _met(sets: Sequence[Members], stopper: Stopper, ends: float) -> Members | None:
    """The same for sets that hang together: first how many it takes, then as early ones as so many can be."""
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
