"""`planner board`."""

from datetime import date
from pathlib import Path

from planner.board.door import Served, open_board
from planner.cli.session import Speaker

DOCUMENTS = "Documents"
"""Where people keep their files, whatever their system calls it on the screen."""


def board(
    session: Speaker, *, campaign: Path | None, ledger: str | None, port: int, stays_closed: bool, today: date | None
) -> None:
    """Serve until Ctrl-C; a program is told the address alone. Without a workbook the first page asks for one."""

    def told(address: str) -> None:
        session.answer({"address": address})

    folders = () if campaign is not None and not campaign.is_dir() else _folders(campaign)
    served = Served(None if folders else campaign, folders, ledger, today)
    open_board(served, session.say, told, port=port, opens_browser=not stays_closed)


def _folders(named: Path | None) -> tuple[Path, ...]:
    """Where a workbook is looked for: the folder that was named, or this one and the person's documents."""
    if named is not None:
        return (named.resolve(),)
    documents = Path.home() / DOCUMENTS
    here = Path.cwd()
    return (here, documents) if documents.is_dir() and documents.resolve() != here.resolve() else (here,)
