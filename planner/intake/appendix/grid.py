"""An appendix before anything is understood of it: grids of cells, a merged cell in every place that it covers."""

from dataclasses import dataclass

from planner.intake.sheets import Cell


@dataclass(frozen=True)
class Grid:
    """One sheet of a workbook, or one table of a document."""

    rows: tuple[tuple[Cell, ...], ...]
    """The same object stands in every place that a merged cell covers."""
    captions: tuple[Cell, ...] = ()
    """What is said before the table: a sheet's title, or the paragraphs since the table before."""
    sheet: str = ""
    """The sheet's title; empty for a table of a document."""


@dataclass(frozen=True)
class AppendixGrids:
    """The grids of a file in their order, and the paragraphs after the last."""

    grids: tuple[Grid, ...]
    afterwards: tuple[Cell, ...] = ()
