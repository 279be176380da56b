"""Log records on their way from a process to the one above: their text complete, so that nothing has to be understood.

Light to import on either side.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from traceback import extract_tb

MOST_RECORDS = 1000
"""Of a flood only its beginning is kept."""
PROGRAM = "planner"
"""Whose records travel."""


def told_of(record: logging.LogRecord) -> str:
    """What a record says, on one line; of an error its kind and its place, but nothing of what it holds."""
    text = " ".join(record.getMessage().split())
    if not record.exc_info or record.exc_info[0] is None:
        return text
    kind, _error, trace = record.exc_info
    place = extract_tb(trace)[-1] if trace is not None else None
    where = "" if place is None else f", {Path(place.filename).name}:{place.lineno}"
    return f"{text} ({kind.__name__}{where})"


def complete(record: logging.LogRecord, about: str = "") -> logging.LogRecord:
    """The record as it travels; it begins with what it is about, if that is told."""
    travels = copy(record)
    travels.msg, travels.args = f"{about}: {told_of(record)}" if about else told_of(record), None
    travels.exc_info = travels.exc_text = travels.stack_info = None
    return travels


@contextmanager
def gathered(level: int, about: str) -> Iterator[list[logging.LogRecord]]:
    """What this program logs here meanwhile, from this level on; nobody else hears of it."""
    program, keeper = logging.getLogger(PROGRAM), _Keeper(about)
    before = program.level, program.propagate
    program.addHandler(keeper)
    program.setLevel(level)
    program.propagate = False
    try:
        yield keeper.records
    finally:
        program.removeHandler(keeper)
        program.level, program.propagate = before


@contextmanager
def only_warnings() -> Iterator[None]:
    """Within this context this program logs nothing less: where much of the same kind is done, nobody reads it all."""
    program = logging.getLogger(PROGRAM)
    before = program.level
    program.setLevel(max(logging.WARNING, program.getEffectiveLevel()))
    try:
        yield
    finally:
        program.setLevel(before)


def hand_over(records: Iterable[logging.LogRecord]) -> None:
    """Let whoever listens here hear of what was logged elsewhere."""
    for record in records:
        logger = logging.getLogger(record.name)
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)


class _Keeper(logging.Handler):
    def __init__(self, about: str) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        self._about = about

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it for the way."""
        if len(self.records) < MOST_RECORDS:
            self.records.append(complete(record, self._about))
