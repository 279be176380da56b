"""What a re-plan changes for citizens, what it knows of the past, and the whole of it for a program."""

from collections.abc import Sequence
from typing import Any

from planner.domain.difference import ChangeKind, Difference, UnitChange
from planner.domain.policy import Goal
from planner.intake.plan_file import plan_as_json
from planner.replan.planned import PlannedSlot
from planner.telling.figures import counted, figure
from planner.telling.planning.left import Left
from planner.telling.planning.machine_days import machine_time_as_json
from planner.telling.problems import stored_as_json
from planner.telling.proofs import proof_of
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.planning.decision import decision, result_of
from planner.workflow.planning.planning import Planned

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_SLOTS_SHOWN = 12
MOST_UNITS_SHOWN = 20


def head_of_replan(replanned: Planned) -> str:
    """Which plan it is and from when on it plans."""
    sentence = (
        _("{campaign}: version {version}, planned from {moment} on")
        if replanned.trouble is None
        else _("{campaign}: not stored, planned from {moment} on")
    )
    return sentence.format(campaign=replanned.campaign.name, version=replanned.plan.version, moment=_moment(replanned))


def _moment(replanned: Planned) -> str:
    day, shift = spoken_day(replanned.start.first_day), replanned.start.situation.as_of_shift
    return day if shift is None else f"{day} {shift}"


def about_results(replanned: Planned, what_to_do_with_early_ones: str) -> list[str]:
    """Past slots that nobody reported, and results that come too early to count, with what this door offers then."""
    lines = []
    if replanned.start.unreported:
        lines.append(_unreported(replanned))
    early = len(replanned.start.early)
    if early:
        told = ngettext(
            "{count} result is of a slot that is planned anew and does not count",
            "{count} results are of slots that are planned anew and do not count",
            early,
        ).format(count=spoken_number(early))
        lines.append(f"{told}. {what_to_do_with_early_ones}")
    return lines


def _unreported(replanned: Planned) -> str:
    unreported = replanned.start.unreported
    assumed = replanned.plan.as_of is not None and any(
        row.done and (row.date, row.shift, row.machine) == (slot.day, slot.shift, slot.machine)
        for slot in unreported[:1]
        for row in replanned.plan.assignments
    )
    counted_as = _("counted as collected as planned") if assumed else _("counted as not collected")
    return ngettext(
        "{count} past slot has no result ({counted}): {slots}",
        "{count} past slots have no result ({counted}): {slots}",
        len(unreported),
    ).format(count=spoken_number(len(unreported)), counted=counted_as, slots=_slots(unreported))


def _slots(slots: tuple[PlannedSlot, ...]) -> str:
    told = (f"{slot.machine} {spoken_day(slot.day, with_year=False)} {slot.shift}" for slot in slots)
    return listed(told, MOST_SLOTS_SHOWN, Noun.SLOT)


def promises(replanned: Planned) -> list[str]:
    """What was announced, and who loses a slot of it: the first that citizens have to be told."""
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


def replanned_as_json(
    replanned: Planned, left: Left, results: Sequence[str], advice: dict[str, Any] | None
) -> dict[str, Any]:
    """A re-plan for a program: `results` is what was told about them, `advice` the door's own on how to search on."""
    changed = replanned.changed
    return {
        "plan": str(replanned.plan_path),
        "version": replanned.plan.version,
        **stored_as_json(replanned.trouble),
        "prints": [str(path) for path in replanned.prints],
        "was_stopped": replanned.was_stopped,
        "advice": advice,
        "decision": decision(replanned.campaign, replanned.plan),
        **left.as_json(),
        **machine_time_as_json(replanned.machine_time),
        "warnings": [*map(str, replanned.problems), *results, *replanned.warnings],
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
