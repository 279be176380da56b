"""Many who record at the same time: nothing is lost, nothing is numbered twice.

`python -m tests.ledger_crowd [--writers 8] [--rows 500]` on a file and on a PostgreSQL that it starts.
"""

import argparse
import multiprocessing
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from planner.domain.record import MachineName
from planner.domain.results import Result
from planner.domain.version import PlanVersion
from planner.ledger.ledger import open_ledger
from tests.ledger.samples import CAMPAIGN, collected, file_named, plan, provenance, roster, store_roster
from tests.postgres import private_server

ROWS_A_DAY = 20
ROWS_A_VERSION = 25


class Crowd(NamedTuple):
    """What became of what everybody recorded."""

    acknowledged: int
    """Rows."""
    found: int
    """Acknowledged rows that the ledger has as they were reported."""
    numbers: tuple[int, ...]
    """Of all result rows, in order."""
    versions: tuple[int, ...]
    """Numbers of all versions, in order."""
    versions_acknowledged: frozenset[int]
    rosters: tuple[int, ...]
    """Numbers of all rosters, in order."""
    rosters_acknowledged: frozenset[int]
    seconds: float

    @property
    def is_whole(self) -> bool:
        """Whether everything acknowledged is there, once, and numbered without gaps."""
        return (
            self.found == self.acknowledged
            and self.numbers == tuple(range(1, self.acknowledged + 1))
            and self.versions == tuple(range(1, len(self.versions) + 1))
            and self.versions_acknowledged == set(self.versions)
            and self.rosters == tuple(range(1, len(self.rosters) + 1))
            and self.rosters_acknowledged == set(self.rosters)
        )


class Written(NamedTuple):
    """What one writer was told is in the ledger."""

    results: tuple[Result, ...]
    versions: tuple[int, ...]
    rosters: tuple[int, ...]


def crowd(address: Path | str, writers: int, rows: int) -> Crowd:
    """Let so many processes record so many rows each, a transaction a row, and now and then store plan and roster."""
    began = time.monotonic()
    with multiprocessing.get_context("fork").Pool(writers) as pool:
        written = pool.starmap(_write, [(address, writer, rows) for writer in range(writers)])
    seconds = time.monotonic() - began
    with open_ledger(address, CAMPAIGN) as ledger:
        counted = set(map(Result.model_dump_json, ledger.results()))
        acknowledged = [result.model_dump_json() for one in written for result in one.results]
        return Crowd(
            acknowledged=len(acknowledged),
            found=sum(result in counted for result in acknowledged),
            numbers=tuple(row.number for row in ledger.all_result_rows()),
            versions=tuple(version.number for version in ledger.versions()),
            versions_acknowledged=frozenset(number for one in written for number in one.versions),
            rosters=tuple(stored.number for stored in ledger.rosters.stored()),
            rosters_acknowledged=frozenset(number for one in written for number in one.rosters),
            seconds=seconds,
        )


def _write(address: Path | str, writer: int, rows: int) -> Written:
    by = f"máy tính {writer}"
    results: list[Result] = []
    versions: list[PlanVersion] = []
    rosters: list[int] = []
    with open_ledger(address, CAMPAIGN) as ledger:
        for row in range(rows):
            at = datetime(2023, 4, 11, tzinfo=UTC) + timedelta(minutes=row)
            result = collected(row, day=row // ROWS_A_DAY, shift=f"Ca {row % ROWS_A_DAY}").model_copy(
                update={"machine": MachineName(f"MÁY {writer}")}
            )
            ledger.record([result], file_named(f"{writer}-{row}.xlsx"), by=by, at=at)
            results.append(result)
            if row % ROWS_A_VERSION == 0:
                made = provenance(ledger.mark().result)
                versions.append(ledger.store_version(plan(row), made, is_sound=True, by=by, at=at))
                rosters.append(store_roster(ledger, roster()).number)
    return Written(tuple(results), tuple(version.number for version in versions), tuple(rosters))


def main() -> int:
    """Both databases, one line each; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rows", type=int, default=500)
    asked = parser.parse_args()
    whole = True
    with tempfile.TemporaryDirectory() as folder, private_server() as server:
        for kind, address in (("sqlite", Path(folder) / "crowd.db"), ("postgresql", server.new_database())):
            what = crowd(address, asked.writers, asked.rows)
            whole &= what.is_whole and what.acknowledged == asked.writers * asked.rows
            print(
                f"{kind}: {what.found} of {asked.writers * asked.rows} rows and {len(what.versions)} versions "
                f"by {asked.writers} writers in {what.seconds:.1f} s; whole: {what.is_whole}"
            )
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
