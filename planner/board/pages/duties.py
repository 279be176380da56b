"""*Lịch trực*: who works the machines, by week or month, who is away, and the roster's papers."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.pages.packed import packed
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.duty_table import DUTY_PAPERS, KnownRoster, Span, duty_table
from planner.board.views.leaves import leave_told, leaves_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.domain.adjustment import AdjustmentKind
from planner.domain.meanwhile import LedgerSeen
from planner.errors import LedgerMovedOn, PlannerError, Problem, WorkbookProblems, WrongUsage
from planner.texts import texts_of
from planner.workflow.days.adjusting import AskedAdjustment

_ = texts_of("board")

ADDRESS = "/lich-truc"
SEE_OTHER, UNFIT = 303, 422
MOST_REASON = 300


def show(visit: Visit) -> Response:
    """The latest roster around the day asked for; around today, or the nearest day to it, where none is."""
    return _page(visit, {}, message=_done(visit, visit.chosen.get("xong", "")))


def enter_leave(visit: Visit) -> Response:
    """Enter a leave; what is refused is shown again as it was typed."""
    try:
        done = visit.desk.adjust(_asked(visit.form), _seen(visit.form), visit.person.name)
    except LedgerMovedOn as error:
        return _page(visit, visit.form, refusal=_meanwhile(), status=status_of_error(error))
    except WorkbookProblems as error:
        why = _("The workbook cannot be used as it is, so nothing was entered. Mend these cells in Excel and save.")
        problems = tuple(map(told_problem, error.problems))
        return _page(visit, visit.form, refusal=why, problems=problems, status=UNFIT)
    except PlannerError as error:
        return _page(visit, visit.form, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{ADDRESS}?xong={done.entered.number}", SEE_OTHER)


def withdraw_leave(visit: Visit) -> Response:
    """Take a leave back. Raises HTTPException (404) for a number that is no leave's."""
    number = visit.number_in_path()
    if not any(each.number == number and each.is_of_rosters for each in visit.desk.picture().entered):
        raise HTTPException(NOT_FOUND)
    try:
        visit.desk.withdraw_adjustment(number, _seen(visit.form), visit.person.name)
    except LedgerMovedOn as error:
        return _page(visit, {}, refusal=_meanwhile(), status=status_of_error(error))
    except PlannerError as error:
        return _page(visit, {}, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{ADDRESS}?xong={number}", SEE_OTHER)


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


def _asked(form: Mapping[str, str]) -> AskedAdjustment:
    """The leave as it was typed. Raises WrongUsage where it cannot be told what is asked for."""
    first, last = _day(form.get("tu", "")), _day(form.get("den") or form.get("tu", ""))
    if first is None or last is None:
        raise WrongUsage(_("Choose the first and the last day"))
    if len(form.get("ly-do", "")) > MOST_REASON:
        raise WrongUsage(_("The reason is too long; shorten it"))
    return AskedAdjustment(
        kind=AdjustmentKind.LEAVE,
        first_day=first,
        officer=form.get("can-bo", ""),
        leave=form.get("loai") or None,
        last_day=last,
        first_shift=form.get("tu-ca") or None,
        last_shift=form.get("den-ca") or None,
        reason=form.get("ly-do", ""),
    )


def _seen(form: Mapping[str, str]) -> LedgerSeen:
    text = form.get("thay", "")
    is_number = text.isascii() and text.isdecimal() and len(text) < len("1000000000")
    return LedgerSeen(adjustment=int(text) if is_number else 0)


def _meanwhile() -> str:
    return _("Others have entered something meanwhile, so nothing was written. Look at it below, then send again.")


def _done(visit: Visit, number: str) -> str:
    """What the last form has done, by the number that it left in the address."""
    picture = visit.desk.picture()
    found = next((each for each in picture.entered if str(each.number) == number and each.is_of_rosters), None)
    if found is None:
        return ""
    sentence = _("Entered: {what}") if found.holds else _("Taken back: {what}")
    return sentence.format(what=leave_told(picture, visit.desk.staffing(), found))


def _page(
    visit: Visit,
    asked: Mapping[str, str],
    *,
    message: str = "",
    refusal: str = "",
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    picture, staffing = visit.desk.picture(), visit.desk.staffing()
    calendar = picture.campaign.calendar
    span = Span.MONTH if visit.chosen.get("xem") == Span.MONTH else Span.WEEK
    day = _day(visit.chosen.get("tu", "")) or picture.today
    start = max(calendar.first_day, min(day, calendar.last_day))
    with visit.desk.ledger() as ledger:
        known = KnownRoster(staffing, ledger.rosters.latest(), ledger.rosters.publications())
        rosters = ledger.rosters.state()
    view = duty_table(picture, known, span, start)
    if staffing is not None:
        leaves = leaves_view(picture, staffing, rosters, asked, refusal=refusal, problems=problems)
        view = replace(view, leaves=leaves)
    frame = visit.frame(_("Duty roster"), ADDRESS, picture, message)
    return page("duties", replace(frame, here=ADDRESS) if visit.form else frame, view, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


PAGES = (
    Page(ADDRESS, Role.VIEWER, show),
    Page(f"{ADDRESS}/nghi", Role.PLANNER, enter_leave, method="POST"),
    Page(f"{ADDRESS}/nghi/{{number}}/huy", Role.PLANNER, withdraw_leave, method="POST"),
    Page(f"{ADDRESS}/{{number}}/{{form}}.zip", Role.VIEWER, download),
)
