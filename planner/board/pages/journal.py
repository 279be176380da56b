"""*Nhật ký*: who did what when."""

from starlette.responses import Response

from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.events import MOST_SHOWN, event_table
from planner.board.visit import Page, Visit
from planner.texts import texts_of

_ = texts_of("board")


def show(visit: Visit) -> Response:
    """The last events of the ledger, or those before a number."""
    picture = visit.desk.picture()
    asked = visit.chosen.get("truoc", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < len("1000000000") else None
    with visit.desk.ledger() as ledger:
        events = ledger.events(before=number, most=MOST_SHOWN + 1)
    view = event_table(events, picture.campaign.clock)
    return page("journal", visit.frame(_("Journal"), "/nhat-ky", picture), view)


PAGES = (Page("/nhat-ky", Role.VIEWER, show),)
