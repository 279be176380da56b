"""*Kết quả ngày*: what each slot of a day was to bring, and what it brought."""

import secrets
from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.conflicts import with_conflicts
from planner.board.views.day_sheet import NUM_EXTRA_ROWS, DaySheet, day_sheet, day_to_show, nearest_day
from planner.board.views.own_units import names_others, of_own_units, of_units
from planner.board.views.sent_sheet import EXTRA, SentSheet, sent_sheet
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.errors import LedgerError, LedgerMovedOn, WorkbookProblems
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

SEE_OTHER, FORBIDDEN, CONFLICT, UNFIT = 303, 403, 409, 422
_KEY_BYTES = 16


def show_first(visit: Visit) -> Response:
    """Lead to the day that most needs results; whoever is there to record them, to today or the day nearest to it."""
    picture = visit.desk.picture()
    units = visit.person.units
    mine = picture if units is None else replace(picture, without_result=of_units(picture.without_result, units))
    day = nearest_day(mine) if visit.person.role is Role.RECORDER else day_to_show(mine)
    return RedirectResponse(f"/ket-qua/{day.isoformat()}", SEE_OTHER)


def show(visit: Visit) -> Response:
    """The sheet of a day."""
    picture = visit.desk.picture()
    return _page(visit, picture, _sheet(visit, picture), message=_done(visit.chosen.get("da-ghi", "")))


def record(visit: Visit) -> Response:
    """Record what was filled in, all of it or nothing; what is refused is shown again as it was typed."""
    picture = visit.desk.picture()
    key = visit.form.get("khoa", "") or _new_key()
    if names_others(visit.form, visit.person.units):
        why = _(
            "A row is about a unit that is not yours, so nothing was recorded. Leave it to whoever records that unit."
        )
        return _refused(visit, picture, _sheet(visit, picture, key), why, FORBIDDEN)
    sent = sent_sheet(picture, _sheet(visit, picture, key), visit.form)
    if not sent.sheet.is_open:
        return _refused(visit, picture, sent.sheet, _("Results of this day cannot be recorded now."), UNFIT)
    if visit.form.get("them"):
        return _page(visit, picture, sent.sheet)
    if sent.has_faults:
        why = _("Nothing was recorded yet: mend the fields that are marked, then record again.")
        return _refused(visit, picture, sent.sheet, why, UNFIT)
    return _written(visit, picture, key, sent)


def _written(visit: Visit, picture: Picture, key: str, sent: SentSheet) -> Response:
    """Write it, and lead back to the day; whatever the ledger refuses is shown again as it was typed."""
    try:
        report = visit.desk.record(sent.results, key, sent.seen, visit.person.name) if sent.results else None
    except LedgerMovedOn:
        return _met(visit)
    except WorkbookProblems as error:
        shown = replace(sent.sheet, problems=tuple(map(told_problem, error.problems)))
        return _refused(visit, picture, shown, _("Nothing was recorded yet: mend what stands below."), UNFIT)
    except LedgerError as error:
        return _refused(visit, picture, sent.sheet, told(error), status_of_error(error))
    if report is not None and report.recorded.superseded:
        return _met(visit)
    added = report.recorded.new + report.recorded.corrected if report is not None else 0
    return RedirectResponse(f"/ket-qua/{sent.sheet.day.isoformat()}?da-ghi={added}", SEE_OTHER)


def _met(visit: Visit) -> Response:
    """What was typed, beside what others have recorded of the same slots since; whoever typed it decides."""
    picture = visit.desk.picture()
    sent = sent_sheet(picture, _sheet(visit, picture), visit.form)
    why = _(
        "Others have recorded something of this meanwhile, so nothing was recorded. Below stands what you typed, "
        "and beside it who had recorded what. Choose which holds, then record again."
    )
    return _refused(visit, picture, with_conflicts(picture, sent.sheet), why, CONFLICT)


def _sheet(visit: Visit, picture: Picture, key: str = "") -> DaySheet:
    """The day's sheet with as many rows outside the schedule as its form had, or a few more where that was asked."""
    day = visit.day_in_path()
    _refuse_days_outside(picture, day)
    had = sum(name.startswith(f"xa.{EXTRA}") for name in visit.form) or NUM_EXTRA_ROWS
    more = NUM_EXTRA_ROWS if visit.form.get("them") else 0
    return of_own_units(day_sheet(picture, day, key or _new_key(), had + more), visit.person.units)


def _new_key() -> str:
    return secrets.token_hex(_KEY_BYTES)


def _refuse_days_outside(picture: Picture, day: date) -> None:
    calendar = picture.campaign.calendar
    if not calendar.first_day <= day <= calendar.last_day:
        raise HTTPException(NOT_FOUND)


def _done(count: str) -> str:
    """What the last form has done, by the number that it left in the address."""
    if not (count.isascii() and count.isdecimal() and len(count) < len("1000000")):
        return ""
    if not int(count):
        return _("Nothing was different from what is recorded already.")
    return ngettext("{count} row was recorded.", "{count} rows were recorded.", int(count)).format(
        count=spoken_number(int(count))
    )


def _refused(visit: Visit, picture: Picture, sheet: DaySheet, why: str, status: int) -> Response:
    return _page(visit, picture, replace(sheet, refusal=why), status=status)


def _page(visit: Visit, picture: Picture, sheet: DaySheet, *, message: str = "", status: int = 200) -> Response:
    sheet = replace(sheet, writer=visit.person.name, is_as_typed=bool(visit.form))
    return page("day", visit.frame(sheet.title, "/ket-qua", picture, message), sheet, status=status)


PAGES = (
    Page("/ket-qua", Role.RECORDER, show_first, is_for_codes=True),
    Page("/ket-qua/{day}", Role.RECORDER, show, is_for_codes=True),
    Page("/ket-qua/{day}", Role.RECORDER, record, method="POST", is_for_codes=True),
)
