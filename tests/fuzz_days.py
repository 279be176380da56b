"""Days spelled in many ways and read back: `python -m tests.fuzz_days --cases 3000 [--seed 1] [--show named]`.

Each cell is read right, or named; a cell that is read otherwise without a word is a fault. What its writer cannot have
meant by any reading (a wrong weekday, no last day) has to be named. The share read right is of the others.
"""

import argparse
import sys
from collections import Counter
from enum import StrEnum

from tests.campaigns import seeded
from tests.one_line import read_line
from tests.spelled_days import Case, random_case

LEAST_RIGHT = 0.9


class Outcome(StrEnum):
    """What became of a cell."""

    RIGHT = "right"
    NAMED = "named"
    SILENT = "silent"


def outcome(case: Case) -> Outcome:
    """How the cell is read."""
    found = read_line(case.calendar, case.text, case.shift_cell)
    slots = frozenset((slot.day, str(slot.shift)) for slot in found.slots)
    if found.errors:
        return Outcome.NAMED
    return Outcome.RIGHT if slots == case.slots else Outcome.SILENT


def main() -> int:
    """Exit 1 if any cell is misread, or too few are read right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", choices=[*Outcome], default=Outcome.SILENT)
    asked = parser.parse_args()
    seen: Counter[tuple[str, Outcome]] = Counter()
    shown: list[str] = []
    can_be_right: Counter[Outcome] = Counter()
    for number in range(asked.cases):
        case = random_case(seeded(f"{asked.seed}/{number}"))
        found = outcome(case)
        seen[case.kind, found] += 1
        if case.slots:
            can_be_right[found] += 1
        if found == asked.show and (case.slots or found is not Outcome.NAMED):
            shown.append(f"{asked.seed}/{number} {case.kind}: {case.text!r} | {case.shift_cell!r}")
    for kind in sorted({kind for kind, _found in seen}):
        told = ", ".join(f"{found} {seen[kind, found]}" for found in Outcome if seen[kind, found])
        sys.stdout.write(f"{kind}: {told}\n")
    share = can_be_right[Outcome.RIGHT] / max(1, can_be_right.total())
    num_silent = sum(count for (_kind, found), count in seen.items() if found is Outcome.SILENT)
    sys.stdout.write(
        "\n".join([*shown[:40], f"{asked.cases} cells: {share:.1%} read right, {num_silent} silent"]) + "\n"
    )
    return 1 if num_silent or share < LEAST_RIGHT else 0


if __name__ == "__main__":
    sys.exit(main())
