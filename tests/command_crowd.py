"""Many who record results workbooks at the same time: nothing is lost, nothing is counted twice.

`python -m tests.command_crowd [--writers 8] [--rows 500]` on a file and on a PostgreSQL that it starts.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.ledger.ledger import open_ledger
from planner.workflow.days.recording import record_results
from tests.campaigns import machine, posting, small_campaign, unit
from tests.postgres import private_server
from tests.small_campaigns import day, label
from tests.workbooks import write_results, write_workbook

SHIFTS = 3
ROWS_A_FILE = 50


class Crowd(NamedTuple):
    """What became of what everybody recorded."""

    acknowledged: int
    """Rows that `record` has told as new."""
    found: int
    """Rows of everybody's workbooks that the ledger has as they were written."""
    numbers: tuple[int, ...]
    """Of all result rows, in order."""
    twice: int
    """Rows that the workbook which everybody recorded has brought, beyond the first time."""
    seconds: float

    @property
    def is_whole(self) -> bool:
        """Whether all that was acknowledged is there, once, and numbered without gaps."""
        return (
            self.acknowledged == self.found
            and self.numbers == tuple(range(1, self.acknowledged + 1))
            and not self.twice
        )


def crowd(folder: Path, address: str | None, writers: int, rows: int) -> Crowd:
    """Let so many processes record so many rows each, in workbooks of 50, and one workbook that they share."""
    book = folder / "campaign.xlsx"
    days = -(-rows // SHIFTS)
    campaign = small_campaign(
        units=[unit("A", 9000), unit("B", 8000)],
        machines=[machine(f"M{number}", posting(9)) for number in range(writers + 1)],
        days=days,
        shifts=SHIFTS,
        closures=[],
    )
    write_workbook(campaign, book)
    shared = _written(folder, writers, ROWS_A_FILE)
    files = [[*_written(folder, writer, rows), *shared] for writer in range(writers)]
    began = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(writers) as pool:
        told = pool.starmap(_record, [(book, address, of_one, days) for of_one in files])
    seconds = time.monotonic() - began
    with open_ledger(address or book.with_name("campaign.ledger.db"), campaign.name) as ledger:
        kept = {result.key: result.collected for result in ledger.results()}
        return Crowd(
            acknowledged=sum(map(sum, told)),
            found=sum(
                kept.get(result.key) == result.collected
                for writer in range(writers + 1)
                for result in _results(writer, ROWS_A_FILE if writer == writers else rows)
            ),
            numbers=tuple(row.number for row in ledger.all_result_rows()),
            twice=sum(one[-1] for one in told) - ROWS_A_FILE,
            seconds=seconds,
        )


def _results(writer: int, rows: int) -> list[Result]:
    """So many slots of one machine, each with a figure of its own."""
    return [
        Result(
            day=day(row // SHIFTS + 1),
            shift=label(row % SHIFTS + 1),
            machine=MachineName(f"M{writer}"),
            unit=UnitCode("AB"[row % 2]),
            collected=(row * 7 + writer) % 10,
        )
        for row in range(rows)
    ]


def _written(folder: Path, writer: int, rows: int) -> list[Path]:
    results = _results(writer, rows)
    paths = []
    for first in range(0, rows, ROWS_A_FILE):
        paths.append(folder / f"{writer}-{first}.xlsx")
        write_results(results[first : first + ROWS_A_FILE], paths[-1])
    return paths


def _record(book: Path, address: str | None, files: Sequence[Path], days: int) -> list[int]:
    """How many new rows each of these workbooks has brought."""
    return [record_results(book, path, address=address, today=day(days)).recorded.new for path in files]


def main() -> int:
    """Both databases, one line each; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rows", type=int, default=500)
    asked = parser.parse_args()
    whole = True
    with private_server() as server:
        for kind, address in (("sqlite", None), ("postgresql", server.new_database())):
            with tempfile.TemporaryDirectory() as folder:
                what = crowd(Path(folder), address, asked.writers, asked.rows)
            whole &= what.is_whole and what.found == asked.writers * asked.rows + ROWS_A_FILE
            print(
                f"{kind}: {what.found} of {asked.writers * asked.rows} + {ROWS_A_FILE} rows by {asked.writers} writers "
                f"in {what.seconds:.1f} s; {what.twice} counted twice; whole: {what.is_whole}",
                flush=True,
            )
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
