"""The command `announce`."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from planner.cli.figures import counted
from planner.cli.session import Speaker, problem_line, problems_as_json, show_warnings
from planner.pasted import pasted, pasted_word
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.days.announcing import AnnouncedVersion, announce_version
from planner.workflow.ledger.made_from import change_told

_ = texts_of("cli")
ngettext = plurals_of("cli")


def announce(session: Speaker, *, campaign: Path, until: date | None, number: int | None, ledger: str | None) -> None:
    """`planner announce`."""
    _show_announced(session, campaign, announce_version(campaign, until=until, number=number, address=ledger))


def _show_announced(session: Speaker, workbook: Path, announced: AnnouncedVersion) -> None:
    """`planner announce`: what citizens may rely on now, and what they no longer may."""
    show_warnings(session, announced.problems)
    for warning in _not_known(workbook, announced):
        session.note(problem_line("warning", warning))
    session.say(_announced(announced))
    promise, former = announced.promise, announced.former
    if announced.withdrawn_from and former:
        session.note(
            problem_line(
                "warning",
                _("from {first} to {last} the announcement of plan {number} holds no longer").format(
                    first=spoken_day(announced.withdrawn_from), last=spoken_day(former.until), number=former.version
                ),
            )
        )
    if announced.workbook_has_changed:
        session.note(problem_line("warning", change_told(announced.announcement.version)))
    if former and former.version != announced.announcement.version:
        session.say(
            _("What changes for whom: planner changes {workbook} {former} {number}").format(
                workbook=pasted_word(workbook), former=former.version, number=announced.announcement.version
            )
        )
    session.answer(
        {
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
    )


def _not_known(workbook: Path, announced: AnnouncedVersion) -> Iterable[str]:
    """What the plan was made without; said first, for it may be a reason to announce another one instead."""
    number, former = announced.announcement.version, announced.older_than
    if former is not None:
        yield _(
            "plan {number} was made without the last announcement: {by} announced plan {former} up to {until} ({at}). "
            "What that promised may be broken. See: {changes}. To keep it: {again}"
        ).format(
            number=number,
            by=former.announced_by,
            former=former.version,
            until=spoken_day(former.until),
            at=spoken_moment(former.announced_at, announced.campaign.clock),
            changes=pasted("changes", workbook, str(former.version), str(number)),
            again=pasted("replan", workbook),
        )
    if announced.num_results_since:
        yield ngettext(
            "plan {number} was made without {count} result recorded since. To count it: {again}",
            "plan {number} was made without {count} results recorded since. To count them: {again}",
            announced.num_results_since,
        ).format(number=number, count=spoken_number(announced.num_results_since), again=pasted("replan", workbook))
    if announced.num_adjustments_since:
        yield _(
            "plan {number} was made before something was entered or withdrawn beside the workbook. "
            "See: {status}. To keep to it: {again}"
        ).format(number=number, status=pasted("adjust", workbook), again=pasted("replan", workbook))


def _announced(announced: AnnouncedVersion) -> str:
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
