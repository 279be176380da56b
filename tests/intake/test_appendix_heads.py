"""Heads of columns in ways that people lay them out: no column that tells days or shifts is left unread unsaid."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.intake.appendices import Value, line, read, told, typed, workbook

MORNINGS = ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 15/4 Ca 01"]
APART = ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 15/4 Ca 02"]
OVER_TWO = ("C1:D1",)


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        ([("Máy", "Đơn vị", "Ngày", "Thời gian"), (1, "Hòa Bình", "14-15/4", "7h00-15h00")], (), MORNINGS),
        ([("Máy", "Đơn vị", "Thời gian đợt 1", "Thời gian đợt 2", "Ca"), (1, "Hòa Bình", "14/4", "15/4", 1)], (), []),
        (
            [("Máy", "Đơn vị", "Thời gian đợt 1", "Thời gian đợt 2", "Ca"), (1, "Hòa Bình", "14/4", "15/4", "Ca 01")],
            (),
            MORNINGS,
        ),
        (
            [
                ("Máy", "Đơn vị", "Thời gian", None),
                (None, None, "Ca 01 (7h00-15h00)", "Ca 02"),
                (1, "Hòa Bình", "14/4", "15/4"),
            ],
            OVER_TWO,
            APART,
        ),
        (
            [("Máy", "Đơn vị", "Thời gian", None), (None, None, "Ca 01", "Ca 02"), (1, "Hòa Bình", "14/4", "15/4")],
            ("A1:A2", "B1:B2", "C1:D1"),
            APART,
        ),
        ([("Máy", "Đơn vị", "Thời gian", "Ca 01", "Ca 02"), (1, "Hòa Bình", "14-15/4", "x", None)], (), MORNINGS),
        (
            [
                ("Máy", "Đơn vị", "Thời gian", None, "Ca"),
                (None, None, "Tháng 4", "Tháng 5", None),
                (1, "Hòa Bình", "14", "2", "Ca 01"),
            ],
            OVER_TWO,
            ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 2/5 Ca 01"],
        ),
        (
            [
                ("Máy", "Đơn vị", "Thời gian", None, "Ca"),
                (None, None, "Từ ngày", "Đến ngày", None),
                (1, "Hòa Bình", "14/4", "15/4", "Ca 01"),
            ],
            OVER_TWO,
            MORNINGS,
        ),
    ],
)
def test_columns_and_their_second_heads(
    tmp_path: Path, rows: Sequence[Sequence[Value]], merged: Sequence[str], expected: list[str]
) -> None:
    found = read(workbook(tmp_path, rows, merged))
    assert told(found) == expected
    assert bool(found.unreadable) == (not expected)


def test_days_in_a_column_without_a_head_are_named(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, [("Máy", "Đơn vị", "Thời gian", None), (1, "Hòa Bình", "14/4", "15-16/4")]))
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!D2"]


@pytest.mark.parametrize("merged", [(), ("C3:C4",)])
def test_a_line_that_tells_a_shift_alone_goes_on_with_the_days_above(tmp_path: Path, merged: Sequence[str]) -> None:
    rows = typed(line("Xã Hòa Bình", "14-15/4", "7h00 - 15h00"), line(None, None, "15h00 - 23h00"))
    found = read(workbook(tmp_path, rows, merged))
    assert told(found) == [f"MÁY 1 001 {day}/4 {label}" for day in (14, 15) for label in ("Ca 01", "Ca 02")]
    assert not found.unreadable


def test_a_line_of_another_unit_that_tells_a_shift_but_no_days_is_named(tmp_path: Path) -> None:
    """Whether it goes on with the days of the unit above is not to be told."""
    rows = typed(line("Xã Hòa Bình", "14-15/4", "7h00 - 15h00"), line("Xã Lộc Thành", None, "15h00 - 23h00"))
    found = read(workbook(tmp_path, rows))
    assert told(found) == MORNINGS
    assert [problem.where for problem in found.unreadable] == ["Phụ lục!C4"]


def test_days_merged_over_two_lines_hold_for_both_shifts(tmp_path: Path) -> None:
    rows = typed(line("Xã Hòa Bình", "14/4", "7h00 - 15h00"), line(None, None, "15h00 - 23h00"))
    found = read(workbook(tmp_path, rows, ("C3:C4", "D3:D4")))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 14/4 Ca 02"]
    assert not found.unreadable
