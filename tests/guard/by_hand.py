"""What officers do by hand: they fill in forms, and change a workbook."""

from datetime import datetime
from pathlib import Path

import openpyxl

from tests.guard.steps import ByHand

PLANNED, COLLECTED, APPROVED, ACTIVATED = "Kế hoạch", "Thu nhận", "Duyệt", "Kích hoạt"
SHARES = (100, 97, 88, 103, 100, 60, 94, 0, 91, 100, 108)
"""Percent of what was planned, slot after slot, over and over."""


def filled(form: str) -> ByHand:
    """Fill in a form of results: of what was planned these shares, a few fewer approved, and fewer activated."""

    def fill(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / form)
        sheet = book["Kết quả"]
        heads = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
        for number, row in enumerate(range(2, sheet.max_row + 1)):
            planned = sheet.cell(row, heads[PLANNED]).value
            if not isinstance(planned, int | float):
                continue
            collected = int(planned) * SHARES[number % len(SHARES)] // 100
            sheet.cell(row, heads[COLLECTED]).value = collected
            sheet.cell(row, heads[APPROVED]).value = collected * 19 // 20
            sheet.cell(row, heads[ACTIVATED]).value = collected * 9 // 10
        book.properties.modified = datetime(2023, 1, 1)  # noqa: DTZ001 - Excel's own times have no zone
        book.save(folder / form)

    return ByHand(f"fill {form}", fill)
