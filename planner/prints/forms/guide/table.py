"""A table of the manual: Markdown tells no widths, so each column gets room for what it says."""

from collections.abc import Sequence
from math import sqrt

from markdown_it.tree import SyntaxTreeNode

from planner.prints.forms.guide.words import Words, words_of
from planner.prints.paper.paper import Orientation
from planner.prints.paper.table import Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.typesetting.measure import POINTS_PER_MM, width_in_points
from planner.prints.typesetting.room import SIZES

SIZE = 10.0
MOST_TOGETHER = 1200
"""Letters of a table that stays on one page."""
AROUND_MM = 4.0
"""Left and right of a cell's text, together."""
WIDER = 1.08
"""A word in the letters of a typewriter takes more room than is counted for it."""
PAGE_MM = SIZES[Orientation.PORTRAIT].width_mm


def guide_table(table: SyntaxTreeNode) -> Table:
    """The table as wide as the page; a page may turn between two rows, but not in a table that says little."""
    head, *body = table.children
    rows = [[_words(cell) for cell in row.children] for section in body for row in section.children]
    titles = [_words(cell) for cell in head.children[0].children]
    widths = widths_of([titles, *rows])
    columns = tuple(PaperColumn(title=title.text, width_mm=width) for title, width in zip(titles, widths, strict=True))
    said = sum(len(words.text) for row in rows for words in row)
    together = len(rows) if said <= MOST_TOGETHER else 1
    blocks = [Block(rows=tuple(map(_row, rows[first : first + together]))) for first in range(0, len(rows), together)]
    return Table(columns=columns, bands=(Band(title="", blocks=tuple(blocks)),), size=SIZE)


def _words(cell: SyntaxTreeNode) -> Words:
    return words_of(cell) if cell.children else Words("", ())


def _row(row: Sequence[Words]) -> PaperRow:
    return PaperRow(
        cells=tuple(
            PaperCell(column=place, text=words.text, emphases=words.emphases) for place, words in enumerate(row)
        )
    )


def widths_of(rows: Sequence[Sequence[Words]]) -> list[float]:
    """The columns' widths in mm, together the page's.

    Each holds its widest word. What is left goes by the square root of how much a column says: a column of long
    texts gets more, but no column of short ones is squeezed for it.
    """
    columns = list(zip(*rows, strict=True))
    needed = [max(_widest_word(words.text) for words in column) + AROUND_MM for column in columns]
    said = [sqrt(sum(len(words.text) for words in column)) for column in columns]
    left = max(PAGE_MM - sum(needed), 0.0)
    return [need + left * share / sum(said) for need, share in zip(needed, said, strict=True)]


def _widest_word(text: str) -> float:
    return max((width_in_points(word, SIZE, bold=True) for word in text.split()), default=0.0) / POINTS_PER_MM * WIDER
