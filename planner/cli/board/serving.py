"""`planner board`."""

from datetime import date
from pathlib import Path

from planner.board.door import open_board
from planner.cli.session import Speaker


def board(
    session: Speaker, *, campaign: Path, ledger: str | None, port: int, stays_closed: bool, today: date | None
) -> None:
    """Serve until Ctrl-C; a program is told the address alone."""

    def told(address: str) -> None:
        session.answer({"address": address})

    open_board(
        campaign,
        session.say,
        told,
        address=ledger,
        port=port,
        opens_browser=not stays_closed,
        today=today,
    )
