"""Entering something beside the workbook and taking it back, the same on every page that has such a form."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from starlette.responses import RedirectResponse, Response

from planner.board.visit import Visit
from planner.board.words import status_of_error, told, told_problem
from planner.domain.meanwhile import LedgerSeen
from planner.errors import LedgerMovedOn, PlannerError, Problem, WorkbookProblems, WrongUsage
from planner.telling.days.adjustments import entered_told
from planner.texts import texts_of
from planner.workflow.days.adjusting import AskedAdjustment

_ = texts_of("board")

SEE_OTHER, UNFIT = 303, 422
MOST_REASON = 300


class ShowAgain(Protocol):
    """The page with what was typed, and why nothing was written."""

    def __call__(
        self,
        visit: Visit,
        asked: Mapping[str, str],
        *,
        refusal: str,
        problems: tuple[Problem, ...] = (),
        status: int,
    ) -> Response:
        """Answer."""


def entered(
    visit: Visit, address: str, asked: Callable[[Mapping[str, str]], AskedAdjustment], again: ShowAgain
) -> Response:
    """Enter what the form asks for; what is refused is shown again as it was typed."""
    try:
        done = visit.desk.adjust(asked(visit.form), _seen(visit.form), visit.person.name)
    except LedgerMovedOn as error:
        return again(visit, visit.form, refusal=_meanwhile(visit, error), status=status_of_error(error))
    except WorkbookProblems as error:
        why = _("The workbook cannot be used as it is, so nothing was entered. Mend these cells in Excel and save.")
        problems = tuple(map(told_problem, error.problems))
        return again(visit, visit.form, refusal=why, problems=problems, status=UNFIT)
    except PlannerError as error:
        return again(visit, visit.form, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{address}?xong={done.entered.number}", SEE_OTHER)


def taken_back(visit: Visit, number: int, address: str, again: ShowAgain) -> Response:
    """Take it back, unless others have entered something since."""
    try:
        visit.desk.withdraw_adjustment(number, _seen(visit.form), visit.person.name)
    except LedgerMovedOn as error:
        return again(visit, {}, refusal=_meanwhile(visit, error), status=status_of_error(error))
    except PlannerError as error:
        return again(visit, {}, refusal=told(error), status=status_of_error(error))
    return RedirectResponse(f"{address}?xong={number}", SEE_OTHER)


def reason_in(form: Mapping[str, str]) -> str:
    """Why; empty where nobody says. Raises WrongUsage where it is too long."""
    reason = form.get("ly-do", "")
    if len(reason) > MOST_REASON:
        raise WrongUsage(_("The reason is too long; shorten it"))
    return reason


def days_in(form: Mapping[str, str]) -> tuple[date, date]:
    """The first and the last day, which is the first where nothing else is said. Raises WrongUsage."""
    try:
        first = date.fromisoformat(form.get("tu", ""))
        return first, date.fromisoformat(form.get("den") or form.get("tu", ""))
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
    sentences = [
        entered_told(picture.campaign, row)
        if row.withdraws is None
        else _("{who} took back number {number}").format(who=row.entered_by, number=row.withdraws)
        for row in rows
    ]
    return _(
        "Others have entered something meanwhile, so nothing was written: {what}. Look at it, then send again if "
        "it is still to be."
    ).format(what="; ".join(sentences))
