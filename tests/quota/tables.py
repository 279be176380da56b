"""Workbooks of targets to try, and the facts that the instances are made from."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.domain.quota import Indicator, TargetTable, UnitName, UnitTargets

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
BINH_GIA = INSTANCES / "binh-gia-2023-quota" / "binh-gia-2023-quota.xlsx"
BINH_PHUOC = INSTANCES / "binh-phuoc-2024-quota" / "binh-phuoc-2024-quota.xlsx"
BINH_PHUOC_COLUMNS = (
    "cccd_born_before_2010_07",
    "cccd_born_before_2009",
    "eid_activation",
    "smartphone_4g",
    "sim_signature",
)
Value = str | int | float | bool | date | None
Line = Sequence[Value]


def printed_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table as it was printed, daily figures included."""
    with (INSTANCES / "facts" / f"{name}-targets.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, lines: Sequence[Line], facts: Sequence[Line] = (), title: str = "Chỉ tiêu") -> Path:
    """A workbook with these lines on the sheet of targets, header first, and these facts if there are any."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    if facts:
        told = book.create_sheet("Thông tin")
        for fact in (("Mục", "Giá trị"), *facts):
            told.append(list(fact))
    book.save(path)
    return path


def table_of(indicators: str, *rows: tuple[str, Sequence[int]], totals: Sequence[int | None] = ()) -> TargetTable:
    """A table of targets; indicators are parted by bars."""
    names = tuple(Indicator(name) for name in indicators.split(" | "))
    return TargetTable(
        indicators=names,
        rows=tuple(UnitTargets(unit=UnitName(unit), targets=tuple(targets)) for unit, targets in rows),
        printed_totals=tuple(totals) or (None,) * len(names),
    )
