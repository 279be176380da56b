"""*Nghỉ, hỏng*: what is closed, broken or pinned, and the forms that enter it beside the workbook."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.responses import Response

from planner.board.pages.entering import days_in, entered, reason_in, taken_back
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.adjustments import KINDS, adjustments_view
from planner.board.visit import Page, Visit
from planner.errors import Problem, WrongUsage
from planner.telling.days.adjustments import entered_told
from planner.texts import plurals_of, texts_of
from planner.workflow.days.adjusting import AskedAdjustment

_ = texts_of("board")
ngettext = plurals_of("board")

ADDRESS = "/nghi"


def show(visit: Visit) -> Response:
    """The lists, and a form filled in as the address says."""
    return _page(visit, visit.chosen, message=_done(visit, visit.chosen.get("xong", "")))


def enter(visit: Visit) -> Response:
    """Enter a breakdown, a closure or a pin."""
    return entered(visit, ADDRESS, _asked, _page)


def withdraw(visit: Visit) -> Response:
    """Take one back."""
    return taken_back(visit, visit.number_in_path(), ADDRESS, _page)


def _asked(form: Mapping[str, str]) -> AskedAdjustment:
    """The form as the use case takes it. Raises WrongUsage where a kind or a day is none."""
    kind = KINDS.get(form.get("kieu", ""))
    if kind is None:
        raise WrongUsage(_("Choose what is to be entered: a breakdown, a closure or a pin"))
    reason, (first, last) = reason_in(form), days_in(form)
    return AskedAdjustment(
        kind=kind,
        first_day=first,
        machine=form.get("may") or None,
        unit=form.get("xa") or None,
        last_day=last,
        first_shift=form.get("tu-ca") or None,
        last_shift=form.get("den-ca") or None,
        reason=reason,
    )


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
