"""Tables for a terminal: figures to the right, words to the left, no wider than a page."""

from collections.abc import Sequence
from typing import NamedTuple

WIDEST = 100
INDENT = 2
GAP = 2
NARROWEST = 8


class TextColumn(NamedTuple):
    """A column by its head."""

    head: str
    is_figure: bool = True
    """Figures stand to the right; words stand to the left, and the widest of them give way where room is short."""


def table(columns: Sequence[TextColumn], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the table, its heads first."""
    heads = [column.head for column in columns]
    widths = [max(len(line[position]) for line in (heads, *rows)) for position in range(len(columns))]
    words = [position for position, column in enumerate(columns) if not column.is_figure]
    while words and _total(widths) > WIDEST:
        widest = max(words, key=lambda position: widths[position])
        if widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return [_line(columns, widths, line) for line in (heads, *rows)]


def _total(widths: Sequence[int]) -> int:
    return INDENT + sum(widths) + GAP * (len(widths) - 1)


def _line(columns: Sequence[TextColumn], widths: Sequence[int], cells: Sequence[str]) -> str:
    set_cells = [
        cell.rjust(width) if column.is_figure else _cut(cell, width).ljust(width)
        for column, width, cell in zip(columns, widths, cells, strict=True)
    ]
    return (" " * INDENT + (" " * GAP).join(set_cells)).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
