"""*Lịch trực*: who works the machines, by week or month, who is away, and the roster's papers."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.entering import days_in, entered, reason_in, taken_back
from planner.board.pages.packed import packed
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.duty_table import DUTY_PAPERS, KnownRoster, Span, duty_table
from planner.board.views.leaves import leave_told, leaves_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.domain.adjustment import AdjustmentKind
from planner.errors import Problem
from planner.texts import texts_of
from planner.workflow.days.adjusting import AskedAdjustment

_ = texts_of("board")

ADDRESS = "/lich-truc"


def show(visit: Visit) -> Response:
    """The latest roster around the day asked for; around today, or the nearest day to it, where none is."""
    return _page(visit, {}, message=_done(visit, visit.chosen.get("xong", "")))


def enter_leave(visit: Visit) -> Response:
    """Enter a leave."""
    return entered(visit, ADDRESS, _asked, _page)


def withdraw_leave(visit: Visit) -> Response:
    """Take a leave back. Raises HTTPException (404) for a number that is no leave's."""
    number = visit.number_in_path()
    if not any(each.number == number and each.is_of_rosters for each in visit.desk.picture().entered):
        raise HTTPException(NOT_FOUND)
    return taken_back(visit, number, ADDRESS, _page)


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
    reason, (first, last) = reason_in(form), days_in(form)
    return AskedAdjustment(
        kind=AdjustmentKind.LEAVE,
        first_day=first,
        officer=form.get("can-bo", ""),
        leave=form.get("loai") or None,
        last_day=last,
        first_shift=form.get("tu-ca") or None,
        last_shift=form.get("den-ca") or None,
        reason=reason,
    )


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
        rosters, publications, stored = ledger.rosters.state(), ledger.rosters.publications(), ledger.rosters.stored()
        version = ledger.rosters.roster(chosen) if (chosen := _chosen(visit)) is not None else rosters.latest
    known = KnownRoster(staffing, version, stored, publications)
    view = duty_table(picture, known, span, start)
    if staffing is not None:
        leaves = leaves_view(picture, staffing, rosters, asked, refusal=refusal, problems=problems)
        view = replace(view, leaves=leaves)
    frame = visit.frame(_("Duty roster"), ADDRESS, picture, message)
    return page("duties", replace(frame, here=ADDRESS) if visit.form else frame, view, status=status)


def _chosen(visit: Visit) -> int | None:
    """Which roster is asked for; None is the latest. Raises HTTPException (404) where it is no number."""
    text = visit.chosen.get("so", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < len("1000000000")):
        raise HTTPException(NOT_FOUND)
    return int(text)


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
