"""The command `publish`: which plan is made known to everybody, and where its pages and texts are."""

from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.prints.pages.site import FIRST_PAGE
from planner.prints.pages.text_message import MessageLetters
from planner.telling.printing.published import (
    changed_pages_told,
    published_as_json,
    published_plan_told,
    warnings_of_published,
)
from planner.telling.written_files import files_told
from planner.texts import texts_of
from planner.workflow.printing.publishing import PublishedPlan, PublishWish, publish, publish_folder

_ = texts_of("cli")


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
    show_warnings(session, published.problems)
    session.warn(warnings_of_published(published))
    session.say(published_plan_told(published))
    session.say_lines(files_told(published.folder, published.paths))
    session.say_lines(changed_pages_told(published))
    session.say(
        _("Open {page} in a browser, or copy the whole folder to a web server.").format(
            page=published.folder / FIRST_PAGE
        )
    )
    session.answer(published_as_json(published))
