"""What `planner replan` tells at its end: what changes for citizens first, then what the plan comes to."""

from pathlib import Path
from typing import Any

from planner.cli.planning.advice import Advice
from planner.cli.planning.left import Left
from planner.cli.planning.machine_days import machine_time_as_json
from planner.cli.planning.plan import end_if_not_stored, show_files, summary
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker, show_warnings
from planner.domain.difference import ChangeKind, Difference, UnitChange
from planner.domain.policy import Goal
from planner.intake.plan_file import plan_as_json
from planner.replan.planned import PlannedSlot
from planner.telling.figures import counted, figure
from planner.telling.problems import problem_line, stored_as_json
from planner.telling.proofs import proof_of
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.planning.decision import decision, result_of
from planner.workflow.planning.planning import Planned, default_folder, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import quick_search

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_SLOTS_SHOWN = 12
MOST_UNITS_SHOWN = 20


def replan(
    session: Speaker,
    *,
    campaign: Path,
    folder: Path | None,
    tidies: bool,
    seconds: float | None,
    workers: int,
    seed: int,
    ledger: str | None,
    **terms: Any,
) -> None:
    """`planner replan`; `terms` are the fields of Terms."""
    with ProgressLines(session) as lines:
        search = quick_search(seconds, workers, seed, lines.listen)
        home = folder or default_folder(campaign)
        replanned = replan_campaign(campaign, home, search, Terms(**terms), address=ledger, tidies=tidies)
    _show_replanned(session, replanned, search.terms.seconds)


def _show_replanned(session: Speaker, replanned: Planned, seconds: float) -> None:
    """`planner replan`, given so many seconds: who has to be told what, what the plan comes to, where papers are."""
    advice = Advice(replanned.campaign, replanned.plan.goals, seconds, was_stopped=replanned.was_stopped)
    left = Left(replanned.campaign, replanned.plan)
    show_warnings(session, replanned.problems)
    for warning in (*_about_results(replanned), *replanned.warnings):
        session.note(problem_line("warning", warning))
    if replanned.was_stopped:
        session.say(_("The search was ended early; this is the best plan found until then."))
    plan = replanned.plan
    session.say("")
    session.say(
        (
            _("{campaign}: version {version}, planned from {moment} on")
            if replanned.trouble is None
            else _("{campaign}: not stored, planned from {moment} on")
        ).format(campaign=replanned.campaign.name, version=plan.version, moment=_moment(replanned))
    )
    advice.show(session)
    for line in (*_promises(replanned), *summary(replanned.campaign, plan, replanned.machine_time)):
        session.say(line)
    left.show(session)
    show_files(session, (replanned.plan_path, *replanned.prints))
    if replanned.trouble is None and replanned.changed is not None and replanned.changed.concerns_citizens:
        session.say(_("If the change is decided: planner announce, and send out the notices."))
    session.answer(_as_json(replanned, advice, left))
    end_if_not_stored(session, replanned.trouble)


def _moment(replanned: Planned) -> str:
    day, shift = spoken_day(replanned.start.first_day), replanned.start.situation.as_of_shift
    return day if shift is None else f"{day} {shift}"


def _about_results(replanned: Planned) -> list[str]:
    start = replanned.start
    lines = []
    if start.unreported:
        assumed = replanned.plan.as_of is not None and any(
            row.done and (row.date, row.shift, row.machine) == (slot.day, slot.shift, slot.machine)
            for slot in start.unreported[:1]
            for row in replanned.plan.assignments
        )
        counted = _("counted as collected as planned") if assumed else _("counted as not collected")
        lines.append(
            ngettext(
                "{count} past slot has no result ({counted}): {slots}",
                "{count} past slots have no result ({counted}): {slots}",
                len(start.unreported),
            ).format(count=spoken_number(len(start.unreported)), counted=counted, slots=_slots(start.unreported))
        )
    if start.early:
        lines.append(
            ngettext(
                "{count} result is of a slot that is planned anew and does not count. Plan from a later --as-of",
                "{count} results are of slots that are planned anew and do not count. Plan from a later --as-of",
                len(start.early),
            ).format(count=spoken_number(len(start.early)))
        )
    return lines


