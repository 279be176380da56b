"""What is known of the fleets of one part: by counting before it is asked, by search afterwards."""

from dataclasses import dataclass, replace
from math import inf

from planner.domain.distance import Roads, Whereabouts
from planner.domain.plan import Assignment, GoalResult, Plan
from planner.domain.policy import Goal
from planner.model.outcome import Solution
from planner.workflow.fleet.asking import Question, closed_after
from planner.workflow.fleet.bases import BaseChoices, base_choices, freed
from planner.workflow.fleet.counting import Counting, Least
from planner.workflow.fleet.fleets import Fleet, Variations
from planner.workflow.fleet.part_fleets import PartFleets
from planner.workflow.fleet.parts import Part, campaign_of, situation_of
from planner.workflow.planning.standpoint import Standpoint

SERVED = (Goal.UNSERVED, Goal.FINISH)
DRIVEN = (Goal.UNSERVED, Goal.TRAVEL)


@dataclass(frozen=True, slots=True)
class Served:
    """How far one fleet serves a part."""

    unserved: float
    """Dossiers left, times Ưu tiên: the fewest found, or before anything was asked as few as counting allows."""
    finish: float
    """The ordinal of the last slot."""
    least_unserved: float
    """No plan leaves less."""
    least_finish: float
    """No plan that leaves so few ends sooner."""

    @property
    def is_settled(self) -> bool:
        """Whether it is proven that so few are left, and no fewer."""
        return self.unserved == self.least_unserved


@dataclass(frozen=True, slots=True)
class Driven:
    """What one fleet drives in a part where it ends by a certain slot."""

    km: float
    least_km: float


NO_PLAN = inf
"""The value of what nobody has found a plan for."""


