"""Lines as CSV: Excel and LibreOffice read its Vietnamese, and no cell of it becomes a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from planner.prints.words.text import printable

BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"
"""Stands before all else, or Excel misreads Vietnamese."""


def csv_text(lines: Iterable[Iterable[object]], line_ending: str = "\r\n") -> str:
    """The lines, every cell quoted, commas between them; None is an empty cell and a date is told as 2023-04-18.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=line_ending)
    rows.writerows([_cell(value) for value in line] for line in lines)
    return BYTE_ORDER_MARK + text.getvalue()


def _cell(value: object) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    plain = printable(value)
    return f"'{plain}" if plain.startswith(BEGINS_A_FORMULA) else plain
