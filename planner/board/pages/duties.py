"""*Lịch trực*: who works the machines, by week or month, and the roster's papers."""

import tempfile
from datetime import date
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.packed import packed
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.duty_table import DUTY_PAPERS, KnownRoster, Span, duty_table
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.texts import texts_of

_ = texts_of("board")

ADDRESS = "/lich-truc"


def show(visit: Visit) -> Response:
    """The latest roster around the day asked for; around today, or the nearest day to it, where none is."""
    picture = visit.desk.picture()
    calendar = picture.campaign.calendar
    span = Span.MONTH if visit.chosen.get("xem") == Span.MONTH else Span.WEEK
    asked = _day(visit.chosen.get("tu", "")) or picture.today
    start = max(calendar.first_day, min(asked, calendar.last_day))
    with visit.desk.ledger() as ledger:
        known = KnownRoster(visit.desk.staffing(), ledger.rosters.latest(), ledger.rosters.publications())
    view = duty_table(picture, known, span, start)
    return page("duties", visit.frame(_("Duty roster"), ADDRESS, picture), view)


def download(visit: Visit) -> Response:
    """One form of one roster, printed into a folder that only this process sees and that is gone afterwards."""
    number, name = visit.number_in_path(), visit.places["form"]
    form = DUTY_PAPERS.get(name)
    if form is None:
        raise HTTPException(NOT_FOUND)
    with tempfile.TemporaryDirectory(prefix="planner-board-") as folder:
        content = packed(Path(folder), visit.desk.print_duties(Path(folder), number, form))
    headers = {"content-disposition": f'attachment; filename="{name}-{number}.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


PAGES = (
    Page(ADDRESS, Role.VIEWER, show),
    Page(f"{ADDRESS}/{{number}}/{{form}}.zip", Role.VIEWER, download),
)
