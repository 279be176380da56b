"""Asks Timefold for tours: a question in JSON on standard input, the tours as the last line of standard output.

Run by an interpreter that has the package `timefold` and nothing of ours. A machine is a list of units; the goals are
levels of one score, in the campaign's order. Machines are not sent to units that they do not serve, nor beyond their
last period.
"""

import json
import sys
from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningListVariable,
    PlanningScore,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    BendableScore,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    constraint_provider,
)

LEVELS = ("unserved", "finish", "travel", "waiting")


@dataclass
class Visit:
    """A unit to be served."""

    id: Annotated[int, PlanningId]
    length: int
    need: int
    weight: int
    metres: list[int]
    first: list[int]
    """Metres of each machine's first leg to it."""
    wrong: list[int]
    """Of each machine 1 if it does not serve the unit."""


@planning_entity
@dataclass
class Machine:
    """A machine with the units that it serves, one after the other."""

    id: Annotated[int, PlanningId]
    periods: list[int]
    num_periods: int
    visits: Annotated[list[Visit], PlanningListVariable(allows_unassigned_values=True)] = field(default_factory=list)

    def over(self) -> int:
        """Periods that it lacks, and units that it does not serve."""
        busy = 0
        wrong = 0
        for visit in self.visits:
            busy += visit.length
            wrong += visit.wrong[self.id]
        if busy > self.num_periods:
            return busy - self.num_periods + 1000 * wrong
        return 1000 * wrong

    def served(self) -> int:
        """Dossiers, times their units' priorities."""
        served = 0
        for visit in self.visits:
            served += visit.weight
        return served

    def finish(self) -> int:
        """The period in which it is done, counted from 1; 0 for an idle machine."""
        busy = 0
        for visit in self.visits:
            busy += visit.length
        if busy == 0:
            return 0
        if busy > self.num_periods:
            return 100000 + busy
        return self.periods[busy - 1] + 1

    def travel(self) -> int:
        """Metres."""
        metres = 0
        before = None
        for visit in self.visits:
            if before is None:
                metres += visit.first[self.id]
            else:
                metres += before.metres[visit.id]
            before = visit
        return metres

    def waiting(self) -> int:
        """Dossiers times periods before their unit's turn comes."""
        waiting = 0
        busy = 0
        for visit in self.visits:
            waiting += visit.need * busy
            busy += visit.length
        return waiting


@planning_solution
@dataclass
class Tours:
    """All machines and all units."""

    machines: Annotated[list[Machine], PlanningEntityCollectionProperty]
    visits: Annotated[list[Visit], ProblemFactCollectionProperty, ValueRangeProvider]
    score: Annotated[
        BendableScore | None, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=len(LEVELS))
    ] = field(default=None)


def soft(goal: str, order: list[str]) -> BendableScore:
    """One point on the goal's level; goals that the campaign does not ask for come last."""
    asked = [one for one in order if one in LEVELS]
    levels = [*asked, *(one for one in LEVELS if one not in asked)]
    return BendableScore.of((0,), tuple(int(one == goal) for one in levels))


def main() -> None:
    """Answer the question."""
    question = json.loads(sys.stdin.read())
    order = question["order"]
    left, finish, travel, waiting = (soft(goal, order) for goal in LEVELS)
    hard = BendableScore.of((1,), (0,) * len(LEVELS))

    def goals(factory: ConstraintFactory) -> list[Constraint]:
        machines = factory.for_each(Machine)
        return [
            machines.penalize(hard, lambda machine: machine.over()).as_constraint("over"),
            machines.reward(left, lambda machine: machine.served()).as_constraint("served"),
            machines.group_by(ConstraintCollectors.max(lambda machine: machine.finish()))
            .penalize(finish, lambda last: last)
            .as_constraint("finish"),
            machines.penalize(travel, lambda machine: machine.travel()).as_constraint("travel"),
            machines.penalize(waiting, lambda machine: machine.waiting()).as_constraint("waiting"),
        ]

    config = SolverConfig(
        solution_class=Tours,
        entity_class_list=[Machine],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=constraint_provider(goals)
        ),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=int(1000 * question["seconds"]))),
    )
    best = SolverFactory.create(config).build_solver().solve(tours_of(question))
    is_sound = best.score is not None and min(best.score.hard_scores) >= 0
    tours = {machine.id: [visit.id for visit in machine.visits] for machine in best.machines}
    print(json.dumps(tours if is_sound else None))


def tours_of(question: dict[str, Any]) -> Tours:
    """All machines idle."""
    machines = question["machines"]
    visits = [
        Visit(
            id=place,
            length=unit["length"],
            need=unit["need"],
            weight=unit["need"] * unit["priority"],
            metres=question["metres"][place],
            first=[machine["first"][place] for machine in machines],
            wrong=[int(place not in machine["serves"]) for machine in machines],
        )
        for place, unit in enumerate(question["units"])
    ]
    rows = [
        Machine(id=rank, periods=machine["periods"], num_periods=len(machine["periods"]))
        for rank, machine in enumerate(machines)
    ]
    return Tours(machines=rows, visits=visits)


if __name__ == "__main__":
    main()
