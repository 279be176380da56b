"""The command `status`: plans, progress and open ends, no wider than a page."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.days.rosters import roster_lines
from planner.cli.session import Speaker, show_warnings
from planner.domain.policy import Goal
from planner.domain.version import StoredVersion
from planner.pasted import pasted_word
from planner.replan.learning import Teaching
from planner.replan.standings import DossierStanding
from planner.telling.days.adjustments import adjustment_lines
from planner.telling.days.status import how_far, open_ends, status_as_json, status_csv
from planner.telling.figures import UNKNOWN
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.days.standing import CampaignStatus, status_of
from planner.workflow.planning.decision import result_of

_ = texts_of("cli")
ngettext = plurals_of("cli")

WORTH_TELLING = 0.02
"""A learned rate that is nearer to the plan than this teaches nobody anything; a program is given it all the same."""
MOST_PLANS_SHOWN = 10


def status(session: Speaker, *, campaign: Path, today: date | None, ledger: str | None) -> None:
    """`planner status`."""
    _show_status(session, status_of(campaign, address=ledger, today=today))


def _show_status(session: Speaker, status: CampaignStatus) -> None:
    """`planner status`: plans, progress, what was learned, what is missing; for a program everything there is."""
    show_warnings(session, status.problems)
    session.say(status.campaign.name)
    beside = adjustment_lines(status.campaign, status.adjustments)
    plans = (*_versions(status), *roster_lines(status), *beside)
    session.say_lines((*plans, *_progress(status), *_lessons(status), *_open_ends(status)))
    session.tabulate(lambda: status_csv(status))
    session.answer(status_as_json(status))


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
    yield from how_far(status)


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
    yield ""
    yield from open_ends(status)
    since = status.since_latest
    if since is None or status.latest is None:
        return
    if since.num_results or since.workbook_has_changed or since.num_adjustments:
        yield _("To plan what is left: planner replan {workbook}").format(workbook=pasted_word(status.workbook))
