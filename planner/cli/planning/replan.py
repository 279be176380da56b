"""What `planner replan` tells at its end: what changes for citizens first, then what the plan comes to."""

from pathlib import Path
from typing import Any

from planner.cli.planning.advice import Advice
from planner.cli.planning.plan import end_if_not_stored
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.telling.planning.left import Left
from planner.telling.planning.plan import ended_early, summary
from planner.telling.planning.replan import about_results, head_of_replan, promises, replanned_as_json
from planner.telling.written_files import files_of_one_folder
from planner.texts import texts_of
from planner.workflow.planning.planning import Planned, default_folder, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import quick_search

_ = texts_of("cli")


def replan(
    session: Speaker,
    *,
    campaign: Path,
    folder: Path | None,
    tidies: bool,
    seconds: float | None,
    workers: int,
    seed: int,
    cluster: str | None,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner replan`; `terms` are the fields of Terms."""
    with ProgressLines(session) as lines:
        search = quick_search(seconds, workers, seed, lines.listen, cluster).since(session.called)
        home = folder or default_folder(campaign)
        replanned = replan_campaign(campaign, home, search, Terms(**terms), address=ledger, tidies=tidies)
    _show_replanned(session, replanned, search.terms.seconds)


def _show_replanned(session: Speaker, replanned: Planned, seconds: float) -> None:
    """`planner replan`, given so many seconds: who has to be told what, what the plan comes to, where papers are."""
    advice = Advice(replanned.campaign, replanned.plan.goals, seconds, was_stopped=replanned.was_stopped)
    left = Left(replanned.campaign, replanned.plan)
    results = about_results(replanned, _("Plan from a later --as-of"))
    show_warnings(session, replanned.problems)
    session.warn((*results, *replanned.warnings))
    if replanned.was_stopped:
        session.say(ended_early())
    session.say("")
    session.say(head_of_replan(replanned))
    advice.show(session)
    session.say_lines(promises(replanned))
    session.say_lines(summary(replanned.campaign, replanned.plan, replanned.machine_time))
    session.say_lines(left.lines())
    session.say_lines(files_of_one_folder((replanned.plan_path, *replanned.prints)))
    if replanned.trouble is None and replanned.changed is not None and replanned.changed.concerns_citizens:
        session.say(_("If the change is decided: planner announce, and send out the notices."))
    session.answer(replanned_as_json(replanned, left, results, advice.as_json()))
    end_if_not_stored(session, replanned.trouble)
