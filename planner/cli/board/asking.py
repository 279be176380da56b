"""Which workbook to open, asked in the window that a double click has opened.

Asked here and not by the file that is clicked on, since cmd.exe reads no Vietnamese letters from its window.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from planner.cli.session import Speaker
from planner.errors import UnwritableFile, WrongUsage
from planner.intake.blanks.template import write_new_campaign
from planner.pasted import pasted
from planner.telling.problems import problem_line
from planner.texts import texts_of

_ = texts_of("cli")


def asked_workbook(session: Speaker) -> Path | None:
    """The workbook that the person names, or a new one that is written where they say and that they have filled in.

    None where a new one is to be filled in later. Raises WrongUsage where nobody answers.
    """
    session.note(_("Drag the campaign's workbook into this window, or type where it is, then press Enter."))
    session.note(_("For a new campaign press Enter alone."))
    while named := _answered():
        workbook = Path(named)
        if _is_there(workbook):
            return workbook
        session.note(
            problem_line(
                "error", _("There is no file {path}. Name another, or press Enter alone").format(path=workbook)
            )
        )
    return _new_workbook(session)


def _is_there(workbook: Path) -> bool:
    try:
        return workbook.is_file()
    except (OSError, ValueError):  # no file can have this name: it is too long, or the system forbids a letter of it
        return False


def _new_workbook(session: Speaker) -> Path | None:
    """The workbook of a new campaign, once the person says that it is filled in; None if they leave it at that."""
    session.note(_("Type the name of a new folder for the campaign, with where it shall lie if not in:"))
    session.note(f"  {Path.cwd()}")
    empty, example = _written(session)
    session.note(_("Empty workbook: {path}").format(path=empty))
    session.note(_("Filled example: {path}").format(path=example))
    session.note(
        _("Fill in the empty workbook in Excel and save it. Then press Enter here, and the board opens with it.")
    )
    session.note(_("To open the board another time, drag the workbook onto Mở bảng.cmd, or run:"))
    session.note(f"  {pasted('board', empty)}")
    try:
        _answered()
    except (KeyboardInterrupt, WrongUsage):
        return None
    return empty


def _written(session: Speaker) -> tuple[Path, Path]:
    """Both workbooks of a new campaign, asked for again until they can be written; nothing is ever replaced."""
    while True:
        named = _answered()
        if not named:
            session.note(_("Type a name, for example: thu-nhan-2026"))
            continue
        try:
            return write_new_campaign(Path(named).resolve(), None, None, datetime.now(UTC).year)
        except UnwritableFile as error:
            session.note(problem_line("error", str(error)))
        except (OSError, ValueError):
            session.note(problem_line("error", _("No folder can be called {name}").format(name=named)))
        session.note(_("Type another name."))


def _answered() -> str:
    """What was typed, without the quotation marks that Windows puts round what is dragged in. Empty: Enter alone."""
    line = sys.stdin.readline()
    if not line:
        raise WrongUsage(_("No workbook was named, and nobody answers. Run: planner board CAMPAIGN.xlsx"))
    return line.strip().strip('"').strip()
