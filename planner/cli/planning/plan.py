"""The commands `plan` and `demo`: what a plan comes to, and where its papers are."""

import sys
from pathlib import Path

from planner.cli.planning.advice import Advice
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.search_terms import SearchTerms
from planner.errors import PlannerError
from planner.ledger.address import default_ledger
from planner.telling.planning.left import Left
from planner.telling.planning.plan import ended_early, planned_as_json, summary
from planner.telling.problems import problem_line
from planner.telling.written_files import files_of_one_folder
from planner.workflow.planning.demonstration import DEMO_NAME, demo_workbook
from planner.workflow.planning.planning import Planned, default_folder, plan_campaign
from planner.workflow.solving.searching import Search


def plan(
    session: Speaker,
    *,
    campaign: Path,
    folder: Path | None,
    is_fresh: bool,
    seconds: float,
    workers: int,
    seed: int,
    tidies: bool = False,
    ledger: str | None = None,
    begins_anew: bool = False,
    cluster: str | None = None,
) -> None:
    """`planner plan`."""
    with ProgressLines(session) as lines:
        planned = plan_campaign(
            campaign,
            folder or default_folder(campaign),
            Search(SearchTerms(seconds, workers, seed, cluster=cluster), lines.listen).since(session.called),
            address=ledger,
            is_fresh=is_fresh,
            begins_anew=begins_anew,
            tidies=tidies,
        )
    _show_planned(session, planned, seconds)


def demo(session: Speaker, *, folder: Path | None, seconds: float, workers: int, seed: int) -> None:
    """`planner demo`: nobody's history depends on a demonstration, so its ledger may begin anew."""
    target = folder or Path("outputs") / DEMO_NAME
    workbook = demo_workbook(target)
    begins_anew = not default_ledger(workbook).exists()
    plan(
        session,
        campaign=workbook,
        folder=target,
        is_fresh=True,
        seconds=seconds,
        workers=workers,
        seed=seed,
        begins_anew=begins_anew,
    )


def _show_planned(session: Speaker, planned: Planned, seconds: float) -> None:
    """`planner plan`, given so many seconds: what a person wants to know at a glance, and where the papers are."""
    advice = Advice(planned.campaign, planned.plan.goals, seconds, was_stopped=planned.was_stopped)
    left = Left(planned.campaign, planned.plan)
    show_warnings(session, planned.problems)
    session.warn(planned.warnings)
    if planned.was_stopped:
        session.say(ended_early())
    session.say("")
    session.say(planned.campaign.name)
    advice.show(session)
    session.say_lines(summary(planned.campaign, planned.plan, planned.machine_time))
    session.say_lines(left.lines())
    session.say_lines(files_of_one_folder((planned.plan_path, *planned.prints)))
    session.answer(planned_as_json(planned, left, advice.as_json()))
    end_if_not_stored(session, planned.trouble)


def end_if_not_stored(session: Speaker, trouble: PlannerError | None) -> None:
    """Tell last why a plan is not in the ledger and how to store it, and exit with that trouble's code."""
    if trouble is not None:
        session.note(problem_line("error", str(trouble)))
        sys.exit(trouble.exit_code)
