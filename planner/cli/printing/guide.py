"""The command `guide`: it shows the manual, and puts it on paper."""

import sys
from io import StringIO
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.markdown import Markdown

from planner.cli.session import Speaker
from planner.errors import WrongUsage
from planner.prints.written import Printed
from planner.telling.written_files import files_of_one_folder
from planner.texts import texts_of
from planner.workflow.printing.guide import guide_folder, guide_text, printed_guide

_ = texts_of("cli")

WIDEST = 110
"""Letters of a line: longer lines are tiring to read."""


def guide(session: Speaker, *, part: int | None, is_printed: bool, folder: Path | None) -> None:
    """`planner guide`."""
    if is_printed and part is not None:
        raise WrongUsage(_("--print writes the whole manual. Leave out {part} or --print").format(part=part))
    if is_printed:
        _show_printed(session, printed_guide(folder or guide_folder()))
        return
    text = guide_text(part)
    if not session.as_json:
        _show(session, text)
    session.answer({"guide": text})


def _show_printed(session: Speaker, printed: Printed) -> None:
    session.warn(printed.warnings)
    session.say_lines(files_of_one_folder(printed.paths))
    session.answer({"files": [str(path) for path in printed.paths], "warnings": list(printed.warnings)})


def _show(session: Speaker, text: str) -> None:
    """Page by page where somebody sits at a terminal that can turn pages, else all at once.

    Windows' own pager does not know Vietnamese letters; its terminals scroll back.
    """
    is_terminal = sys.stdout.isatty()
    page = _laid_out(text, is_terminal=is_terminal)
    if is_terminal and sys.platform != "win32":
        click.echo_via_pager(page)
    else:
        session.say(page)


def _laid_out(text: str, *, is_terminal: bool) -> str:
    """Markdown as a terminal shows it: headings, lists, and tables within its width; colours only on a terminal."""
    shown = StringIO()
    colours: Literal["standard"] | None = "standard" if is_terminal else None
    width = min(Console().width, WIDEST)
    Console(file=shown, width=width, force_terminal=is_terminal, color_system=colours).print(
        Markdown(text, hyperlinks=False)
    )
    return "\n".join(line.rstrip() for line in shown.getvalue().splitlines())
