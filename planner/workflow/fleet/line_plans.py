"""The plan of each line: searched for, judged by the checker, and told with what is proven of all its alternatives."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.workflow.fleet.asking import LARGEST_SHARE, Asking, settings_of
from planner.workflow.fleet.bases import based_where_they_begin, bases_of, freed
from planner.workflow.fleet.fleets import TODAYS, Variations
from planner.workflow.fleet.sharing_out import AtBest, Chosen, Kilometres
from planner.workflow.fleet.sized import COMPARED, Based, Line
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.solving.never_worse import as_far_as_it_holds, the_better

SHARE_OF_TODAY = 0.4
"""How much of the time today's machines may take: where all other searches begin."""
SHARE_AFTER_PARTS = 0.15
"""How much of what is left a plan may take whose parts have been asked one by one."""
ROUNDING_KM = 0.05
"""By so much a figure of travel may be off, since it is told with one decimal."""


@dataclass(frozen=True, slots=True)
class LeastOfAll:
    """What is proven of all machines of a number: no plan is below."""

    unserved: float
    finish: float
    km: float
    """0 where nothing is known."""
    slack_km: float = 0.0
    """By how much a sum of rounded figures may be below the km that are the least."""


class LinePlans:
    """Finds the plan of a line, from the plan of today's machines on."""

    def __init__(self, here: Standpoint, variations: Variations, asking: Asking, num_parts: int) -> None:
        self._here = here
        self._variations = variations
        self._asking = asking
        self._num_parts = num_parts
        self._share = LARGEST_SHARE if num_parts == 1 else SHARE_AFTER_PARTS
        self._num_today = len(here.campaign.machines)
        self._today: Based | None = None

    def of_today(self) -> Line:
        """The line of the workbook's machines. Raises NoPlanPossible, NoPlanInTime, UnsoundPlan."""
        self._today = self._planned(self._here.campaign, (), [], None, SHARE_OF_TODAY)
        return Line(self._num_today, TODAYS, self._today)

    def of(self, settled: AtBest, chosen: Chosen) -> Line:
        """The line of the machines that were chosen; each that comes is based where it is sent first."""
        campaign = self._variations.campaign(self._here.campaign, chosen.fleet)
        come = {machine.name for machine in campaign.machines[self._num_today :]}
        least = (
            None if self._num_parts == 1 else self._least(settled.least_unserved, settled.least_finish, chosen.driven)
        )
        try:
            found = self._planned(campaign, come, self._begins(chosen.driven), least)
        except (NoPlanPossible, NoPlanInTime) as error:
            return Line(settled.machines, chosen.fleet, None, why_not=str(error))
        return Line(settled.machines, chosen.fleet, found)

    def anywhere(self, line: Line, driven: Kilometres) -> Line:
        """The line with what its machines would drive if each were based where it is best sent first.

        Where no machine has a base to give up, that is what they drive.
        """
        if line.found is None:
            return line
        known = self._here.campaign.machines_by_name
        free = {one.name for one in line.at_work if one.name in self._variations.free or one.name not in known}
        if not any(base for one in line.at_work if one.name in free for base in bases_of(one)):
            return replace(line, anywhere=line.found)
        unserved, finish = (line.found.result(goal) for goal in (Goal.UNSERVED, Goal.FINISH))
        least = self._least(unserved.bound or 0, finish.bound or 0, driven)
        begins = [*self._begins(driven), line.found.plan]
        found = self._planned(line.found.campaign, free, begins, None if self._num_parts == 1 else least)
        return replace(line, anywhere=found)

    def proven_of_all(self, line: Line, settled: AtBest, chosen: Chosen) -> Line:
        """The line with what is proven of every choice of so many machines, not only of those that were chosen."""
        if line.found is None:
            return line
        travel = line.found.result(Goal.TRAVEL)
        least = self._least(settled.least_unserved, settled.least_finish, chosen.driven)
        if chosen.is_only:
            least = replace(least, km=max(least.km, travel.bound or 0.0))
        return replace(line, found=replace(line.found, plan=_proven(line.found.plan, least)))

    def _least(self, unserved: float, finish: float, driven: Kilometres) -> LeastOfAll:
        """What is proven of all machines of a number; of the way, where they leave no more and end no later."""
        slack = ROUNDING_KM * self._num_parts
        if driven.km - driven.least_km < ROUNDING_KM:
            return LeastOfAll(unserved, finish, driven.km, slack)
        return LeastOfAll(unserved, finish, int(10 * max(0.0, driven.least_km - slack)) / 10)

    def _begins(self, driven: Kilometres) -> list[Plan]:
        """Today's plan, and the same with these placements in the stead of those to come."""
        if self._today is None:
            return []
        today, calendar = self._today.plan, self._here.campaign.calendar
        ahead = sorted(driven.begins, key=lambda row: calendar.ordinal(row.date, row.shift))
        done = (row for row in today.assignments if row.done)
        return [today, today.model_copy(update={"assignments": (*done, *ahead)})] if ahead else [today]

    def _planned(
        self,
        campaign: Campaign,
        free: Collection[MachineName],
        begins: Sequence[Plan],
        least: LeastOfAll | None,
        share: float | None = None,
    ) -> Based:
        """The best plan, with these machines based where it sends them first, and never worse than one to begin at.

        Where one to begin at is as good as any can be, by `least`, nobody searches.
        """
        there = self._here.of(freed(campaign, free).model_copy(update={"goals": settings_of(COMPARED)}))
        with self._asking.line():
            known = self._best_that_holds(there.campaign, begins)
            if known is not None and least is not None and _is_proven(_proven(known, least)):
                plan = _proven(known, least)
            else:
                plan = self._searched(there, known, begins, share or self._share)
                plan = plan if least is None else _proven(plan, least)
            based = based_where_they_begin(there.campaign, plan, free)
            return Based(self._here.evidence.accepted(based, plan).plan, based)

    def _searched(self, there: Standpoint, known: Plan | None, begins: Sequence[Plan], share: float) -> Plan:
        begin = known or (begins[0] if begins else None)
        try:
            plan = self._asking.plan(there.searching_from(begin), share).plan
        except NoPlanInTime:
            if known is None:
                raise
            return the_better(None, known, COMPARED)
        return plan if known is None else the_better(plan, known, COMPARED)

    def _best_that_holds(self, campaign: Campaign, plans: Sequence[Plan]) -> Plan | None:
        found: Plan | None = None
        for plan in plans:
            held = as_far_as_it_holds(campaign, plan, self._here.evidence)
            if held is not None:
                found = held if found is None else the_better(held, found, COMPARED)
        return found


