"""One part of a campaign as a record that can be searched anywhere: in this process, another one, or another machine.

A part's goals are settled in two steps, with a halt in between at which all parts learn how late the last of them ends.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.domain.campaign import Pin, Road
from planner.domain.distance import Roads
from planner.domain.plan import Assignment
from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import nobody
from planner.domain.record import UnitCode
from planner.domain.search_terms import SearchTerms
from planner.model.gate import Stopper
from planner.model.instance.residual import SunkValues
from planner.model.instance.schedule import schedule_of
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit
from planner.model.search.budget import Budget
from planner.model.search.choices import Choice
from planner.model.search.found import GoalFound, Reached
from planner.model.search.lexicographic import LexicographicSearch


@dataclass(frozen=True, slots=True)
class PartQuestion:
    """What is the best plan of this part, in these goals?"""

    part: Subproblem
    """Told by a campaign that has only what the part needs."""
    goals: tuple[GoalSetting, ...]
    """To be settled, in their order."""
    terms: SearchTerms
    """For this part alone, with one worker."""
    reached: tuple[Reached, ...] = ()
    """What the goals before have come to; empty in the first step."""
    begin_at: tuple[MachineVisit, ...] = ()
    """The plan found in the step before; empty in the first."""
    previous: tuple[Assignment, ...] = ()
    """The part's rows of the plan made before this one."""
    most_lost_days: int | None = None
    finish_floor: int = 0
    """Some other part ends no earlier than this, so to end before it is no gain."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """The best plan of a part that was found, and what is proven."""

    visits: tuple[MachineVisit, ...]
    goals: tuple[GoalFound, ...]
    effort: float
    """Deterministic seconds spent."""
    choices: tuple[Choice, ...] = ()
    """Which ways were taken for its goals."""


def searched(question: PartQuestion) -> PartAnswer | None:
    """Search a part; None where no plan was found. One worker and one seed always find the same."""
    stopper, budget = Stopper(), Budget(question.terms)
    stopper.ends = budget.ends
    targets = [phase.target for phase in question.part.campaign.phases]
    search = LexicographicSearch(
        [question.part],
        budget,
        stopper,
        nobody,
        sunk=SunkValues(),
        targets=targets,
        better=_nobody_hears,
        is_part=True,
    )
    if question.most_lost_days is not None:
        search.lose_at_most(question.most_lost_days)
    search.begin_at(question.previous)
    if question.reached:
        search.begin_after([schedule_of(question.part, question.begin_at)], question.reached)
    search.finish_floor = question.finish_floor
    found = search.run(question.goals)
    if found is None:
        return None
    (_part, schedule), *_others = found.subproblems
    return PartAnswer(schedule.visits, found.goals, budget.spent, tuple(search.searches[0].choices.made))


def _nobody_hears(_found: object) -> None:
    """A part is told of when it is done."""


def told_alone(parts: Sequence[Subproblem]) -> list[Subproblem]:
    """Each part of one campaign with a campaign of what it needs and nothing else: small enough to travel."""
    if not parts:
        return []
    campaign = parts[0].campaign
    machine_rank = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    unit_rank = {unit.code: rank for rank, unit in enumerate(campaign.units)}
    roads, pins = defaultdict[UnitCode, list[Road]](list), defaultdict[UnitCode, list[Pin]](list)
    for road in campaign.roads:
        roads[road.origin].append(road)
    for pin in campaign.pins:
        pins[pin.unit].append(pin)

    def alone(part: Subproblem) -> Subproblem:
        machines = {name for machine_class in part.classes for name in machine_class.machines}
        units = {*part.pairs, *_origins(part)}
        codes = sorted(units, key=unit_rank.__getitem__)
        cut = {
            "units": tuple(campaign.units_by_code[code] for code in codes),
            "machines": tuple(
                campaign.machines_by_name[name] for name in sorted(machines, key=machine_rank.__getitem__)
            ),
            "roads": tuple(road for code in codes for road in roads[code] if road.destination in units),
            "pins": tuple(pin for code in codes for pin in pins[code] if pin.machine in machines),
            "hamlet_duties": (),
        }
        told = campaign.model_copy(update=cut)
        return replace(
            part,
            campaign=told,
            roads=Roads.of(told),
            promises={code: part.promises[code] for code in codes if code in part.promises},
            announced=frozenset(slot for slot in part.announced if slot[0] in units),
            parts={code: part.parts[code] for code in codes if code in part.parts},
        )

    return [alone(part) for part in parts]


def _origins(part: Subproblem) -> set[UnitCode]:
    """The units from which the part's machines set out."""
    places = (place for machine_class in part.classes for place in (machine_class.standing, machine_class.posting.base))
    return {place for place in places if place is not None}


def goals_until_finish(goals: tuple[GoalSetting, ...]) -> int:
    """How many goals are settled in the first step: those up to the finish; all where it is not asked for."""
    for number, setting in enumerate(goals):
        if setting.goal is Goal.FINISH:
            return number + 1
    return len(goals)
