"""What `planner status` tells, no wider than a page."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.days.adjust import adjustment_as_json, adjustment_lines
from planner.cli.days.results import days_told, slots_as_json
from planner.cli.days.rosters import roster_lines, rosters_as_json
from planner.cli.figures import counted
from planner.cli.session import Speaker, problems_as_json, show_warnings
from planner.cli.tables import status_csv
from planner.domain.policy import Goal
from planner.domain.version import StoredVersion
from planner.pasted import pasted_word
from planner.replan.learning import Teaching
from planner.replan.standings import DossierStanding
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.days.standing import CampaignStatus, status_of
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.decision import result_of

_ = texts_of("cli")
ngettext = plurals_of("cli")

WORTH_TELLING = 0.02
"""A learned rate that is nearer to the plan than this teaches nobody anything; a program is given it all the same."""
MOST_PLANS_SHOWN = 10
UNKNOWN = "–"


def status(session: Speaker, *, campaign: Path, today: date | None, ledger: str | None) -> None:
    """`planner status`."""
    _show_status(session, status_of(campaign, address=ledger, today=today))


def _show_status(session: Speaker, status: CampaignStatus) -> None:
    """`planner status`: plans, progress, what was learned, what is missing; for a program everything there is."""
    show_warnings(session, status.problems)
    session.say(status.campaign.name)
    beside = adjustment_lines(status.campaign, status.adjustments)
    plans = (*_versions(status), *roster_lines(status), *beside)
    for line in (*plans, *_progress(status), *_lessons(status), *_open_ends(status)):
        session.say(line)
    session.tabulate(lambda: status_csv(status))
    session.answer(_as_json(status))


def _versions(status: CampaignStatus) -> Iterable[str]:
    yield ""
    if not status.versions:
        if status.seems_kept_elsewhere:
            yield _("No plan is stored here.")
            return
        yield _("No plan is stored yet. Next: planner plan {workbook}").format(workbook=pasted_word(status.workbook))
        return
    yield _("Plans")
    columns = (
        TextColumn(_("No.")),
        TextColumn(_("made")),
        TextColumn(_("plans from")),
        TextColumn(_("finishes")),
        TextColumn(_("km")),
        TextColumn(_("left over")),
        TextColumn(_("announced up to")),
    )
    yield from table(columns, [_version(status, version) for version in status.versions[-MOST_PLANS_SHOWN:]])
    earlier = len(status.versions) - MOST_PLANS_SHOWN
    if earlier > 0:
        yield ngettext(
            "  - and {earlier} earlier one; --json gives all of them",
            "  - and {earlier} earlier ones; --json gives all of them",
            earlier,
        ).format(earlier=spoken_number(earlier))


def _version(status: CampaignStatus, version: StoredVersion) -> tuple[str, ...]:
    plan, travel = version.told, result_of(version.told, Goal.TRAVEL)
    return (
        spoken_number(version.number),
        spoken_moment(version.made_at, status.campaign.clock),
        _plans_from(status, version),
        _day(plan.finish),
        spoken_number(travel.value, 1) if travel else UNKNOWN,
        spoken_number(plan.unserved) if version.summary else UNKNOWN,
        _day(status.announced_until(version.number)),
    )


def _plans_from(status: CampaignStatus, version: StoredVersion) -> str:
    if version.summary is None:
        return UNKNOWN
    shift = version.summary.as_of_shift
    return _day(version.summary.as_of or status.campaign.calendar.first_day) + (f" {shift}" if shift else "")


def _day(day: date | None) -> str:
    return spoken_day(day) if day else UNKNOWN


def _progress(status: CampaignStatus) -> Iterable[str]:
    progress, total = status.progress, status.progress.total
    yield ""
    yield _("Progress before {day} ({shift}), in dossiers").format(
        day=spoken_day(status.moment.day), shift=status.moment.shift
    )
    columns = (
        TextColumn(_("Code"), is_figure=False),
        TextColumn(_("Unit"), is_figure=False),
        TextColumn(_("need")),
        TextColumn(_("collected")),
        TextColumn(_("elsewhere")),
        TextColumn(_("remaining")),
        TextColumn(_("planned")),
        TextColumn(_("behind")),
        TextColumn(_("activated")),
        TextColumn(_("done on")),
    )
    rows = [(unit.unit, unit.name, *_standing(status, unit)) for unit in progress.units]
    yield from table(columns, [*rows, ("", _("All"), *_standing(status, total))])
    yield from _unread(status)
    if total.expected_done and not total.remaining:
        yield _("Everything is collected, since {day}.").format(day=spoken_day(total.expected_done))
    elif status.unread_latest is not None:
        pass
    elif total.unplanned:
        yield ngettext(
            "{count} of the remaining dossiers has no slot in the latest plan.",
            "{count} of the remaining dossiers have no slot in the latest plan.",
            total.unplanned,
        ).format(count=spoken_number(total.unplanned))
    elif total.expected_done:
        yield _("By the latest plan everything is collected on {day}.").format(day=spoken_day(total.expected_done))
    if progress.late and status.unread_past is None:
        yield _("Behind what was planned: {units}, {dossiers}.").format(
            units=counted(len(progress.late), _("1 unit"), _("{count} units")),
            dossiers=counted(total.behind, _("1 dossier"), _("{count} dossiers")),
        )


def _unread(status: CampaignStatus) -> Iterable[str]:
    """Which figures are not given because the plan that they rest on cannot be read."""
    if status.unread_latest is not None:
        yield _("Plan {number} cannot be read, so it is not told what is planned and when all is done.").format(
            number=status.unread_latest
        )
    if status.unread_past is not None:
        yield _("Plan {number} cannot be read, so it is not told what is behind or still without results.").format(
            number=status.unread_past
        )


def _standing(status: CampaignStatus, standing: DossierStanding) -> tuple[str, ...]:
    is_done = not standing.remaining
    return (
        *map(spoken_number, (standing.need, standing.collected, standing.elsewhere, standing.remaining)),
        spoken_number(standing.planned_ahead) if status.unread_latest is None else UNKNOWN,
        spoken_number(standing.behind) if status.unread_past is None else UNKNOWN,
        spoken_number(standing.activated),
        _day(standing.expected_done) if status.unread_latest is None or is_done else UNKNOWN,
    )


def _lessons(status: CampaignStatus) -> Iterable[str]:
    learned, units = status.learned, status.campaign.units_by_code
    lessons: list[tuple[str, Teaching]] = [
        *((units[each.unit].name, each) for each in learned.units),
        *((f"{each.machine}, {each.shift}", each) for each in learned.machine_shifts),
    ]
    telling = [(about, each) for about, each in lessons if abs(each.factor - 1) >= WORTH_TELLING]
    if not telling:
        return
    yield ""
    yield _("What the results teach, against slots planned full (planner replan --learn plans by it)")
    columns = (
        TextColumn(_("Unit, or machine and shift"), is_figure=False),
        TextColumn(_("slots seen")),
        TextColumn(_("brought")),
        TextColumn(_("credibility")),
        TextColumn(_("expected")),
    )
    yield from table(
        columns,
        [
            (about, spoken_number(each.slots), *map(_percent, (each.observed, each.credibility, each.factor)))
            for about, each in telling
        ],
    )


def _percent(share: float) -> str:
    return f"{spoken_number(round(100 * share))} %"


def _open_ends(status: CampaignStatus) -> Iterable[str]:
    """What still has to be recorded, and what the latest plan does not know."""
    since, latest = status.since_latest, status.latest
    yield ""
    if status.unread_past is not None:
        pass
    elif status.without_result:
        yield _("Still without results: {days}.").format(days=days_told(status.without_result))
    elif status.progress.total.planned_so_far:
        yield _("No planned slot so far is without a result.")
    if since is None or latest is None:
        return
    if since.num_about_its_past:
        yield _("Results since plan {number}: {results}; of these about days that it takes for past: {past}.").format(
            number=latest.number,
            results=spoken_number(since.num_results),
            past=spoken_number(since.num_about_its_past),
        )
    elif since.num_results:
        yield _("Results since plan {number}: {results}.").format(
            number=latest.number, results=spoken_number(since.num_results)
        )
    if since.workbook_has_changed:
        told = change_told(latest.number)
        yield f"{told[0].upper()}{told[1:]}."
    if since.num_adjustments:
        yield _("Entered or withdrawn beside the workbook since plan {number}: {count}.").format(
            number=latest.number, count=spoken_number(since.num_adjustments)
        )
    if since.num_results or since.workbook_has_changed or since.num_adjustments:
        yield _("To plan what is left: planner replan {workbook}").format(workbook=pasted_word(status.workbook))


def _as_json(status: CampaignStatus) -> dict[str, Any]:
    since = status.since_latest
    return {
        "campaign": status.campaign.name,
        "versions": [_version_as_json(status, version) for version in status.versions],
        "announcements": [each.model_dump(mode="json") for each in status.announcements],
        **rosters_as_json(status),
        "adjustments": [adjustment_as_json(each) for each in status.adjustments],
        "before": status.moment.day.isoformat(),
        "before_shift": status.moment.shift,
        "total": _standing_as_json(status, status.progress.total),
        "units": [_standing_as_json(status, unit) for unit in status.progress.units],
        "learned": status.learned.model_dump(mode="json"),
        "rates": [rate.model_dump(mode="json") for rate in status.rates],
        "without_result": slots_as_json(status.without_result) if status.unread_past is None else None,
        "since_latest": None
        if since is None
        else {
            "results": since.num_results,
            "about_its_past": since.num_about_its_past,
            "workbook_has_changed": since.workbook_has_changed,
            "adjustments": since.num_adjustments,
        },
        "problems": problems_as_json(status.problems),
    }


def _version_as_json(status: CampaignStatus, version: StoredVersion) -> dict[str, Any]:
    plan, travel = version.told, result_of(version.told, Goal.TRAVEL)
    until = status.announced_until(version.number)
    return {
        "version": version.number,
        "made_at": version.made_at.isoformat(),
        "made_by": version.made_by,
        "is_sound": version.is_sound,
        "as_of": plan.as_of.isoformat() if plan.as_of else None,
        "as_of_shift": plan.as_of_shift,
        "finish": plan.finish.isoformat() if plan.finish else None,
        "km": travel.value if travel else None,
        "unserved": plan.unserved if version.summary else None,
        "announced_until": until.isoformat() if until else None,
        "goals": [result.model_dump(mode="json") for result in plan.goals],
        "provenance": version.provenance.model_dump(mode="json") if version.provenance else None,
    }


def _standing_as_json(status: CampaignStatus, standing: DossierStanding) -> dict[str, Any]:
    """What rests on a plan that cannot be read is null."""
    told = {**standing.model_dump(mode="json"), "is_late": standing.is_late}
    if status.unread_latest is not None:
        told |= dict.fromkeys(("planned_ahead", "unplanned", *(["expected_done"] if standing.remaining else [])))
    if status.unread_past is not None:
        told |= dict.fromkeys(("planned_so_far", "behind", "slots_without_result", "is_late"))
    return told
