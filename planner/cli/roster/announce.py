"""The command `announce-roster`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.pasted import pasted
from planner.telling.figures import counted
from planner.telling.problems import problem_line, problems_as_json
from planner.texts import spoken_day, texts_of
from planner.workflow.roster.publishing import PublishedRoster, publish_roster

_ = texts_of("cli")


def announce_roster(
    session: Speaker, *, campaign: Path, until: date | None, number: int | None, ledger: str | None
) -> None:
    """`planner announce-roster`: what officers may rely on now, and what they no longer may."""
    published = publish_roster(campaign, until=until, number=number, address=ledger)
    show_warnings(session, published.problems)
    for warning in _warnings(campaign, published):
        session.note(problem_line("warning", warning))
    session.say(_told(published))
    former = published.former
    session.answer(
        {
            "version": published.publication.version,
            "until": published.publication.until.isoformat(),
            "is_new": published.is_new,
            "officers": published.num_officers,
            "duties": published.num_duties,
            "vacant": published.num_vacant,
            "former_version": former.version if former else None,
            "former_until": former.until.isoformat() if former else None,
            "withdrawn_from": published.withdrawn_from.isoformat() if published.withdrawn_from else None,
            "is_made_without_former": published.is_made_without_former,
            "workbook_has_changed": published.workbook_has_changed,
            "problems": problems_as_json(published.problems),
        }
    )


def _warnings(workbook: Path, published: PublishedRoster) -> Iterator[str]:
    number, former = published.publication.version, published.former
    if published.is_made_without_former and former is not None:
        yield _(
            "roster {number} was made without what was published last: roster {former} up to {until}. Duties that "
            "officers rely on may change unsaid. To keep them: {again}"
        ).format(
            number=number,
            former=former.version,
            until=spoken_day(former.until),
            again=pasted("roster", workbook, "--as-of", spoken_day(published.first_day)),
        )
    if published.withdrawn_from is not None and former is not None:
        yield _("from {first} to {last} what was published of roster {number} holds no longer").format(
            first=spoken_day(published.withdrawn_from), last=spoken_day(former.until), number=former.version
        )
    if published.workbook_has_changed:
        yield _("the workbook has changed since roster {number} was made; check that it still holds").format(
            number=number
        )


def _told(published: PublishedRoster) -> str:
    number, until = published.publication.version, spoken_day(published.publication.until)
    if not published.is_new:
        return _("Nothing changed: roster {number} had been published up to {until} already.").format(
            number=number, until=until
        )
    return _("Roster {number} is published up to {until}: {officers}, {duties}, {vacant}.").format(
        number=number,
        until=until,
        officers=counted(published.num_officers, _("1 officer"), _("{count} officers")),
        duties=counted(published.num_duties, _("1 duty"), _("{count} duties")),
        vacant=counted(published.num_vacant, _("1 seat vacant"), _("{count} seats vacant")),
    )
