"""What `planner plan` tells at its end: what a person wants to know at a glance, and the same for a program."""

from typing import Any

from planner.cli.figures import figure, goal_name
from planner.cli.session import Session, problem_line, show_warnings
from planner.domain.plan import GoalResult
from planner.domain.policy import Goal, Proof
from planner.intake.plan_file import plan_as_json
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.decision import decision, result_of
from planner.workflow.planning import Planned

_ = texts_of("cli")

MOST_SHORTFALLS_SHOWN = 20


def show_planned(session: Session, planned: Planned) -> None:
    """`planner plan`: what a person wants to know at a glance, and where the papers are."""
    show_warnings(session, planned.problems)
    for warning in planned.warnings:
        session.note(problem_line("warning", warning))
    if planned.was_stopped:
        session.say(_("The search was ended early; this is the best plan found until then."))
    session.say("")
    session.say(planned.campaign.name)
    for line in _summary(planned):
        session.say(line)
    _show_shortfalls(session, planned)
    _show_files(session, planned)
    session.answer(_planned_as_json(planned))


def _summary(planned: Planned) -> list[str]:
    campaign, plan = planned.campaign, planned.plan
    dossiers = sum(row.dossiers for row in plan.assignments)
    left = sum(short.dossiers for short in plan.unserved)
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
    travel = result_of(plan, Goal.TRAVEL)
    if travel is not None:
        lines.append(_("  Travel        {km} km").format(km=spoken_number(travel.value, 1)))
    lines.append(_("  Goals, in order:"))
    lines += [
        f"    {goal_name(result.goal):<14} {figure(result.goal, result.value):>12}  {_proof(result)}"
        for result in plan.goals
    ]
    sentence = decision(campaign, plan)
    return [*lines, f"  {sentence}."] if sentence else lines


def _proof(result: GoalResult) -> str:
    if result.proof is Proof.OPTIMAL:
        return _("proven optimal")
    if result.proof is Proof.NOT_OPTIMISED or result.bound is None:
        return _("not optimised")
    gap = 100 * (result.value - result.bound) / result.value if result.value else 0.0
    return _("best found; proven bound {bound}, gap {gap} %").format(
        bound=figure(result.goal, result.bound), gap=spoken_number(gap, 1)
    )


def _show_shortfalls(session: Session, planned: Planned) -> None:
    units = planned.campaign.units_by_code
    for short in planned.plan.unserved[:MOST_SHORTFALLS_SHOWN]:
        session.say(f"  - {units[short.unit].name} ({short.unit}): {short.reason}")
    rest = len(planned.plan.unserved) - MOST_SHORTFALLS_SHOWN
    if rest > 0:
        session.say(_("  - and {rest} more units; see plan.json").format(rest=rest))


def _show_files(session: Session, planned: Planned) -> None:
    session.say(_("Written to {folder}:").format(folder=planned.plan_path.parent))
    session.say("  " + ", ".join(path.name for path in (planned.plan_path, *planned.prints)))


def _planned_as_json(planned: Planned) -> dict[str, Any]:
    return {
        "plan": str(planned.plan_path),
        "prints": [str(path) for path in planned.prints],
        "was_stopped": planned.was_stopped,
        "decision": decision(planned.campaign, planned.plan),
        "warnings": [*map(str, planned.problems), *planned.warnings],
        **{key: value for key, value in plan_as_json(planned.plan).items() if key in ("campaign", "goals", "unserved")},
    }