class PartSearch:
    """One part of a campaign, and all that is known of its fleets so far."""

    def __init__(self, here: Standpoint, part: Part, variations: Variations) -> None:
        self._campaign = campaign_of(part, here.campaign)
        self._situation = situation_of(part, here.situation)
        self._variations = variations
        self._part = part
        self.counting = Counting(self._campaign, part, variations.kinds, self._situation)
        self.fleets = PartFleets(part, variations.kinds, self.counting)
        self._served: dict[Fleet, Served] = {}
        self._driven: dict[tuple[Fleet, float, bool], Driven] = {}
        self._choices: dict[Fleet, BaseChoices] = {}
        self._rows: dict[Fleet, tuple[Assignment, ...]] = {}
        self._km_rows: dict[tuple[Fleet, float, bool], tuple[Assignment, ...]] = {}
        self._like: dict[Fleet, Fleet] = {}
        self._counted: dict[Fleet, Least] = {}

    @property
    def num_staying(self) -> int:
        """How many machines stay here whatever the fleet."""
        return len(self._part.staying)

    @property
    def most_machines(self) -> int:
        """With more than so many machines nobody is served sooner.

        Those of one kind may as well stay each where it is: no more of them have anything to do than may stand at the
        units at once.
        """
        at_once = sum(unit.together for unit in self._campaign.units)
        return max(len(self._campaign.machines), self.num_staying + at_once * len(self._part.kinds))

    def served(self, fleet: Fleet) -> Served:
        """What is known of how far this fleet serves the part."""
        if fleet not in self._served:
            least = self._least(fleet)
            if self._works(fleet):
                return Served(least.unserved, least.finish, least.unserved, least.finish)
            left = self.counting.all_left
            self._served[fleet] = Served(left, least.finish, left, least.finish)
        return self._served[fleet]

    def _least(self, fleet: Fleet) -> Least:
        if fleet not in self._counted:
            self._counted[fleet] = self.counting.least(fleet)
        return self._counted[fleet]

    def is_asked(self, fleet: Fleet) -> bool:
        """Whether the search has been asked, or need not be."""
        return fleet in self._served or not self._works(fleet)

    def _works(self, fleet: Fleet) -> bool:
        """Whether any machine is left that could work."""
        return self.counting.has_room(fleet)

    def question(self, fleet: Fleet) -> Question:
        """How far does this fleet serve the part?"""
        return Question(self._variations.campaign(self._campaign, fleet), self._situation, SERVED)

    def learn(self, fleet: Fleet, answer: Solution | None) -> None:
        """Take an answer in; without one, what counting says stays proven."""
        if answer is not None:
            self._take_in(fleet, answer.goals, answer.assignments)
            return
        least = self._least(fleet)
        self._served.setdefault(self.like(fleet), Served(NO_PLAN, NO_PLAN, least.unserved, least.finish))

    def learn_plan(self, fleet: Fleet, plan: Plan) -> None:
        """Take a plan of the whole campaign in, where this part is all of it."""
        self._take_in(fleet, plan.goals, tuple(row for row in plan.assignments if not row.done))

    def _take_in(self, fleet: Fleet, goals: tuple[GoalResult, ...], rows: tuple[Assignment, ...]) -> None:
        """The best plan and the best bounds of all that was heard stay."""
        least, fleet = self._least(fleet), self.like(fleet)
        known = self._served.get(fleet, Served(NO_PLAN, NO_PLAN, least.unserved, least.finish))
        found = _served(goals, least)
        if (found.unserved, found.finish) < (known.unserved, known.finish):
            self._rows[fleet] = rows
        self._served[fleet] = _better(known, found)

    def choices(self, fleet: Fleet) -> BaseChoices:
        """The fleets like this one that give up other bases, this one among them where those are all."""
        if fleet not in self._choices:
            kinds = [self._variations.kinds[number] for number in self._part.kinds]
            self._choices[fleet] = base_choices(self._campaign, kinds, fleet)
            self._like |= dict.fromkeys(self._choices[fleet].fleets, fleet)
        return self._choices[fleet]

    def like(self, fleet: Fleet) -> Fleet:
        """The fleet of which this one is a choice of bases: it serves the part just as far."""
        return self._like.get(fleet, fleet)

    def driven(self, fleet: Fleet, until: float, *, anywhere: bool = False) -> Driven:
        """What is known of the km that this fleet drives where all is done by this slot, maybe based anywhere."""
        if not self._works(fleet):
            return Driven(self._past_km, self._past_km)
        return self._driven.get((fleet, until, anywhere), Driven(0.0, 0.0))

    def is_driven_known(self, fleet: Fleet, until: float, *, anywhere: bool = False) -> bool:
        """Whether the search has been asked for them, or need not be."""
        return (fleet, until, anywhere) in self._driven or not self._works(fleet)

    def question_of_km(self, fleet: Fleet, until: float, *, anywhere: bool = False) -> Question:
        """How few km does this fleet drive, where all is done by this slot?"""
        campaign = self._variations.campaign(self._campaign, fleet)
        if anywhere:
            campaign = freed(campaign, self._variations.free)
        return Question(closed_after(campaign, int(until)), self._situation, DRIVEN)

    def least_km(self, fleet: Fleet, until: float) -> float:
        """Below this no choice of bases drives: of those that were not looked at nothing is known."""
        return self.driven(fleet, until).least_km if self.choices(self.like(fleet)).are_all else 0.0

    def learn_km(self, fleet: Fleet, until: float, answer: Solution | None, *, anywhere: bool = False) -> None:
        """Take the answer in; a plan that leaves more than the fleet need leave counts for nothing."""
        known = Driven(NO_PLAN, 0.0)
        if answer is not None and _result(answer.goals, Goal.UNSERVED).value <= self.served(self.like(fleet)).unserved:
            travel = _result(answer.goals, Goal.TRAVEL)
            known = Driven(travel.value, travel.bound or 0.0)
            self._km_rows[fleet, until, anywhere] = answer.assignments
        self._driven[fleet, until, anywhere] = known

    def begins(self, fleet: Fleet, until: float, *, anywhere: bool = False) -> tuple[Assignment, ...]:
        """Where a search may begin: the placements of the best answer about this fleet; none where there was none."""
        usual = self._km_rows.get((fleet, until, False), self._rows.get(self.like(fleet), ()))
        return self._km_rows.get((fleet, until, anywhere), usual)

    @property
    def _past_km(self) -> float:
        where, roads = Whereabouts(), Roads.of(self._campaign)
        km = 0.0
        for row in self._situation.history:
            posting = self._campaign.machines_by_name[row.machine].posting_on(row.date)
            origin = where.move(row.machine, posting, row.unit)
            km += roads.km(origin, row.unit) if origin else 0.0
        return round(km, 1)


def _served(goals: tuple[GoalResult, ...], least: Least) -> Served:
    """What an answer says. What counting says of the finish holds where nobody is left."""
    unserved, finish = _result(goals, Goal.UNSERVED), _result(goals, Goal.FINISH)
    least_unserved = max(least.unserved, unserved.bound or 0)
    proven = (finish.bound or 0) if unserved.value == least_unserved else 0
    least_finish = max(proven, least.finish) if unserved.value == 0 else proven
    return Served(unserved.value, finish.value, least_unserved, least_finish)


def _better(known: Served, found: Served) -> Served:
    """Of two that hold of the same fleet the better plan, and all that is proven of it."""
    better, other = sorted((known, found), key=lambda one: (one.unserved, one.finish))
    finishes = [one.least_finish for one in (better, other) if one.unserved == better.unserved]
    least_unserved = max(known.least_unserved, found.least_unserved)
    return replace(better, least_unserved=least_unserved, least_finish=max(finishes))


def _result(goals: tuple[GoalResult, ...], goal: Goal) -> GoalResult:
    return next(result for result in goals if result.goal is goal)