def _proven(plan: Plan, least: LeastOfAll) -> Plan:
    """The plan with these bounds: that of a goal holds where the goals before it are as good as can be."""
    unserved, finish = (_value(plan, goal) for goal in (Goal.UNSERVED, Goal.FINISH))
    is_settled = unserved <= least.unserved
    travel = _value(plan, Goal.TRAVEL)
    least_km = travel if travel <= least.km + least.slack_km else least.km
    bounds = {
        Goal.UNSERVED: least.unserved,
        Goal.FINISH: least.finish if is_settled or unserved == 0 else 0,
        Goal.TRAVEL: least_km if is_settled and finish <= least.finish else 0.0,
    }
    goals = tuple(_bounded(each, bounds[each.goal]) if each.goal in bounds else each for each in plan.goals)
    return plan.model_copy(update={"goals": goals})


def _value(plan: Plan, goal: Goal) -> float:
    return next(result.value for result in plan.goals if result.goal is goal)


def _is_proven(plan: Plan) -> bool:
    return all(result.proof is Proof.OPTIMAL for result in plan.goals if result.goal in COMPARED)


def _bounded(result: GoalResult, least: float) -> GoalResult:
    bound = min(result.value, int(least) if isinstance(result.value, int) else least)
    proof = Proof.OPTIMAL if bound == result.value else Proof.BEST_FOUND
    return result.model_copy(update={"bound": bound, "proof": proof})
