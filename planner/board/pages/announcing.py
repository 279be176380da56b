"""*Thông báo*: a plan is made known up to a day; from then on its days are promises."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.announcement import AnnouncementForm, announcement_form
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import status_of_error, told
from planner.errors import LedgerMovedOn, PlannerError
from planner.texts import spoken_day, texts_of

_ = texts_of("board")

SEE_OTHER, UNFIT = 303, 422
DONE = "xong"


def show(visit: Visit) -> Response:
    """What is to be known before the plan is announced."""
    picture = visit.desk.picture()
    return _page(visit, picture, _form(visit, picture, {}), message=_done(visit, picture))


def announce(visit: Visit) -> Response:
    """Announce it, unless a field is wrong or others have written since the page was made."""
    picture = visit.desk.picture()
    form = _form(visit, picture, visit.form or {"": ""})
    if not form.is_open or form.has_faults:
        why = _("Nothing was announced yet: mend the fields that are marked.")
        return _page(visit, picture, replace(form, refusal=why), status=UNFIT)
    try:
        visit.desk.announce(form.number, form.day, form.mark, visit.person.name)
    except LedgerMovedOn as error:
        fresh = _form(visit, picture, {})
        why = _("Others have written into the ledger since this page was made, so nothing was announced. Look again.")
        return _page(visit, picture, replace(fresh, refusal=why), status=status_of_error(error))
    except PlannerError as error:
        return _page(visit, picture, replace(form, refusal=told(error)), status=status_of_error(error))
    return RedirectResponse(f"/phuong-an/{form.number}/thong-bao?{DONE}=1", SEE_OTHER)


def _form(visit: Visit, picture: Picture, sent: Mapping[str, str]) -> AnnouncementForm:
    number = visit.number_in_path()
    version = next((each for each in picture.versions if each.number == number), None)
    if version is None:
        raise HTTPException(NOT_FOUND)
    last = picture.announcement
    pair = visit.desk.compare(last.version, number) if last and last.version != number else None
    return announcement_form(picture, version, pair, sent)


def _done(visit: Visit, picture: Picture) -> str:
    """What the last form has done, as the ledger has it."""
    last = picture.announcement
    if DONE not in visit.chosen or last is None or last.version != visit.number_in_path():
        return ""
    return _("Plan {number} is announced up to {day}.").format(number=last.version, day=spoken_day(last.until))


def _page(visit: Visit, picture: Picture, form: AnnouncementForm, *, message: str = "", status: int = 200) -> Response:
    title = _("Announce plan {number}").format(number=form.number)
    return page("announcing", visit.frame(title, "/phuong-an", picture, message), form, status=status)


PAGES = (
    Page("/phuong-an/{number}/thong-bao", Role.PLANNER, show),
    Page("/phuong-an/{number}/thong-bao", Role.PLANNER, announce, method="POST"),
)
