"""The command `publish`: which plan is made known to everybody, and where its pages and texts are."""

from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.prints.pages.site import FIRST_PAGE
from planner.prints.pages.text_message import MessageLetters
from planner.telling.problems import problem_line
from planner.telling.written_files import files_told
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.ledger.made_from import change_told
from planner.workflow.printing.publishing import PublishedPlan, PublishWish, publish, publish_folder

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_NAMES_SHOWN = 10


def publish_plan(
    session: Speaker,
    *,
    campaign: Path,
    number: int | None,
    address: str | None,
    is_plain: bool,
    folder: Path | None,
    ledger: str | None,
) -> None:
    """`planner publish`."""
    letters = MessageLetters.WITHOUT_MARKS if is_plain else MessageLetters.WITH_MARKS
    wish = PublishWish(version=number, address=address, letters=letters)
    _show_published(session, publish(campaign, folder or publish_folder(campaign), wish, address=ledger))


def _show_published(session: Speaker, published: PublishedPlan) -> None:
    number, announcement = published.version.number, published.announcement
    show_warnings(session, published.problems)
    warnings = [*([change_told(number)] if published.workbook_has_changed else []), *published.warnings]
    for warning in warnings:
        session.note(problem_line("warning", warning))
    session.say(
        _("Plan {number}, which is not announced.").format(number=number)
        if announcement is None
        else _("Plan {number}, as announced up to {until}.").format(number=number, until=spoken_day(announcement.until))
    )
    for line in (*files_told(published.folder, published.paths), *_about_units(published)):
        session.say(line)
    session.say(
        _("Open {page} in a browser, or copy the whole folder to a web server.").format(
            page=published.folder / FIRST_PAGE
        )
    )
    session.answer(
        {
            "version": number,
            "announced_until": announcement.until.isoformat() if announcement else None,
            "files": [str(path) for path in published.paths],
            "changed": [unit.code for unit in published.changed],
            "without_days": [unit.code for unit in published.without_days],
            "workbook_has_changed": published.workbook_has_changed,
            "warnings": [*map(str, published.problems), *warnings],
        }
    )


def _about_units(published: PublishedPlan) -> list[str]:
    lines = []
    if published.changed:
        lines.append(
            ngettext(
                "The page of {count} unit tells of a change: {names}",
                "The pages of {count} units tell of a change: {names}",
                len(published.changed),
            ).format(
                count=spoken_number(len(published.changed)),
                names=listed((unit.name for unit in published.changed), MOST_NAMES_SHOWN, Noun.UNIT),
            )
        )
    if published.without_days:
        lines.append(
            ngettext(
                "The page of {count} unit tells no day: {names}",
                "The pages of {count} units tell no day: {names}",
                len(published.without_days),
            ).format(
                count=spoken_number(len(published.without_days)),
                names=listed((unit.name for unit in published.without_days), MOST_NAMES_SHOWN, Noun.UNIT),
            )
        )
    return lines
