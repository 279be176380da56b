"""One duty roster: what it changes for whom, its papers, and its publication, from which on its days are promises."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.responses import RedirectResponse, Response

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.roster_view import KnownChanges, publishing_form, roster_view, taken_back_told
from planner.board.visit import Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.errors import LedgerMovedOn, PlannerError, WorkbookProblems
from planner.roster.staffing import Staffing
from planner.roster.version import Publication, RosterState, RosterVersion
from planner.texts import spoken_day, texts_of

_ = texts_of("board")

SEE_OTHER, UNFIT = 303, 422
HERE, DONE = "/lich-truc", "xong"


@dataclass(frozen=True, slots=True)
class _Looked:
    """Workbook and ledger as the page is drawn from them."""

    picture: Picture
    version: RosterVersion
    rosters: RosterState
    publications: tuple[Publication, ...]


def show(visit: Visit) -> Response:
    """What is to be known of a roster before it is published, and afterwards."""
    return _page(visit, _looked(visit), {})


def publish(visit: Visit) -> Response:
    """Publish it, unless a field is wrong or others have written since the page was made."""
    looked = _looked(visit)
    form = publishing_form(looked.picture, looked.version, looked.rosters, visit.form or {"": ""})
    if form.closed or form.until_fault:
        why = form.closed or _("Nothing was published yet: mend the field that is marked.")
        return _page(visit, looked, visit.form or {"": ""}, refusal=why, status=UNFIT)
    try:
        visit.desk.publish_roster(form.number, form.day, form.mark, visit.person.name)
    except LedgerMovedOn as error:  # the form is drawn anew: what it was filled in by holds no longer
        return _page(visit, _looked(visit), {}, refusal=told(error), status=status_of_error(error))
    except PlannerError as error:
        return _page(visit, looked, visit.form, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{HERE}/{form.number}?{DONE}=1", SEE_OTHER)


def _looked(visit: Visit) -> _Looked:
    """Raises HTTPException (404) for what is no number, and LedgerLacks for one that no roster has."""
    number = visit.number_in_path()
    picture = visit.desk.picture()
    with visit.desk.ledger() as ledger:
        version = ledger.rosters.roster(number)
        return _Looked(picture, version, ledger.rosters.state(), ledger.rosters.publications())


def _page(visit: Visit, looked: _Looked, sent: Mapping[str, str], *, refusal: str = "", status: int = 200) -> Response:
    number, staffing = looked.version.number, visit.desk.staffing()
    form = publishing_form(looked.picture, looked.version, looked.rosters, sent)
    view = roster_view(
        looked.picture,
        looked.version,
        _changes(visit, number, staffing),
        replace(form, refusal=refusal),
        staffing=staffing,
        publications=looked.publications,
    )
    frame = visit.frame(_("Duty roster {number}").format(number=number), HERE, looked.picture, _done(visit, looked))
    return page("roster", replace(frame, here=f"{HERE}/{number}") if visit.form else frame, view, status=status)


def _changes(visit: Visit, number: int, staffing: Staffing | None) -> KnownChanges:
    try:
        found = visit.desk.compare_roster(number, staffing or Staffing(officers=()))
    except WorkbookProblems as error:
        return KnownChanges(None, problems=tuple(map(told_problem, error.problems)))
    return KnownChanges(found.against, found.changes)


def _done(visit: Visit, looked: _Looked) -> str:
    """What the last form has done, as the ledger has it."""
    last = looked.rosters.publication
    if DONE not in visit.chosen or last is None or last.version != looked.version.number:
        return ""
    told = _("Roster {number} is published up to {day}.").format(number=last.version, day=spoken_day(last.until))
    former = looked.publications[-2] if len(looked.publications) > 1 else None
    return f"{told} {taken_back_told(former, last.until)}" if former and former.until > last.until else told


PAGES = (
    Page(f"{HERE}/{{number}}", Role.VIEWER, show),
    Page(f"{HERE}/{{number}}/cong-bo", Role.PLANNER, publish, method="POST"),
)
