"""The grids of an appendix that is a workbook."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl.utils.cell import range_boundaries

from planner.errors import UnreadableFile
from planner.intake.appendix.document.grid import AppendixGrid, AppendixGrids
from planner.intake.appendix.document.sheet_beside import BoxOnCells, beside_cells
from planner.intake.cells.container import WORKBOOK, damaged
from planner.intake.cells.findings import short
from planner.intake.cells.looks import shown_with_words
from planner.intake.cells.runs import without_high_figures
from planner.intake.cells.sheets import Cell, Sheet, read_sheets
from planner.intake.cells.unseen import Unseen, UnseenKind
from planner.intake.values.texts import TICKED, UNTICKED
from planner.texts import texts_of

_ = texts_of("intake")


def grids_of_workbook(path: Path) -> AppendixGrids:
    """Of the sheets, rows and columns that people see: what is hidden was meant before, or is somebody's reckoning.

    Raises UnreadableFile.
    """
    _titles, sheets = read_sheets(path, lambda _title: True)
    unseen = [one for sheet in sheets for one in sheet.unseen]
    beside = beside_cells(path)
    grids = tuple(_grid(path, _with_boxes(sheet, beside.boxes), unseen) for sheet in sheets if not sheet.is_hidden)
    return AppendixGrids(grids, loose=beside.texts, unseen=(*unseen, *beside.broken))


def _with_boxes(sheet: Sheet, boxes: Sequence[BoxOnCells]) -> Sheet:
    """The sheet with the boxes that lie on empty cells; of one that lies on several, nobody can tell whose it is."""
    lying = {
        (row, column): (TICKED if box.is_ticked else UNTICKED) + ("" if len(box.rows) == len(box.columns) == 1 else "?")
        for box in boxes
        if box.sheet == sheet.title
        for row in box.rows
        for column in box.columns
    }
    if not lying:
        return sheet
    rows = tuple(
        tuple(
            replace(cell, value=lying[row, column]) if cell.is_empty and (row, column) in lying else cell
            for column, cell in enumerate(cells, start=1)
        )
        for row, cells in enumerate(sheet.rows, start=1)
    )
    return replace(sheet, rows=rows)


def _grid(path: Path, sheet: Sheet, unseen: list[Unseen]) -> AppendixGrid:
    """One sheet; what only its merged cells and marks hide is added to `unseen`."""
    if sheet.outside:
        raise UnreadableFile(
            _("{path}: {where}: content far outside the table. Delete it, or copy the table into a new file").format(
                path=path, where=f"{sheet.title}!{sheet.outside}"
            )
        )
    width = max((len(row) for row in sheet.rows), default=0)
    rows = [[_as_shown(cell, unseen) for cell in row] for row in sheet.rows]
    covered = 0
    for span in _spans(path, sheet.merged, len(rows), width):
        covered += (span.last_row - span.first_row) * (span.last_column - span.first_column)
        if covered > len(rows) * width:
            # No two merged cells of a sound sheet overlap; a file may name the same range a million times.
            raise damaged(path, WORKBOOK)
        origin = rows[span.first_row][span.first_column]
        for row in rows[span.first_row : span.last_row]:
            below = row[span.first_column : span.last_column]
            unseen += [
                Unseen(cell.where, UnseenKind.COVERED, short(str(cell.value)))
                for cell in below
                if cell is not origin and not cell.is_empty
            ]
            row[span.first_column : span.last_column] = [origin] * len(below)
    seen = (row for number, row in enumerate(rows, start=1) if number not in sheet.hidden_rows)
    kept = [place for place in range(width) if place + 1 not in sheet.hidden_columns]
    kept_rows = tuple(tuple(row[place] for place in kept) for row in seen)
    return AppendixGrid(kept_rows, (Cell(sheet.title, sheet.title),), sheet.title)


def _as_shown(cell: Cell, unseen: list[Unseen]) -> Cell:
    """The cell with the words that its number format adds, and without figures that are set high of themselves."""
    if not isinstance(cell.value, str):
        text = shown_with_words(cell.value, cell.number_format)
        return cell if text is None else replace(cell, value=text, number_format="")
    seen = without_high_figures(cell.value)
    if seen.is_as_written:
        return cell
    unseen += [Unseen(cell.where, run.unseen, run.text) for run in seen.unseen if run.unseen is not None]
    return replace(cell, value=seen.text)


@dataclass(frozen=True, slots=True)
class _Span:
    """Places from 0, the last ones excluded."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def _spans(path: Path, merged: Sequence[str], num_rows: int, width: int) -> Iterator[_Span]:
    """The merged ranges as far as they lie among the cells that were read."""
    for written in merged:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                left, top, right, bottom = range_boundaries(written)
        except (ValueError, TypeError) as error:
            raise damaged(path, WORKBOOK) from error
        first_row, first_column = (top or 1) - 1, (left or 1) - 1
        if first_row < num_rows and first_column < width:
            yield _Span(first_row, first_column, min(bottom or num_rows, num_rows), min(right or width, width))