def _slots(slots: tuple[PlannedSlot, ...]) -> str:
    told = (f"{slot.machine} {spoken_day(slot.day, with_year=False)} {slot.shift}" for slot in slots)
    return listed(told, MOST_SLOTS_SHOWN, Noun.SLOT)


def _promises(replanned: Planned) -> list[str]:
    changed, promised = replanned.changed, replanned.promised
    if changed is None or promised is None:
        return [_("  Nothing was announced, so no promise is broken.")]
    lines = [
        _("  Promises      version {version}, announced up to {until}; fixed up to {frozen}").format(
            version=promised.plan.version,
            until=spoken_day(promised.until),
            frozen=spoken_day(replanned.plan.frozen_until) if replanned.plan.frozen_until else "–",
        )
    ]
    price = result_of(replanned.plan, Goal.CHANGES)
    if not changed.concerns_citizens:
        return [*lines, _("  Changed       nothing: every announced slot is kept")]
    lines.append(
        _("  Changed       {units}; {citizens} without their slot{proof}").format(
            units=counted(len(_touched(changed)), _("1 unit"), _("{count} units")),
            citizens=_citizens(changed.citizens),
            proof=_(" (weighed by notice {value}, {proof})").format(
                value=figure(Goal.CHANGES, price.value), proof=proof_of(price)
            )
            if price
            else "",
        )
    )
    if changed.citizens_sent_elsewhere:
        lines.append(
            ngettext(
                "  Other place   {citizens} citizen keeps the slot, but is received at another place",
                "  Other place   {citizens} citizens keep their slot, but are received at another place",
                changed.citizens_sent_elsewhere,
            ).format(citizens=spoken_number(changed.citizens_sent_elsewhere))
        )
    words = {ChangeKind.MOVED: _("moved"), ChangeKind.DROPPED: _("dropped"), ChangeKind.ADDED: _("added")}
    for change in _touched(changed)[:MOST_UNITS_SHOWN]:
        lines.append(
            _("    - {unit}: {kind}; {cancelled}, {new} new, {citizens}").format(
                unit=change.name,
                kind=words[change.kind],
                cancelled=counted(len(change.cancelled), _("1 slot cancelled"), _("{count} slots cancelled")),
                new=len(change.new),
                citizens=_citizens(change.citizens + change.citizens_sent_elsewhere),
            )
        )
    return lines


def _citizens(number: int) -> str:
    return counted(number, _("1 citizen"), _("{count} citizens"))


def _touched(changed: Difference) -> list[UnitChange]:
    return [change for change in changed.units if change.kind is not ChangeKind.KEPT]


def _as_json(replanned: Planned, advice: Advice, left: Left) -> dict[str, Any]:
    changed = replanned.changed
    return {
        "plan": str(replanned.plan_path),
        "version": replanned.plan.version,
        **stored_as_json(replanned.trouble),
        "prints": [str(path) for path in replanned.prints],
        "was_stopped": replanned.was_stopped,
        "advice": advice.as_json(),
        "decision": decision(replanned.campaign, replanned.plan),
        **left.as_json(),
        **machine_time_as_json(replanned.machine_time),
        "warnings": [*map(str, replanned.problems), *_about_results(replanned), *replanned.warnings],
        "unreported": [slot.model_dump(mode="json") for slot in replanned.start.unreported],
        "changed": None
        if changed is None
        else {
            **changed.model_dump(mode="json"),
            "citizens": changed.citizens,
            "citizens_sent_elsewhere": changed.citizens_sent_elsewhere,
        },
        **{
            key: value
            for key, value in plan_as_json(replanned.plan).items()
            if key in ("campaign", "goals", "unserved", "as_of", "announced_version", "announced_until", "frozen_until")
        },
    }
