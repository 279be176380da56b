"""Where a campaign stands, and the best plan from there: the one way in which any plan is made.

    what the ledger holds → standpoint → solve → plan → judge

`plan`, `replan`, `repairs`, `why`, `whatif`, `fleet` and `audit` all come through here. A first plan is made from the
beginning, where nothing was collected and nothing was announced.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from planner.check.verdict import Verdict
from planner.domain.campaign import Campaign
from planner.domain.meanwhile import LedgerMark
from planner.domain.plan import Plan
from planner.domain.record import ShiftLabel
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START, DEFAULT_FREEZE_DAYS, Situation, rate_label
from planner.domain.wish import Wish
from planner.errors import Problem
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign
from planner.ledger.ledger import Ledger
from planner.ledger.state import LedgerState
from planner.model.outcome import Solution
from planner.model.questions import PlanQuestion
from planner.replan.learning import learn
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.rates import rates
from planner.replan.situation import (
    Announced,
    moment_to_plan_from,
    refuse_lost_history,
    results_from,
    situation_of,
    without_results,
)
from planner.workflow.ledger.adjusted import adjusted_by, with_adjustments
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.planning.shortfall import shortfalls
from planner.workflow.solving.judging import NOTHING_YET, Evidence
from planner.workflow.solving.searching import Search, solve_until


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a campaign is planned anew."""

    as_of: date | None = None
    """The first day to plan; None is the day after the last result."""
    as_of_shift: ShiftLabel | None = None
    freeze_days: int = DEFAULT_FREEZE_DAYS
    max_changes: int | None = None
    learns: bool = False
    assumes_planned: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A plan that was found and that the checker has accepted."""

    plan: Plan
    verdict: Verdict
    was_stopped: bool
    """Whether Ctrl-C ended the search; the plan is the best found until then."""
    warnings: tuple[str, ...]
    """What happened to the search that the reader of the plan should know."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A campaign at the moment from which it is planned; by default at its beginning."""

    campaign: Campaign
    situation: Situation = AT_THE_START
    """What a plan made now has to start from."""
    announced: Announced | None = None
    evidence: Evidence = NOTHING_YET
    """What the checker holds such a plan against."""
    began_at: LedgerMark = field(default_factory=LedgerMark)
    """How far the ledger had come then."""
    unreported: tuple[PlannedSlot, ...] = ()
    """Past slots in which a machine was to work and of which no result tells."""
    early: tuple[Result, ...] = ()
    """Results of slots that are still to be planned; they do not count."""
    problems: tuple[Problem, ...] = ()
    """Warnings of the workbook and of what lies around its ledger."""

    @property
    def is_the_beginning(self) -> bool:
        """Whether a plan made from here is a first plan."""
        return self.situation.as_of is None

    @property
    def first_day(self) -> date:
        """The first day still to be planned."""
        return self.situation.as_of or self.campaign.calendar.first_day

    def of(self, campaign: Campaign) -> "Standpoint":
        """The same moment of a campaign that is otherwise."""
        return replace(self, campaign=campaign)

    def searching_from(self, plan: Plan | None) -> "Standpoint":
        """The same standpoint, from which searches begin at this plan as far as it holds; without one, as before."""
        if plan is None:
            return self
        ahead = tuple(row for row in plan.assignments if not row.done)
        return replace(self, situation=self.situation.model_copy(update={"previous": ahead}))

    def changing_at_most(self, unit_days: int | None) -> "Standpoint":
        """The same standpoint with a limit to announced unit-days that may change; None is no limit."""
        return replace(self, situation=self.situation.model_copy(update={"max_changes": unit_days}))

    def best_plan(self, search: Search, has_to_end: Callable[[], bool], wish: Wish | None = None) -> FoundPlan:
        """The best plan that is found until it has to end; with a wish, the best of those that fulfil it.

        Raises NoPlanPossible, NoPlanInTime, NumbersTooLarge, SearchDied, UnsoundPlan.
        """
        return self.accepted(solve_until(has_to_end, self.campaign, search, self.situation, wish))

    def question(self, terms: SearchTerms) -> PlanQuestion:
        """What the best plan is, as a question that may be asked elsewhere; `accepted` takes its answer."""
        return PlanQuestion(self.campaign, self.situation, None, terms)

    def accepted(self, solution: Solution) -> FoundPlan:
        """The plan that was found, judged. Raises UnsoundPlan."""
        accepted = self.evidence.accepted(self.campaign, self._plan_of(solution))
        return FoundPlan(accepted.plan, accepted.verdict, solution.was_stopped, solution.warnings)

    def _plan_of(self, solution: Solution) -> Plan:
        """The past and what was found for the rest, as one plan."""
        situation = self.situation
        rates = {rate_label(rate.key): float(rate.dossiers) for rate in situation.rates} or None
        return Plan(
            campaign=self.campaign.name,
            assignments=(*situation.history, *solution.assignments),
            goals=solution.goals,
            unserved=shortfalls(solution.ahead, solution.assignments, solution.goals, rates),
            as_of=situation.as_of,
            as_of_shift=situation.as_of_shift,
            announced_version=situation.announced_version,
            announced_until=situation.announced_until,
            frozen_until=situation.frozen_until,
            elsewhere=situation.elsewhere,
            rates=rates,
        )


