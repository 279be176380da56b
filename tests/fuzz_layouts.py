"""Appendices as people lay them out: `python -m tests.fuzz_layouts [--cases 3000] [--seed 1] [--only LAYOUT]`.

Known plans are written in every layout of `tests.layouts`, as workbooks and as documents, and read. Each comes back
right (the same stands), named (something was told of as not read), or silent: another plan and nothing said. Silent is
what must not be.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import NamedTuple

from planner.intake.appendix.appendix_reader import ReadAppendix, read_appendix
from tests.campaigns import seeded
from tests.layouts import grids, lists, several
from tests.layouts.cases import Case, Stand, random_case
from tests.layouts.pages import Draft, in_a_letter, save

LEAST_SHARE_RIGHT = 0.9
SHARE_OF_LETTERS = 0.4
"""So many appendices have a letterhead before and signatures after them, whatever their layout."""
SUFFIXES = (".xlsx", ".docx")
OWN_CALENDAR = "own calendar"
LAYOUTS: dict[str, Callable[[Random, Case], Draft]] = {
    "machine as heading": lists.headings,
    "machine in a column": lists.machine_column,
    "sessions below the day in its cell": lists.sessions_below_the_day,
    "day told once": lists.day_told_once,
    "day as heading": lists.day_as_heading,
    "day merged": lists.day_merged,
    "rows of shifts below the days": lists.shift_rows_below_days,
    "units and machines merged": lists.merged_units,
    "several machines in a cell": lists.several_machines,
    "several units in a cell": lists.several_units,
    "machine told once": lists.machine_told_once,
    "other heads": lists.other_heads,
    "head of two rows": lists.two_row_head,
    "days in the words of Decree 30": lists.decree_words,
    "ranges": lists.ranges,
    "ranges with exceptions": lists.exceptions,
    "mornings and whole days": lists.morning_or_all_day,
    "columns of marks": lists.marks,
    "boxes in a cell": lists.boxes_in_cells,
    "a wrong weekday": lists.wrong_weekday,
    "hidden rows": lists.hidden_rows,
    "crossed-out rows": lists.crossed_out,
    "titles and totals": lists.totals_and_titles,
    "column of units a session": grids.unit_column_a_session,
    "column of units a session, two rows": grids.unit_column_a_session_two_rows,
    "column a team": grids.team_columns,
    "column a team under units": grids.team_columns_under_units,
    "columns of teams and sessions": grids.team_and_session_columns,
    "teams side by side": grids.side_by_side,
    "teams side by side, same days": grids.side_by_side_same_days,
    "units against days, ticks": grids.transposed_ticks,
    "units against days, shifts": grids.transposed_shifts,
    "units against days, machines": grids.transposed_machines,
    "units against days of one machine": grids.transposed_one_machine,
    "typed calendar": grids.calendar_of_machines,
    "second table without head": several.second_table_without_head,
    "table a day": several.table_a_day,
    "table a unit": several.table_a_unit,
    "table a machine": several.table_a_machine,
    "sheet a machine": several.sheet_a_machine,
    "sheet a month": several.sheet_a_month,
}
NAMES = (*LAYOUTS, OWN_CALENDAR)


class Outcome(StrEnum):
    """What came of one appendix."""

    RIGHT = "right"
    NAMED = "named"
    SILENT = "silent"


class Written(NamedTuple):
    """An appendix in a file, and what it says."""

    case: Case
    path: Path
    stands: frozenset[Stand]
    is_contradictory: bool = False


def written(rng: Random, layout: str, folder: Path) -> Written:
    """A random plan in this layout, as a workbook or a document."""
    case, suffix = random_case(rng), rng.choice(SUFFIXES)
    if layout == OWN_CALENDAR:
        case = case.one_unit_a_slot()
        return Written(case, several.print_own_calendar(case, folder, suffix), case.stands)
    draft = LAYOUTS[layout](rng, case)
    draft = in_a_letter(draft) if rng.random() < SHARE_OF_LETTERS else draft
    return Written(case, save(draft, folder, suffix), draft.stands, draft.is_contradictory)


def judged(appendix: Written, read: ReadAppendix) -> Outcome:
    """How the appendix was read."""
    got = {Stand(slot.machine, slot.unit, slot.day, slot.shift) for slot in read.slots}
    if appendix.is_contradictory:
        return Outcome.RIGHT if read.unreadable else Outcome.SILENT
    if read.unreadable:
        return Outcome.NAMED
    return Outcome.RIGHT if got == appendix.stands else Outcome.SILENT


def outcomes(cases: int, seed: int, layouts: tuple[str, ...], folder: Path) -> dict[str, Counter[Outcome]]:
    """What came of so many appendices, the layouts in turn; silent ones are told of as they come."""
    seen: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for number in range(cases):
        layout = layouts[number % len(layouts)]
        appendix = written(seeded(f"{seed}/{number}/{layout}"), layout, folder)
        read = read_appendix(appendix.path, appendix.case.campaign)
        outcome = judged(appendix, read)
        seen[layout][outcome] += 1
        if outcome is Outcome.SILENT:
            got = {Stand(slot.machine, slot.unit, slot.day, slot.shift) for slot in read.slots}
            sys.stdout.write(
                f"silent: {seed}/{number}/{layout} {appendix.path.suffix}:"
                f" {len(got - appendix.stands)} wrong, {len(appendix.stands - got)} missing\n"
            )
    return seen


def share_right(seen: dict[str, Counter[Outcome]]) -> float:
    """Of all appendices, those that were read right."""
    right, all_of_them = sum(each[Outcome.RIGHT] for each in seen.values()), sum(map(Counter.total, seen.values()))
    return right / all_of_them


def _table(seen: dict[str, Counter[Outcome]]) -> str:
    lines = [f"{'layout':<40}{'right':>8}{'named':>8}{'silent':>8}"]
    for layout, counts in seen.items():
        lines.append(f"{layout:<40}" + "".join(f"{counts[outcome]:>8}" for outcome in Outcome))
    in_all = Counter[Outcome]()
    for counts in seen.values():
        in_all += counts
    lines.append(f"{'in all':<40}" + "".join(f"{in_all[outcome]:>8}" for outcome in Outcome))
    return "\n".join([*lines, f"{len(seen)} layouts, {share_right(seen):.1%} read right"])


def main() -> int:
    """Exit 1 if any appendix was silently misread, or too few were read right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=NAMES, help="one layout alone")
    asked = parser.parse_args()
    layouts = (asked.only,) if asked.only else NAMES
    with tempfile.TemporaryDirectory() as folder:
        seen = outcomes(asked.cases, asked.seed, layouts, Path(folder))
    sys.stdout.write(_table(seen) + "\n")
    has_silent = any(counts[Outcome.SILENT] for counts in seen.values())
    return 1 if has_silent or share_right(seen) < LEAST_SHARE_RIGHT else 0


if __name__ == "__main__":
    sys.exit(main())
