"""Many who record through one board at the same time: nothing is lost, nothing is counted twice.

`python -m tests.board_crowd [--writers 8] [--rows 500] [--server]`, into the file beside the workbook or into a
PostgreSQL that it starts. Each sends forms of two rows about a machine of their own, and
the last of them twice; one form is sent by everybody.
"""

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from httpx2 import Client

from tests.board.recorders import ROWS_A_FORM, DayForm, Session, book_for, kept
from tests.board.served import served
from tests.postgres import private_server
from tests.small_campaigns import day


@dataclass(frozen=True, slots=True)
class Crowd:
    """What became of what everybody recorded."""

    wanted: int
    """Rows that were sent, each counted once."""
    acknowledged: int
    """Rows that the board has told as recorded, of a form that was sent several times once."""
    found: int
    """Of those sent, how many the ledger has as they were sent."""
    doubled: int
    contradicted: int
    """Forms of which the board has told one thing one time and another the next."""
    seconds: float

    @property
    def is_whole(self) -> bool:
        """Whether every row is there once, and whoever sent it was told that it was recorded."""
        return not self.contradicted and self.wanted == self.acknowledged == self.found and not self.doubled


def crowd(folder: Path, writers: int, rows: int, address: str | None = None) -> Crowd:
    """Let so many people record so many rows each; without an address, into the ledger beside the workbook."""
    days = -(-rows // ROWS_A_FORM)
    book = book_for(folder, writers + 1, days)
    shared = DayForm(writers, 1)
    options = ["--today", f"{day(days):%d/%m/%Y}", *([] if address is None else ["--ledger", address])]
    with served(book, *options) as board, ThreadPoolExecutor(writers) as pool:
        session = Session.at(board)

        def record(writer: int) -> list[tuple[DayForm, int]]:
            forms = [DayForm(writer, number) for number in range(1, days + 1)]
            with Client(timeout=120) as client:
                return [(form, session.send(client, form)) for form in [*forms, forms[-1], shared]]

        began = time.monotonic()
        told: dict[DayForm, set[int]] = {}
        for form, count in chain.from_iterable(pool.map(record, range(writers))):
            told.setdefault(form, set()).add(count)
        seconds = time.monotonic() - began
        board.stop()
    forms = [shared, *(DayForm(writer, number) for writer in range(writers) for number in range(1, days + 1))]
    found = kept(book if address is None else address, forms)
    return Crowd(
        wanted=len(forms) * ROWS_A_FORM,
        acknowledged=sum(max(counts) for counts in told.values()),
        found=len(found.whole) * ROWS_A_FORM,
        doubled=found.doubled,
        contradicted=sum(len(counts) > 1 for counts in told.values()),
        seconds=seconds,
    )


def main() -> int:
    """One line; 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL instead of a file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        address = stack.enter_context(private_server()).new_database() if asked.server else None
        what = crowd(Path(folder), asked.writers, asked.rows, address)
    print(
        f"{'postgresql' if asked.server else 'sqlite'}: {what.found} of {what.wanted} rows by {asked.writers} people "
        f"in {what.seconds:.1f} s, {what.acknowledged} told as recorded, {what.doubled} doubled; whole: {what.is_whole}"
    )
    return 0 if what.is_whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
