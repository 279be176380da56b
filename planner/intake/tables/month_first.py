"""Days typed in an Excel of American settings: up to the 12th, day and month change places; later days stay text.

A column then mixes real dates, shown month first, with texts. The real ones are named, for each may be another day.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planner.intake.cells.findings import Findings
from planner.intake.cells.sheets import Cell
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.days import calendar_day
from planner.intake.values.texts import Unfit
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_MONTH_FIRST = re.compile(r"(?:\[\$[^\]]*\])?\s*(?:d{3,4},?\s*)?m{1,5}\s*[/.\- ]\s*d", re.IGNORECASE)
_LOCAL_FORMAT = "mm-dd-yy"
"""As openpyxl calls the format that every Excel shows in its own order; it tells nothing of who typed the day."""
_MONTHS = 12


class MonthFirst(NamedTuple):
    """The real dates of a column that are shown month first, and may be so, and what the others of the column are."""

    cells: tuple[Cell, ...]
    beside_text: bool
    """Others are texts of days that have no month first: surely typed where months stand first."""


def month_first_in(rows: Iterable[SheetRow], column: StrEnum) -> MonthFirst:
    """The doubtful dates of a column; none unless it holds texts of days, or dates that are shown day first, too."""
    cells = [row.cell(column) for row in rows if not row.is_empty(column)]
    doubtful = tuple(cell for cell in cells if _is_month_first(cell) and _is_doubtful(cell.value))
    has_day_first = any(isinstance(cell.value, date) and cell.number_format.lower().startswith("d") for cell in cells)
    texts = [day for cell in cells if isinstance(cell.value, str) and (day := _day_of(cell.value)) is not None]
    return MonthFirst(doubtful if texts or has_day_first else (), beside_text=any(day.day > _MONTHS for day in texts))


def note_month_first(rows: Sequence[SheetRow], column: StrEnum, findings: Findings) -> None:
    """Name the doubtful dates of a column: an error where their texts show how the column was typed."""
    cells, beside_text = month_first_in(rows, column)
    note: Callable[..., None] = findings.error if beside_text else findings.warn
    for cell in cells:
        day = cell.value
        assert isinstance(day, date)  # noqa: S101 - month_first_in gives no other
        note(
            cell.where,
            _("{column}: read as {day}, but shown month first beside dates that stand day first").format(
                column=column, day=spoken_day(day)
            ),
            _("If {other} is meant, enter it as {iso}; else give the cell the date format of the others").format(
                other=spoken_day(exchanged(day) or day), iso=f"{exchanged(day) or day:%Y-%m-%d}"
            ),
        )


def exchanged(day: date) -> date | None:
    """The day with its day and month in each other's place; None if that is no other day of the calendar."""
    return day.replace(month=day.day, day=day.month) if day.day <= _MONTHS and day.day != day.month else None


def check_days(day: date | None, first: date, last: date) -> str:
    """Advice about a day outside a period: what it may be where only its exchange lies within."""
    other = exchanged(day) if day is not None else None
    if other is not None and first <= other <= last:
        return _("Check the days; perhaps day and month are exchanged and {day} is meant").format(day=spoken_day(other))
    return _("Check the days")


def _is_month_first(cell: Cell) -> bool:
    shown_as = cell.number_format
    return isinstance(cell.value, date) and shown_as != _LOCAL_FORMAT and bool(_MONTH_FIRST.match(shown_as))


def _is_doubtful(day: object) -> bool:
    return isinstance(day, date) and exchanged(day) is not None


def _day_of(text: str) -> date | None:
    try:
        return calendar_day(text)
    except Unfit:
        return None
