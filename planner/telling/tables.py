"""A table for a spreadsheet, as CSV: a row for each unit or whatever it tells of, without sums.

A day is told as 2023-04-18, which Excel takes for a day whatever its settings; a decimal is parted by a comma in
Vietnamese and by a point in English, as Excel expects it where that language is set.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from planner.prints.writers.as_csv import csv_text
from planner.texts import Language, chosen_language

Told = TypeVar("Told")
Columns = dict[str, Callable[[Told], object]]
"""The head of each column, and its cell of whatever a row tells of."""


def as_csv(columns: Columns[Told], rows: Iterable[Told]) -> str:
    """A line of heads, then one for each row."""
    lines = ([_cell(value(row)) for value in columns.values()] for row in rows)
    return csv_text((columns, *lines), line_ending="\n").rstrip("\n")


def _cell(value: object) -> object:
    """A decimal in the writing of the chosen language, whole where it is whole; all else as it is."""
    if not isinstance(value, float):
        return value
    told = f"{value:.4f}".rstrip("0").rstrip(".")
    return told if chosen_language() is Language.ENGLISH else told.replace(".", ",")
