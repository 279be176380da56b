"""*Nhật ký*: who did what when."""

from dataclasses import dataclass

from starlette.responses import Response

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.events import MOST_SHOWN, EventTable, event_table
from planner.board.views.visits_table import VisitLine, visit_lines
from planner.board.visit import Page, Visit
from planner.texts import texts_of

_ = texts_of("board")


@dataclass(frozen=True, slots=True)
class JournalView:
    """The page."""

    events: EventTable
    visits: tuple[VisitLine, ...] = ()
    """Of a shared board, for its administrators."""


def show(visit: Visit) -> Response:
    """The last events of the ledger, or those before a number."""
    picture = visit.desk.picture()
    asked = visit.chosen.get("truoc", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < len("1000000000") else None
    with visit.desk.ledger() as ledger:
        events = ledger.events(before=number, most=MOST_SHOWN + 1)
    table = event_table(events, picture.campaign.clock)
    view = JournalView(table, _visits(visit, picture) if number is None else ())
    return page("journal", visit.frame(_("Journal"), "/nhat-ky", picture), view)


def _visits(visit: Visit, picture: Picture) -> tuple[VisitLine, ...]:
    """Who came to a shared board, for those who rule it; none for all others."""
    if visit.shared is None or visit.person.role < Role.ADMIN:
        return ()
    return visit_lines(visit.shared.book.notes.last(MOST_SHOWN), picture.campaign.clock)


PAGES = (Page("/nhat-ky", Role.VIEWER, show),)
