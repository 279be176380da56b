"""How so many machines are best shared out among the parts: who is served, how soon, with how few changes and km.

What nobody has asked about yet is taken to be as good as counting allows. So the best way to share machines out names
what is worth asking about, and it is the best of all once everything in it has been asked.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from planner.domain.plan import Assignment
from planner.workflow.fleet.allocation import Cost, Offer, Shared, cheapest
from planner.workflow.fleet.asking import LARGEST_SHARE, SHARE_OF_A_PART, Asking
from planner.workflow.fleet.fleets import TODAYS, Fleet
from planner.workflow.fleet.kinds import Kind
from planner.workflow.fleet.part_fleets import takes_fixed
from planner.workflow.fleet.part_search import NO_PLAN, PartSearch

CostOf = Callable[[PartSearch, Fleet], Cost | None]
"""What a fleet costs in a part; None where it is left out."""


@dataclass(frozen=True, slots=True)
class AtBest:
    """What so many machines can do at best, wherever they are."""

    machines: int
    unserved: float
    """Times Ưu tiên; infinite where no plan was found."""
    finish: float
    """The ordinal of the last slot."""
    least_unserved: float
    least_finish: float
    """Of all plans that leave no more than `unserved`."""

    def does(self, by: int) -> bool:
        """Whether everything is collected by this slot, as far as was found."""
        return self.unserved == 0 and self.finish <= by

    def may_do(self, by: int) -> bool:
        """Whether it is not proven impossible to collect everything by this slot."""
        return self.least_unserved == 0 and self.least_finish <= by


@dataclass(frozen=True, slots=True)
class Kilometres:
    """What the machines of all parts drive together."""

    km: float
    """Infinite where it was not found of every part."""
    least_km: float
    """None of those that were compared drives less; 0 where nothing was compared."""
    begins: tuple[Assignment, ...]
    """The placements of the answers about the parts, where a search may begin."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The machines that are chosen among those that serve as many as soon with as few changes."""

    fleets: tuple[Fleet, ...]
    """Of each part."""
    is_only: bool
    """Whether there was no choice."""
    driven: Kilometres

    @property
    def fleet(self) -> Fleet:
        """All of them together."""
        return reduce(Fleet.and_, self.fleets, TODAYS)