def beginning(read: ReadCampaign, ledger: Ledger) -> Standpoint:
    """The campaign before anything was planned, whatever its ledger holds by now; its adjustments count all the same.

    What comes between the two looks at the ledger is known and told once more, never unknown and untold.
    """
    mark, read = ledger.mark(), with_adjustments(read, ledger)
    return Standpoint(read.campaign, began_at=mark, problems=(*ledger.warnings, *read.warnings))


def standpoint_now(read: ReadCampaign, ledger: Ledger, terms: Terms) -> Standpoint | None:
    """Where the campaign stands by its ledger; None where no plan was stored yet.

    Raises LedgerError, WorkbookProblems, WrongUsage.
    """
    state = ledger.state()
    if state.latest is None:
        return None
    read = adjusted_by(read, state.adjustments)
    campaign = read.campaign
    refuse_lost_history(campaign, state.results)
    moment = moment_to_plan_from(campaign, state.results, terms.as_of, terms.as_of_shift)
    early = results_from(campaign, moment, state.results)
    planned = planned_slots(campaign, versions_in_force(ledger))
    learned = learn(campaign, state.results, planned) if terms.learns else None
    unreported = without_results(campaign, moment, state.results, planned)
    assumed = unreported if terms.assumes_planned else ()
    announced = _announced(state)
    return Standpoint(
        campaign=campaign,
        situation=situation_of(
            campaign,
            moment,
            state.results,
            previous=announced.plan if announced else state.latest.plan,
            announced=announced,
            unreported=assumed,
            freeze_days=terms.freeze_days,
            rates=rates(campaign, learned, since_ordinal=moment.ordinal(campaign)) if learned else (),
            max_changes=terms.max_changes,
        ),
        announced=announced,
        evidence=Evidence(announced.plan if announced else None, None if assumed else state.results),
        began_at=state.mark,
        unreported=unreported,
        early=early,
        problems=(*ledger.warnings, *read.warnings),
    )


def standpoint_or_beginning(workbook: Path, terms: Terms, address: str | None) -> Standpoint:
    """Where the campaign stands by its ledger, or its beginning where nothing was planned yet: for questions.

    Raises UnreadableFile, WorkbookProblems, LedgerError, and WrongUsage where a day is named, but nothing planned.
    """
    read = read_campaign(workbook)
    with ledger_of(workbook, read.campaign, address, bears_none=True) as ledger:
        start = standpoint_now(read, ledger, terms)
        if start is None and terms.as_of is not None:
            raise nothing_planned_yet(workbook)
        return start or beginning(read, ledger)


def _announced(state: LedgerState) -> Announced | None:
    if state.announced is None or state.announcement is None:
        return None
    return Announced(state.announced.plan, state.announcement.until)
