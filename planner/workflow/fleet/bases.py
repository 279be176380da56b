"""Where machines start from: which of those in use, and which unit where the first leg is free.

A base costs the way from it to the first unit, and nothing else. So the plan with the fewest kilometres over all bases
is the one whose first legs are free, with each machine based at the unit to which it goes first: one search answers
for all bases at once, and what it proves is proven of all.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from planner.domain.campaign import Campaign, Machine, PostingKind
from planner.domain.distance import Roads
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.workflow.fleet.fleets import Fleet
from planner.workflow.fleet.kinds import Kind, without_base

MOST_CHOICES = 12
"""So many ways of choosing whose base is given up are compared with each other; of more, those that look best."""
Bases = tuple[UnitCode | None, ...]


@dataclass(frozen=True, slots=True)
class BaseChoices:
    """Fleets that differ only in the bases that they give up."""

    fleets: tuple[Fleet, ...]
    """Those that look best first."""
    are_all: bool
    """Whether there are no others."""


def base_choices(campaign: Campaign, kinds: Sequence[Kind], fleet: Fleet) -> BaseChoices:
    """The ways of taking away as many machines of each kind as this fleet does."""
    of_kinds = [_ways(kind, sum(machine.name in fleet.away for machine in kind.machines)) for kind in kinds]
    found = list(islice(product(*of_kinds), _LOOKED_AT + 1))
    spread = _Spread(campaign)
    fleets = [replace(fleet, away=frozenset(name for names in ways for name in names)) for ways in found]
    if len(fleets) > 1:
        fleets.sort(key=lambda one: spread.km(kinds, one))
    return BaseChoices(tuple(fleets[:MOST_CHOICES]), len(found) <= MOST_CHOICES)


_LOOKED_AT = 2_000
"""So many ways are put in order by how near the bases that are kept lie to the units."""


def _ways(kind: Kind, num_away: int) -> list[tuple[MachineName, ...]]:
    """Every way to take away so many of its machines; machines with the same base are as good as each other."""
    by_base: dict[Bases, list[MachineName]] = {}
    for machine in kind.machines:
        by_base.setdefault(bases_of(machine), []).append(machine.name)
    groups = list(by_base.values())
    counts = islice(_shares([len(group) for group in groups], num_away), _LOOKED_AT)
    return [
        tuple(name for group, count in zip(groups, shares, strict=True) for name in group[len(group) - count :])
        for shares in counts
    ]


def _shares(room: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """Every way to take so many in all, no more of each than there is room for."""
    if not room:
        if total == 0:
            yield ()
        return
    rest = sum(room[1:])
    for first in range(max(0, total - rest), min(room[0], total) + 1):
        for others in _shares(room[1:], total - first):
            yield (first, *others)


class _Spread:
    """How far units lie from the nearest base that is kept: what a good choice of bases makes small (p-median)."""

    def __init__(self, campaign: Campaign) -> None:
        self._roads = Roads.of(campaign)
        self._needs = Counter({unit.code: unit.need for unit in campaign.units})

    def km(self, kinds: Sequence[Kind], fleet: Fleet) -> float:
        """Dossiers times km, over all units that each kind serves."""
        return sum(self._of_kind(kind, fleet.away) for kind in kinds)

    def _of_kind(self, kind: Kind, away: Collection[MachineName]) -> float:
        kept = {base for machine in kind.machines if machine.name not in away for base in bases_of(machine) if base}
        if not kept:
            return 0.0
        return sum(self._needs[code] * min(self._roads.km(base, code) for base in kept) for code in sorted(kind.serves))


def bases_of(machine: Machine) -> Bases:
    """The base of each of its postings."""
    return tuple(posting.base for posting in machine.postings)


def freed(campaign: Campaign, machines: Collection[MachineName]) -> Campaign:
    """The campaign where the first leg of these machines is free."""
    changed = tuple(without_base(one) if one.name in machines else one for one in campaign.machines)
    return campaign.model_copy(update={"machines": changed})


def based_where_they_begin(campaign: Campaign, plan: Plan, machines: Collection[MachineName]) -> Campaign:
    """The campaign with these machines based at the units to which the plan sends them first.

    That is said of each of their postings. Machines that the plan leaves out stay without a base.
    """
    first: dict[tuple[MachineName, int], UnitCode] = {}
    by_name = campaign.machines_by_name
    for row in plan.assignments:
        if row.machine not in machines:
            continue
        for number, posting in enumerate(by_name[row.machine].postings):
            if posting.first_day <= row.date <= posting.last_day and posting.kind is PostingKind.MOBILE:
                first.setdefault((row.machine, number), row.unit)
    changed = tuple(_based(one, first) if one.name in machines else one for one in campaign.machines)
    return campaign.model_copy(update={"machines": changed})


def _based(machine: Machine, first: dict[tuple[MachineName, int], UnitCode]) -> Machine:
    postings = tuple(
        posting.model_copy(update={"base": first.get((machine.name, number))})
        for number, posting in enumerate(machine.postings)
    )
    return machine.model_copy(update={"postings": postings})
