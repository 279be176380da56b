"""The command `announce-roster`."""

from datetime import date
from pathlib import Path

from planner.cli.session import Speaker, show_warnings
from planner.pasted import pasted
from planner.telling.roster.publications import broken_by, made_without, published_as_json, published_told
from planner.texts import spoken_day, texts_of
from planner.workflow.roster.publishing import publish_roster

_ = texts_of("cli")


def announce_roster(
    session: Speaker, *, campaign: Path, until: date | None, number: int | None, ledger: str | None
) -> None:
    """`planner announce-roster`: what officers may rely on now, and what they no longer may."""
    published = publish_roster(campaign, until=until, number=number, address=ledger)
    show_warnings(session, published.problems)
    if published.is_made_without_former and published.former is not None:
        again = pasted("roster", campaign, "--as-of", spoken_day(published.first_day))
        what_next = _("To keep them: {again}").format(again=again)
        session.warn([f"{made_without(published.former, published)} {what_next}"])
    session.warn(broken_by(published))
    session.say(published_told(published))
    session.answer(published_as_json(published))
