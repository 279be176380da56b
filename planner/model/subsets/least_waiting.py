"""The rounds that let people wait the least among those that travel hardly more than they have to.

Travel is told to a tenth of a kilometre, so that a few more metres are no worse. All ways to part the units among the
machines are looked at that travel no more than that, and of each machine's share all orders.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from planner.domain.policy import Goal
from planner.model.subsets.best_rounds import MOST_LABELS, BestRounds, crew_labels, labels_of, tours_along
from planner.model.subsets.parting import latest_frees, machines_of, ways_to_part
from planner.model.subsets.small_part import Crew, SmallPart
from planner.model.tours.set_labels import SetLabels
from planner.model.tours.set_tables import Longs

MOST_WAYS = 2_000
MOST_ORDERS = 20_000
"""More than these are not looked at, one by one."""


@dataclass(frozen=True, slots=True)
class _Orders:
    """What machines come to that serve units in these orders."""

    metres: int
    waiting: int
    orders: tuple[tuple[int, ...], ...]


def least_waiting_within(part: SmallPart, metres: int) -> BestRounds | None:
    """The rounds with the least waiting of those that travel no more than so many metres, and what they come to. None
    where there are none, or too many to look at.
    """
    crews = _Crews.of(part)
    ways = [] if crews is None else list(islice(ways_to_part(part, crews.least_metres, metres), MOST_WAYS + 1))
    if crews is None or not 0 < len(ways) <= MOST_WAYS:
        return None
    numbers = [number for number, _name in machines_of(part)]
    known = crews.shares(numbers, ways, metres)
    if known is None:
        return None
    found: list[_Orders] = []
    for way in ways:
        together = [_Orders(0, 0, ())]
        for share in zip(numbers, way, strict=True):
            together = _added_up(together, known[share], metres)
        found += together
    best = min(found, key=lambda each: (each.waiting, each.metres))
    return BestRounds({Goal.TRAVEL: best.metres, Goal.WAITING: best.waiting}, tours_along(part, best.orders))


@dataclass(frozen=True, slots=True)
class _Crews:
    """A part's crews with what their machines travel, and let wait where they stand still."""

    crews: Sequence[Crew]
    by_travel: Sequence[SetLabels]
    by_waiting: Mapping[int, SetLabels]
    """By the number of the crew."""

    @classmethod
    def of(cls, part: SmallPart) -> "_Crews | None":
        """None where that is too much to be kept."""
        by_travel, latest = labels_of(part, {Goal.TRAVEL: 1}), latest_frees(part)
        by_waiting = {
            number: crew_labels(crew, {Goal.WAITING: 1}, latest, MOST_LABELS)
            for number, crew in enumerate(part.crews)
            if not crew.travels
        }
        known = {number: labels for number, labels in by_waiting.items() if labels is not None}
        return None if by_travel is None or len(known) < len(by_waiting) else cls(part.crews, by_travel, known)

    @property
    def least_metres(self) -> list[Longs]:
        """Of each crew what each set travels."""
        return [labels.least for labels in self.by_travel]

    def shares(
        self, numbers: Sequence[int], ways: Sequence[tuple[int, ...]], metres: int
    ) -> dict[tuple[int, int], list[_Orders]] | None:
        """By crew and set, all that may be of use of one machine's orders; None where they are too many."""
        least, most = self.least_metres, defaultdict[tuple[int, int], int](int)
        for way in ways:
            own = {share: int(least[share[0]][share[1]]) for share in zip(numbers, way, strict=True)}
            spare = metres - sum(int(least[number][chosen]) for number, chosen in zip(numbers, way, strict=True))
            for share, travels in own.items():
                most[share] = max(most[share], travels + spare)
        shares, left = {}, MOST_ORDERS
        for (number, chosen), own_most in most.items():
            orders = list(islice(self._orders(number, chosen, own_most), left + 1))
            left -= len(orders)
            if left < 0:
                return None
            shares[number, chosen] = _not_dominated(orders)
        return shares

    def _orders(self, number: int, chosen: int, most: int) -> Iterator[_Orders]:
        """One machine's orders of a set that travel no more than this; where it stands still, the best alone."""
        if number in self.by_waiting:
            labels = self.by_waiting[number]
            yield _Orders(0, int(labels.least[chosen]), (labels.order_in(chosen),))
            return
        for order in self.by_travel[number].orders_within(chosen, most):
            yield _along(self.crews[number], order)


def _along(crew: Crew, order: tuple[int, ...]) -> _Orders:
    """What one machine comes to in this order."""
    metres, waiting, free = 0, 0, 0
    for place, unit in enumerate(order):
        metres += int(crew.metres[order[place - 1], unit] if place else crew.first_metres[unit])
        waiting += int(crew.waiting[unit, free])
        free = int(crew.after[unit, free])
    return _Orders(metres, waiting, (order,))


def _added_up(ones: Sequence[_Orders], others: Sequence[_Orders], metres: int) -> list[_Orders]:
    """What these machines and one more come to, as far as it travels no more than this and may be of use."""
    together = (
        _Orders(one.metres + other.metres, one.waiting + other.waiting, (*one.orders, *other.orders))
        for one, other in product(ones, others)
    )
    return _not_dominated(each for each in together if each.metres <= metres)


def _not_dominated(orders: Iterable[_Orders]) -> list[_Orders]:
    """Those that let people wait less than all that travel no more."""
    kept: list[_Orders] = []
    for one in sorted(orders, key=lambda each: (each.metres, each.waiting)):
        if not kept or one.waiting < kept[-1].waiting:
            kept.append(one)
    return kept
