"""What may become of a plan: tried in draws of who comes, what breaks down and what is shut. Nothing is stored.

workbook, ledger, plan → case → draws, spread over an executor → figures → papers, where a folder is named
"""

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.risk_figures import RiskFigures, risk_figures
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import Situation
from planner.domain.uncertainty import MachineTurnout, RiskCase, Uncertainty, UnitTurnout
from planner.errors import NoPlanInTime, Problem
from planner.executor.local import LocalExecutor
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.next_steps import NextStep, Step, Term
from planner.prints.forms.risk.paper import print_risk
from planner.replan.learning import Learned, learn
from planner.replan.planned import planned_slots
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.planning.standpoint import Standpoint, Terms, beginning, standpoint_now
from planner.workflow.questions.drawing import Drawing, Heard
from planner.workflow.roster.staffed_plan import plan_of_campaign, refuse_day_outside
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import clock_running

_ = texts_of("workflow")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AskedRisk:
    """Which plan is tried, and in how many draws of what."""

    plan_path: Path | None
    """None is the plan announced last, or else stored last."""
    draws: int
    uncertainty: Uncertainty
    announced_days: int
    by: date | None
    """The day by which somebody wants to be done."""


@dataclass(frozen=True, slots=True)
class TriedPlan:
    """What has become of a plan."""

    campaign: Campaign
    case: RiskCase
    asked: AskedRisk
    version: int
    """The plan's number; 0 for one that is not stored."""
    figures: RiskFigures
    was_stopped: bool
    """Whether Ctrl-C or the end of the time came before the last draw."""
    num_unreported: int
    """Past slots in which a machine was to work and of which no result tells; they count as not collected."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook and of what lies around its ledger."""
    prints: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    """What the reader of the prints should know."""


def try_plan(
    workbook: Path,
    asked: AskedRisk,
    search: SearchTerms,
    terms: Terms,
    heard: Heard,
    *,
    folder: Path | None = None,
    address: str | None = None,
) -> TriedPlan:
    """Try the plan; with a folder, print what has come of it. Ctrl-C and the end of the time keep what draws there are.

    Raises UnreadableFile, WorkbookProblems, LedgerError, TaskDied, UnwritableFile, WrongUsage where there is no plan,
    the plan is of another campaign or the day asked for lies outside, and NoPlanInTime where no draw was done in time.
    """
    search, read = clock_running(search), read_campaign(workbook)
    if folder is not None:
        assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, bears_none=True) as ledger:
        start = standpoint_now(read, ledger, terms) or beginning(read, ledger)
        plan = _plan_to_try(workbook, start, asked, ledger)
        learned = _learned(start.campaign, ledger, asked.uncertainty)
    if asked.by is not None:
        refuse_day_outside(Term.DUE_DAY, asked.by, start.first_day, start.campaign.calendar.last_day)
    case = _case(start, plan, asked, learned, freeze_days=terms.freeze_days, seed=search.seed)
    logger.info(
        _(
            "Each draw is planned anew by list scheduling, without the solver, since there are many; where rules speak "
            "of single slots, by the solver slot by slot for a moment"
        )
    )
    with hearing_ctrl_c() as ctrl_c, LocalExecutor(search.workers) as executor:
        drawing = Drawing(case, asked.draws, executor, search.moment_of_end(monotonic()))
        drawing.come_up(ctrl_c)
        draws = drawing.run(ctrl_c, heard)
        ctrl_c.search_is_over()
        executor.stop()
    if not draws:
        raise NoPlanInTime(_("the time was over before the first draw was done"), NextStep(Step.MORE_TIME))
    figures = risk_figures(case, draws, asked.by)
    printed = None if folder is None else print_risk(case, figures, folder)
    return TriedPlan(
        campaign=start.campaign,
        case=case,
        asked=asked,
        version=plan.version,
        figures=figures,
        was_stopped=len(draws) < asked.draws,
        num_unreported=len(start.unreported),
        problems=start.problems,
        prints=printed.paths if printed is not None else (),
        warnings=printed.warnings if printed is not None else (),
    )


def _plan_to_try(workbook: Path, start: Standpoint, asked: AskedRisk, ledger: Ledger) -> Plan:
    if asked.plan_path is not None:
        return plan_of_campaign(start.campaign, asked.plan_path)
    if start.announced is not None:
        return start.announced.plan
    latest = ledger.latest_version()
    if latest is None:
        raise nothing_planned_yet(workbook)
    return latest.plan


def _learned(campaign: Campaign, ledger: Ledger, uncertainty: Uncertainty) -> Learned:
    """What results teach of turnout; where they teach nothing the stated mean is left."""
    planned = planned_slots(campaign, versions_in_force(ledger))
    return learn(campaign, ledger.results(), planned, centre=uncertainty.turnout)


def _case(
    start: Standpoint, plan: Plan, asked: AskedRisk, learned: Learned, *, freeze_days: int, seed: int
) -> RiskCase:
    situation = _situation(start, plan)
    first_day = situation.as_of or start.campaign.calendar.first_day
    ahead = tuple(row for row in plan.assignments if row.date >= first_day and _is_ahead(start.campaign, row))
    return RiskCase(
        campaign=start.campaign,
        situation=situation.model_copy(update={"previous": ahead, "announced": (), "as_of_shift": None}),
        leaves={one.unit: one.dossiers for one in plan.unserved if one.dossiers},
        uncertainty=asked.uncertainty,
        unit_turnouts=tuple(UnitTurnout(unit=one.unit, share=one.factor) for one in learned.units),
        machine_turnouts=tuple(
            MachineTurnout(machine=one.machine, shift=one.shift, deviation=one.factor - learned.centre)
            for one in learned.machine_shifts
        ),
        freeze_days=freeze_days,
        announced_days=asked.announced_days,
        seed=seed,
    )


def _situation(start: Standpoint, plan: Plan) -> Situation:
    """Where the campaign stands by its ledger; without one, as the plan itself tells its past."""
    if not start.is_the_beginning or plan.as_of is None:
        return start.situation
    history = tuple(row for row in plan.assignments if row.done)
    return Situation(as_of=plan.as_of, history=history, elsewhere=plan.elsewhere)


def _is_ahead(campaign: Campaign, row: Assignment) -> bool:
    """Whether somebody may still work it: what the workbook has no longer falls away."""
    return (
        not row.done
        and row.date <= campaign.calendar.last_day
        and row.machine in campaign.machines_by_name
        and row.unit in campaign.units_by_code
        and row.shift in campaign.calendar.shift_labels
    )
