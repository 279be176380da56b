"""From where a question is answered: where the campaign stands today by its ledger, or at its beginning."""

from dataclasses import dataclass, replace
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.situation import AT_THE_START, Situation
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.outcome import Solution
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.planning.replanning import Start, Terms, plan_of, situation_now
from planner.workflow.planning.shortfall import shortfalls
from planner.workflow.solving.never_worse import as_far_as_it_holds
from planner.workflow.solving.searching import refuse_unsound


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A campaign at the moment of a question. Nothing that is found from here is stored."""

    campaign: Campaign
    start: Start | None
    """None where nothing was planned yet: the question is about the campaign from its beginning."""
    situation: Situation
    """What a plan made now has to start from."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""

    def of(self, campaign: Campaign) -> "Standpoint":
        """The same moment of another campaign."""
        start = None if self.start is None else replace(self.start, campaign=campaign)
        return replace(self, campaign=campaign, start=start)

    def beginning_at(self, plan: Plan) -> "Standpoint":
        """The same standpoint, from which searches begin at this plan as far as it holds."""
        ahead = tuple(row for row in plan.assignments if not row.done)
        return replace(self, situation=self.situation.model_copy(update={"previous": ahead}))

    def plan(self, solution: Solution) -> Plan:
        """A solution as a plan that the checker has accepted. Raises UnsoundPlan."""
        if self.start is None:
            plan = Plan(
                campaign=self.campaign.name,
                assignments=solution.assignments,
                goals=solution.goals,
                unserved=shortfalls(solution.ahead, solution.assignments, solution.goals),
            )
            refuse_unsound(self.campaign, plan)
            return plan
        plan = plan_of(self.start, solution)
        announced = self.start.announced.plan if self.start.announced else None
        refuse_unsound(self.campaign, plan, announced, self.start.results)
        return plan

    def still(self, plan: Plan) -> Plan | None:
        """What a plan made for the campaign as it is comes to in this one; None where it breaks a rule."""
        if self.start is None:
            return as_far_as_it_holds(self.campaign, plan)
        announced = self.start.announced.plan if self.start.announced else None
        return as_far_as_it_holds(self.campaign, plan, announced, self.start.results)


def standpoint(workbook: Path, terms: Terms, address: str | None) -> Standpoint:
    """Where the campaign stands. Raises UnreadableFile, WorkbookProblems, LedgerError, WrongUsage."""
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address, bears_none=True) as ledger:
        is_planned = ledger.latest_stored() is not None
        if not is_planned and terms.as_of is not None:
            raise nothing_planned_yet(workbook)
        start = situation_now(workbook, read.campaign, ledger, terms) if is_planned else None
    situation = start.situation if start is not None else AT_THE_START
    return Standpoint(read.campaign, start, situation, (*ledger.warnings, *read.warnings))
