"""What went wrong, as a page: a trouble that people can mend as a sentence, a fault of the program as a number.

The log has the number and the lines of the program; of the workbook and of what was asked for it has nothing.
"""

import logging
import os
import secrets
import tempfile
import traceback
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.shown import Frame, page
from planner.board.views.guide import Section
from planner.board.words import status_of_error, told, told_problem
from planner.errors import PlannerError, Problem, WorkbookProblems
from planner.texts import texts_of

_ = texts_of("board")
_log = logging.getLogger("planner.board")

SERVER_FAULT = 500
TRY_AGAIN = 503
TRY_AGAIN_SECONDS = "5"
_MOST_LOG_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class ErrorView:
    """What an error page tells."""

    heading: str
    sentence: str
    problems: tuple[Problem, ...] = ()
    """Of a workbook, each with its cell."""
    fault: str = ""
    """The number under which the log tells more; empty where there is nothing more to tell."""
    log: str = ""
    """Where the log is; empty where nothing was logged."""

    @property
    def guide(self) -> str:
        """Where the manual tells what to do."""
        return Section.TROUBLES.address


class BoardLog:
    """The board's log: beside the workbook, or among temporary files where that folder takes none.

    There is no file before there is anything to say.
    """

    def __init__(self, workbook: Path) -> None:
        folder = workbook.absolute().parent
        place = folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())
        self.path = place / f"{workbook.stem}.board.log"
        handler = RotatingFileHandler(self.path, maxBytes=_MOST_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.setLevel(logging.INFO)
        _log.propagate = False
        self._handler = handler
        _log.addHandler(handler)

    def close(self) -> None:
        """Write no more."""
        _log.removeHandler(self._handler)
        self._handler.close()

    def fault(self, error: BaseException, method: str, path: str) -> str:
        """Note a fault of the program, and give its number. `path` is the address without what was chosen there."""
        number = secrets.token_hex(3)
        lines = (f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__))
        _log.error("%s: %s %s: %s at %s", number, method, path, type(error).__name__, " < ".join(reversed([*lines])))
        return number


def error_page(error: PlannerError, frame: Frame) -> Response:
    """The page of an error that people can do something about."""
    if isinstance(error, WorkbookProblems):
        view = ErrorView(
            _("The workbook cannot be used as it is"),
            _("Mend these cells in Excel and save; then load this page again."),
            tuple(map(told_problem, error.problems)),
        )
    else:
        view = ErrorView(_("This did not work"), told(error))
    status = status_of_error(error)
    answer = page("error", frame, view, status=status)
    if status == TRY_AGAIN:
        answer.headers["retry-after"] = TRY_AGAIN_SECONDS
    return answer


def fault_page(number: str, log: Path, frame: Frame) -> Response:
    """The page of a fault of the program itself."""
    view = ErrorView(
        _("The program has made a mistake"),
        _("Nothing was changed that is not on show. Load the page again; if it happens once more, report this number."),
        fault=number,
        log=str(log),
    )
    return page("error", frame, view, status=SERVER_FAULT)


def refusal_page(error: HTTPException, frame: Frame, why: str = "") -> Response:
    """The page of an address that is not there, or that this person may not ask for; `why` where that is known."""
    sentences = {
        401: (_("Not signed in"), _("The board was opened anew or was left alone for long. Open it again.")),
        403: (_("Not allowed"), _("Your role does not allow this. Ask whoever runs the board.")),
        404: (_("Nothing is here"), _("This address leads nowhere. Choose from the bar above.")),
        405: (_("Nothing is here"), _("This address leads nowhere. Choose from the bar above.")),
    }
    usual = (_("This did not work"), _("What was sent cannot be read. Go back and try again."))
    heading, sentence = sentences.get(error.status_code, usual)
    return page("error", frame, ErrorView(heading, why or sentence), status=error.status_code)
