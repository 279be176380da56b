"""*Mã ngày*: the code by which recorders sign in today, where the board is shared without a certificate."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.signing_in import shared_of
from planner.board.people import Role
from planner.board.people.shared_entry import SharedEntry
from planner.board.shown import page
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.texts import spoken_day, texts_of

_ = texts_of("board")

ADDRESS = "/ma-ngay"


@dataclass(frozen=True, slots=True)
class DayCodeView:
    """The page."""

    day: str
    made_by: str
    """Who made the code that holds today; empty where there is none."""
    code: str = ""
    """As it was made just now; empty later, for only its hash is kept."""


def show(visit: Visit) -> Response:
    """Whether there is a code today."""
    return _page(visit, _entry(visit), "")


def make(visit: Visit) -> Response:
    """Make one, and show it this once."""
    entry = _entry(visit)
    return _page(visit, entry, entry.make_code(visit.caller, visit.person))


def _entry(visit: Visit) -> SharedEntry:
    entry = shared_of(visit)
    if not entry.takes_codes:
        raise HTTPException(NOT_FOUND)
    return entry


def _page(visit: Visit, entry: SharedEntry, code: str) -> Response:
    picture = visit.desk.picture()
    view = DayCodeView(spoken_day(picture.today), entry.code_made_by(), code)
    return page("day_code", visit.frame(_("Day's code"), ADDRESS, picture), view)


PAGES = (
    Page(ADDRESS, Role.PLANNER, show),
    Page(ADDRESS, Role.PLANNER, make, method="POST", shows_once=True),
)
