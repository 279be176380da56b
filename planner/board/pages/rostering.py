"""*Lập lại lịch trực*: the terms of a new duty roster; its search is shown where those for plans are."""

from starlette.responses import RedirectResponse, Response

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.searches.searches import SearchIsOn
from planner.board.shown import page
from planner.board.views.roster_form import RosterForm, roster_form, roster_order_of
from planner.board.views.search_progress import PLANS_ANEW, ROSTERS_ANEW
from planner.board.visit import Page, Visit
from planner.texts import texts_of

_ = texts_of("board")

SEE_OTHER, CONFLICT, UNFIT = 303, 409, 422


def show_form(visit: Visit) -> Response:
    """The terms, as they are usual or as they were chosen."""
    picture = visit.desk.picture()
    visit.searches.prepare()
    return _page(visit, picture, _form(visit, picture))


def start(visit: Visit) -> Response:
    """Begin to search for a roster on these terms."""
    picture = visit.desk.picture()
    form = _form(visit, picture)
    if form.running is not None:
        return _page(visit, picture, form, CONFLICT)
    if form.faults or not form.is_open or visit.desk.reading().problems:
        return _page(visit, picture, form, UNFIT)
    try:
        search = visit.searches.start(roster_order_of(form), visit.person.name)
    except SearchIsOn:
        return _page(visit, picture, _form(visit, picture), CONFLICT)
    return RedirectResponse(f"{PLANS_ANEW}/{search.number}", SEE_OTHER)


def _form(visit: Visit, picture: Picture) -> RosterForm:
    running = visit.searches.running()
    return roster_form(
        picture,
        visit.desk.rosters(),
        visit.form or visit.chosen,
        running.number if running else None,
        has_officers=visit.desk.staffing() is not None,
    )


def _page(visit: Visit, picture: Picture, form: RosterForm, status: int = 200) -> Response:
    title = _("First duty roster") if form.is_first else _("Make the duty roster anew")
    return page("rostering", visit.frame(title, "/lich-truc", picture), form, status=status)


PAGES = (
    Page(ROSTERS_ANEW, Role.PLANNER, show_form),
    Page(ROSTERS_ANEW, Role.PLANNER, start, method="POST"),
)
