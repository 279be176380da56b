"""*Kết quả ngày*: what each slot of a day was to bring, and what it brought."""

import secrets
from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.day_sheet import DaySheet, day_sheet, day_to_show
from planner.board.views.sent_sheet import sent_sheet
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import status_of_error, told
from planner.errors import LedgerError, LedgerMovedOn
from planner.ledger.seen import results_seen
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

SEE_OTHER, CONFLICT, UNFIT = 303, 409, 422
_KEY_BYTES = 16


def show_first(visit: Visit) -> Response:
    """Lead to the day that most needs results."""
    day = day_to_show(visit.desk.picture())
    return RedirectResponse(f"/ket-qua/{day.isoformat()}", SEE_OTHER)


def show(visit: Visit) -> Response:
    """The sheet of a day."""
    picture = visit.desk.picture()
    return _page(visit, picture, _sheet(visit, picture), message=_done(visit.chosen.get("da-ghi", "")))


def record(visit: Visit) -> Response:
    """Record what was filled in, all of it or nothing; what is refused is shown again as it was typed."""
    picture = visit.desk.picture()
    sheet = replace(_sheet(visit, picture), form_key=visit.form.get("khoa", "") or secrets.token_hex(_KEY_BYTES))
    sent = sent_sheet(picture, sheet, visit.form)
    if not sheet.is_open:
        return _refused(visit, picture, sent.sheet, _("Results of this day cannot be recorded now."), UNFIT)
    if sent.has_moved:
        why = _(
            "Others have recorded something of this meanwhile, so nothing was recorded. Below stands what you typed, "
            "and beside it who had recorded what. Compare, then record again."
        )
        return _refused(visit, picture, sent.sheet, why, CONFLICT)
    if sent.has_faults:
        why = _("Nothing was recorded yet: mend the fields that are marked, then record again.")
        return _refused(visit, picture, sent.sheet, why, UNFIT)
    try:
        seen = results_seen(picture.rows, [result.key for result in sent.results])
        added = visit.desk.record(sent.results, sheet.form_key, seen) if sent.results else 0
    except LedgerMovedOn:
        return record(visit)  # others were a moment earlier: the sheet as it is now tells of them
    except LedgerError as error:
        return _refused(visit, picture, sent.sheet, told(error), status_of_error(error))
    return RedirectResponse(f"/ket-qua/{sheet.day.isoformat()}?da-ghi={added}", SEE_OTHER)


def _sheet(visit: Visit, picture: Picture) -> DaySheet:
    day = visit.day_in_path()
    _refuse_days_outside(picture, day)
    return day_sheet(picture, day, secrets.token_hex(_KEY_BYTES))


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
    return page("day", visit.frame(sheet.title, "/ket-qua", picture, message), sheet, status=status)


PAGES = (
    Page("/ket-qua", Role.VIEWER, show_first),
    Page("/ket-qua/{day}", Role.RECORDER, show),
    Page("/ket-qua/{day}", Role.RECORDER, record, method="POST"),
)
