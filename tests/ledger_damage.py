"""Ledgers damaged at random: each is unharmed, or the damage is named; none is silently believed.

`python -m tests.ledger_damage [--ledgers 1000] [--seed 1]` flips bits, zeroes pages, cuts, mixes pages with an older
copy, renames the ledger or the workbook, and puts an older ledger in the place of a newer one. An older ledger that is
sound can only be known by what lies beside it: a plan of a later number, or a backup or copy that has more.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from pathlib import Path

from planner.domain.record import MachineName
from planner.errors import LedgerElsewhere, LedgerError
from planner.ledger.ledger import Ledger, open_ledger
from planner.workflow.ledger.keeping import ledger_of
from tests.ledger.samples import (
    AT,
    BY,
    CAMPAIGN,
    collected,
    elsewhere,
    plan,
    provenance,
    publish_roster,
    report,
    roster,
    store_roster,
)
from tests.small_campaigns import small_campaign

PAGE = 4096
PLANS = 6
ROWS_A_PLAN = 120
MOST_FLIPS = 3
MOST_PAGES = 3

CAMPAIGN_OF_ALL = small_campaign().model_copy(update={"name": CAMPAIGN})
OTHER_NAMES_OF_A_LEDGER = (
    "campaign.ledger-PC02.db",
    "campaign.ledger (1).db",
    "campaign.ledger - Copy.db",
    "campaign.ledger.db.bak",
    "campaign.ledger.backup-20230412-170000.db",
    "sổ cái cũ.db",
    "so-cai.sqlite",
)
OTHER_NAMES_OF_A_WORKBOOK = ("campaign-v2.xlsx", "Kế hoạch (2).xlsx", "Bản sao của campaign.xlsx")
NAMES_OF_WHAT_IS_LATER = OTHER_NAMES_OF_A_LEDGER[:3] + OTHER_NAMES_OF_A_LEDGER[4:5]

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
    FALSE_ALARM = auto()
    """Something is named though nothing is later."""
    FAULT = auto()
    """An error of the program itself."""


BAD = frozenset({Verdict.SILENT, Verdict.FALSE_ALARM, Verdict.FAULT})


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


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder with a workbook and its ledger, and what the ledger held before and half way."""

    path: Path
    workbook: Path
    content: bytes
    older: bytes
    truth: tuple[object, ...]
    older_truth: tuple[object, ...]

    def set_up(self) -> None:
        """Nothing but the workbook and the ledger, as they were."""
        for left in self.path.parent.iterdir():
            if left != self.workbook:
                left.unlink()
        self.path.write_bytes(self.content)


Accident = Callable[[Scene, random.Random], Verdict]
"""What happens around a ledger, and what came of it."""


def renamed(scene: Scene, dice: random.Random) -> Verdict:
    """The ledger, or the workbook, bears another name: whoever writes has to be told of the ledger."""
    workbook, ledger = scene.workbook, scene.path
    if dice.random() < 0.5:
        ledger = ledger.rename(ledger.with_name(dice.choice(OTHER_NAMES_OF_A_LEDGER)))
    else:
        workbook = workbook.with_name(dice.choice(OTHER_NAMES_OF_A_WORKBOOK))
    is_whole = _told(ledger) == scene.truth
    return Verdict.NAMED if _is_named(workbook, None) and is_whole else Verdict.SILENT


def wholly_older(scene: Scene, dice: random.Random) -> Verdict:
    """An older ledger stands there; beside it lies something later, as late, earlier, or nothing."""
    scene.path.write_bytes(scene.older)
    papers = scene.path.parent / "plan.json"
    is_later = dice.random() < 0.5
    beside = dice.choice(("nothing", "plan", "ledger"))
    if beside == "plan":
        _write_plan(papers, dice.randint(PLANS // 2 + 1, PLANS) if is_later else dice.randint(1, PLANS // 2))
    if beside == "ledger":
        name = dice.choice(NAMES_OF_WHAT_IS_LATER)
        scene.path.with_name(name).write_bytes(scene.content if is_later else scene.older)
    can_be_known = is_later and beside != "nothing"
    if _is_named(scene.workbook, papers.parent) != can_be_known:
        return Verdict.SILENT if can_be_known else Verdict.FALSE_ALARM
    if can_be_known:
        return Verdict.NAMED
    return Verdict.OLDER if _told(scene.path) == scene.older_truth else Verdict.SILENT


def _is_named(workbook: Path, papers: Path | None) -> bool:
    """Whether whoever would write is refused, with the way on."""
    try:
        with ledger_of(workbook, CAMPAIGN_OF_ALL, None, writes=True, folder=papers):
            return False
    except LedgerElsewhere as error:
        return "planner restore" in str(error)


def _write_plan(path: Path, number: int) -> None:
    row = {"machine": "M1", "unit": "A", "date": "2023-04-12", "shift": "Ca 01", "dossiers": 3}
    path.write_text(json.dumps({"schema": 1, "campaign": CAMPAIGN, "version": number, "assignments": [row]}))


ACCIDENTS: dict[str, Accident] = {"renamed": renamed, "wholly older": wholly_older}
DAMAGES: dict[str, Damage] = {"flipped": flipped, "zeroed": zeroed, "cut": cut, "mixed": mixed}


def _pages(content: bytes) -> list[bytes]:
    return [content[place : place + PAGE] for place in range(0, len(content), PAGE)]


def damages(folder: Path, ledgers: int, seed: int) -> dict[str, Counter[Verdict]]:
    """What came of so many damages of each kind in turn."""
    dice = random.Random(seed)  # noqa: S311 - for a test
    scene = _scene(folder)
    found = {kind: Counter[Verdict]() for kind in (*DAMAGES, *ACCIDENTS)}
    for number in range(ledgers):
        kind = list(found)[number % len(found)]
        scene.set_up()
        if kind in ACCIDENTS:
            verdict = ACCIDENTS[kind](scene, dice)
        else:
            scene.path.write_bytes(DAMAGES[kind](scene.content, scene.older, dice))
            verdict = _verdict(scene.path, scene.truth, scene.content, scene.older)
        if verdict in BAD:
            print(f"{kind} {number}: {verdict}")
        found[kind][verdict] += 1
    return found


def _scene(folder: Path) -> Scene:
    path, workbook = folder / "campaign.ledger.db", folder / "campaign.xlsx"
    workbook.touch()
    older = _filled(path)
    content, truth = path.read_bytes(), _told(path)
    path.write_bytes(older)
    older_truth = _told(path)
    return Scene(path, workbook, content, older, truth, older_truth)


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
            publish_roster(ledger, store_roster(ledger, roster(f"CB{number}")).number, date(2023, 4, 20 + number))
            if number == PLANS // 2:
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
        ledger.rosters.state(),
        ledger.rosters.stored(),
        ledger.rosters.publications(),
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
    is_bad = any(verdicts[bad] for verdicts in found.values() for bad in BAD)
    return 1 if is_bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
