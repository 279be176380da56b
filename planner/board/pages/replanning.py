"""*Lập lại lịch*: the terms of a new plan, and its search while it lasts."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.searches.search import BoardSearch, RosterOrder, SearchOrder, SearchOutcome, SearchStage, SearchState
from planner.board.searches.searches import SearchIsOn
from planner.board.shown import page
from planner.board.views.search_form import SearchForm, order_of, search_form
from planner.board.views.search_progress import SearchView, search_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import told
from planner.domain.campaign import Campaign
from planner.errors import NoPlanInTime, NoRosterInTime, PlannerError, SearchDied
from planner.texts import plurals_of, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

SEE_OTHER, CONFLICT, UNFIT, TOO_MANY = 303, 409, 422, 429
LOOKS_EVERY_SECONDS = 0.25
MOST_LISTENERS = 20
HERE, ROSTERS = "/lap-lai", "/lich-truc"
PINNED = "ghim"
"""How many stays of a draft were pinned, as its form leaves it in the address."""


def show_form(visit: Visit) -> Response:
    """The terms, as they are usual or as they were chosen."""
    picture = visit.desk.picture()
    visit.searches.prepare()
    return _form_page(visit, picture, search_form(picture, visit.chosen, _running(visit)), message=_pinned(visit))


def start(visit: Visit) -> Response:
    """Begin to search on these terms."""
    picture = visit.desk.picture()
    form = search_form(picture, visit.form, _running(visit))
    if form.running is not None:
        return _form_page(visit, picture, form, CONFLICT)
    if form.faults or form.has_results or visit.desk.reading().problems:
        return _form_page(visit, picture, form, UNFIT)
    try:
        search = visit.searches.start(order_of(form), visit.person.name)
    except SearchIsOn as error:
        return _form_page(visit, picture, search_form(picture, visit.form, error.number), CONFLICT)
    return RedirectResponse(f"{HERE}/{search.number}", SEE_OTHER)


def show_search(visit: Visit) -> Response:
    """Where a search stands."""
    picture = visit.desk.picture()
    search = _search(visit)
    view = search_view(picture.campaign, *_with_trouble(search))
    return page("search", visit.frame(_title(search.order), _screen(search.order), picture), view)


def stream(visit: Visit) -> Response:
    """The same, told again whenever it changes, until the search or the board ends."""
    search, campaign = _search(visit), visit.desk.reading().campaign
    if visit.searches.num_listeners >= MOST_LISTENERS:
        raise HTTPException(TOO_MANY)
    return StreamingResponse(_lines(visit, search, campaign), media_type="text/event-stream")


def stop(visit: Visit) -> Response:
    """End a search, and keep the best plan."""
    search = _search(visit)
    search.stop()
    return RedirectResponse(f"{HERE}/{search.number}", SEE_OTHER)


def give_up(visit: Visit) -> Response:
    """End a search, and keep nothing."""
    search = _search(visit)
    search.give_up()
    return RedirectResponse(f"{HERE}/{search.number}", SEE_OTHER)


def _title(order: SearchOrder | RosterOrder) -> str:
    if isinstance(order, RosterOrder):
        return _("First duty roster") if order.day is None else _("Make the duty roster anew")
    return _("First plan") if order.is_first else _("Plan anew")


def _screen(order: SearchOrder | RosterOrder) -> str:
    return ROSTERS if isinstance(order, RosterOrder) else HERE


def _pinned(visit: Visit) -> str:
    """That what a draft moved is pinned; empty for whoever comes from elsewhere."""
    count = visit.chosen.get(PINNED, "")
    if not (count.isascii() and count.isdecimal() and len(count) < len("10000")):
        return ""
    return ngettext(
        "{count} stay of the draft is pinned. Start the search: the new plan keeps it.",
        "{count} stays of the draft are pinned. Start the search: the new plan keeps them.",
        int(count),
    ).format(count=int(count))


def _form_page(visit: Visit, picture: Picture, form: SearchForm, status: int = 200, *, message: str = "") -> Response:
    title = _("First plan") if form.is_first else _("Plan anew")
    return page("replanning", visit.frame(title, HERE, picture, message), form, status=status)


def _running(visit: Visit) -> int | None:
    running = visit.searches.running()
    return running.number if running else None


def _search(visit: Visit) -> BoardSearch:
    found = visit.searches.find(visit.number_in_path())
    if found is None:
        raise HTTPException(NOT_FOUND)
    return found


async def _lines(visit: Visit, search: BoardSearch, campaign: Campaign) -> AsyncIterator[str]:
    before = ""
    visit.searches.num_listeners += 1
    try:
        while not visit.searches.closing.is_set():
            view = search_view(campaign, *_with_trouble(search))
            line = f"data: {_as_json(view)}\n\n"
            if line != before:
                before = line
                yield line
            if view.is_over:
                return
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
    finally:
        visit.searches.num_listeners -= 1


def _as_json(view: SearchView) -> str:
    """What the page's script writes anew: the sentence, the goals, and where it goes on."""
    return json.dumps(
        {
            "told": view.told,
            "lasted": view.lasted,
            "before": view.told_before,
            "goals": [asdict(goal) for goal in view.goals],
            "is_over": view.is_over,
            "can_be_ended": view.can_be_ended,
            "next": view.next_href if view.leads_on else "",
        },
        ensure_ascii=False,
    )


def _with_trouble(search: BoardSearch) -> tuple[SearchState, str]:
    state = search.state()
    return state, _trouble(state)


def _trouble(state: SearchState) -> str:
    """Why nothing was found, or why it is not in the ledger, in the board's words; empty where all went well."""
    outcome = state.outcome
    if outcome is None or outcome.stage in (SearchStage.STORED, SearchStage.GIVEN_UP):
        return ""
    if outcome.stage is SearchStage.FAULTY:
        return _("Report this number: {number}.").format(number=outcome.fault)
    if outcome.stage is SearchStage.KEPT_ASIDE:
        return _kept_aside(state.order, outcome)
    return _refused(outcome.error) if outcome.error else ""


def _kept_aside(order: SearchOrder | RosterOrder, outcome: SearchOutcome) -> str:
    is_roster = isinstance(order, RosterOrder)
    sentence = (
        _("{why} The roster is kept in the file {path}.")
        if is_roster
        else _("{why} The plan is kept in the file {path}.")
    )
    return sentence.format(why=told(outcome.error) if outcome.error else "", path=outcome.path)


def _refused(error: PlannerError) -> str:
    if isinstance(error, NoPlanInTime):
        return _("It ended before a first plan was found. Give it more time.")
    if isinstance(error, NoRosterInTime):
        return _("It ended before a first roster was found. Give it more time.")
    if isinstance(error, SearchDied):
        return _("Close other programs, so that there is more memory, and try again.")
    return told(error)


PAGES = (
    Page(HERE, Role.PLANNER, show_form),
    Page(HERE, Role.PLANNER, start, method="POST"),
    Page(f"{HERE}/{{number}}", Role.PLANNER, show_search),
    Page(f"{HERE}/{{number}}/tien-trinh", Role.PLANNER, stream),
    Page(f"{HERE}/{{number}}/dung", Role.PLANNER, stop, method="POST"),
    Page(f"{HERE}/{{number}}/bo", Role.PLANNER, give_up, method="POST"),
)
