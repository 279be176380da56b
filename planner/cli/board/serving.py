"""`planner board`."""

from datetime import date
from pathlib import Path

from planner.board.door import OpenedAt, Served, open_board
from planner.board.sharing import sharing_as_asked
from planner.cli.session import Speaker


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
    """Serve until Ctrl-C; a program is told the address alone. Without a workbook, the person is asked for it."""
    sharing = sharing_as_asked(lan, tls_cert, tls_key, is_behind_proxy=behind_proxy)

    def told(opened: OpenedAt) -> None:
        of_this_machine = {"at_this_machine": opened.at_this_machine} if sharing is not None else {}
        session.answer({"address": opened.address} | of_this_machine)

    workbook = campaign or _asked(session)
    if workbook is None:
        return
    served = Served(workbook, ledger, today, sharing)
    open_board(served, session.say, told, port=port, opens_browser=not stays_closed)


def _asked(session: Speaker) -> Path | None:
    from planner.cli.board.asking import asked_workbook  # noqa: PLC0415 - a workbook that is named opens the sooner

    return asked_workbook(session)
