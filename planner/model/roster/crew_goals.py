"""The goals of a crew that depend on the order of one officer's duties, each as an automaton over his layers."""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from planner.model.roster.crew_rules import FREE, Costs
from planner.model.roster.crew_works import NOWHERE, Layers, VisitEnds, Work, WorkTable


class LastPost(NamedTuple):
    """Where and in which shift the last duty was."""

    shift: int
    machine: int
    """NOWHERE as soon as its visit is over."""
    visit: int


NO_POST = LastPost(NOWHERE, NOWHERE, 0)


@dataclass(frozen=True, slots=True)
class Switches:
    """The goal `switches`: another shift than in the duty before; another machine, while that one's visit goes on."""

    works: WorkTable
    layers: Layers
    ends: VisitEnds
    goal: int
    start: LastPost = NO_POST

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        last = max(past, key=lambda work: work.starts, default=None)
        if last is None:
            return self
        post = LastPost(last.shift, last.machine, last.visit)
        return replace(self, start=self._still(post, self.layers.layers[0].ordinal))

    def first(self) -> LastPost:
        """The last duty before the first layer."""
        return self.start

    def after(self, state: LastPost, layer: int, choice: int) -> LastPost:
        """The last duty after this layer."""
        work = self.works.at(layer, choice)
        post = state if work is None else LastPost(work.shift, work.machine, work.visit)
        return self._still(post, self.layers.next_ordinal(layer))

    def _still(self, post: LastPost, ordinal: int) -> LastPost:
        if post.machine == NOWHERE or self.ends.over_from(post.machine, post.visit) > ordinal:
            return post
        return LastPost(post.shift, NOWHERE, 0)

    def may_end(self, state: LastPost) -> bool:
        """Always."""
        return True

    def costs(self, state: LastPost, layer: int, choice: int) -> Costs:
        """1 for another shift, 1 for another machine within the visit."""
        work = self.works.at(layer, choice)
        if work is None:
            return FREE
        amount = int(state.shift not in (NOWHERE, work.shift))
        if state.machine not in (NOWHERE, work.machine) and work.ordinal < self.ends.over_from(*state[1:]):
            amount += 1
        return ((self.goal, amount),) if amount else FREE


@dataclass(frozen=True, slots=True)
class DayWishes:
    """The goal `wishes` for whole days, where a layer is a slot: what a day costs by whether it was worked."""

    works: WorkTable
    layers: Layers
    levels: tuple[tuple[int, int, int], ...]
    """Of each day with a wish: the day, the cost of any duty on it, the cost of none."""
    goal: int
    start: bool = False

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        return replace(self, start=any(work.day == self.layers.layers[0].day for work in past))

    def first(self) -> bool:
        """Whether the first layer's day has been worked by then."""
        return self.start

    def after(self, state: bool, layer: int, choice: int) -> bool:  # noqa: FBT001 - a state
        """Whether the day has been worked; forgotten at its end."""
        if self.layers.layers[layer].ends_day:
            return False
        return state or self.works.at(layer, choice) is not None

    def may_end(self, state: bool) -> bool:  # noqa: FBT001 - a state
        """Always."""
        return True

    def costs(self, state: bool, layer: int, choice: int) -> Costs:  # noqa: FBT001 - a state
        """The cost of a worked day with its first duty, that of a day off at its end."""
        day, _, ends_day = self.layers.layers[layer]
        cost = next(((worked, off) for named, worked, off in self.levels if named == day), None)
        if cost is None:
            return FREE
        works = self.works.at(layer, choice) is not None
        amount = cost[0] * (works and not state) + cost[1] * (ends_day and not works and not state)
        return ((self.goal, amount),) if amount else FREE
