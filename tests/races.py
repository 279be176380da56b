"""Two commands at once on one ledger, with pauses by chance between what they read and what they write.

`python -m tests.races [--races 300] [--seed 1] [--server]` on a file, or on a PostgreSQL that it starts. Each race
begins from a copy of the same campaign: a plan is announced, its first day is reported. What came of it is judged by
the ledger's own order of events, not by what the commands believe. No write from an older state may go unsaid.
"""

import argparse
import multiprocessing
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.pool import Pool
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from planner.ledger.ledger import open_ledger
from tests.postgres import Server, private_server
from tests.race_campaign import ADDRESS_NAME, CAMPAIGN, prepare
from tests.race_judge import Truth, judged
from tests.race_runners import ACTIONS, Told, get_ready, run

PATIENCE = 120.0
"""Seconds after which a race is stuck."""


@dataclass
class Races:
    """What was found in so many races."""

    races: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)
    unsaid: list[str] = field(default_factory=list)
    """What went wrong without a word, each with its race."""

    def __str__(self) -> str:
        def of(counted: Counter[str]) -> str:
            return ", ".join(f"{name} {num}" for name, num in sorted(counted.items())) or "none"

        return (
            f"{self.races} races; done: {of(self.done)}; refused: {of(self.refused)}; "
            f"with a word of what came meanwhile: {of(self.warned)}; unsaid: {len(self.unsaid)}"
        )


def races(num: int, *, seed: int = 1, server: Server | None = None) -> Races:
    """So many races of two commands, drawn by this seed."""
    dice, found = random.Random(seed), Races()  # noqa: S311 - for a test
    pairs = _pairs(dice)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.race_runners"])
    with (
        tempfile.TemporaryDirectory(prefix="races-") as folder,
        context.Pool(2, get_ready) as pool,
    ):
        template = Path(folder) / "template"
        template.mkdir()
        address = server.new_database() if server is not None else None
        prepare(template, address)
        for number in range(num):
            pair = next(pairs)
            seeds = dice.random(), dice.random()
            with _place_of(Path(folder) / f"{number}", template, address) as place:
                told = _raced(pool, place, pair, seeds)
                _note(found, place, f"race {number} ({' and '.join(pair)})", told)
    return found


def _pairs(dice: random.Random) -> Iterator[tuple[str, str]]:
    """Every pair of commands before any comes again, each time in another order."""
    names = sorted(ACTIONS)
    while True:
        pairs = [(one, other) for at, one in enumerate(names) for other in names[at:]]
        dice.shuffle(pairs)
        yield from pairs


@contextmanager
def _place_of(folder: Path, template: Path, address: str | None) -> Iterator[Path]:
    """A copy of the campaign, with its ledger, for one race."""
    shutil.copytree(template, folder)
    try:
        if address is None:
            yield folder
        else:
            with _copied_database(address) as copy:
                (folder / ADDRESS_NAME).write_text(copy)
                yield folder
    finally:
        shutil.rmtree(folder)


_copies = count(1)


@contextmanager
def _copied_database(address: str) -> Iterator[str]:
    url = make_url(address)
    copy = f"{url.database}_race_{next(_copies)}"
    main = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(main, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{url.database}"'.encode())
        try:
            yield url.set(database=copy).render_as_string(hide_password=False)
        finally:
            connection.execute(f'DROP DATABASE "{copy}" WITH (FORCE)'.encode())


def _raced(pool: Pool, place: Path, pair: tuple[str, str], seeds: Sequence[float]) -> list[Told]:
    waiting = [pool.apply_async(run, (name, place, seed)) for name, seed in zip(pair, seeds, strict=True)]
    until = time.monotonic() + PATIENCE
    return [one.get(max(0.1, until - time.monotonic())) for one in waiting]


def _note(found: Races, place: Path, name: str, told: list[Told]) -> None:
    found.races += 1
    for each in told:
        (found.refused if each.refusal else found.done)[each.action] += 1
        found.warned[each.action] += bool(each.meanwhile)
    found.unsaid += [f"{name}: {what}" for what in judged(_truth(place), place, told)]


def _truth(place: Path) -> Truth:
    with open_ledger(address_in(place), CAMPAIGN.name) as ledger:
        return Truth(
            events=ledger.events(),
            rows=ledger.all_result_rows(),
            versions=ledger.versions(),
            announcements=ledger.announcements(),
        )


def address_in(place: Path) -> Path | str:
    """Where the ledger of a race stands."""
    told = place / ADDRESS_NAME
    return told.read_text() if told.exists() else place / "campaign.ledger.db"


def main() -> int:
    """One line; 1 if anything went unsaid."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--races", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL instead of a file")
    asked = parser.parse_args()
    began = time.monotonic()
    if asked.server:
        with private_server() as server:
            found = races(asked.races, seed=asked.seed, server=server)
    else:
        found = races(asked.races, seed=asked.seed)
    for what in found.unsaid:
        print(what)
    print(f"{'postgresql' if asked.server else 'sqlite'}: {found}; {time.monotonic() - began:.0f} s", flush=True)
    return 1 if found.unsaid else 0


if __name__ == "__main__":
    raise SystemExit(main())
