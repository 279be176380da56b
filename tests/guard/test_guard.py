"""The guard in short: a small campaign is planned, re-planned and printed word for word as before.

`python -m tests.guard` does so with every instance; where a change is meant, `--update` writes the digests anew.
"""

from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.guard.cases import CASES
from tests.guard.comparing import MACHINE_DEPENDENT, difference, differing, digests
from tests.guard.running import items_of
from tests.guard.seen import Normal, texts_of
from tests.guard.steps import Case

SHORT = [case for case in CASES if case.is_short]


@pytest.mark.parametrize("case", SHORT, ids=lambda case: case.name)
def test_nothing_has_changed(case: Case) -> None:
    found = items_of(case, leaves_out=MACHINE_DEPENDENT)
    assert differing(case.name, found) == [], f"if this is meant: python -m tests.guard --update {case.name}"


def test_every_short_case_has_digests() -> None:
    assert {name.split("/")[0] for name in digests()} >= {case.name for case in SHORT}


def test_a_changed_word_a_missing_item_and_a_new_one_are_named() -> None:
    committed = sorted(name for name in digests() if name.startswith("small/"))
    assert set(committed) <= set(differing("small", dict.fromkeys(committed, "other words")))
    assert "small/new" in differing("small", {"small/new": ""})
    assert set(committed) == set(differing("small", {}))


def test_a_difference_shows_the_line() -> None:
    assert list(difference("a\nb\nc\n", "a\nB\nc\n", "x"))[-4:] == [" a", "-b", "+B", " c"]


def test_what_varies_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    normal = Normal(tmp_path)
    now = datetime.now(UTC)
    assert normal(f'"{now.isoformat()}", {now.day}/{now.month}/{now.year} 7:05') == '"<now>", <now>'
    assert normal(f"{tmp_path}/a") == "<folder>/a"
    assert normal("18/4/2023   7h00, 0,3 s") == "18/4/2023   7h00, 0,3 s"


def test_merged_cells_are_seen(tmp_path: Path) -> None:
    normal, path = Normal(tmp_path), tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Ngày", "Ca"])
    book.save(path)
    before = texts_of(path, normal)[".xlsx"]
    book.worksheets[0].merge_cells("A1:A2")
    book.save(path)
    after = texts_of(path, normal)[".xlsx"]
    assert [line for line in after.splitlines() if line not in before.splitlines()][-1] == "merged: A1:A2"


def test_cells_that_go_on_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "tall"
    document.save(str(path))
    assert texts_of(path, Normal(tmp_path))[".docx"].splitlines()[-2:] == ["| wide | ← | tall |", "|  |  | ↑ |"]
