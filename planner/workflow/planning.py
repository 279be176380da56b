"""The main path: a workbook in, a proven plan and its prints out.

    read_campaign → solve → judge → store in the ledger → print_appendix, write_timeline → write_plan

Nothing is stored or written before the checker has accepted the plan, and `plan.json` is written last. Whether the
folder and the ledger can be written is asked first, so that nobody waits for a plan that has nowhere to go.
"""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.situation import AT_THE_START
from planner.domain.version import PlanVersion, Provenance, SearchSettings
from planner.errors import Problem, WrongUsage
from planner.intake.workbook import read_campaign
from planner.ledger.ledger import Ledger
from planner.model.outcome import SOLVER
from planner.texts import texts_of
from planner.workflow.folders import default_folder as default_folder  # noqa: PLC0414 - commands ask for both here
from planner.workflow.interruption import hearing_ctrl_c
from planner.workflow.keeping import ledger_of, make_sure_of_room, sha256_of, this_moment, whoever_runs_this
from planner.workflow.paper_folder import paper_folder
from planner.workflow.papers import saying_what_is_stored, write_papers
from planner.workflow.searching import Search, refuse_unsound, solve_until
from planner.workflow.shortfall import shortfalls
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


def plan_campaign(
    workbook: Path,
    folder: Path,
    search: Search,
    *,
    address: str | None = None,
    is_fresh: bool = False,
    tidies: bool = False,
) -> Planned:
    """Plan a campaign from its beginning, store the plan and print it. Ctrl-C keeps the best plan so far.

    A campaign with results is planned anew only with `is_fresh`; `tidies` removes papers of other plans.
    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, NoPlanPossible, NoPlanInTime, UnsoundPlan,
    UnwritableFile.
    """
    sha256 = sha256_of(workbook)
    read = read_campaign(workbook)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address) as ledger, hearing_ctrl_c() as was_pressed:
        last_result = ledger.last_result_number()
        if last_result and not is_fresh:
            raise _has_results(workbook)
        make_sure_of_room(ledger)
        solution = solve_until(was_pressed, read.campaign, search, AT_THE_START)
        plan = Plan(
            campaign=read.campaign.name,
            assignments=solution.assignments,
            goals=solution.goals,
            unserved=shortfalls(solution.ahead, solution.assignments, solution.goals),
        )
        refuse_unsound(read.campaign, plan)
        settings = SearchSettings(seconds=search.seconds, workers=search.workers, seed=search.seed)
        stored = store(ledger, plan, sha256, last_result, settings)
        with (
            saying_what_is_stored(workbook, stored.plan),
            paper_folder(folder, read.campaign, stored.plan) as kept,
        ):
            papers = write_papers(read.campaign, stored.plan, folder)
            kept.keep(papers.prints)
            old = kept.settle(removes=tidies)
    return Planned(
        campaign=read.campaign,
        plan=stored.plan,
        plan_path=papers.plan_path,
        prints=papers.prints,
        problems=read.warnings,
        warnings=(*solution.warnings, *papers.warnings, *old),
        was_stopped=solution.was_stopped,
    )


def store(ledger: Ledger, plan: Plan, workbook_sha256: str, last_result: int, settings: SearchSettings) -> PlanVersion:
    """Store a plan that the checker has accepted as the next version."""
    provenance = Provenance(workbook_sha256=workbook_sha256, last_result=last_result, settings=settings, solver=SOLVER)
    return ledger.store_version(plan, provenance, is_sound=True, by=whoever_runs_this(), at=this_moment())


def _has_results(workbook: Path) -> WrongUsage:
    return WrongUsage(
        _(
            "{workbook}: this campaign has results, which a plan from its beginning would not know. "
            "Run planner replan {workbook}; to plan from the beginning all the same, add --fresh"
        ).format(workbook=workbook)
    )
