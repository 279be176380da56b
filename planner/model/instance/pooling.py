"""Machines that differ only in where they come from, told as one class: for every question but those about roads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planner.domain.record import MachineName
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit


@dataclass(frozen=True, slots=True)
class Pool:
    """A subproblem with fewer and larger classes, and the way back to the classes that it has."""

    problem: Subproblem
    class_of: dict[MachineName, dict[int, int]]
    """For each machine and each class of the pooled subproblem, its class in the subproblem itself."""
    pooled: dict[int, int]
    """For each class of the subproblem itself, the one that it is told as."""

    def told(self, visits: Iterable[MachineVisit]) -> Iterator[MachineVisit]:
        """Visits of the subproblem itself, as visits of the pooled one."""
        return (visit._replace(machine_class=self.pooled[visit.machine_class]) for visit in visits)

    def meant(self, visits: Iterable[MachineVisit]) -> Iterator[MachineVisit]:
        """Visits of the pooled subproblem, as visits of the subproblem itself."""
        return (visit._replace(machine_class=self.class_of[visit.machine][visit.machine_class]) for visit in visits)


def pool_of(problem: Subproblem) -> Pool:
    """One class for all that are alike but for their base; exact wherever travel and reach do not matter.

    Where something was announced it matters which machine comes, so nothing is pooled.
    """
    groups: dict[object, list[int]] = {}
    for number in range(len(problem.classes)):
        groups.setdefault(_likeness(problem, number) if _may_be_pooled(problem, number) else number, []).append(number)
    members = list(groups.values())
    classes = tuple(
        replace(
            problem.classes[group[0]],
            machines=tuple(
                sorted(
                    (name for number in group for name in problem.classes[number].machines),
                    key=problem.machine_rank.__getitem__,
                )
            ),
        )
        for group in members
    )
    first_of = {group[0]: pooled for pooled, group in enumerate(members)}
    pairs = {
        code: tuple(
            replace(one, machine_class=first_of[one.machine_class]) for one in found if one.machine_class in first_of
        )
        for code, found in problem.pairs.items()
    }
    class_of: dict[MachineName, dict[int, int]] = {}
    for pooled, group in enumerate(members):
        for number in group:
            for name in problem.classes[number].machines:
                class_of.setdefault(name, {})[pooled] = number
    return Pool(
        replace(problem, classes=classes, pairs=pairs),
        class_of,
        {number: pooled for pooled, group in enumerate(members) for number in group},
    )


def _may_be_pooled(problem: Subproblem, number: int) -> bool:
    """Whether these machines have this one mobile posting, which roads alone tell from others."""
    fleet = problem.classes[number].fleet
    has_one_class = sum(machine_class.fleet == fleet for machine_class in problem.classes) == 1
    is_free = not problem.promises and not problem.limits_reach and problem.wish is None
    return has_one_class and is_free and not problem.classes[number].is_fixed


def _likeness(problem: Subproblem, number: int) -> object:
    machine_class = problem.classes[number]
    posting = machine_class.posting
    pairs = tuple(
        (code, one.worked, one.brings, one.pinned, one.taken, one.wished)
        for code, found in problem.pairs.items()
        for one in found
        if one.machine_class == number
    )
    return posting.serves, posting.first_day, posting.last_day, posting.capacity, machine_class.open_ordinals, pairs
