"""An appendix before anything is understood of it: grids of cells, a merged cell in every place that it covers."""

from dataclasses import dataclass
from enum import StrEnum

from planner.intake.cells.sheets import Cell
from planner.intake.cells.unseen import Unseen

CellRow = tuple[Cell, ...]
"""The cells of one row of a grid, from the left."""


class LooseKind(StrEnum):
    """What holds a text that stands in no table and in no paragraph of the page itself."""

    NOTE = "note"
    """At the foot of a page or the end of the document."""
    DRAWING = "drawing"
    """A shape, or a text box without a table."""
    MARGIN = "margin"
    """The header or footer of a page."""
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class LooseText:
    """A text beside the page's own, and where it stands."""

    kind: LooseKind
    cell: Cell


@dataclass(frozen=True)
class AppendixGrid:
    """One sheet of a workbook, or one table of a document."""

    rows: tuple[CellRow, ...]
    """The same object stands in every place that a merged cell covers."""
    captions: tuple[Cell, ...] = ()
    """What is said before the table: a sheet's title, or the paragraphs since the table before."""
    sheet: str = ""
    """The sheet's title; empty for a table of a document."""


@dataclass(frozen=True)
class AppendixGrids:
    """The grids of a file in their order, and the paragraphs after the last."""

    grids: tuple[AppendixGrid, ...]
    afterwards: tuple[Cell, ...] = ()
    loose: tuple[LooseText, ...] = ()
    """Notes, drawings, margins and comments, in this order."""
    unseen: tuple[Unseen, ...] = ()
    """What stands in the file, is not seen on its page, and therefore is not among the cells."""
