"""*Nghỉ, hỏng*: what is closed, broken or pinned, and the forms that enter it beside the workbook."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from starlette.responses import RedirectResponse, Response

from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.adjustments import KINDS, adjustments_view
from planner.board.visit import Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.domain.meanwhile import LedgerSeen
from planner.errors import LedgerMovedOn, PlannerError, Problem, WorkbookProblems, WrongUsage
from planner.telling.days.adjustments import entered_told
from planner.texts import plurals_of, texts_of
from planner.workflow.days.adjusting import AskedAdjustment

_ = texts_of("board")
ngettext = plurals_of("board")

ADDRESS = "/nghi"
SEE_OTHER, UNFIT = 303, 422
MOST_REASON = 300


def show(visit: Visit) -> Response:
    """The lists, and a form filled in as the address says."""
    return _page(visit, visit.chosen, message=_done(visit, visit.chosen.get("xong", "")))


def enter(visit: Visit) -> Response:
    """Enter a breakdown, a closure or a pin; what is refused is shown again as it was typed."""
    try:
        done = visit.desk.adjust(_asked(visit.form), _seen(visit.form), visit.person.name)
    except LedgerMovedOn as error:
        return _page(visit, visit.form, refusal=_meanwhile(visit, error), status=status_of_error(error))
    except WorkbookProblems as error:
        why = _("The workbook cannot be used as it is, so nothing was entered. Mend these cells in Excel and save.")
        problems = tuple(map(told_problem, error.problems))
        return _page(visit, visit.form, refusal=why, problems=problems, status=UNFIT)
    except PlannerError as error:
        return _page(visit, visit.form, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{ADDRESS}?xong={done.entered.number}", SEE_OTHER)


def withdraw(visit: Visit) -> Response:
    """Take one back."""
    number = visit.number_in_path()
    try:
        visit.desk.withdraw_adjustment(number, _seen(visit.form), visit.person.name)
    except LedgerMovedOn as error:
        return _page(visit, {}, refusal=_meanwhile(visit, error), status=status_of_error(error))
    except PlannerError as error:
        return _page(visit, {}, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{ADDRESS}?xong={number}", SEE_OTHER)


def _asked(form: Mapping[str, str]) -> AskedAdjustment:
    """The form as the use case takes it. Raises WrongUsage where a kind or a day is none."""
    kind = KINDS.get(form.get("kieu", ""))
    if kind is None:
        raise WrongUsage(_("Choose what is to be entered: a breakdown, a closure or a pin"))
    if len(form.get("ly-do", "")) > MOST_REASON:
        raise WrongUsage(_("The reason is too long; shorten it"))
    return AskedAdjustment(
        kind=kind,
        first_day=_day(form.get("tu", "")),
        machine=form.get("may") or None,
        unit=form.get("xa") or None,
        last_day=_day(form.get("den") or form.get("tu", "")),
        first_shift=form.get("tu-ca") or None,
        last_shift=form.get("den-ca") or None,
        reason=form.get("ly-do", ""),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(_("Choose the first and the last day")) from error


def _seen(form: Mapping[str, str]) -> LedgerSeen:
    text = form.get("thay", "")
    is_number = text.isascii() and text.isdecimal() and len(text) < len("1000000000")
    return LedgerSeen(adjustment=int(text) if is_number else 0)


def _meanwhile(visit: Visit, error: LedgerMovedOn) -> str:
    """What others have entered since, as sentences."""
    picture = visit.desk.picture()
    by_number = {each.number: each for each in picture.entered}
    rows = [by_number[write.number] for write in error.writes if write.number in by_number]
    entered = [
        entered_told(picture.campaign, row)
        if row.withdraws is None
        else _("{who} took back number {number}").format(who=row.entered_by, number=row.withdraws)
        for row in rows
    ]
    return _(
        "Others have entered something meanwhile, so nothing was written: {what}. Look at it, then send again if "
        "it is still to be."
    ).format(what="; ".join(entered))


def _done(visit: Visit, number: str) -> str:
    """What the last form has done, by the number that it left in the address."""
    found = next((each for each in visit.desk.picture().entered if str(each.number) == number), None)
    if found is None:
        return ""
    what = entered_told(visit.desk.picture().campaign, found)
    sentence = _("Entered: {what}") if found.holds else _("Taken back: {what}")
    return sentence.format(what=what)


def _page(
    visit: Visit,
    asked: Mapping[str, str],
    *,
    message: str = "",
    refusal: str = "",
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    picture, reading = visit.desk.picture(), visit.desk.reading()
    view = adjustments_view(picture, reading.campaign, asked, refusal=refusal, problems=problems)
    frame = visit.frame(_("Closures and breakdowns"), ADDRESS, picture, message)
    if visit.form:
        frame = replace(frame, here=ADDRESS)
    return page("adjustments", frame, view, status=status)


PAGES = (
    Page(ADDRESS, Role.VIEWER, show),
    Page(ADDRESS, Role.PLANNER, enter, method="POST"),
    Page(f"{ADDRESS}/{{number}}/huy", Role.PLANNER, withdraw, method="POST"),
)
