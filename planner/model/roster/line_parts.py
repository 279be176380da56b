"""Owners who share no effect are rostered apart: every goal is a sum, so values and bounds add up."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.model.roster.line_problem import Choice, Line, LineProblem, Owner, Total


class LinePart(NamedTuple):
    """Some owners with a problem of their own."""

    owners: tuple[int, ...]
    """Their numbers in the whole problem, in the order of the part."""
    problem: LineProblem


class Parts(NamedTuple):
    """A problem as parts."""

    parts: tuple[LinePart, ...]
    constant: tuple[int, ...]
    """What covers cost, in each goal, that nobody can have."""

    def whole(self, lines_of: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
        """The lines of all owners from those of the parts."""
        lines: dict[int, Line] = {}
        for part, of_part in zip(self.parts, lines_of, strict=True):
            lines |= dict(zip(part.owners, of_part, strict=True))
        return tuple(lines[owner] for owner in range(len(lines)))


def parted(problem: LineProblem) -> Parts:
    """The parts of a problem, in the order of their first owners."""
    effects = [_effects(owner) for owner in problem.owners]
    leader = list(range(len(problem.owners)))

    def find(owner: int) -> int:
        while leader[owner] != owner:
            leader[owner] = leader[leader[owner]]
            owner = leader[owner]
        return owner

    first_with: dict[int, int] = {}
    for owner, of_owner in enumerate(effects):
        for effect in of_owner:
            one, other = find(first_with.setdefault(effect, owner)), find(owner)
            leader[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for owner in range(len(problem.owners)):
        groups.setdefault(find(owner), []).append(owner)
    constant = [0] * problem.num_goals
    for number, cover in enumerate(problem.covers):
        if number not in first_with:
            constant[cover.goal] += cover.under * max(0, cover.need)
    parts = tuple(_part(problem, owners, effects) for owners in groups.values())
    return Parts(parts, tuple(constant))


def _effects(owner: Owner) -> frozenset[int]:
    return frozenset(
        choice.effect
        for day, choices in enumerate(owner.choices)
        for place, choice in enumerate(choices, 1)
        if choice.effect is not None and (day, place) not in owner.barred
    )


def _part(problem: LineProblem, owners: list[int], effects: list[frozenset[int]]) -> LinePart:
    covers = sorted(frozenset().union(*(effects[owner] for owner in owners)))
    number = {cover: place for place, cover in enumerate(covers)}
    place_of = {owner: place for place, owner in enumerate(owners)}
    known: dict[tuple[Choice, ...], tuple[Choice, ...]] = {}

    def renumbered(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        if choices not in known:
            known[choices] = tuple(
                Choice(None if choice.effect is None else number.get(choice.effect), choice.label) for choice in choices
            )
        return known[choices]

    def moved(total: Total) -> Total:
        return Total(
            place_of[total.owner], total.counted, total.lowest, total.highest, total.goal, total.above, total.below
        )

    return LinePart(
        tuple(owners),
        LineProblem(
            problem.days,
            tuple(
                problem.owners[owner]._replace(choices=tuple(map(renumbered, problem.owners[owner].choices)))
                for owner in owners
            ),
            tuple(problem.covers[cover] for cover in covers),
            tuple(moved(total) for total in problem.totals if total.owner in place_of),
            problem.num_goals,
        ),
    )
