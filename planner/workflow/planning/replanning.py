"""The daily path: what was collected and what was promised in, the plan that breaks the fewest promises out.

read_campaign, ledger → situation → solve → judge → store → amendment, appendix, timeline, plan.json
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.domain.identity import identity_of
from planner.domain.meanwhile import LedgerMark
from planner.domain.plan import Plan
from planner.domain.record import ShiftLabel
from planner.domain.results import Result
from planner.domain.situation import Situation, rate_label
from planner.domain.told_apart import told_apart
from planner.domain.version import SearchSettings
from planner.errors import LedgerError, PlannerError, Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.ledger.state import LedgerState
from planner.model.outcome import Solution
from planner.prints.forms.amendment.paper import print_amendment
from planner.replan.difference import difference
from planner.replan.learning import learn
from planner.replan.planned import PlannedSlot, planned_slots
from planner.replan.rates import rates
from planner.replan.situation import (
    Announced,
    Moment,
    moment_to_plan_from,
    refuse_lost_history,
    results_from,
    situation_of,
    without_results,
)
from planner.workflow.ledger.in_force import versions_in_force
from planner.workflow.ledger.keeping import ledger_of, make_sure_of_room, nothing_planned_yet, sha256_of, today
from planner.workflow.ledger.meanwhile import warnings_of
from planner.workflow.planning.empty_pins import about_empty_pins
from planner.workflow.planning.shortfall import shortfalls
from planner.workflow.planning.storing import Found, Kept, Site, folder_for, keep, later_than, write_kept
from planner.workflow.printing.ahead import about_changes_over, first_day_told
from planner.workflow.printing.papers import saying_what_is_stored
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search, refuse_unsound, solve_until
from planner.workflow.writability import assert_writable

DEFAULT_FREEZE_DAYS = 2


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
class Start:
    """A campaign as it stands, ready to be planned from a moment on."""

    campaign: Campaign
    situation: Situation
    moment: Moment
    results: tuple[Result, ...]
    began_at: LedgerMark
    """How far the ledger had come then."""
    announced: Announced | None
    previous: Plan
    """The plan that the new one follows."""
    unreported: tuple[PlannedSlot, ...]
    """Past slots in which a machine was to work and of which no result tells."""
    early: tuple[Result, ...]
    """Results of slots that are still to be planned; they do not count."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """What planning anew has given."""

    campaign: Campaign
    start: Start
    promised: Announced | None
    """What citizens rely on now: what was announced last, be it while the plan was searched for."""
    plan: Plan
    changed: Difference | None
    """What changes for citizens; None where nothing was announced."""
    plan_path: Path
    prints: tuple[Path, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    was_stopped: bool
    trouble: PlannerError | None = None
    """Why the plan is not in the ledger, with the command that stores it; None where it is."""


def replan_campaign(
    workbook: Path,
    folder: Path,
    search: Search,
    terms: Terms,
    *,
    address: str | None = None,
    tidies: bool = False,
) -> Replanned:
    """Plan what is left with the fewest broken promises, store the plan and print it with its amendment.

    `tidies` removes papers of other plans from the folder.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, NoPlanPossible, NoPlanInTime, UnsoundPlan,
    UnwritableFile.
    """
    sha256 = sha256_of(workbook)
    read = read_campaign(workbook)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, writes=True, folder=folder) as ledger:
        start = situation_now(workbook, read.campaign, ledger, terms)
        make_sure_of_room(ledger)
        with hearing_ctrl_c() as ctrl_c:
            solution = solve_until(ctrl_c, read.campaign, search, start.situation)
            plan = plan_of(start, solution)
            refuse_unsound(
                read.campaign,
                plan,
                start.announced.plan if start.announced else None,
                None if terms.assumes_planned and start.unreported else start.results,
            )
            ctrl_c.search_is_over()
            settings, identity = _settings(search, terms), identity_of(read.campaign)
            kept = keep(ledger, Found(plan, sha256, settings, start.began_at, identity))
            promised = _promised_now(ledger, start, kept)
            changed = changes_for_citizens(start, promised, kept.plan)
            site = Site(workbook, folder, address, ledger)
            with folder_for(site, read.campaign, kept) as shelf:
                amendment = _print_amendment(site, start, promised, kept, changed)
                written = write_kept(site, read.campaign, kept)
                shelf.keep((*amendment, *written.papers.prints))
                old = (*shelf.settle(removes=tidies), *later_than(site, read.campaign, kept))
    papers = written.papers
    return Replanned(
        campaign=read.campaign,
        start=start,
        promised=promised,
        plan=kept.plan,
        changed=changed,
        plan_path=papers.plan_path,
        prints=(*amendment, *papers.prints),
        problems=read.warnings,
        warnings=(
            *warnings_of(read.campaign, kept.meanwhile, site.command("replan", workbook)),
            *solution.warnings,
            *about_empty_pins(read.campaign, kept.plan),
            *_untold(start, kept, changed),
            *papers.warnings,
            *old,
        ),
        was_stopped=solution.was_stopped,
        trouble=written.trouble,
    )


def situation_now(workbook: Path, campaign: Campaign, ledger: Ledger, terms: Terms) -> Start:
    """Where the campaign stands by its ledger. Raises WrongUsage where no plan was stored yet."""
    state = ledger.state()
    if state.latest is None:
        raise nothing_planned_yet(workbook)
    refuse_lost_history(campaign, state.results)
    moment = moment_to_plan_from(campaign, state.results, terms.as_of, terms.as_of_shift)
    announced = _announced(state)
    planned = planned_slots(campaign, versions_in_force(ledger))
    unreported = without_results(campaign, moment, state.results, planned)
    previous = announced.plan if announced else state.latest.plan
    known = learn(campaign, state.results, planned) if terms.learns else None
    situation = situation_of(
        campaign,
        moment,
        state.results,
        previous=previous,
        announced=announced,
        unreported=unreported if terms.assumes_planned else (),
        freeze_days=terms.freeze_days,
        rates=rates(campaign, known, since_ordinal=moment.ordinal(campaign)) if known else (),
        max_changes=terms.max_changes,
    )
    return Start(
        campaign=campaign,
        situation=situation,
        moment=moment,
        results=state.results,
        began_at=state.mark,
        announced=announced,
        previous=previous,
        unreported=unreported,
        early=results_from(campaign, moment, state.results),
    )


def plan_of(start: Start, solution: Solution) -> Plan:
    """The past and what was found for the rest, as one plan."""
    situation = start.situation
    rates = {rate_label(rate.key): float(rate.dossiers) for rate in situation.rates} or None
    return Plan(
        campaign=start.campaign.name,
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


def _announced(state: LedgerState) -> Announced | None:
    if state.announced is None or state.announcement is None:
        return None
    return Announced(state.announced.plan, state.announcement.until)


def _settings(search: Search, terms: Terms) -> SearchSettings:
    return SearchSettings(
        seconds=search.seconds,
        workers=search.workers,
        seed=search.seed,
        freeze_days=terms.freeze_days,
        max_changes=terms.max_changes,
        learns=terms.learns,
        assumes_planned=terms.assumes_planned,
    )


def _promised_now(ledger: Ledger, start: Start, kept: Kept) -> Announced | None:
    """What was announced last, so that an amendment never tells of changes to a promise that holds no longer."""
    if not kept.meanwhile.announcements:
        return start.announced
    last = kept.meanwhile.announcements[-1]
    try:
        return Announced(ledger.version(last.version).plan, last.until)
    except LedgerError:  # gone since; that the promise has changed is told all the same
        return None


def changes_for_citizens(start: Start, promised: Announced | None, plan: Plan) -> Difference | None:
    """What a plan changes of a promise, from its first slot on; None where nothing was promised."""
    if promised is None:
        return None
    return difference(
        told_apart(start.campaign),
        promised.plan,
        plan,
        since_ordinal=start.moment.ordinal(start.campaign),
        until=promised.until,
    )


def _print_amendment(
    site: Site, start: Start, promised: Announced | None, kept: Kept, changed: Difference | None
) -> tuple[Path, ...]:
    """None for a plan that is not stored: an amendment names the plan that it is by."""
    if changed is None or promised is None or kept.trouble is not None:
        return ()
    with saying_what_is_stored(site.workbook, kept.plan):
        return print_amendment(
            start.campaign,
            changed,
            site.folder,
            old_version=promised.plan.version,
            new_version=kept.plan.version,
            told_from=first_day_told(start.campaign, today(start.campaign)),
        ).paths


def _untold(start: Start, kept: Kept, changed: Difference | None) -> tuple[str, ...]:
    """Whom the notices leave out, because all that changes for them is over by today."""
    if changed is None or kept.trouble is not None:
        return ()
    return about_changes_over(start.campaign, changed, first_day_told(start.campaign, today(start.campaign)))
