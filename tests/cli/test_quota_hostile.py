"""Whatever a table of targets holds: its prints, harmless and nowhere else, or a problem by its cell; never a fault."""

import random
from pathlib import Path

import pytest

from planner.domain.folding import fold
from planner.errors import Problem, WorkbookProblems
from planner.intake.quota.quota_reader import read_targets
from planner.intake.values.texts import plain_text
from tests.cli.diary import ask
from tests.cli.running import files_in
from tests.harmless import faults_of
from tests.hostile_texts import hostile_texts
from tests.quota.tables import Line, Value, write_table

FACTS = ("Tiêu đề", "Cơ quan chủ quản", "Số văn bản", "Địa danh", "Người ký", "Nơi nhận", "Kèm theo", "Chữ phụ lục")
SUFFIXES = ("xlsx", "docx", "pdf")
TEXTS = [text for text in hostile_texts(200, seed=11) if not any("\ud800" <= letter <= "\udfff" for letter in text)]
UNWRITABLE = {chr(code) for code in range(32)} - {"\t", "\n", "\r"} | {"\ufffe", "\uffff"}
"""Letters that openpyxl refuses to write."""


def typed(text: str) -> str:
    """The text as someone can put it into a cell."""
    return "".join(letter for letter in text if letter not in UNWRITABLE) or "-"


def assert_told_or_printed(folder: Path) -> bool:
    """Run the command, and whether it has printed."""
    answered = ask("quota", "bang.xlsx", "--days", 7, "-o", "in", folder=folder)
    printed = files_in(folder) - {"bang.xlsx"}
    if answered.code:
        assert answered.code in (1, 2)
        assert printed == set()
        return False
    assert printed == {f"in/chi-tieu.{suffix}" for suffix in SUFFIXES}
    assert [fault for name in printed for fault in faults_of(folder / name)] == []
    return True


def accepted(texts: list[str], folder: Path) -> list[str]:
    """Those that the reader takes as a unit, an indicator and a fact; the others it refuses by their cell."""
    kept = []
    for text in texts:
        lines: list[Line] = [("Đơn vị", text), ("Xã A", 5), (f"{text} 2", 7)]
        refused = problems_of(write_table(folder / "thu.xlsx", lines, [(item, text) for item in FACTS]))
        assert all(problem.where.startswith(("Chỉ tiêu!", "Thông tin!")) for problem in refused)
        if not refused:
            kept.append(text)
    return kept


def problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        read_targets(path)
    except WorkbookProblems as refused:
        return refused.problems
    return ()


def test_200_hostile_texts_are_refused_by_their_cell_or_printed_as_text(tmp_path: Path) -> None:
    reading, printing = tmp_path / "reading", tmp_path / "printing"
    reading.mkdir()
    printing.mkdir()
    kept = accepted(sorted(set(map(typed, TEXTS))), reading)
    assert 100 < len(kept) < len(TEXTS)
    units = {fold(plain_text(f"{text} 2")): f"{text} 2" for text in kept}
    indicators = {fold(plain_text(text)): text for text in kept[::12]}
    lines: list[Line] = [("Đơn vị", *indicators.values())]
    lines += [(unit, *[7] * len(indicators)) for unit in units.values()]
    write_table(printing / "bang.xlsx", lines, [(item, kept[place]) for place, item in enumerate(FACTS)])
    assert assert_told_or_printed(printing)
    assert {path.name for path in tmp_path.iterdir()} == {"reading", "printing"}


@pytest.mark.parametrize("seed", range(12))
def test_tables_of_almost_anything(seed: int, tmp_path: Path) -> None:
    """Figures with a slip here and there, so that some tables are printed and others refused."""
    rng = random.Random(seed)  # noqa: S311
    slips: list[Value] = [*map(typed, TEXTS[:20]), None, -4, 2.5, True, "Tổng", "7", 10**9]
    num_columns = rng.randint(2, 6)
    lines: list[list[Value]] = [["Đơn vị", *(f"Chỉ tiêu {column}" for column in range(1, num_columns))]]
    for row in range(rng.randint(1, 8)):
        lines.append([f"Xã {row}", *(rng.randint(0, 10**6) for _column in range(1, num_columns))])
    for _slip in range(seed % 3):
        rng.choice(lines)[rng.randrange(num_columns)] = rng.choice(slips)
    write_table(tmp_path / "bang.xlsx", lines)
    assert assert_told_or_printed(tmp_path) or seed % 3
