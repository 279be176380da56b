"""Tables laid out otherwise than as a list: each is read as the list that it stands for, or named."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from planner.domain.calendar import Calendar, Shift
from planner.domain.record import ShiftLabel
from planner.intake.appendix.appendix_reader import ReadAppendix
from planner.intake.appendix.document.grid import AppendixGrid
from planner.intake.appendix.layouts.unfolding import unfolded
from planner.intake.appendix.layouts.vocabulary import Vocabulary
from planner.intake.cells.sheets import Cell
from tests.intake.appendices import NAMES, Value, campaign, document, machine, read, told, unit, workbook

CALENDAR = Calendar(
    first_day=date(2023, 4, 11),
    last_day=date(2023, 6, 20),
    shifts=(
        Shift(label=ShiftLabel("Ca sáng"), starts_minute=450, ends_minute=690),
        Shift(label=ShiftLabel("Ca chiều"), starts_minute=810, ends_minute=960),
    ),
)
UNITS = tuple(unit(f"{number:03}", name) for number, name in enumerate(NAMES, start=1))
CAMPAIGN = campaign(
    *UNITS, machines=[machine(number, [one.code for one in UNITS]) for number in (1, 2)], calendar=CALENDAR
)
A, B, C, D = "Xã Hòa Bình", "Xã Lộc Thành", "Xã Lộc Thạnh", "Xã Hoàng Văn Thụ"
"""Units 001, 002, 003 and 005."""
FOUR = [
    "MÁY 1 001 14/4 Ca sáng",
    "MÁY 1 002 14/4 Ca chiều",
    "MÁY 1 003 15/4 Ca sáng",
    "MÁY 1 005 15/4 Ca chiều",
]


def all_day(*lines: str) -> list[str]:
    """*MÁY 1 001 14/4* in both shifts."""
    return sorted(f"{line} {label}" for line in lines for label in CALENDAR.shift_labels)


TEAMS = all_day("MÁY 1 001 14/4", "MÁY 2 002 14/4", "MÁY 1 003 15/4", "MÁY 2 002 15/4")
Rows = Sequence[Sequence[Value]]


def both(folder: Path, rows: Rows, merged: Sequence[str] = ()) -> list[ReadAppendix]:
    """The rows as a workbook and, without what is merged, as a document."""
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    files = [workbook(folder, rows, merged), *([] if merged else [document(folder, texts)])]
    return [read(path, CAMPAIGN) for path in files]


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        ([("Ngày", "MÁY 1", "MÁY 2"), ("14/4/2023", A, B), ("15/4/2023", C, B)], (), TEAMS),
        (
            [("Ngày", "Đơn vị", None), (None, "MÁY 1", "MÁY 2"), ("14/4", A, B), ("15/4", C, B)],
            ("A1:A2", "B1:C1"),
            TEAMS,
        ),
        ([("", "MÁY 1", "MÁY 2"), ("14/4/2023", A, B), ("15/4/2023", C, B)], (), TEAMS),
        (
            [("Thứ", "Ngày", "MÁY 1", "MÁY 2"), ("T6", "14/4", A, B), ("T7", "15/4", C, B)],
            (),
            TEAMS,
        ),
        (
            [("Ngày", "MÁY 1", "MÁY 2"), ("14/4", f"{A} (sáng)", "-"), ("15/4", f"{A} (sáng); {B} (chiều)", "Nghỉ")],
            (),
            ["MÁY 1 001 14/4 Ca sáng", "MÁY 1 001 15/4 Ca sáng", "MÁY 1 002 15/4 Ca chiều"],
        ),
        (
            [
                ("Ngày", "MÁY 1", None, "MÁY 2", None),
                (None, "Sáng", "Chiều", "Sáng", "Chiều"),
                ("14/4", A, B, C, None),
            ],
            ("A1:A2", "B1:C1", "D1:E1"),
            ["MÁY 1 001 14/4 Ca sáng", "MÁY 1 002 14/4 Ca chiều", "MÁY 2 003 14/4 Ca sáng"],
        ),
        ([("MÁY 1",), ("Ngày", "Đơn vị buổi sáng", "Đơn vị buổi chiều"), ("14/4", A, B), ("15/4", C, D)], (), FOUR),
        (
            [("MÁY 1",), ("Thời gian", "Đơn vị", None), (None, *CALENDAR.shift_labels), ("14/4", A, B), ("15/4", C, D)],
            ("A2:A3", "B2:C2"),
            FOUR,
        ),
        (
            [("Tổ", "Sáng", "Chiều"), ("Ngày 14/4/2023",), ("MÁY 1", A, B), ("Ngày 15/4/2023",), ("MÁY 1", C, D)],
            ("A2:C2", "A4:C4"),
            FOUR,
        ),
        (
            [
                ("Ngày", "MÁY 1", "MÁY 2"),
                ("14/4", f"Sáng: {A}\nChiều: {B}", None),
                ("15/4", f"{C} (Sáng); {D} (Chiều)", None),
            ],
            (),
            FOUR,
        ),
        (
            [("Ngày", "Đơn vị (MÁY 1)", "Đơn vị (MÁY 2)"), ("14/4", A, B), ("15/4", "Nghỉ lễ", ""), ("15/4", C, B)],
            (),
            TEAMS,
        ),
        (
            [("Ngày", "MÁY 1", "MÁY 2"), ("14/4", A, B), ("Ngày", "MÁY 1", "MÁY 2"), ("15/4", C, B)],
            (),
            TEAMS,
        ),
    ],
)
def test_units_in_the_middle(tmp_path: Path, rows: Rows, merged: Sequence[str], expected: list[str]) -> None:
    for found in both(tmp_path, rows, merged):
        assert sorted(told(found)) == sorted(expected)
        assert not found.unreadable


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        (
            [("Đơn vị", "Máy", "14/4", "15/4"), (A, "MÁY 1", "x", ""), (B, "MÁY 2", "x", "x"), (C, "MÁY 1", "☐", "☑")],
            (),
            TEAMS,
        ),
        ([("Đơn vị", "14/4", "15/4"), (A, "MÁY 1", ""), (B, "MÁY 2", "MÁY 2"), (C, "", "MÁY 1")], (), TEAMS),
        (
            [
                ("Đơn vị", "Tháng 4/2023", None, None),
                (None, "T6", "T7", "CN"),
                (None, 14, 15, 16),
                ("MÁY 1", None, None, None),
                (A, "Ca sáng", None, None),
                (B, "Ca chiều", None, None),
                (C, None, "sáng", "-"),
                (D, None, "chiều", None),
            ],
            ("A1:A3", "B1:D1", "A4:D4"),
            FOUR,
        ),
        (
            [("Đơn vị", "MÁY 1", "MÁY 2"), (A, "14/4", ""), (B, "", "14-15/4"), (C, "15/4", "")],
            (),
            TEAMS,
        ),
        (
            [
                ("Máy", "Ca", "T6", "T7"),
                (None, None, 14, 15),
                ("Tháng 4/2023",),
                ("MÁY 1", None, A, C),
                ("MÁY 2", None, B, None),
            ],
            ("A1:A2", "B1:B2", "A3:D3", "A4:B4", "A5:B5", "C5:D5"),
            TEAMS,
        ),
        (
            [
                ("Đơn vị", "Máy", "14/4", "15/4", "Tổng"),
                (A, "MÁY 1", "x", None, 1),
                (B, "MÁY 2", "x", "x", 2),
                (C, "MÁY 1", None, "x", 1),
                ("Tổng cộng", None, 2, 2, 4),
                (None, None, None, None, None),
                ("NGƯỜI LẬP", None, None, "TRƯỞNG CÔNG AN", None),
            ],
            (),
            TEAMS,
        ),
    ],
)
def test_units_at_the_side_or_days_above(
    tmp_path: Path, rows: Rows, merged: Sequence[str], expected: list[str]
) -> None:
    for found in both(tmp_path, rows, merged):
        assert sorted(told(found)) == sorted(expected)
        assert not found.unreadable


def test_a_weekday_over_another_day_is_named(tmp_path: Path) -> None:
    """14/4/2023 was a Friday."""
    rows = [("Đơn vị", "Máy", "T5", "T6"), (None, None, "14/4/2023", "15/4/2023"), (A, "MÁY 1", "x", None)]
    (found,) = both(tmp_path, rows, ("A1:A2", "B1:B2"))
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!C2"]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([("Ngày", "MÁY 1", "MÁY 9"), ("14/4", A, B), ("15/4", C, B)], "Phụ lục!C1"),
        ([("Ngày", "MÁY 1", "MÁY 2"), ("14/4", A, B), ("15/4", C, "Xã Không Có")], "Phụ lục!C3"),
        ([("Ngày", "MÁY 1", "MÁY 2"), ("31/4", A, B), ("15/4", C, B)], "Phụ lục!A2"),
        ([("Ngày", "MÁY 1", "MÁY 2"), ("14/4", f"{A}, {B}", C), ("15/4", C, B)], "Phụ lục!B2"),
        ([("MÁY 1",), ("Ngày", "Đơn vị 1", "Đơn vị 2"), ("14/4", A, B), ("15/4", C, D)], "Phụ lục!C2"),
        ([("Đơn vị", "Máy", "14/4", "15/4"), (A, "MÁY 1", "x", "?"), (B, "MÁY 2", "x", "x")], "Phụ lục!D2"),
    ],
)
def test_what_is_not_known_is_named_where_it_stands(tmp_path: Path, rows: Rows, where: str) -> None:
    found = read(workbook(tmp_path, rows), CAMPAIGN)
    assert found.unreadable
    assert where in [piece.where for piece in found.account.unread]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (
            [
                ("MÁY 1", None, None, "MÁY 2", None, None),
                ("Đơn vị", "Thời gian", "Ca", "Đơn vị", "Thời gian", "Ca"),
                (A, "14/4", "Ca sáng", B, "15/4", "Ca sáng"),
                (C, "16/4", "Ca chiều", None, None, None),
            ],
            ("A1:C1", "D1:F1"),
        ),
        (
            [
                ("Ngày", "MÁY 1", None, "MÁY 2", None),
                (None, "Đơn vị", "Ca", "Đơn vị", "Ca"),
                ("14/4", A, "Ca sáng", None, None),
                ("15/4", None, None, B, "Ca sáng"),
                ("16/4", C, "Ca chiều", None, None),
            ],
            ("A1:A2", "B1:C1", "D1:E1"),
        ),
    ],
)
def test_tables_side_by_side(tmp_path: Path, rows: Rows, merged: Sequence[str]) -> None:
    (found,) = both(tmp_path, rows, merged)
    assert told(found) == ["MÁY 1 001 14/4 Ca sáng", "MÁY 1 003 16/4 Ca chiều", "MÁY 2 002 15/4 Ca sáng"]
    assert not found.unreadable


def test_what_stands_below_tables_side_by_side_is_no_line(tmp_path: Path) -> None:
    below = [("13/4", None, None), ("Ghi chú: mang theo giấy khai sinh.",), ("NGƯỜI LẬP",), ("Nguyễn Văn An",)]
    rows = [("Ngày", "MÁY 1", None), (None, "Đơn vị", "Ca"), ("14/4", A, "Ca sáng"), *below]
    with_days = [
        ("MÁY 1", None, "MÁY 2", None),
        ("Đơn vị", "Ngày", "Đơn vị", "Ngày"),
        (A, "14/4", B, "14/4"),
        *below[1:],
    ]
    for told_rows, merged, expected in (
        (rows, ("A1:A2", "B1:C1"), ["MÁY 1 001 14/4 Ca sáng"]),
        (with_days, ("A1:B1", "C1:D1"), all_day("MÁY 1 001 14/4", "MÁY 2 002 14/4")),
    ):
        found = read(workbook(tmp_path, told_rows, merged), CAMPAIGN)
        assert sorted(told(found)) == expected
        assert not found.unreadable


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("MÁY 1", "", ""),
            ("Ngày", "Ca", "Đơn vị"),
            ("14/4/2023", "Ca sáng", A),
            ("", "Ca chiều", B),
            ("15/4/2023", "Ca sáng", C),
            ("", "Ca chiều", D),
        ],
        [
            ("MÁY 1", "", ""),
            ("Ca", "Đơn vị", "Thời gian"),
            ("Ngày 14/4/2023 (Thứ Sáu)", "", ""),
            ("Ca sáng", A, ""),
            ("Ca chiều", B, ""),
            ("Ngày 15/4/2023", "", ""),
            ("Ca sáng", C, ""),
            ("Ca chiều", D, ""),
        ],
        [
            ("MÁY 1", "", ""),
            ("TT", "Ca", "Đơn vị"),
            ("Ngày 14/4/2023", "", ""),
            ("1", "Ca sáng", A),
            ("2", "Ca chiều", B),
            ("Ngày 15/4/2023", "", ""),
            ("1", "Ca sáng", C),
            ("2", "Ca chiều", D),
        ],
        [
            ("TT", "Đơn vị", "Thời gian"),
            ("MÁY 1", "", ""),
            ("1", A, "14/4/2023"),
            ("", "", "7h30-11h30"),
            ("2", B, "14/4/2023"),
            ("", "", "13h30-16h"),
            ("3", C, "15/4/2023"),
            ("", "", "Ca sáng"),
            ("4", D, "15/4/2023"),
            ("", "", "Ca chiều"),
        ],
    ],
)
def test_what_stands_once_holds_for_the_lines_below(tmp_path: Path, rows: Rows) -> None:
    for found in both(tmp_path, [[value or None for value in row] for row in rows]):
        assert sorted(told(found)) == sorted(FOUR)
        assert not found.unreadable


def test_each_session_below_a_day_counts(tmp_path: Path) -> None:
    rows: Rows = [
        ("MÁY 1", None, None),
        ("TT", "Đơn vị", "Thời gian"),
        (1, A, "14/4"),
        (None, None, "7h30-11h30"),
        (None, None, "13h30-16h00"),
    ]
    (found, again) = both(tmp_path, rows)
    assert told(found) == told(again) == ["MÁY 1 001 14/4 Ca chiều", "MÁY 1 001 14/4 Ca sáng"]


def test_a_day_with_a_wrong_weekday_does_not_lend_its_lines_to_the_day_before(tmp_path: Path) -> None:
    rows = [
        ("Máy", "Đơn vị", "Ca"),
        ("Thứ Sáu, 14/4/2023", None, None),
        ("MÁY 1", A, "Ca sáng"),
        ("Thứ Hai, 15/4/2023", None, None),
        ("MÁY 1", B, "Ca sáng"),
    ]
    for found in both(tmp_path, rows):
        assert told(found) == ["MÁY 1 001 14/4 Ca sáng"]
        assert found.unreadable


@pytest.mark.parametrize(
    ("text", "expected"),
    [("☑ Sáng ☐ Chiều", ["Ca sáng"]), ("☐ Ca sáng\n☒ Ca chiều", ["Ca chiều"]), ("☐ Sáng ☐ Chiều", None)],
)
def test_boxes_before_shifts(tmp_path: Path, text: str, expected: list[str] | None) -> None:
    for found in both(tmp_path, [("Máy", "Đơn vị", "Ngày", "Ca"), ("MÁY 1", A, "14/4", text)]):
        assert told(found) == [f"MÁY 1 001 14/4 {label}" for label in expected or ()]
        assert bool(found.unreadable) == (expected is None)


def grid(*rows: Sequence[Value]) -> AppendixGrid:
    """A grid of these texts."""
    cells = [
        tuple(Cell(f"R{number}C{place}", value or None) for place, value in enumerate(row))
        for number, row in enumerate(rows)
    ]
    return AppendixGrid(tuple(cells))


@pytest.mark.parametrize(
    "rows",
    [
        [("TT", "Đơn vị", "Thời gian", "Ca"), (1, A, "14/4", "Ca sáng"), (2, B, "", "Ca chiều")],
        [("Đơn vị", "Thời gian", "Ca sáng", "Ca chiều"), (A, "14/4", 120, 80)],
        [("Ngày 14/4/2023", "", ""), ("Đơn vị", "Thời gian", "Ca"), (A, "15/4", "Ca sáng")],
        [("Đơn vị", "MÁY 1", "MÁY 2"), (A, 120, 80), (B, 60, 90)],
    ],
)
def test_what_is_a_list_or_in_doubt_stays_as_it_is(rows: Rows) -> None:
    table = grid(*rows)
    assert unfolded(table, Vocabulary(CAMPAIGN)).grids == (table,)


def test_every_cell_of_a_list_keeps_its_address() -> None:
    table = grid(("Ngày", "MÁY 1", "MÁY 2"), ("14/4", A, "-"), ("15/4", "", B))
    found = unfolded(table, Vocabulary(CAMPAIGN))
    (lines,) = [each.rows[1:] for each in found.grids]
    assert [[cell.where for cell in row[:3]] for row in lines] == [["R0C1", "R1C1", "R1C0"], ["R0C2", "R2C2", "R2C0"]]
    assert [cell.where for cell in found.heads] == ["R0C0", "R0C1", "R0C2"]
    assert [cell.where for cell in found.idle] == ["R1C2"]


@pytest.mark.parametrize("total", ["Tổng cộng", "Tổng", "Cộng"])
def test_a_total_in_the_column_of_machines_is_no_line(tmp_path: Path, total: str) -> None:
    rows: Rows = [("TT", "Máy", "Đơn vị", "Ngày", "Ca", "Số hồ sơ"), (1, "MÁY 1", A, "14/4", "Ca sáng", 100)]
    for found in both(tmp_path, [*rows, (None, total, None, None, None, 100)]):
        assert told(found) == ["MÁY 1 001 14/4 Ca sáng"]
        assert not found.unreadable


def test_the_day_above_each_table_of_sessions_is_read_and_not_named(tmp_path: Path) -> None:
    rows: Rows = [
        ("Ngày 14/4/2023", None, None),
        ("Máy", "Sáng", "Chiều"),
        ("MÁY 1", A, A),
        ("MÁY 2", B, None),
        ("Ngày 15/4/2023", None, None),
        ("Máy", "Sáng", "Chiều"),
        ("MÁY 1", B, None),
    ]
    (found, _document) = both(tmp_path, rows)
    assert told(found) == [
        "MÁY 1 001 14/4 Ca chiều",
        "MÁY 1 001 14/4 Ca sáng",
        "MÁY 1 002 15/4 Ca sáng",
        "MÁY 2 002 14/4 Ca sáng",
    ]
    assert not found.unreadable


def test_a_remark_that_moves_a_line_to_another_day_is_told_of_once(tmp_path: Path) -> None:
    rows: Rows = [
        ("MÁY 1", None, None, None),
        ("TT", "Đơn vị", "Thời gian", "Ghi chú"),
        (1, A, "14/4", "Chuyển sang ngày 17/4"),
    ]
    for found in both(tmp_path, rows):
        remarks = [each for each in (*found.unreadable, *found.notes) if "Chuyển sang" in each.what]
        assert [each.severity for each in remarks] == ["error"]
        assert remarks[0].advice
