"""Campaign workbooks as people keep them: python -m tests.fuzz_campaigns_read --cases 1000 [--first 0]

Known campaigns are written as workbooks and changed by one to three habits: columns and sheets called otherwise, titles
and totals, figures, days and names in many spellings, sheets added, rows hidden. Each has to be read as the campaign it
was made from, or what stands in the way has to be named. Prints the shares, and each case that is silently another
campaign; exit 1 if there is one.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple

from openpyxl import Workbook, load_workbook

from planner.domain.campaign import Campaign
from planner.errors import WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from tests.campaign_habits import HABITS, Habit
from tests.campaigns import SMALL, random_campaign, seeded
from tests.intake.books import sound_book
from tests.workbooks import write_workbook

RIGHT, NAMED, SILENT = "read right", "named", "SILENT"
INSTANCES = Path(__file__).resolve().parents[1] / "instances"


class Read(NamedTuple):
    """How a workbook was taken, and by which habits it was changed."""

    outcome: str
    habits: tuple[str, ...]
    said: tuple[str, ...]


def read_changed(seed: int, folder: Path) -> Read:
    """One workbook, changed; the same seed gives the same changes."""
    chance = Random(seed)  # noqa: S311 - no secret
    path = folder / "campaign.xlsx"
    _write_base(path, chance)
    base = read_campaign(path)
    known, said_before = _facts(base.campaign), {one.what for one in base.warnings}
    book = load_workbook(path)
    habits = chance.sample(HABITS, k=chance.choice((1, 1, 2, 3)))
    _change(book, habits, chance)
    book.save(path)
    names = tuple(habit.__name__ for habit in habits)
    try:
        found = read_campaign(path)
    except WorkbookProblems as problems:
        return Read(NAMED, names, tuple(map(str, problems.problems)))
    said = tuple(str(one) for one in found.warnings if one.what not in said_before)
    if _facts(found.campaign) == known:
        return Read(RIGHT, names, said)
    return Read(NAMED if said else SILENT, names, said)


def _change(book: Workbook, habits: list[Habit], chance: Random) -> None:
    # Habits that look for heads in the first row come before those that move it.
    for habit in sorted(habits, key=HABITS_IN_ORDER.index):
        habit(book, chance)


HABITS_IN_ORDER = sorted(
    HABITS,
    key=lambda habit: (
        "title" in habit.__name__ or "part" in habit.__name__,
        "sheet" in habit.__name__,
        "head" in habit.__name__ or "column" in habit.__name__,
        habit.__name__,
    ),
)


def _write_base(path: Path, chance: Random) -> None:
    kind = chance.random()
    if kind < 1 / 4:
        sound_book().save(path)
    elif kind < 1 / 2:
        path.write_bytes((INSTANCES / "binh-gia-2023" / "campaign.xlsx").read_bytes())
    else:
        write_workbook(random_campaign(seeded(chance.randrange(10_000)), SMALL), path)


def _facts(campaign: Campaign) -> Campaign:
    """The campaign without the cells that say so."""
    return campaign.model_copy(
        update={"pins": tuple(sorted((pin.model_copy(update={"source": ""}) for pin in campaign.pins), key=str))}
    )


def main() -> int:
    """Run the cases and say how they went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    by_habit: dict[str, Counter[str]] = {habit.__name__: Counter() for habit in HABITS}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + options.cases):
            read = read_changed(seed, Path(folder))
            outcomes[read.outcome] += 1
            if len(read.habits) == 1:
                by_habit[read.habits[0]][read.outcome] += 1
            if read.outcome == SILENT:
                sys.stdout.write(f"seed {seed}: silently another campaign after {', '.join(read.habits)}\n")
    for name, counts in by_habit.items():
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
        sys.stdout.write(f"{name.replace('_', ' ')}: {told}\n")
    shares = ", ".join(
        f"{outcomes[outcome]} {outcome} ({outcomes[outcome] / options.cases:.1%})" for outcome in outcomes
    )
    sys.stdout.write(f"{options.cases} workbooks: {shares}; {outcomes[SILENT]} silent\n")
    return 1 if outcomes[SILENT] else 0


if __name__ == "__main__":
    sys.exit(main())
