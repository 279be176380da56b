"""What the program logs, told on stderr where somebody has asked for it with -v; nothing of it elsewhere.

Which way was taken to a plan is one line each. Warnings of the log are of use only to somebody who looks on: what a
reader of the result has to know of them, the result says itself. Without -v they would otherwise be written down raw by
Python's last resort.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from planner.cli.living_line import tell_beside
from planner.executor.log_records import PROGRAM, told_of
from planner.telling.problems import problem_line


@contextmanager
def log_lines(*, are_told: bool) -> Iterator[None]:
    """Within this context the log of the program is told line by line, or kept silent."""
    program, level = logging.getLogger(PROGRAM), logging.getLogger(PROGRAM).level
    hearing = _LogLines() if are_told else logging.NullHandler()
    program.addHandler(hearing)
    if are_told:
        program.setLevel(logging.INFO)
    try:
        yield
    finally:
        program.removeHandler(hearing)
        program.setLevel(level)


class _LogLines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """Tell a record: a line of its own, indented as progress is."""
        tell_beside(_line(record))


def _line(record: logging.LogRecord) -> str:
    if record.levelno < logging.WARNING:
        return f"  {told_of(record)}"
    return problem_line("error" if record.levelno >= logging.ERROR else "warning", told_of(record))
