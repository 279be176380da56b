"""The fleets that one part of a campaign may have, up to the bases that they give up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planner.domain.record import MachineName
from planner.workflow.fleet.counting import Counting
from planner.workflow.fleet.fleets import Fleet
from planner.workflow.fleet.kinds import Kind
from planner.workflow.fleet.parts import Part

MOST_FLEETS = 200
"""So many fleets of one number of machines are looked at in one part; of more, those that come from the roomiest."""


class PartFleets:
    """The fleets of one part, by how many machines they have, those that stay included."""

    def __init__(self, part: Part, kinds: Sequence[Kind], counting: Counting) -> None:
        self._num_staying = len(part.staying)
        self._kinds = {number: kinds[number] for number in part.kinds}
        self._counting = counting
        self._known: dict[int, tuple[list[Fleet], bool]] = {}

    def of(self, machines: int) -> list[Fleet]:
        """Those with so many machines, those that change least first; empty where there are none."""
        return self._found(machines)[0]

    def are_all(self, machines: int) -> bool:
        """Whether no others have so many."""
        return self._found(machines)[1]

    def _found(self, machines: int) -> tuple[list[Fleet], bool]:
        if machines not in self._known:
            varied = machines - self._num_staying
            counts = list(islice(self._counts(list(self._kinds), varied), MOST_FLEETS + 1)) if varied >= 0 else []
            are_all = len(counts) <= MOST_FLEETS
            fleets = [self._fleet(one) for one in (counts if are_all else self._roomiest(varied))]
            lawful = [one for one in fleets if not (one.more and takes_fixed(self._kinds.values(), one))]
            self._known[machines] = sorted(lawful, key=lambda one: one.changes), are_all
        return self._known[machines]

    def _counts(self, numbers: Sequence[int], total: int) -> Iterator[dict[int, int]]:
        """Every way to have so many machines: how many of each kind."""
        if not numbers:
            if total == 0:
                yield {}
            return
        first, rest = numbers[0], numbers[1:]
        kind = self._kinds[first]
        for count in range(total + 1 if kind.new is not None else min(total, len(kind.machines)) + 1):
            for others in self._counts(rest, total - count):
                yield {first: count, **others}

    def _roomiest(self, total: int) -> list[dict[int, int]]:
        """The machines with most room, and each way to exchange one of them for one of another kind."""
        by_room = sorted(self._kinds, key=lambda number: -self._counting.room(number))
        best: Counter[int] = Counter()
        for number in by_room:
            kind = self._kinds[number]
            best[number] = total - best.total() if kind.new else min(len(kind.machines), total - best.total())
        ways = [best]
        for out in by_room:
            for into in by_room:
                kind = self._kinds[into]
                if out != into and best[out] and (kind.new or best[into] < len(kind.machines)):
                    ways.append(best - Counter({out: 1}) + Counter({into: 1}))
        return [dict(one) for one in ways[:MOST_FLEETS] if one.total() == total]

    def _fleet(self, counts: dict[int, int]) -> Fleet:
        """The fleet that has so many of each kind; of those of the workbook the last ones go."""
        away: list[MachineName] = []
        more: list[int] = []
        for number, kind in self._kinds.items():
            count = counts.get(number, 0)
            away += [machine.name for machine in kind.machines[count:]]
            more += [number] * (count - len(kind.machines))
        return Fleet(frozenset(away), tuple(more))


def takes_fixed(kinds: Iterable[Kind], fleet: Fleet) -> bool:
    """Whether it takes away a machine of a kind of which there may be no more: one with a fixed place at some time."""
    return any(machine.name in fleet.away for kind in kinds if kind.new is None for machine in kind.machines)
