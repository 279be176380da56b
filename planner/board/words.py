"""Errors in the board's own words: what, where and what to do, and never the name of a command."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from planner.errors import (
    BoardFileTrouble,
    DraftMovedOn,
    LedgerBusy,
    LedgerDamaged,
    LedgerElsewhere,
    LedgerError,
    LedgerLacks,
    LedgerMovedOn,
    LedgerOfAnotherCampaign,
    LedgerTooNew,
    PlannerError,
    Problem,
    UnreadableFile,
    UnsoundPlan,
    UnwritableFile,
    WorkbookProblems,
    WrongUsage,
)
from planner.texts import texts_of

_ = texts_of("board")

_NAMES_A_COMMAND = re.compile(r"\bplanner [a-z]|(?<!\S)--?[a-z]|run the command|chạy lại lệnh|bằng lệnh", re.IGNORECASE)
STATUSES: Mapping[type[PlannerError], int] = {
    LedgerBusy: 503,
    LedgerLacks: 404,
    LedgerMovedOn: 409,
    LedgerError: 503,
    BoardFileTrouble: 503,
    DraftMovedOn: 409,
    WorkbookProblems: 422,
    UnreadableFile: 422,
    UnsoundPlan: 422,
    WrongUsage: 400,
    PlannerError: 500,
}
"""What a browser is told by number; of several that fit, the first."""


def status_of_error(error: PlannerError) -> int:
    """The number under which a browser is told of it."""
    return next(status for kind, status in STATUSES.items() if isinstance(error, kind))


def told(error: PlannerError) -> str:
    """The error as a sentence for the board: its own, or another where its own names a command."""
    own = str(error)
    return _instead(error) if _NAMES_A_COMMAND.search(own) or isinstance(error, LedgerBusy) else own


def told_problem(problem: Problem) -> Problem:
    """The problem without any part that names a command."""
    what, advice = ("" if _NAMES_A_COMMAND.search(part) else part for part in (problem.what, problem.advice))
    return Problem(problem.where, what or _("needs a look"), advice, problem.severity)


def told_lines(lines: Iterable[str], workbook: Path) -> tuple[str, ...]:
    """Lines that name no command, with the workbook by its name alone; where it lies concerns nobody at the board."""
    own = (
        line.replace(str(workbook.absolute()), workbook.name).replace(str(workbook), workbook.name) for line in lines
    )
    return tuple(line for line in own if not _NAMES_A_COMMAND.search(line))


def _instead(error: PlannerError) -> str:
    sentences = {
        LedgerBusy: _("The ledger is busy just now, so nothing was done. Try again in a few seconds."),
        LedgerDamaged: _(
            "The ledger is damaged. Nothing was changed. Ask whoever looks after this machine to bring back a backup."
        ),
        LedgerTooNew: _("A newer version of this program wrote the ledger. Open the board with that version."),
        LedgerOfAnotherCampaign: _(
            "The ledger belongs to another campaign. Ask whoever opened the board to name the right one."
        ),
        LedgerElsewhere: _(
            "Something beside the workbook shows that this campaign is kept in another ledger, or had come further. "
            "Ask whoever opened the board to name the right ledger."
        ),
        LedgerLacks: _("What was asked for is not in the ledger. Go back to the list and choose from it."),
        LedgerMovedOn: _("Others have written meanwhile, so nothing was done. Look at the page anew, then try again."),
        LedgerError: _("The ledger cannot be used just now; what it holds is as it was. Try again in a few seconds."),
        UnwritableFile: _("A file could not be written. Make room on the disk, then try again."),
        WrongUsage: _("This cannot be done as it was asked for. Go back and check what was chosen."),
        PlannerError: _("This cannot be done just now. Nothing was changed."),
    }
    return next(sentence for kind, sentence in sentences.items() if isinstance(error, kind))
