"""Goals that come after travel, made small with travel in sight.

Where travel is only a limit, the relaxation sees little of the tours. Where it stands in the objective, weighted so
that no other goal can outweigh a metre, the search that proves the travel also finds the best plan among the shortest
ones; that there is no better one among those told as equally long is then a question about travel again. Together
that proved waiting about three times faster than to minimise it under a limit of travel.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.domain.policy import Goal
from planner.model.effort import Effort, GrowingTurns
from planner.model.formulations.formulation import Formulation
from planner.model.gate import LEAST_WALL, Status, Stopper, ValueOf, ask, refute
from planner.model.instance.criteria import Criterion
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.settled import Improved, Settled


@dataclass(frozen=True, slots=True)
class BesideTravel:
    """A goal of a subproblem whose travel is settled; the search has an incumbent and a limit of travel."""

    search: SubproblemSearch
    goal: Criterion
    stopper: Stopper
    improved: Improved

    def find(self, effort: Effort) -> tuple[float, bool]:
        """Find the best plan among those that travel least; effort spent, and whether it is proven to be that."""
        return _by_turns(effort, self._among_the_shortest)

    def prove(self, effort: Effort) -> Settled:
        """After `find`: that no plan of a better value is told as equally long. The bound is 0 unless it is proven."""
        spent = 0.0
        while True:
            value = self._value
            if value == 0:
                return Settled(self.search.incumbent, 0, spent)
            more, is_final = _by_turns(_without(effort, spent), self._is_settled_below)
            spent += more
            if not is_final:
                return Settled(self.search.incumbent, 0, spent)
            if self._value == value:
                return Settled(self.search.incumbent, value, spent)

    @property
    def _value(self) -> int:
        incumbent = self.search.incumbent
        if incumbent is None:
            raise ValueError("no plan was found before travel was settled")
        return self.search.value(self.goal, incumbent)

    def _among_the_shortest(self, effort: Effort) -> tuple[float, bool]:
        if effort.wall_seconds < LEAST_WALL or self.search.is_too_late:
            return 0.0, False
        formulation = self.search.formulation(self.search.limits, self.goal)
        formulation.minimise_after_travel(self.goal, self._value + 1)
        answer = ask(formulation.model, effort, self.stopper, self._hearing(formulation))
        if answer.value_of is not None:
            self._hearing(formulation)(answer.value_of, None)
        return answer.effort, answer.is_final

    def _is_settled_below(self, effort: Effort) -> tuple[float, bool]:
        """Final if a better plan was found, or if all plans of a better value travel further."""
        if effort.wall_seconds < LEAST_WALL or self.search.is_too_late:
            return 0.0, False
        value, longest = self._value, self.search.limits.travel or 0
        below = self.search.limits.at_most(self.goal, value - 1)
        formulation = self.search.formulation(below.at_most(Goal.TRAVEL, None), Goal.TRAVEL)
        answer = ask(formulation.model, effort, self.stopper, self._hearing(formulation), enough=longest + 1)
        if self._value < value:
            return answer.effort, True
        if answer.status is Status.INFEASIBLE:
            return answer.effort, refute(lambda: self.search.formulation(below).model, effort, self.stopper)
        return answer.effort, answer.bound is not None and answer.bound > longest

    def _hearing(self, formulation: Formulation) -> Callable[[ValueOf, int | None], None]:
        """Take each better plan that the solver finds."""

        def heard(value_of: ValueOf, _bound: int | None) -> None:
            schedule = self.search.read(formulation, value_of)
            if self.search.offer(self.goal, schedule):
                self.improved(schedule, None)

        return heard


def _without(effort: Effort, spent: float) -> Effort:
    return replace(effort, effort_seconds=None if effort.effort_seconds is None else effort.effort_seconds - spent)


def _by_turns(effort: Effort, attempt: Callable[[Effort], tuple[float, bool]]) -> tuple[float, bool]:
    """Attempt with few cuts and with all, side by side or in growing turns; effort spent, and whether it came off."""
    if effort.is_race or effort.effort_seconds is None:
        return attempt(effort)
    turns = GrowingTurns(effort)
    for turn in turns:
        more, is_final = attempt(turn)
        turns.spent += more
        if is_final:
            return turns.spent, True
    return turns.spent, False
