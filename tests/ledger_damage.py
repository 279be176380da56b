"""Ledgers damaged at random: each is unharmed, or the damage is named; none is silently believed.

`python -m tests.ledger_damage [--ledgers 1000] [--seed 1]` flips bits, zeroes pages, cuts, and mixes pages with an
older copy. A whole older copy put in place is no damage that a ledger could know of by itself.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from enum import StrEnum, auto
from pathlib import Path

from planner.domain.record import MachineName
from planner.errors import LedgerError
from planner.ledger.backups import back_up
from planner.ledger.ledger import Ledger, open_ledger
from tests.ledger.samples import AT, BY, CAMPAIGN, collected, elsewhere, plan, provenance, report

PAGE = 4096
PLANS = 6
ROWS_A_PLAN = 120
MOST_FLIPS = 3
MOST_PAGES = 3

Damage = Callable[[bytes, bytes, random.Random], bytes]
"""From what stands there, an older copy and dice to what stands there afterwards."""


class Verdict(StrEnum):
    """What came of one damage."""

    UNHARMED = auto()
    """Everything is read as it was written, and the next report can be recorded."""
    NAMED = auto()
    """A LedgerError, or a row named as damaged beside all others as they were."""
    OLDER = auto()
    """Exactly the older copy, page for page: nothing in the file can tell."""
    SILENT = auto()
    """Something else is read than was written, and nobody is told."""
    FAULT = auto()
    """An error of the program itself."""


def flipped(content: bytes, _older: bytes, dice: random.Random) -> bytes:
    """Single bits, where something is written."""
    bits = bytearray(content)
    written = [place for place, byte in enumerate(content) if byte]
    for place in dice.sample(written, dice.randint(1, MOST_FLIPS)):
        bits[place] ^= 1 << dice.randrange(8)
    return bytes(bits)


def zeroed(content: bytes, _older: bytes, dice: random.Random) -> bytes:
    """Whole pages, as a disk that has lost a sector gives them."""
    pages = _pages(content)
    for place in dice.sample(range(len(pages)), min(len(pages), dice.randint(1, MOST_PAGES))):
        pages[place] = bytes(PAGE)
    return b"".join(pages)


def cut(content: bytes, _older: bytes, dice: random.Random) -> bytes:
    """At any byte; a file of no byte is another matter."""
    return content[: dice.randrange(2, len(content))]


def mixed(content: bytes, older: bytes, dice: random.Random) -> bytes:
    """Some pages of the older copy, as a copy gives them that was made while somebody wrote."""
    pages, old = _pages(content), _pages(older)
    share = dice.random()
    for place in range(min(len(pages), len(old))):
        if dice.random() < share:
            pages[place] = old[place]
    return b"".join(pages[: dice.choice((len(pages), len(old)))])


DAMAGES: dict[str, Damage] = {"flipped": flipped, "zeroed": zeroed, "cut": cut, "mixed": mixed}


def _pages(content: bytes) -> list[bytes]:
    return [content[place : place + PAGE] for place in range(0, len(content), PAGE)]


def damages(folder: Path, ledgers: int, seed: int) -> dict[str, Counter[Verdict]]:
    """What came of so many damages of each kind in turn, in a folder that has a backup beside the ledger."""
    dice = random.Random(seed)  # noqa: S311 - for a test
    path = folder / "campaign.ledger.db"
    older = _filled(path)
    content = path.read_bytes()
    truth = _told(path)
    found = {kind: Counter[Verdict]() for kind in DAMAGES}
    for number in range(ledgers):
        kind = list(DAMAGES)[number % len(DAMAGES)]
        path.write_bytes(DAMAGES[kind](content, older, dice))
        verdict = _verdict(path, truth, content, older)
        if verdict in {Verdict.SILENT, Verdict.FAULT}:
            print(f"{kind} {number}: {verdict}")
        found[kind][verdict] += 1
        for left in folder.glob("campaign.ledger.db-*"):
            left.unlink()
    return found


def _filled(path: Path) -> bytes:
    """A ledger with plans, results, corrections and announcements; returned is what stood there half way."""
    half = b""
    with open_ledger(path, CAMPAIGN) as ledger:
        for number in range(1, PLANS + 1):
            rows = [
                collected(number * 10 + row, day=number, machine=f"MÁY {row}", note="ghi chú " * (row % 4))
                for row in range(12)
            ]
            report(ledger, f"{number}.xlsx", *rows, elsewhere(number, unit=f"0610{number}"))
            made = plan(100 + number)
            row = made.assignments[0]
            made = made.model_copy(
                update={
                    "assignments": tuple(
                        row.model_copy(update={"machine": MachineName(f"MÁY {place}")}) for place in range(ROWS_A_PLAN)
                    )
                }
            )
            ledger.store_version(made, provenance(number), is_sound=True, by=BY, at=AT)
            ledger.announce(number, date(2023, 4, 20 + number), by=BY, at=AT)
            if number == PLANS // 2:
                back_up(ledger, path.with_name("backup.db"))
                half = path.read_bytes()
    return half


def _told(path: Path) -> tuple[object, ...]:
    with open_ledger(path, CAMPAIGN) as ledger:
        return _answers(ledger)


def _answers(ledger: Ledger) -> tuple[object, ...]:
    return (
        ledger.all_result_rows(),
        ledger.announcements(),
        [event.model_copy(update={"details": {}}) for event in ledger.events()],
        ledger.versions(),
        ledger.state(),
    )


def _verdict(path: Path, truth: tuple[object, ...], content: bytes, older: bytes) -> Verdict:
    damaged = path.read_bytes()
    if damaged in {content, older}:
        return Verdict.UNHARMED if damaged == content else Verdict.OLDER
    try:
        with open_ledger(path, CAMPAIGN) as ledger:
            if not ledger.faults():
                return _without_a_word(ledger, truth)
            is_true = (ledger.all_result_rows(), ledger.announcements()) == truth[:2]
            return Verdict.NAMED if is_true else Verdict.SILENT
    except LedgerError:
        return Verdict.NAMED
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
        return Verdict.FAULT


def _without_a_word(ledger: Ledger, truth: tuple[object, ...]) -> Verdict:
    """Whether a ledger that names nothing is as it was, and goes on."""
    if _answers(ledger) != truth:
        return Verdict.SILENT
    report(ledger, "next.xlsx", collected(1, day=90))
    return Verdict.UNHARMED


def main() -> int:
    """A line for each kind; 1 if anything was silently believed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledgers", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = damages(Path(folder), asked.ledgers, asked.seed)
    for kind, verdicts in found.items():
        print(f"{kind}: {', '.join(f'{verdict} {count}' for verdict, count in sorted(verdicts.items()))}")
    is_bad = any(verdicts[bad] for verdicts in found.values() for bad in (Verdict.SILENT, Verdict.FAULT))
    return 1 if is_bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
