"""What is told of an announcement: what citizens may rely on now, what they no longer may, and what was not known."""

from collections.abc import Iterator
from typing import Any

from planner.domain.version import Announcement
from planner.telling.figures import counted
from planner.telling.problems import problems_as_json
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.days.announcing import AnnouncedVersion
from planner.workflow.ledger.made_from import change_told

_ = texts_of("telling")
ngettext = plurals_of("telling")


def made_without(former: Announcement, announced: AnnouncedVersion) -> str:
    """That whoever made the plan did not know the `former` announcement, and what that may mean."""
    return _(
        "plan {number} was made without the last announcement: {by} announced plan {former} up to {until} ({at}). "
        "What that promised may be broken."
    ).format(
        number=announced.announcement.version,
        by=former.announced_by,
        former=former.version,
        until=spoken_day(former.until),
        at=spoken_moment(former.announced_at, announced.campaign.clock),
    )


def made_without_results(announced: AnnouncedVersion) -> str:
    """How many results were recorded after the plan was made; there is at least one."""
    return ngettext(
        "plan {number} was made without {count} result recorded since.",
        "plan {number} was made without {count} results recorded since.",
        announced.num_results_since,
    ).format(number=announced.announcement.version, count=spoken_number(announced.num_results_since))


def made_without_adjustments(announced: AnnouncedVersion) -> str:
    """That something was entered or withdrawn beside the workbook after the plan was made."""
    return _("plan {number} was made before something was entered or withdrawn beside the workbook.").format(
        number=announced.announcement.version
    )


def broken_by(announced: AnnouncedVersion) -> Iterator[str]:
    """What holds no longer, and that the workbook may not hold either; nothing where all that was said holds."""
    former = announced.former
    if announced.withdrawn_from and former:
        yield _("from {first} to {last} the announcement of plan {number} holds no longer").format(
            first=spoken_day(announced.withdrawn_from), last=spoken_day(former.until), number=former.version
        )
    if announced.workbook_has_changed:
        yield change_told(announced.announcement.version)


def announced_told(announced: AnnouncedVersion) -> str:
    """Which plan is announced up to when, and how much it promises."""
    number, until = announced.announcement.version, spoken_day(announced.announcement.until)
    if not announced.is_new:
        return _("Nothing changed: plan {number} had been announced up to {until} already.").format(
            number=number, until=until
        )
    if not announced.promise.num_slots:
        return _("Plan {number} is announced up to {until}: nobody is received up to then.").format(
            number=number, until=until
        )
    return _("Plan {number} is announced up to {until}: {units}, {slots}, {dossiers}.").format(
        number=number,
        until=until,
        units=counted(announced.promise.num_units, _("1 unit"), _("{count} units")),
        slots=counted(announced.promise.num_slots, _("1 slot"), _("{count} slots")),
        dossiers=counted(announced.promise.dossiers, _("1 dossier"), _("{count} dossiers")),
    )


def announced_as_json(announced: AnnouncedVersion) -> dict[str, Any]:
    """The announcement for a program."""
    promise, former = announced.promise, announced.former
    return {
        "version": announced.announcement.version,
        "older_than": announced.older_than.model_dump(mode="json") if announced.older_than else None,
        "results_since": announced.num_results_since,
        "adjustments_since": announced.num_adjustments_since,
        "until": announced.announcement.until.isoformat(),
        "is_new": announced.is_new,
        "units": promise.num_units,
        "slots": promise.num_slots,
        "dossiers": promise.dossiers,
        "former_version": former.version if former else None,
        "former_until": former.until.isoformat() if former else None,
        "withdrawn_from": announced.withdrawn_from.isoformat() if announced.withdrawn_from else None,
        "workbook_has_changed": announced.workbook_has_changed,
        "problems": problems_as_json(announced.problems),
    }
