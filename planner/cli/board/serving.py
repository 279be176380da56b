"""`planner board`."""

from datetime import date
from pathlib import Path

from planner.board.door import OpenedAt, Served, open_board
from planner.board.sharing import sharing_as_asked
from planner.cli.session import Speaker

DOCUMENTS = "Documents"
"""Where people keep their files, whatever their system calls it on the screen."""


def board(
    session: Speaker,
    *,
    campaign: Path | None,
    ledger: str | None,
    port: int,
    stays_closed: bool,
    lan: str | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    behind_proxy: bool,
    today: date | None,
) -> None:
    """Serve until Ctrl-C; a program is told the address alone. Without a workbook the first page asks for one."""
    sharing = sharing_as_asked(lan, tls_cert, tls_key, is_behind_proxy=behind_proxy)

    def told(opened: OpenedAt) -> None:
        of_this_machine = {"at_this_machine": opened.at_this_machine} if sharing is not None else {}
        session.answer({"address": opened.address} | of_this_machine)

    folders = () if campaign is not None and not campaign.is_dir() else _folders(campaign)
    served = Served(None if folders else campaign, folders, ledger, today, sharing)
    open_board(served, session.say, told, port=port, opens_browser=not stays_closed)


def _folders(named: Path | None) -> tuple[Path, ...]:
    """Where a workbook is looked for: the folder that was named, or this one and the person's documents."""
    if named is not None:
        return (named.resolve(),)
    documents = Path.home() / DOCUMENTS
    here = Path.cwd()
    return (here, documents) if documents.is_dir() and documents.resolve() != here.resolve() else (here,)
