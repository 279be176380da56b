"""The commands `plan` and `demo`: what a person wants to know of a plan at a glance, and the same for a program."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner.cli.planning.advice import Advice
from planner.cli.planning.left import Left
from planner.cli.planning.machine_days import machine_lines, machine_time_as_json
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.errors import PlannerError
from planner.intake.plan_file import plan_as_json
from planner.ledger.address import default_ledger
from planner.roster.duties import DutyGoalResult
from planner.telling.figures import figure, goal_name
from planner.telling.problems import problem_line, stored_as_json
from planner.telling.proofs import proof_of
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.planning.decision import decision, result_of
from planner.workflow.planning.demonstration import DEMO_NAME, demo_workbook
from planner.workflow.planning.machine_time import MachineTime
from planner.workflow.planning.planning import Planned, default_folder, plan_campaign
from planner.workflow.solving.searching import Search

_ = texts_of("cli")


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
) -> None:
    """`planner plan`."""
    with ProgressLines(session) as lines:
        planned = plan_campaign(
            campaign,
            folder or default_folder(campaign),
            Search(SearchTerms(seconds, workers, seed), lines.listen),
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
    for warning in planned.warnings:
        session.note(problem_line("warning", warning))
    if planned.was_stopped:
        session.say(_("The search was ended early; this is the best plan found until then."))
    session.say("")
    session.say(planned.campaign.name)
    advice.show(session)
    for line in summary(planned.campaign, planned.plan, planned.machine_time):
        session.say(line)
    left.show(session)
    show_files(session, (planned.plan_path, *planned.prints))
    session.answer(_planned_as_json(planned, advice, left))
    end_if_not_stored(session, planned.trouble)


def end_if_not_stored(session: Speaker, trouble: PlannerError | None) -> None:
    """Tell last why a plan is not in the ledger and how to store it, and exit with that trouble's code."""
    if trouble is not None:
        session.note(problem_line("error", str(trouble)))
        sys.exit(trouble.exit_code)


def summary(campaign: Campaign, plan: Plan, time: MachineTime | None = None) -> list[str]:
    """What a plan comes to: finish, machines, dossiers, travel, machines' time if given, every goal with its proof."""
    dossiers = sum(row.dossiers for row in plan.assignments if not row.done)
    left = sum(short.dossiers for short in plan.unserved)
    collected = sum(row.dossiers for row in plan.assignments if row.done) + sum(plan.elsewhere.values())
    busy = len({row.machine for row in plan.assignments})
    lines = []
    if plan.assignments:
        last = max(row.date for row in plan.assignments)
        lines.append(_("  Finishes on   {day}").format(day=spoken_day(last)))
    lines.append(
        _("  Machines      {busy} of {all}").format(busy=spoken_number(busy), all=spoken_number(len(campaign.machines)))
    )
    lines.append(
        _("  Dossiers      {planned} planned, {left} left").format(
            planned=spoken_number(dossiers), left=spoken_number(left)
        )
    )
    if plan.as_of is not None:
        lines.append(_("  Collected     {collected} before").format(collected=spoken_number(collected)))
    travel = result_of(plan, Goal.TRAVEL)
    if travel is not None:
        lines.append(_("  Travel        {km} km").format(km=spoken_number(travel.value, 1)))
    if time is not None:
        lines += machine_lines(time)
    lines.append(_("  Goals, in order:"))
    lines += [
        f"    {goal_name(result.goal):<14} {figure(result.goal, result.value):>12}  {proof_of(result)}"
        for result in plan.goals
    ]
    sentence = decision(campaign, plan)
    return [*lines, f"  {sentence}."] if sentence else lines


def show_files(session: Speaker, paths: Sequence[Path]) -> None:
    """What was written, all into one folder."""
    session.say(_("Written to {folder}:").format(folder=paths[0].parent))
    session.say("  " + ", ".join(path.name for path in paths))


def _planned_as_json(planned: Planned, advice: Advice, left: Left) -> dict[str, Any]:
    return {
        "plan": str(planned.plan_path),
        **stored_as_json(planned.trouble),
        "prints": [str(path) for path in planned.prints],
        "was_stopped": planned.was_stopped,
        "advice": advice.as_json(),
        "decision": decision(planned.campaign, planned.plan),
        **left.as_json(),
        **machine_time_as_json(planned.machine_time),
        "warnings": [*map(str, planned.problems), *planned.warnings],
        **{key: value for key, value in plan_as_json(planned.plan).items() if key in ("campaign", "goals", "unserved")},
    }
