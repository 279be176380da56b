"""The main path: a workbook in, a proven plan and its prints out.

    read_campaign → solve → judge → store in the ledger → print_appendix, write_timeline → write_plan

Nothing is stored or written before the checker has accepted the plan, and `plan.json` is written last. Whether the
folder and the ledger can be written is asked first, so that nobody waits for a plan that has nowhere to go; where the
ledger is lost meanwhile, the plan is written all the same.
"""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.identity import identity_of
from planner.domain.plan import Plan
from planner.domain.situation import AT_THE_START
from planner.domain.version import SearchSettings
from planner.errors import PlannerError, Problem, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.pasted import pasted
from planner.texts import texts_of
from planner.workflow.folders import default_folder as default_folder  # noqa: PLC0414 - commands ask for both here
from planner.workflow.ledger.keeping import ledger_of, make_sure_of_room, new_ledger_of, sha256_of
from planner.workflow.ledger.meanwhile import warnings_of
from planner.workflow.planning.empty_pins import about_empty_pins
from planner.workflow.planning.shortfall import shortfalls
from planner.workflow.planning.storing import Found, Site, folder_for, keep, later_than, write_kept
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search, refuse_unsound, solve_until
from planner.workflow.writability import assert_writable

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning a campaign has given."""

    campaign: Campaign
    plan: Plan
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


def plan_campaign(
    workbook: Path,
    folder: Path,
    search: Search,
    *,
    address: str | None = None,
    is_fresh: bool = False,
    begins_anew: bool = False,
    tidies: bool = False,
) -> Planned:
    """Plan a campaign from its beginning, store the plan and print it. Ctrl-C keeps the best plan so far.

    A campaign with results is planned anew only with `is_fresh`, and one that seems to be kept elsewhere only with
    `begins_anew`; `tidies` removes papers of other plans. Raises UnreadableFile, WorkbookProblems, WrongUsage,
    LedgerError, NoPlanPossible, NoPlanInTime, UnsoundPlan, UnwritableFile.
    """
    sha256 = sha256_of(workbook)
    read = read_campaign(workbook)
    assert_writable(folder)
    with _ledger(workbook, read.campaign, address, folder, begins_anew) as ledger:
        began_at = ledger.mark()
        if began_at.result and not is_fresh:
            raise _has_results(workbook)
        make_sure_of_room(ledger)
        with hearing_ctrl_c() as ctrl_c:
            solution = solve_until(ctrl_c, read.campaign, search, AT_THE_START)
            plan = Plan(
                campaign=read.campaign.name,
                assignments=solution.assignments,
                goals=solution.goals,
                unserved=shortfalls(solution.ahead, solution.assignments, solution.goals),
            )
            refuse_unsound(read.campaign, plan)
            settings = SearchSettings(seconds=search.seconds, workers=search.workers, seed=search.seed)
            ctrl_c.search_is_over()
            kept = keep(ledger, Found(plan, sha256, settings, began_at, identity_of(read.campaign)))
            site = Site(workbook, folder, address, ledger)
            with folder_for(site, read.campaign, kept) as shelf:
                written = write_kept(site, read.campaign, kept)
                shelf.keep(written.papers.prints)
                old = (*shelf.settle(removes=tidies), *later_than(site, read.campaign, kept))
    papers = written.papers
    return Planned(
        campaign=read.campaign,
        plan=kept.plan,
        plan_path=papers.plan_path,
        prints=papers.prints,
        problems=read.warnings,
        warnings=(
            *warnings_of(read.campaign, kept.meanwhile, site.command("replan", workbook)),
            *solution.warnings,
            *about_empty_pins(read.campaign, kept.plan),
            *papers.warnings,
            *old,
        ),
        was_stopped=solution.was_stopped,
        trouble=written.trouble,
    )


def _ledger(workbook: Path, campaign: Campaign, address: str | None, folder: Path, begins_anew: bool) -> Ledger:  # noqa: FBT001 - private
    if begins_anew:
        return new_ledger_of(workbook, campaign, address, folder=folder)
    return ledger_of(workbook, campaign, address, writes=True, folder=folder)


def _has_results(workbook: Path) -> WrongUsage:
    return WrongUsage(
        _(
            "{workbook}: this campaign has results, which a plan from its beginning would not know. "
            "Run {command}; to plan from the beginning all the same, add --fresh"
        ).format(workbook=workbook, command=pasted("replan", workbook))
    )
