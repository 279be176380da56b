"""The main path: a workbook in, a proven plan and its prints out.

    read_campaign → solve → judge → print_appendix, write_timeline → write_plan

Nothing is written before the checker has accepted the plan, and `plan.json` is written last. Whether the folder can
be written is asked first, so that nobody waits for a plan that has nowhere to go.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.progress import Observer
from planner.errors import Problem, UnsoundPlan
from planner.intake.plan_file import write_plan
from planner.intake.workbook import read_campaign
from planner.model.gate import Stopper
from planner.model.solution import Solution, solve
from planner.prints.appendix import print_appendix
from planner.prints.timeline import FILE_NAME as TIMELINE_NAME
from planner.prints.timeline import write_timeline
from planner.texts import texts_of
from planner.workflow.interruption import hearing_ctrl_c
from planner.workflow.shortfall import shortfalls
from planner.workflow.writability import assert_writable

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

CAMPAIGN_FILE = "campaign"
PLAN_NAME = "plan.json"
WAIT_SECONDS = 0.2


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


def default_folder(workbook: Path) -> Path:
    """`outputs/<name>`: the folder's name for a file called campaign.xlsx, else the file's own."""
    name = workbook.resolve().parent.name if workbook.stem.lower() == CAMPAIGN_FILE else workbook.stem
    return Path("outputs") / (name if name.strip(". ") else CAMPAIGN_FILE)


def plan_campaign(
    workbook: Path,
    folder: Path,
    *,
    seconds: float,
    workers: int,
    seed: int,
    listen: Observer,
) -> Planned:
    """Plan a campaign and print it. Ctrl-C ends the search and keeps the best plan so far.

    Raises UnreadableFile, WorkbookProblems, NoPlanPossible, NoPlanInTime, UnsoundPlan, UnwritableFile.
    """
    read = read_campaign(workbook)
    assert_writable(folder)
    with hearing_ctrl_c() as was_pressed:
        solution = _solve_until(was_pressed, read.campaign, seconds=seconds, workers=workers, seed=seed, listen=listen)
        plan = Plan(
            campaign=read.campaign.name,
            assignments=solution.assignments,
            goals=solution.goals,
            unserved=shortfalls(read.campaign, solution.assignments, solution.goals),
        )
        refuse_unsound(read.campaign, plan)
        printed = print_appendix(read.campaign, plan, folder)
        timeline = write_timeline(read.campaign, plan, folder)
        plan_path = write_plan(plan, folder / PLAN_NAME)
    moved = [path for path, name in ((timeline, TIMELINE_NAME), (plan_path, PLAN_NAME)) if path.name != name]
    return Planned(
        campaign=read.campaign,
        plan=plan,
        plan_path=plan_path,
        prints=(*printed.paths, timeline),
        problems=read.warnings,
        warnings=(*printed.warnings, *map(_moved, moved)),
        was_stopped=solution.was_stopped,
    )


def _moved(path: Path) -> str:
    return _("the file of the usual name is open in another program; the new one is {path}").format(path=path.name)


def refuse_unsound(campaign: Campaign, plan: Plan) -> None:
    """Let no plan pass that the independent checker refuses. Raises UnsoundPlan."""
    verdict = judge(campaign, plan)
    if not verdict.sound:
        raise UnsoundPlan(
            _("nothing was written: the checker refused the plan. Please report this with the workbook:\n{why}").format(
                why="\n".join(violation.message for violation in verdict.violations)
            )
        )


def _solve_until(
    was_pressed: Callable[[], bool], campaign: Campaign, *, seconds: float, workers: int, seed: int, listen: Observer
) -> Solution:
    """Solve in a thread of its own, so that this one can hear Ctrl-C."""
    stopper = Stopper()
    outcome: list[Solution | BaseException] = []

    def work() -> None:
        try:
            outcome.append(
                solve(campaign, seconds=seconds, workers=workers, seed=seed, observer=listen, stopper=stopper)
            )
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=work, name="solver", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(WAIT_SECONDS)
        if was_pressed():
            logger.info("stopping at the user's wish")
            stopper.stop()
    found = outcome[0]
    if isinstance(found, BaseException):
        raise found
    return found
