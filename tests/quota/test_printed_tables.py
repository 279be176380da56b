"""The tables of 2023 and 2024 come out figure for figure as they were printed."""

from pathlib import Path

import pytest

from planner.domain.quota import Quota, Rounding, TotalRule
from planner.intake.quota.quota_reader import read_targets
from planner.quota.daily import quota_of
from tests.quota.tables import BINH_GIA, BINH_PHUOC, BINH_PHUOC_COLUMNS, printed_rows


def quota(workbook: Path, days: int, rounding: Rounding, rule: TotalRule) -> Quota:
    return quota_of(read_targets(workbook).table, days, rounding, rule)


def test_binh_gia_as_printed() -> None:
    made = quota(BINH_GIA, 70, Rounding.HALF_UP, TotalRule.DIVIDE)
    printed = [(row["unit"], int(row["target"]), int(row["daily_target"])) for row in printed_rows("binh-gia-2023")]
    assert len(printed) == 19
    assert [(row.unit, row.target, row.daily) for row in made.rows] == printed
    assert [(total.target, total.daily) for total in made.totals] == [(17_410, 249)]
    assert [(one.printed, one.rows) for one in made.differences] == [(17_410, 17_411)]


def test_binh_gia_summed_gives_what_was_not_printed() -> None:
    (total,) = quota(BINH_GIA, 70, Rounding.HALF_UP, TotalRule.SUM).totals
    assert (total.target, total.daily) == (17_410, 250)


def test_binh_phuoc_as_printed() -> None:
    made = quota(BINH_PHUOC, 90, Rounding.UP, TotalRule.SUM)
    printed = [
        (row["district"], int(row[column]), int(row[f"{column}_daily"]))
        for row in printed_rows("binh-phuoc-2024")
        for column in BINH_PHUOC_COLUMNS
    ]
    assert len(printed) == 55
    assert [(row.unit, row.target, row.daily) for row in made.rows] == printed
    assert [total.daily for total in made.totals] == [102, 129, 3_974, 253, 4_165]
    assert [total.target for total in made.totals] == [8_676, 11_207, 357_048, 22_095, 374_443]
    assert made.differences == ()


def test_binh_phuoc_divided_gives_other_totals() -> None:
    totals = quota(BINH_PHUOC, 90, Rounding.UP, TotalRule.DIVIDE).totals
    assert [total.daily for total in totals] == [97, 125, 3_968, 246, 4_161]


@pytest.mark.parametrize(("workbook", "num_warnings"), [(BINH_GIA, 1), (BINH_PHUOC, 0)])
def test_only_a_wrong_total_is_warned_of(workbook: Path, num_warnings: int) -> None:
    assert len(read_targets(workbook).warnings) == num_warnings


def test_the_wrong_total_is_named_by_its_cell_with_both_figures() -> None:
    (warning,) = read_targets(BINH_GIA).warnings
    assert warning.where == "Chỉ tiêu!C21"
    assert "17.410" in warning.what
    assert "17.411" in warning.what
    assert warning.what.endswith("lệch 1")
