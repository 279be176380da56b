"""The command `announce`."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.pasted import pasted, pasted_word
from planner.telling.days.announcements import (
    announced_as_json,
    announced_told,
    broken_by,
    made_without,
    made_without_adjustments,
    made_without_results,
)
from planner.texts import plurals_of, texts_of
from planner.workflow.days.announcing import AnnouncedVersion, announce_version

_ = texts_of("cli")
ngettext = plurals_of("cli")


def announce(session: Speaker, *, campaign: Path, until: date | None, number: int | None, ledger: str | None) -> None:
    """`planner announce`."""
    _show_announced(session, campaign, announce_version(campaign, until=until, number=number, address=ledger))


def _show_announced(session: Speaker, workbook: Path, announced: AnnouncedVersion) -> None:
    """`planner announce`: what citizens may rely on now, and what they no longer may."""
    show_warnings(session, announced.problems)
    session.warn(_not_known(workbook, announced))
    session.say(announced_told(announced))
    session.warn(broken_by(announced))
    former = announced.former
    if former and former.version != announced.announcement.version:
        session.say(
            _("What changes for whom: planner changes {workbook} {former} {number}").format(
                workbook=pasted_word(workbook), former=former.version, number=announced.announcement.version
            )
        )
    session.answer(announced_as_json(announced))


def _not_known(workbook: Path, announced: AnnouncedVersion) -> Iterable[str]:
    """What the plan was made without; said first, for it may be a reason to announce another one instead."""
    number, former = announced.announcement.version, announced.older_than
    again = pasted("replan", workbook)
    if former is not None:
        changes = pasted("changes", workbook, str(former.version), str(number))
        what_next = _("See: {changes}. To keep it: {again}").format(changes=changes, again=again)
        yield f"{made_without(former, announced)} {what_next}"
    if announced.num_results_since:
        to_count = ngettext("To count it: {again}", "To count them: {again}", announced.num_results_since)
        yield f"{made_without_results(announced)} {to_count.format(again=again)}"
    if announced.num_adjustments_since:
        beside = pasted("adjust", workbook)
        what_next = _("See: {status}. To keep to it: {again}").format(status=beside, again=again)
        yield f"{made_without_adjustments(announced)} {what_next}"
