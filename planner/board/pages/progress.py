"""*Tiến độ*: how far each commune has come."""

from dataclasses import dataclass

from starlette.responses import Response

from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.cards import Card, cards
from planner.board.views.progress import Direction, ProgressColumn, ProgressTable, progress_table
from planner.board.visit import Page, Visit
from planner.texts import texts_of

_ = texts_of("board")


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The page."""

    cards: tuple[Card, ...]
    table: ProgressTable


def show(visit: Visit) -> Response:
    """The table, sorted as asked for; without a wish, what is most behind stands first."""
    picture = visit.desk.picture()
    asked, way = visit.chosen.get("xep", ""), visit.chosen.get("chieu", "")
    column = ProgressColumn(asked) if asked in list(ProgressColumn) else ProgressColumn.REMAINING
    direction = Direction(way) if way in list(Direction) else Direction.DOWN
    view = ProgressView(cards(picture)[:3], progress_table(picture, column, direction))
    return page("progress", visit.frame(_("Progress"), "/tien-do", picture), view)


PAGES = (Page("/tien-do", Role.VIEWER, show, is_packed=True),)
