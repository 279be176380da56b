"""What is told of a roster that is made known or printed: what officers may rely on, and what they no longer may."""

from collections.abc import Iterator
from typing import Any

from planner.roster.version import Publication
from planner.telling.figures import counted
from planner.telling.problems import problems_as_json
from planner.texts import spoken_day, texts_of
from planner.workflow.roster.printing import PrintedRoster
from planner.workflow.roster.publishing import PublishedRoster

_ = texts_of("telling")


def made_without(former: Publication, published: PublishedRoster) -> str:
    """That the roster was made without the `former` one that officers know, and what that may mean."""
    return _(
        "roster {number} was made without what was published last: roster {former} up to {until}. Duties that "
        "officers rely on may change unsaid."
    ).format(number=published.publication.version, former=former.version, until=spoken_day(former.until))


def broken_by(published: PublishedRoster) -> Iterator[str]:
    """What holds no longer, and that the workbook may not hold either; nothing where all that was said holds."""
    number, former = published.publication.version, published.former
    if published.withdrawn_from is not None and former is not None:
        yield _("from {first} to {last} what was published of roster {number} holds no longer").format(
            first=spoken_day(published.withdrawn_from), last=spoken_day(former.until), number=former.version
        )
    if published.workbook_has_changed:
        yield workbook_change_told(number)


def workbook_change_told(number: int) -> str:
    """That the workbook is another than the one that this roster was made from."""
    return _("the workbook has changed since roster {number} was made; check that it still holds").format(number=number)


def published_told(published: PublishedRoster) -> str:
    """Which roster is made known up to when, and how much it holds."""
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


def published_as_json(published: PublishedRoster) -> dict[str, Any]:
    """The publication for a program."""
    former = published.former
    return {
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


def printed_roster_as_json(printed: PrintedRoster) -> dict[str, Any]:
    """The papers of a stored roster for a program."""
    return {
        "version": printed.roster.version,
        "roster": str(printed.papers.roster_path),
        "prints": [str(path) for path in printed.papers.prints],
        "workbook_has_changed": printed.workbook_has_changed,
    }
