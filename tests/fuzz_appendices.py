"""Appendices spoilt at random: `python -m tests.fuzz_appendices --cases 1000 [--seed 1]`.

Cells are exchanged, emptied, doubled, overwritten with odd things; rows are taken out and put in; cells are merged and
parted. Each file has to give slots or a clear error, in time, and whatever differs from what was printed has to be told
of or to follow from a cell that was changed.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.campaign import Campaign
from planner.errors import UnreadableFile
from planner.intake.appendix.appendix_reader import ReadAppendix, read_appendix
from planner.prints.forms.appendix.paper import print_appendix
from tests.campaigns import seeded
from tests.round_trips import random_case

MOST_SECONDS = 10.0
NOON = datetime(2023, 4, 12, 12)  # noqa: DTZ001 - as Excel has it
ODD: tuple[object, ...] = (
    None, "", " ", "MÁY 1", "MÁY 9", "Tháng 4/2023", "Xã 1", "Xã 77", "14,15", "14-17/4", "31/2", "- Tháng 4: ", "-",
    "Tháng 99: 1", "7h-15h", "(Từ 5h00 đến 10h00): 11", "Ca 01", "Ca 99", "TT", "Đơn vị", "Thời gian", "=1+1", "#REF!",
    11.12, 14, -3, 0, 1e300, 45030, True, date(2023, 4, 12), NOON, clock(7), "x" * 5000,
    "Tháng 4/2023 (Từ 5h00 đến 10h00): 10,11,12-15,29/4-2/5", "\u202e14/4", "9" * 12, "(1)", "từ", "đến",
)  # fmt: skip


def spoilt(rng: Random, path: Path) -> int:
    """Spoil the workbook in some places; how many."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    count = rng.randint(1, 6)
    for _ in range(count):
        rng.choice((_overwrite, _overwrite, _overwrite, _exchange, _part, _merge, _take_out, _put_in, _double))(
            rng, book, sheet
        )
    book.save(path)
    return count


def _place(rng: Random, sheet: Worksheet) -> tuple[int, int]:
    return rng.randint(1, max(1, sheet.max_row)), rng.randint(1, 6)


def _set(sheet: Worksheet, place: tuple[int, int], value: object) -> None:
    cell = sheet.cell(*place)
    if type(cell).__name__ != "MergedCell":
        cell.value = value  # type: ignore[assignment]


def _overwrite(rng: Random, _book: Workbook, sheet: Worksheet) -> None:
    _set(sheet, _place(rng, sheet), rng.choice(ODD))


def _exchange(rng: Random, _book: Workbook, sheet: Worksheet) -> None:
    one, other = _place(rng, sheet), _place(rng, sheet)
    first, second = sheet.cell(*one).value, sheet.cell(*other).value
    _set(sheet, one, second)
    _set(sheet, other, first)


def _part(rng: Random, _book: Workbook, sheet: Worksheet) -> None:
    spans = sorted(map(str, sheet.merged_cells.ranges))
    if spans:
        with suppress(KeyError):  # of spans that lie over each other
            sheet.unmerge_cells(rng.choice(spans))


def _merge(rng: Random, _book: Workbook, sheet: Worksheet) -> None:
    row, column = _place(rng, sheet)
    last_row, last_column = row + rng.randint(0, 3), min(6, column + rng.randint(0, 3))
    sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def _take_out(rng: Random, _book: Workbook, sheet: Worksheet) -> None:
    sheet.delete_rows(_place(rng, sheet)[0])


def _put_in(rng: Random, _book: Workbook, sheet: Worksheet) -> None:
    row = _place(rng, sheet)[0]
    sheet.insert_rows(row)
    for column in range(1, 7):
        _set(sheet, (row, column), rng.choice(ODD))


def _double(_rng: Random, book: Workbook, sheet: Worksheet) -> None:
    book.copy_worksheet(sheet)


def outcome(rng: Random, folder: Path) -> str:
    """What came of one spoilt appendix, in a word. An exception of any other kind is a fault of the program."""
    campaign, plan = random_case(rng)
    print_appendix(campaign, plan, folder)
    path = folder / "phu-luc.xlsx"
    spoilt(rng, path)
    start = time.process_time()
    try:
        found = read_appendix(path, campaign)
    except UnreadableFile:
        return "refused"
    finally:
        assert time.process_time() - start < MOST_SECONDS
    assert all(problem.where and problem.what for problem in (*found.unreadable, *found.notes))
    _assert_accounted(found)
    for slot in found.slots:
        _assert_known(campaign, slot.machine, slot.unit, slot.day, slot.shift)
    printed = {(row.machine, row.unit, row.date, row.shift) for row in plan.assignments}
    same = {(slot.machine, slot.unit, slot.day, slot.shift) for slot in found.slots} == printed
    if found.unreadable:
        return "named"
    return "the same" if same else "another plan"


def _assert_accounted(found: ReadAppendix) -> None:
    """Every piece of the file is in one list, and one alone; what is not read is named."""
    account = found.account
    places = [each.where for each in account.used]
    places += [each.where for each in account.ignored]
    places += [each.where for each in account.unread]
    assert len(places) == len(set(places))
    assert {piece.problem for piece in account.unread} <= set(found.unreadable)


def _assert_known(campaign: Campaign, machine: str, unit: str, day: date, shift: str) -> None:
    assert machine in campaign.machines_by_name
    assert unit in campaign.units_by_code
    assert campaign.calendar.first_day <= day <= campaign.calendar.last_day
    assert shift in campaign.calendar.shift_labels


def main() -> int:
    """Exit 1 if any appendix made the program stumble."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seen: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.cases):
            try:
                seen[outcome(seeded(f"{asked.seed}/{number}"), Path(folder))] += 1
            except Exception as error:
                faults.append(f"{asked.seed}/{number}: {type(error).__name__}: {error}")
    told = ", ".join(f"{what} {count}" for what, count in seen.most_common())
    sys.stdout.write("\n".join([f"{asked.cases} appendices: {told}", *faults[:20], f"{len(faults)} faults"]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
