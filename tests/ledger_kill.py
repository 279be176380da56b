"""Power cuts: a process that writes to a ledger is killed at random points; nothing acknowledged may be lost or torn.

`python -m tests.ledger_kill [--points 300] [--seed 1]` on a file and on a PostgreSQL that it starts.
"""

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from planner.domain.results import Result
from planner.ledger.ledger import Ledger, open_ledger
from tests.ledger.samples import CAMPAIGN, collected, file_named, plan, provenance, roster, roster_provenance
from tests.postgres import private_server

ROWS_A_REPORT = 40
DAYS = 1000
LONGEST_LIFE = 10
"""Acts, on average, within which a victim is killed."""
AT = datetime(2023, 4, 30, 12, tzinfo=UTC)
UNTIL = date(2023, 5, 2)


class Deaths(NamedTuple):
    """What was found after each of so many deaths."""

    points: int
    within_an_act: int
    """Deaths in the middle of something, so that it was begun and not acknowledged."""
    acknowledged: int
    """Reports and plans whose writer was told that they are in the ledger."""
    lost: int
    """Of these, those that are not."""
    torn: int
    """Reports of which only a part is in the ledger, plans that cannot be read, events without what they tell of."""
    stuck: int
    """Times that the next command did not work."""

    @property
    def is_whole(self) -> bool:
        """Whether every promise was kept."""
        return not self.lost and not self.torn and not self.stuck


def deaths(address: Path | str, points: int, seed: int = 1) -> Deaths:
    """Kill a writer at so many random points, and look at what it left after each."""
    dice = random.Random(seed)  # noqa: S311 - for a test
    begun, told = set[str](), set[str]()
    lost = torn = stuck = within = 0
    longest_seconds = LONGEST_LIFE * _seconds_an_act(address)
    for point in range(points):
        acts = _killed(address, point, dice.uniform(0, longest_seconds))
        begun |= acts.begun
        told |= acts.told
        within += acts.begun != acts.told
        try:
            with open_ledger(address, CAMPAIGN) as ledger:
                ledger.log("after", {"death": point}, by="người sống", at=AT)
                kept = _kept(ledger, sorted(begun))
        except Exception as error:
            print(f"after death {point}: {error!r}")
            stuck += 1
            continue
        lost += len(told - kept.whole)
        torn += len(kept.torn)
    return Deaths(points, within, len(told), lost, torn, stuck)


def _seconds_an_act(address: Path | str) -> float:
    acts = 6
    with open_ledger(address, CAMPAIGN) as ledger:
        began = time.monotonic()
        for act in range(acts):
            _do(ledger, f"before-{act}")
        return (time.monotonic() - began) / acts


class _Acts(NamedTuple):
    begun: set[str]
    told: set[str]
    """Those that were acknowledged."""


def _killed(address: Path | str, point: int, after_seconds: float) -> _Acts:
    """Start a writer, kill it so long after it first touches the ledger, and say how far it came."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write_on_and_on(address, point, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        assert told.read(1) == b"!"
        time.sleep(after_seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = told.read().decode().splitlines()
    return _Acts(
        {line[1:] for line in lines if line.startswith("<")}, {line[1:] for line in lines if line.startswith(">")}
    )


def _write_on_and_on(address: Path | str, point: int, told: int) -> None:
    """Record, plan, roster and announce until killed; an act is named before it begins and when it is acknowledged."""
    try:
        os.write(told, b"!")
        with open_ledger(address, CAMPAIGN) as ledger:
            for act in range(10_000):
                name = f"{point}-{act}"
                os.write(told, f"<{name}\n".encode())
                _do(ledger, name)
                os.write(told, f">{name}\n".encode())
    finally:
        os._exit(1)


def _do(ledger: Ledger, name: str) -> None:
    if _is_plan(name):
        stored = ledger.store_version(plan(ROWS_A_REPORT), provenance(), is_sound=True, by=name, at=AT)
        ledger.announce(stored.number, UNTIL, by=name, at=AT)
    elif _is_roster(name):
        mark = ledger.rosters.state().mark
        made, _meanwhile = ledger.rosters.store_found(roster(), roster_provenance(), mark, by=name, at=AT)
        ledger.rosters.publish_from(ledger.rosters.state().mark, made.number, UNTIL, by=name, at=AT)
    else:
        ledger.record(_report(name), file_named(name), by=name, at=AT)


def _is_plan(name: str) -> bool:
    return int(name.partition("-")[2]) % 3 == 2


def _is_roster(name: str) -> bool:
    return int(name.partition("-")[2]) % 6 == 4


def _report(name: str) -> list[Result]:
    """Rows that nobody else reports."""
    day = crc32(name.encode()) % DAYS
    return [
        collected(row, day=day, shift=name, machine=f"MÁY {row}", note="ghi chú " * 30) for row in range(ROWS_A_REPORT)
    ]


class _Kept(NamedTuple):
    whole: set[str]
    torn: set[str]


def _kept(ledger: Ledger, names: list[str]) -> _Kept:
    """Which of these acts are in the ledger, in whole or in part."""
    if ledger.path is not None:
        with closing(sqlite3.connect(ledger.path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return _Kept(set(), {"the file"})
    rows: dict[str, list[Result]] = {}
    for row in ledger.all_result_rows():
        rows.setdefault(row.recorded_by, []).append(row.result)
    planned = {version.made_by for version in ledger.versions() if version.plan.assignments}
    announced = {announcement.announced_by for announcement in ledger.announcements()}
    rostered = {version.made_by for version in ledger.rosters.stored() if version.told.duties}
    published = {publication.published_by for publication in ledger.rosters.publications()}
    events = [(event.by, event.what) for event in ledger.events()]
    whole, torn = set[str](), set[str]()
    for name in names:
        if _is_plan(name) or _is_roster(name):
            done = (
                [("plan", name in planned), ("announce", name in announced)]
                if _is_plan(name)
                else [("roster", name in rostered), ("announce-roster", name in published)]
            )
            if all(there for _what, there in done):
                whole.add(name)
        else:
            done = [("record", name in rows)]
            if rows.get(name) == _report(name):
                whole.add(name)
            elif name in rows:
                torn.add(name)
        if any(
            events_of != [what] * there for what, there in done if (events_of := _told(events, name, what)) or there
        ):
            torn.add(name)
    return _Kept(whole, torn)


def _told(events: list[tuple[str, str]], name: str, what: str) -> list[str]:
    return [one for by, one in events if (by, one) == (name, what)]


def main() -> int:
    """Both databases, one line each; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    whole = True
    with tempfile.TemporaryDirectory() as folder, private_server() as server:
        for kind, address in (("sqlite", Path(folder) / "kill.db"), ("postgresql", server.new_database())):
            found = deaths(address, asked.points, asked.seed)
            whole &= found.is_whole
            print(f"{kind}: {found}")
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
