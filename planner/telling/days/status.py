"""What is told of where a campaign stands: when it is done, what is behind, what still has to be recorded."""

from collections.abc import Iterator
from typing import Any

from planner.domain.policy import Goal
from planner.domain.version import StoredVersion
from planner.replan.standings import DossierStanding, UnitStanding
from planner.telling.days.adjustments import adjustment_as_json
from planner.telling.days.results import days_told, slots_as_json
from planner.telling.figures import counted
from planner.telling.problems import problems_as_json
from planner.telling.tables import Columns, as_csv
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.days.standing import CampaignStatus
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.decision import result_of

_ = texts_of("telling")
ngettext = plurals_of("telling")


def how_far(status: CampaignStatus) -> Iterator[str]:
    """When everything is collected by the latest plan, and how much is behind what was planned."""
    progress, total = status.progress, status.progress.total
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


def _unread(status: CampaignStatus) -> Iterator[str]:
    """Which figures are not given because the plan that they rest on cannot be read."""
    if status.unread_latest is not None:
        yield _("Plan {number} cannot be read, so it is not told what is planned and when all is done.").format(
            number=status.unread_latest
        )
    if status.unread_past is not None:
        yield _("Plan {number} cannot be read, so it is not told what is behind or still without results.").format(
            number=status.unread_past
        )


def open_ends(status: CampaignStatus) -> Iterator[str]:
    """What still has to be recorded, and what the latest plan does not know."""
    since, latest = status.since_latest, status.latest
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


def status_as_json(status: CampaignStatus) -> dict[str, Any]:
    """Plans, progress, what was learned and what is open, for a program."""
    since = status.since_latest
    return {
        "campaign": status.campaign.name,
        "versions": [_version_as_json(status, version) for version in status.versions],
        "announcements": [each.model_dump(mode="json") for each in status.announcements],
        **_rosters_as_json(status),
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


def _rosters_as_json(status: CampaignStatus) -> dict[str, Any]:
    return {
        "rosters": [
            {
                "roster": roster.number,
                "made_at": roster.made_at.isoformat(),
                "made_by": roster.made_by,
                "summary": roster.summary.model_dump(mode="json") if roster.summary else None,
                "provenance": roster.provenance.model_dump(mode="json") if roster.provenance else None,
            }
            for roster in status.rosters
        ],
        "publications": [each.model_dump(mode="json") for each in status.publications],
    }


def status_csv(status: CampaignStatus) -> str:
    """Where each unit stands; what rests on a plan that cannot be read stays empty."""
    knows_latest, knows_past = status.unread_latest is None, status.unread_past is None
    columns: Columns[UnitStanding] = {
        _("Code"): lambda unit: unit.unit,
        _("Unit"): lambda unit: unit.name,
        _("need"): lambda unit: unit.need,
        _("collected"): lambda unit: unit.collected,
        _("elsewhere"): lambda unit: unit.elsewhere,
        _("remaining"): lambda unit: unit.remaining,
        _("planned"): lambda unit: unit.planned_ahead if knows_latest else None,
        _("behind"): lambda unit: unit.behind if knows_past else None,
        _("activated"): lambda unit: unit.activated,
        _("done on"): lambda unit: unit.expected_done if knows_latest or not unit.remaining else None,
    }
    return as_csv(columns, status.progress.units)
