"""The main path: a workbook in, a proven plan and its prints out; the first plan and every one after it.

    read_campaign, ledger → standpoint → best_plan → keep → amendment, appendix, timeline, plan.json

Nothing is stored or written before the checker has accepted the plan, and `plan.json` is written last. Whether the
folder and the ledger can be written is asked first, so that nobody waits for a plan that has nowhere to go; where the
ledger is lost meanwhile, the plan is written all the same.
"""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.domain.plan import Plan
from planner.domain.version import SearchSettings
from planner.errors import PlannerError, Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.next_steps import NextStep, Step
from planner.replan.situation import Announced
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.folders import default_folder as default_folder  # noqa: PLC0414 - commands ask for both here
from planner.workflow.ledger.keeping import ledger_of, make_sure_of_room, new_ledger_of, nothing_planned_yet
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.ledger.meanwhile import warnings_of
from planner.workflow.planning.empty_pins import about_empty_pins
from planner.workflow.planning.machine_time import MachineTime, machine_time
from planner.workflow.planning.standpoint import Standpoint, Terms, beginning, standpoint_now
from planner.workflow.planning.storing import (
    Site,
    folder_for,
    keep,
    later_than,
    print_amendment_of,
    promised_now,
    what_changes,
    whom_no_notice_tells,
    write_kept,
)
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning a campaign has given, from its beginning or anew."""

    campaign: Campaign
    start: Standpoint
    """From where it was planned."""
    promised: Announced | None
    """What citizens rely on now: what was announced last, be it while the plan was searched for.

    None where nothing was, and for a first plan.
    """
    plan: Plan
    changed: Difference | None
    """What changes for citizens; None where nothing was announced."""
    plan_path: Path
    prints: tuple[Path, ...]
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""
    warnings: tuple[str, ...]
    """What the reader of the prints should know."""
    was_stopped: bool
    """Whether Ctrl-C ended the search; the plan is the best found until then."""
    trouble: PlannerError | None = None
    """Why the plan is not in the ledger, with the command that stores it; None where it is."""
    before: Plan | None = None
    """The plan that was announced last, or else stored last; None for the first one."""

    @property
    def machine_time(self) -> MachineTime:
        """What the plan asks of its machines, beside the plan before."""
        return machine_time(self.campaign, self.plan, self.before)


def plan_campaign(
    workbook: Path,
    folder: Path,
    search: Search,
    *,
    address: str | None = None,
    is_fresh: bool = False,
    begins_anew: bool = False,
    tidies: bool = False,
    by: str | None = None,
) -> Planned:
    """Plan a campaign from its beginning, store the plan and print it. Ctrl-C keeps the best plan so far.

    A campaign with results is planned anew only with `is_fresh`, and one that seems to be kept elsewhere only with
    `begins_anew`; `tidies` removes papers of other plans. Raises UnreadableFile, WorkbookProblems, WrongUsage,
    LedgerError, NoPlanPossible, NoPlanInTime, UnsoundPlan, UnwritableFile.
    """
    search, sha256 = search.begun(), sha256_of(workbook)
    read = read_campaign(workbook)
    assert_writable(folder)
    with (
        new_ledger_of(workbook, read.campaign, address, folder=folder, by=by)
        if begins_anew
        else ledger_of(workbook, read.campaign, address, writes=True, folder=folder)
    ) as ledger:
        start = beginning(read, ledger)
        if start.began_at.result and not is_fresh:
            raise has_results(workbook)
        site = Site(workbook, sha256, folder, address, ledger, by)
        return _planned(site, start, search, settings_of(search), tidies=tidies)


def replan_campaign(
    workbook: Path,
    folder: Path,
    search: Search,
    terms: Terms,
    *,
    address: str | None = None,
    tidies: bool = False,
    by: str | None = None,
) -> Planned:
    """Plan what is left with the fewest broken promises, store the plan and print it with its amendment.

    `tidies` removes papers of other plans from the folder.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, NoPlanPossible, NoPlanInTime, UnsoundPlan,
    UnwritableFile.
    """
    search, sha256 = search.begun(), sha256_of(workbook)
    read = read_campaign(workbook)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, writes=True, folder=folder) as ledger:
        start = standpoint_now(read, ledger, terms)
        if start is None:
            raise nothing_planned_yet(workbook)
        site = Site(workbook, sha256, folder, address, ledger, by)
        return _planned(site, start, search, settings_of(search, terms), tidies=tidies)


def _planned(site: Site, start: Standpoint, search: Search, settings: SearchSettings, *, tidies: bool) -> Planned:
    campaign = start.campaign
    make_sure_of_room(site.ledger)
    before = _plan_before(site, start)
    with hearing_ctrl_c() as ctrl_c:
        found = start.best_plan(search, ctrl_c)
        ctrl_c.search_is_over()
        kept = keep(site, start, found.plan, settings)
        promised = promised_now(site.ledger, start, kept)
        changed = what_changes(start, promised, kept.plan)
        with folder_for(site, campaign, kept) as shelf:
            amendment = print_amendment_of(site, campaign, promised, kept, changed)
            written = write_kept(site, campaign, kept)
            shelf.keep((*amendment, *written.papers.prints))
            old = (*shelf.settle(removes=tidies), *later_than(site, campaign, kept))
    papers = written.papers
    return Planned(
        campaign=campaign,
        start=start,
        promised=promised,
        plan=kept.plan,
        changed=changed,
        plan_path=papers.plan_path,
        prints=(*amendment, *papers.prints),
        problems=start.problems,
        warnings=(
            *warnings_of(campaign, kept.meanwhile, site.command("replan", site.workbook)),
            *found.warnings,
            *about_empty_pins(campaign, kept.plan),
            *whom_no_notice_tells(campaign, kept, changed),
            *papers.warnings,
            *old,
        ),
        was_stopped=found.was_stopped,
        trouble=written.trouble,
        before=before,
    )


def _plan_before(site: Site, start: Standpoint) -> Plan | None:
    if start.announced is not None:
        return start.announced.plan
    latest = site.ledger.latest_version()
    return latest.plan if latest is not None else None


def settings_of(search: Search, terms: Terms | None = None) -> SearchSettings:
    """What a version tells of its search; without terms, of that for a first plan."""
    searched = SearchSettings(seconds=search.terms.seconds, workers=search.terms.workers, seed=search.terms.seed)
    if terms is None:
        return searched
    return searched.model_copy(
        update={
            "freeze_days": terms.freeze_days,
            "max_changes": terms.max_changes,
            "learns": terms.learns,
            "assumes_planned": terms.assumes_planned,
        }
    )


def has_results(workbook: Path) -> WrongUsage:
    """The campaign cannot be planned from its beginning any more."""
    return WrongUsage(
        _("{workbook}: this campaign has results, which a plan from its beginning would not know").format(
            workbook=workbook
        ),
        NextStep(Step.REPLAN_INSTEAD, workbook),
    )
