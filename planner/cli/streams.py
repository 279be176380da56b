"""The two streams that a command speaks into, where they are closed, broken or full.

Nobody who listens is no reason to lose a plan: what is told beside the result goes unheard, and the exit code still
says how the command ended.
"""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from planner.errors import UnwritableFile
from planner.texts import texts_of

_ = texts_of("cli")

_STANDARD = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
_READ_ENOUGH = {errno.EPIPE} | ({errno.EINVAL} if sys.platform == "win32" else set())
"""What the system says where whoever reads has gone away."""


class NotTold(UnwritableFile):
    """The result could not be written to stdout; what the command did stands."""


def open_closed_streams() -> None:
    """Put the null device where a standard stream is closed, as for a scheduled task without a console.

    In their order, so that each takes its own number, and no file or pipe of the program is taken for one of them.
    """
    for name, way in _STANDARD:
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(way, encoding="utf-8")  # noqa: SIM115 - it lives as long as the program
            with suppress(OSError):  # processes that are started find it open too
                os.set_inheritable(stream.fileno(), True)  # noqa: FBT003 - the system's own words
            setattr(sys, name, stream)


def tell_aside(text: str, *, nl: bool = True) -> None:
    """Tell a person something on stderr; where it is closed or full, it goes unheard."""
    try:
        import click  # noqa: PLC0415 - the entry itself stays light

        click.echo(text, nl=nl, err=True)
    except OSError:
        fall_silent(sys.stderr)


def tell(text: str) -> None:
    """Give the result on stdout. A reader who has read enough is content; raises NotTold where it cannot be written."""
    try:
        import click  # noqa: PLC0415

        click.echo(text)
    except OSError as error:
        fall_silent(sys.stdout)
        if error.errno in _READ_ENOUGH:
            return
        raise NotTold(
            _(
                "the result cannot be written to stdout ({reason}). What the command did stands all the same; "
                "see it with: planner status"
            ).format(reason=error.strerror or error)
        ) from error


def fall_silent(stream: TextIO) -> None:
    """What is still to be told goes nowhere, or Python would try once more at the end and fail there."""
    with suppress(OSError, ValueError):  # a stream that has no number has nothing to be silenced
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
