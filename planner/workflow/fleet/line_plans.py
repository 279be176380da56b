"""The plan of each line: searched for, judged by the checker, and told with what is proven of all its alternatives."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import floor

from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import Assignment, GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.record import MachineName
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.workflow.fleet.asking import LARGEST_SHARE, Asking, settings_of
from planner.workflow.fleet.bases import based_where_they_begin, bases_of, freed
from planner.workflow.fleet.fleets import TODAYS, Variations
from planner.workflow.fleet.kinds import Machines
from planner.workflow.fleet.sharing_out import Chosen, Settled
from planner.workflow.fleet.sized import COMPARED, Based, Line
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.solving.never_worse import as_far_as_it_holds, the_better

SHARE_OF_TODAY = 0.4
"""How much of the time today's machines may take: where all other searches begin."""
ROUNDING_KM = 0.05
"""By so much a figure of travel may be off, since it is told with one decimal."""


class LinePlans:
    """Finds the plan of a line, from the plan of today's machines on."""

    def __init__(self, here: Standpoint, machines: Machines, variations: Variations, asking: Asking) -> None:
        self._here = here
        self._variations = variations
        self._asking = asking
        self._num_today = len(here.campaign.machines)
        moved = {row.machine for row in here.situation.history}
        self._movable = {
            machine.name for kind in machines.kinds for machine in kind.machines if machine.name not in moved
        }
        """Machines of the workbook that may be based elsewhere; where one has been, its base has been left."""
        self._today: Based | None = None

    def of_today(self) -> Line:
        """The line of the workbook's machines. Raises NoPlanPossible, NoPlanInTime, UnsoundPlan."""
        self._today = self._planned(self._here.campaign, (), SHARE_OF_TODAY, ())
        return Line(self._num_today, TODAYS, self._today)

    def of(self, settled: Settled, chosen: Chosen) -> Line:
        """The line of the machines that were chosen; each that comes is based where it is sent first."""
        campaign = self._variations.campaign(self._here.campaign, chosen.fleet)
        come = {machine.name for machine in campaign.machines[self._num_today :]}
        try:
            found = self._planned(campaign, come, LARGEST_SHARE, self._plans_to_begin_at(chosen.begins))
        except (NoPlanPossible, NoPlanInTime) as error:
            return Line(settled.machines, chosen.fleet, None, why_not=str(error))
        return Line(settled.machines, chosen.fleet, found)

    def _plans_to_begin_at(self, rows: Sequence[Assignment]) -> list[Plan]:
        """Today's plan, and the same with these placements in the stead of those to come."""
        if self._today is None:
            return []
        today, calendar = self._today.plan, self._here.campaign.calendar
        ahead = sorted(rows, key=lambda row: calendar.ordinal(row.date, row.shift))
        done = (row for row in today.assignments if row.done)
        return [today, today.model_copy(update={"assignments": (*done, *ahead)})] if ahead else [today]

    def anywhere(self, line: Line) -> Line:
        """The line with what its machines would drive if each were based where it is best sent first.

        Where no machine has a base to give up, there is nothing to look at.
        """
        if line.found is None:
            return line
        free = {one.name for one in line.at_work if self._is_free(one)}
        if not any(base for one in line.at_work if one.name in free for base in bases_of(one)):
            return replace(line, anywhere=line.found)
        return replace(line, anywhere=self._planned(line.found.campaign, free, LARGEST_SHARE, [line.found.plan]))

    def _is_free(self, machine: Machine) -> bool:
        return machine.name in self._movable or machine.name not in self._here.campaign.machines_by_name

    def _planned(
        self, campaign: Campaign, free: Collection[MachineName], share: float, begins: Sequence[Plan]
    ) -> Based:
        """The best plan, with these machines based where it sends them first, and never worse than one to begin at."""
        there = self._here.of(freed(campaign, free).model_copy(update={"goals": settings_of(COMPARED)}))
        known = self._best_that_holds(there.campaign, begins)
        try:
            begin = known or (begins[0] if begins else None)
            plan = self._asking.plan(there.searching_from(begin), share).plan
            plan = plan if known is None else the_better(plan, known, COMPARED)
        except NoPlanInTime:
            if known is None:
                raise
            plan = the_better(None, known, COMPARED)
        based = based_where_they_begin(there.campaign, plan, free)
        return Based(self._here.evidence.accepted(based, plan).plan, based)

    def _best_that_holds(self, campaign: Campaign, plans: Sequence[Plan]) -> Plan | None:
        found: Plan | None = None
        for plan in plans:
            held = as_far_as_it_holds(campaign, plan, self._here.evidence)
            if held is not None:
                found = held if found is None else the_better(held, found, COMPARED)
        return found


def proven_of_all(line: Line, settled: Settled, chosen: Chosen, num_parts: int) -> Line:
    """The line with what is proven of every choice of so many machines, not only of those that were chosen."""
    if line.found is None:
        return line
    unserved, finish, travel = (line.found.result(goal) for goal in COMPARED)
    is_as_found = unserved.value == settled.unserved and finish.value == settled.finish
    least_finish = settled.least_finish if unserved.value == settled.unserved else 0
    least_km = _least_km(travel, chosen, num_parts) if is_as_found else 0.0
    told = {
        Goal.UNSERVED: _bounded(unserved, settled.least_unserved),
        Goal.FINISH: _bounded(finish, least_finish),
        Goal.TRAVEL: _bounded(travel, least_km),
    }
    goals = tuple(told.get(result.goal, result) for result in line.found.plan.goals)
    return replace(line, found=replace(line.found, plan=line.found.plan.model_copy(update={"goals": goals})))


def _least_km(travel: GoalResult, chosen: Chosen, num_parts: int) -> float:
    """Below this none of the machines that serve as many as soon drive."""
    if chosen.is_only or chosen.excess_km < ROUNDING_KM:
        return travel.bound or 0.0
    return floor(10 * max(0.0, chosen.least_km - ROUNDING_KM * num_parts)) / 10


def _bounded(result: GoalResult, least: float) -> GoalResult:
    bound = min(result.value, int(least) if isinstance(result.value, int) else least)
    proof = Proof.OPTIMAL if bound == result.value else Proof.BEST_FOUND
    return result.model_copy(update={"bound": bound, "proof": proof})
