"""What a plan comes to: its summary for people, where it went for a program, and both of a plan that is adopted."""

from typing import Any

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Goal
from planner.intake.plan_file import plan_as_json
from planner.telling.figures import figure, goal_name
from planner.telling.planning.left import Left
from planner.telling.planning.machine_days import machine_lines, machine_time_as_json
from planner.telling.problems import stored_as_json
from planner.telling.proofs import proof_of
from planner.texts import spoken_day, spoken_number, texts_of
from planner.workflow.ledger.meanwhile import told
from planner.workflow.planning.adopting import Adopted
from planner.workflow.planning.decision import decision, result_of
from planner.workflow.planning.machine_time import MachineTime
from planner.workflow.planning.planning import Planned

_ = texts_of("telling")


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


def ended_early() -> str:
    """That somebody stopped the search for a plan."""
    return _("The search was ended early; this is the best plan found until then.")


def planned_as_json(planned: Planned, left: Left, advice: dict[str, Any] | None) -> dict[str, Any]:
    """A plan's way to its papers for a program, with the door's own `advice` on how to search on."""
    return {
        "plan": str(planned.plan_path),
        **stored_as_json(planned.trouble),
        "prints": [str(path) for path in planned.prints],
        "was_stopped": planned.was_stopped,
        "advice": advice,
        "decision": decision(planned.campaign, planned.plan),
        **left.as_json(),
        **machine_time_as_json(planned.machine_time),
        "warnings": [*map(str, planned.problems), *planned.warnings],
        **{key: value for key, value in plan_as_json(planned.plan).items() if key in ("campaign", "goals", "unserved")},
    }


def warnings_of_adopted(adopted: Adopted) -> list[str]:
    """What has changed since the plan was found."""
    warnings = list(adopted.papers.warnings)
    if adopted.workbook_has_changed:
        warnings.append(_("the workbook has changed since this plan was made; by the workbook of today it is sound"))
    if adopted.meanwhile.versions:
        warnings.append(
            _("since this plan was begun, {what}").format(what="; ".join(told(adopted.campaign, adopted.meanwhile)))
        )
    return warnings


def adopted_told(adopted: Adopted) -> str:
    """Under which number the plan is stored now."""
    return _("The plan is in the ledger now, as plan {number}.").format(number=adopted.plan.version)


def adopted_as_json(adopted: Adopted) -> dict[str, Any]:
    """The plan's number, its papers and what to look at, for a program."""
    return {
        "plan": str(adopted.papers.plan_path),
        "version": adopted.plan.version,
        "prints": [str(path) for path in adopted.papers.prints],
        "warnings": [*map(str, adopted.problems), *warnings_of_adopted(adopted)],
    }
