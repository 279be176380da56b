"""Where a command speaks: results to stdout, all else to stderr; and how its errors are told."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from time import monotonic
from typing import Any

from planner.cli.log_lines import log_lines
from planner.cli.next_steps import CommandLineWords
from planner.cli.streams import NotTold, tell, tell_aside
from planner.errors import (
    NoPlanInTime,
    NoPlanPossible,
    NoRosterInTime,
    NoRosterPossible,
    NumbersTooLarge,
    PlannerError,
    Problem,
    SearchDied,
    Severity,
    UnreadableFile,
    WorkbookProblems,
    WrongUsage,
)
from planner.next_steps import speaking_for
from planner.telling.figures import counted
from planner.telling.problems import error_as_json, problem_line, problems_to_mend
from planner.texts import Noun, and_more, texts_of

_ = texts_of("cli")

DEBUG = "PLANNER_DEBUG"
"""An environment variable: set, an error of the program itself is shown as Python tells it."""
_STORES = frozenset(["plan", "replan", "record", "announce", "adopt", "invite", "roster", "announce-roster"])
"""Commands that keep something for good. Whoever sees an error has to know whether anything was kept."""
_BEFORE_STORING = (
    WorkbookProblems,
    UnreadableFile,
    NoPlanPossible,
    NoRosterPossible,
    NumbersTooLarge,
    NoPlanInTime,
    NoRosterInTime,
    SearchDied,
)
"""Errors that come before any of these stores anything; others say themselves what is kept."""
MOST_WARNINGS_SHOWN = 20
"""So many lines of warnings still let the result be seen; a program is given all of them."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks for one call of a command, in the form that it asked for: for people, as JSON or as CSV."""

    as_json: bool
    as_csv: bool = False
    called: float = field(default_factory=monotonic)
    """The moment of the monotonic clock at which the command was called."""

    def say(self, text: str) -> None:
        """Tell a person the result; with --json or --csv it goes to stderr."""
        (tell_aside if self.as_json or self.as_csv else tell)(text)

    def say_lines(self, lines: Iterable[str]) -> None:
        """Tell each line as a part of the result."""
        for line in lines:
            self.say(line)

    def note(self, text: str) -> None:
        """Tell a person something beside the result."""
        tell_aside(text)

    def warn(self, warnings: Iterable[str]) -> None:
        """Tell a person what to look at."""
        for warning in warnings:
            self.note(problem_line("warning", warning))

    def answer(self, result: dict[str, Any]) -> None:
        """Give the result to a program, if one asked for it."""
        if self.as_json:
            tell(json.dumps(result, ensure_ascii=False, indent=1))

    def tabulate(self, table: Callable[[], str]) -> None:
        """Give the table to a spreadsheet, if one was asked for."""
        if self.as_csv:
            tell(table())


def telling_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command a session, and turn errors into messages and exit codes."""

    @wraps(command)
    @speaking_for(CommandLineWords())
    def told(*, as_json: bool, as_csv: bool = False, is_verbose: bool = False, **options: Any) -> None:
        session = Speaker(as_json, as_csv)
        try:
            if as_json and as_csv:
                raise WrongUsage(_("Give either --json or --csv, not both"))  # noqa: TRY301 - told like any other
            with log_lines(are_told=is_verbose):
                command(session, **options)
        except PlannerError as error:
            with suppress(NotTold):
                _tell(session, error)
                if command.__name__ in _STORES and isinstance(error, _BEFORE_STORING):
                    session.note(_("Nothing was stored."))
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            session.note(_("Stopped before anything was done."))
            sys.exit(3)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            with suppress(NotTold):
                _tell_fault(session, error)
            sys.exit(1)

    return told


def get_ready_to_search(*, for_rosters: bool) -> None:
    """Start the process that searches: it comes up while this one loads what it needs and reads the workbook."""
    from planner.model.news import Errand  # noqa: PLC0415
    from planner.workflow.solving.searcher import get_ready  # noqa: PLC0415

    get_ready(Errand.ROSTERS if for_rosters else Errand.PLANS)


def _tell(session: Speaker, error: PlannerError) -> None:
    if isinstance(error, WorkbookProblems):
        for problem in error.problems:
            session.note(problem_line(problem.severity, str(problem)))
        session.note(problems_to_mend(error.problems))
    else:
        session.note(problem_line("error", str(error)))
    session.answer(error_as_json(error))


def _tell_fault(session: Speaker, error: Exception) -> None:
    """An error that is the program's own fault: where it is, without what the workbook holds."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    notes = getattr(error, "__notes__", None)  # an error in the process that searches says so where it was
    where = notes[0] if notes else f"{Path(place.filename).name}:{place.lineno}"
    session.note(
        problem_line(
            "error",
            _("a fault of the program itself ({kind}, {where}). Please report it with the workbook").format(
                kind=type(error).__name__, where=where
            ),
        )
    )
    session.answer({"error": "fault", "message": f"{type(error).__name__}, {where}"})


def show_warnings(session: Speaker, problems: Sequence[Problem]) -> None:
    """What a planner should look at, though it stops nothing; of notes, which `planner check` tells, how many."""
    warnings = [problem for problem in problems if problem.severity != Severity.NOTE]
    _show(session, warnings)
    notes = len(problems) - len(warnings)
    if notes:
        session.note(
            counted(
                notes,
                _("1 note on how the workbook is read; planner check shows it"),
                _("{count} notes on how the workbook is read; planner check shows them"),
            )
        )


def show_warnings_and_notes(session: Speaker, problems: Sequence[Problem]) -> None:
    """What a planner should look at, and how the workbook was read."""
    _show(session, [problem for problem in problems if problem.severity != Severity.NOTE])
    _show(session, [problem for problem in problems if problem.severity == Severity.NOTE])


def _show(session: Speaker, problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST_WARNINGS_SHOWN]:
        session.note(problem_line(problem.severity, str(problem)))
    rest = len(problems) - MOST_WARNINGS_SHOWN
    if rest > 0:
        session.note(rest_in_json(rest))


def rest_in_json(rest: int, noun: Noun = Noun.OTHER) -> str:
    """How many are not shown, and where all of them are: *… and 3 more; --json gives all of them*."""
    return _("… {and_more}; --json gives all of them").format(and_more=and_more(rest, noun))
