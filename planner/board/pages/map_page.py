"""*Bản đồ*: what is left where, and where the machines go."""

from datetime import date

from starlette.responses import Response

from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.map_view import map_view
from planner.board.visit import Page, Visit
from planner.texts import spoken_day, texts_of

_ = texts_of("board")

ADDRESS = "/ban-do"


def show(visit: Visit) -> Response:
    """The map of the day asked for; of today, or the nearest day to it, where none is."""
    picture = visit.desk.picture()
    calendar = picture.campaign.calendar
    asked = _day(visit.chosen.get("ngay", "")) or picture.today
    day = max(calendar.first_day, min(asked, calendar.last_day))
    title = _("Map of {day}").format(day=spoken_day(day))
    return page("map", visit.frame(title, ADDRESS, picture), map_view(picture, day))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


PAGES = (Page(ADDRESS, Role.VIEWER, show, is_packed=True),)
