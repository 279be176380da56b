"""Keeps account, while a sheet is read, of what stands on it and is not seen."""

from collections.abc import Collection, Mapping, Sequence

from openpyxl.utils.cell import get_column_letter

from planner.intake.cells.cell_sheet import Cell
from planner.intake.cells.findings import short
from planner.intake.cells.runs import SeenText
from planner.intake.cells.sheet_markup import CellRange, ranges_in
from planner.intake.cells.unseen import Unseen, UnseenKind

_FEWEST_HEADS = 2


class Seen:
    """Of one sheet; rows have to come from top to bottom."""

    def __init__(
        self,
        title: str,
        hidden_rows: Mapping[int, UnseenKind],
        hidden_columns: Collection[int],
        merged: Sequence[str] = (),
        *,
        tells_text: bool = True,
    ) -> None:
        """`tells_text` is False for lists of people: where something stands is told, never what."""
        self._title = title
        self._rows = hidden_rows
        self._columns = hidden_columns
        spans = [span for each in merged for span in ranges_in(each)] if hidden_rows or hidden_columns else []
        self._merged = {(span.first_row, span.first_column): span for span in spans}
        self._tells_text = tells_text
        self._head_row = 0
        """The first row of several cells, whose names of columns are no content."""
        self._found: list[Unseen] = []
        self._in_columns: dict[int, list[Cell]] = {}
        self._heads: dict[int, Cell] = {}

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the cell's row or column is hidden."""
        return row in self._rows or column in self._columns

    def note(self, where: str, kind: UnseenKind, value: object) -> None:
        """Something that stands at a place of its own was not read."""
        self._found.append(Unseen(where, kind, short(str(value)) if self._tells_text else ""))

    def text(self, where: str, text: SeenText) -> str | None:
        """What is seen of a text; the rest is noted."""
        for run in text.unseen:
            if run.unseen is not None and run.text.strip():
                self.note(where, run.unseen, run.text)
        return text.text or None

    def row(self, number: int, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The row as it is seen: what is hidden is empty, but for merged cells that reach out of what is hidden."""
        if number not in self._rows and not self._columns:
            return tuple(cells)
        filled = [place for place, cell in enumerate(cells, start=1) if not cell.is_empty]
        if number in self._rows:
            unseen = [place for place in filled if not self._reaches_out(number, place)]
            if unseen:
                self._note_row(number, [cells[place - 1] for place in unseen])
        else:
            unseen = [place for place in filled if place in self._columns and not self._reaches_out(number, place)]
            if not self._head_row and len(filled) >= _FEWEST_HEADS:
                self._head_row = number
            for place in unseen:
                self._note_in_column(number, place, cells[place - 1])
        return tuple(Cell(cell.where) if place in unseen else cell for place, cell in enumerate(cells, start=1))

    def told(self) -> tuple[Unseen, ...]:
        """Everything that was not seen; a hidden column with nothing but its head is not told."""
        columns = [
            Unseen(f"{self._title}!{get_column_letter(place)}", UnseenKind.HIDDEN_COLUMN, self._text(cells))
            for place, below in sorted(self._in_columns.items())
            for cells in [[self._heads[place], *below] if place in self._heads else below]
        ]
        return (*self._found, *columns)

    def _note_row(self, number: int, cells: Sequence[Cell]) -> None:
        self._found.append(Unseen(f"{self._title}!{number}", self._rows[number], self._text(cells)))

    def _note_in_column(self, number: int, place: int, cell: Cell) -> None:
        if number == self._head_row and isinstance(cell.value, str):
            self._heads[place] = cell
        else:
            self._in_columns.setdefault(place, []).append(cell)

    def _text(self, cells: Sequence[Cell]) -> str:
        return short("; ".join(str(cell.value) for cell in cells[:3])) if self._tells_text else ""

    def _reaches_out(self, row: int, column: int) -> bool:
        """Whether a merged cell begins here and goes on in a row and a column that are seen."""
        span = self._merged.get((row, column))
        return span is not None and not self._is_all_hidden(span)

    def _is_all_hidden(self, span: CellRange) -> bool:
        rows = range(span.first_row, span.last_row + 1)
        columns = range(span.first_column, span.last_column + 1)
        return all(row in self._rows for row in rows) or all(column in self._columns for column in columns)