class SharingOut:
    """Shares machines out among the parts of a campaign."""

    def __init__(self, parts: Sequence[PartSearch], kinds: Sequence[Kind], asking: Asking) -> None:
        self._parts = parts
        self._kinds = kinds
        self._asking = asking
        self._share = LARGEST_SHARE if len(parts) == 1 else SHARE_OF_A_PART

    def settle(self, machines: int) -> AtBest | None:
        """What so many machines can do at best; None where there is no way to have so many."""
        while True:
            served = self._best_served(machines)
            if served is None:
                return None
            unasked = self._unasked(served[2])
            if not unasked or self._asking.is_over:
                break
            self._ask(unasked)
        unserved, finish, _shared = served
        return AtBest(machines, unserved, finish, *self._least(machines, unserved, finish))

    def may_do(self, machines: int, by: int) -> bool:
        """Whether it is not proven yet that so many cannot collect everything by this slot."""
        least_unserved, least_finish = self._least(machines, 0, NO_PLAN)
        return least_unserved == 0 and least_finish <= by

    @property
    def fewest_machines(self) -> int:
        """How many stay in any case, and at least one."""
        return max(1, sum(part.num_staying for part in self._parts))

    @property
    def most_machines(self) -> int:
        """More machines than this serve nobody sooner."""
        return max(1, sum(part.most_machines for part in self._parts))

    def choose(self, settled: AtBest) -> Chosen:
        """The machines that do what was settled, with the fewest changes to today's, and then the fewest km."""
        until = settled.finish
        fewest = self._cheapest(settled.machines, self._as_good(settled, lambda _part, _fleet: ()))
        if fewest is None:
            raise ValueError
        is_only = fewest.num_ways == 1 and not self._unasked(fewest) and not self._has_other_bases(fewest)
        if is_only and len(self._parts) == 1:
            begins = self._parts[0].begins(fewest.fleets[0], until)
            return Chosen(fewest.fleets, is_only, Kilometres(NO_PLAN, 0.0, begins))
        while True:
            best = self._driving_least(settled)
            unknown = self._unknown_km(best, until)
            if not unknown or self._asking.is_over:
                break
            self._ask_km(unknown, settled)
        km = NO_PLAN if unknown else best.cost[-1]
        pairs = zip(self._parts, best.fleets, strict=True)
        begins = tuple(row for part, fleet in pairs for row in part.begins(fleet, until))
        return Chosen(best.fleets, is_only, Kilometres(km, self._least_km(settled), begins))

    def _least_km(self, settled: AtBest) -> float:
        """Below this none of those that do what was settled drives."""
        least = self._cheapest(
            settled.machines,
            self._as_good(settled, lambda part, fleet: (part.least_km(fleet, settled.finish),)),
            with_bases=True,
        )
        return 0.0 if least is None else least.cost[-1]

    def anywhere(self, fleets: Sequence[Fleet], until: float) -> Kilometres:
        """What these fleets, one for each part, drive where each machine is based where it is best sent first."""
        pairs = list(zip(self._parts, fleets, strict=True))
        if len(pairs) > 1:
            unknown = [pair for pair in pairs if not pair[0].is_driven_known(pair[1], until, anywhere=True)]
            questions = [part.question_of_km(fleet, until, anywhere=True) for part, fleet in unknown]
            for (part, fleet), answer in zip(unknown, self._asking.answers(questions, self._share), strict=True):
                part.learn_km(fleet, until, answer, anywhere=True)
        driven = [part.driven(fleet, until, anywhere=True) for part, fleet in pairs]
        begins = tuple(row for part, fleet in pairs for row in part.begins(fleet, until, anywhere=True))
        return Kilometres(sum(one.km for one in driven), sum(one.least_km for one in driven), begins)

    def _has_other_bases(self, shared: Shared) -> bool:
        """Whether as many machines of each kind could be taken away from other bases."""
        return any(len(part.choices(fleet).fleets) > 1 for part, fleet in zip(self._parts, shared.fleets, strict=True))

    def _best_served(self, machines: int) -> tuple[float, float, Shared] | None:
        fewest_left = self._cheapest(machines, lambda part, fleet: (part.served(fleet).unserved,))
        if fewest_left is None:
            return None
        unserved = fewest_left.cost[0]
        finish, shared = self._soonest(machines, unserved, lambda part, fleet: part.served(fleet).finish)
        return unserved, finish, shared or fewest_left

    def _soonest(
        self, machines: int, unserved: float, finish: Callable[[PartSearch, Fleet], float]
    ) -> tuple[float, Shared | None]:
        """The first slot by which no more than this is left, and the machines that do so."""

        def ends_by(until: float) -> Shared | None:
            shared = self._cheapest(
                machines,
                lambda part, fleet: (
                    (part.served(fleet).unserved, fleet.changes) if finish(part, fleet) <= until else None
                ),
            )
            return shared if shared is not None and shared.cost[0] <= unserved else None

        until = _first(self._moments(machines, finish), lambda moment: ends_by(moment) is not None)
        return until, ends_by(until)

    def _least(self, machines: int, unserved: float, finish: float) -> tuple[float, float]:
        """What is proven of all fleets of this number: what they leave, and when they end that leave no more."""
        left = self._cheapest(machines, lambda part, fleet: (part.served(fleet).least_unserved,), counts_others=True)
        if left is None:
            return NO_PLAN, NO_PLAN
        if left.cost[0] > unserved:
            return left.cost[0], 0.0

        def least_finish(part: PartSearch, fleet: Fleet) -> float:
            served = part.served(fleet)
            return served.least_finish if unserved == 0 or served.is_settled else 0.0

        def may_end_by(until: float) -> bool:
            shared = self._cheapest(
                machines,
                lambda part, fleet: (
                    (part.served(fleet).least_unserved,) if least_finish(part, fleet) <= until else None
                ),
                counts_others=True,
            )
            return shared is not None and shared.cost[0] <= unserved

        moments = [0.0, *self._moments(machines, least_finish)]
        return left.cost[0], min(finish, _first(moments, may_end_by))

    def _moments(self, machines: int, finish: Callable[[PartSearch, Fleet], float]) -> list[float]:
        return sorted(
            {
                finish(part, fleet)
                for place, part in enumerate(self._parts)
                for number in self._numbers(place, machines)
                for fleet in part.fleets.of(number)
            }
        )

    def _numbers(self, place: int, machines: int) -> range:
        """How many of so many machines the part at this place may have."""
        others = [part for number, part in enumerate(self._parts) if number != place]
        part = self._parts[place]
        fewest = max(part.num_staying, machines - sum(other.most_machines for other in others))
        most = min(part.most_machines, machines - sum(other.num_staying for other in others))
        return range(fewest, most + 1)

    def _cheapest(
        self, machines: int, cost: CostOf, *, counts_others: bool = False, with_bases: bool = False
    ) -> Shared | None:
        """The way to share them out that costs least.

        A machine with a fixed place at some time is taken away only where no machine comes: what it was sent there for
        is not to be done by another that comes in its stead.
        """

        def offers(place: int, part: PartSearch, lawful: Callable[[Fleet], bool]) -> Iterator[Offer]:
            for number in self._numbers(place, machines):
                for fleet in part.fleets.of(number):
                    if not lawful(fleet):
                        continue
                    for one in part.choices(fleet).fleets if with_bases else (fleet,):
                        what = cost(part, one)
                        if what is not None:
                            yield Offer(number, what, one)
                if counts_others and not part.fleets.are_all(number):
                    yield Offer(number, (part.counting.least_of_any(number).unserved,), TODAYS)

        def shared(lawful: Callable[[Fleet], bool]) -> Shared | None:
            return cheapest([offers(place, part, lawful) for place, part in enumerate(self._parts)], machines)

        keeping = shared(lambda fleet: not takes_fixed(self._kinds, fleet))
        if all(kind.new is not None for kind in self._kinds):
            return keeping
        taking = shared(lambda fleet: not fleet.more)
        found = [one for one in (keeping, taking) if one is not None]
        return min(found, key=lambda one: one.cost, default=None)

    def _unasked(self, shared: Shared) -> list[tuple[PartSearch, Fleet]]:
        pairs = zip(self._parts, shared.fleets, strict=True)
        return [(part, fleet) for part, fleet in pairs if not part.is_asked(fleet)]

    def _ask(self, unasked: Sequence[tuple[PartSearch, Fleet]]) -> None:
        answers = self._asking.answers([part.question(fleet) for part, fleet in unasked], self._share)
        for (part, fleet), answer in zip(unasked, answers, strict=True):
            part.learn(fleet, answer)

    def _as_good(self, settled: AtBest, figures: Callable[[PartSearch, Fleet], Cost]) -> CostOf:
        """The cost of fleets that end as soon: what they leave, what they change, and these figures."""

        def cost(part: PartSearch, fleet: Fleet) -> Cost | None:
            served = part.served(part.like(fleet))
            if served.finish > settled.finish:
                return None
            return (served.unserved, fleet.changes, *figures(part, fleet))

        return cost

    def _driving_least(self, settled: AtBest) -> Shared:
        until = settled.finish
        best = self._cheapest(
            settled.machines,
            self._as_good(settled, lambda part, fleet: (part.driven(fleet, until).km,)),
            with_bases=True,
        )
        if best is None:
            raise ValueError
        return best

    def _unknown_km(self, shared: Shared, until: float) -> list[tuple[PartSearch, Fleet]]:
        pairs = zip(self._parts, shared.fleets, strict=True)
        return [
            (part, fleet)
            for part, fleet in pairs
            if not (part.is_asked(part.like(fleet)) and part.is_driven_known(fleet, until))
        ]

    def _ask_km(self, unknown: Sequence[tuple[PartSearch, Fleet]], settled: AtBest) -> None:
        """Ask what is served where that is still unknown, and what is driven where it is not."""
        self._ask([(part, part.like(fleet)) for part, fleet in unknown if not part.is_asked(part.like(fleet))])
        until = settled.finish
        served = [(part, fleet) for part, fleet in unknown if part.served(part.like(fleet)).finish <= until]
        answers = self._asking.answers([part.question_of_km(fleet, until) for part, fleet in served], self._share)
        for (part, fleet), answer in zip(served, answers, strict=True):
            part.learn_km(fleet, until, answer)


def _first(moments: Sequence[float], holds: Callable[[float], bool]) -> float:
    """The first of these moments, which are in order, from which on it holds; the last one where it never does."""
    return moments[min(bisect_left(moments, x=True, key=holds), len(moments) - 1)]
