"""`planner board`."""

from datetime import date
from pathlib import Path

from planner.board.door import Served, open_board
from planner.cli.session import Speaker


def board(
    session: Speaker, *, campaign: Path | None, ledger: str | None, port: int, stays_closed: bool, today: date | None
) -> None:
    """Serve until Ctrl-C; a program is told the address alone. Without a workbook, the person is asked for it."""

    def told(address: str) -> None:
        session.answer({"address": address})

    workbook = campaign or _asked(session)
    if workbook is None:
        return
    served = Served(workbook, ledger, today)
    open_board(served, session.say, told, port=port, opens_browser=not stays_closed)


def _asked(session: Speaker) -> Path | None:
    from planner.cli.board.asking import asked_workbook  # noqa: PLC0415 - a workbook that is named opens the sooner

    return asked_workbook(session)
