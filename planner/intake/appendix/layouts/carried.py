"""Lists in which a day, a unit or hours stand once for several lines → lists that tell them in every line.

The day stands in its first line alone, or in a row of its own, or above the table; so may a unit; and sessions may
stand in rows of their own below the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.intake.appendix.document.grid import AppendixGrid, CellRow
from planner.intake.appendix.layouts.unfolded import NOTHING, Unfolded, distinct, head, is_across, padded
from planner.intake.appendix.layouts.vocabulary import Vocabulary
from planner.intake.appendix.table.columns import AppendixColumn, column_of
from planner.intake.cells.sheets import Cell

_WHEN = (AppendixColumn.SHIFT, AppendixColumn.HOURS)
_KNOWN = frozenset({*AppendixColumn} - {AppendixColumn.NUMBER})
_FEWEST_HEADS = 2


def told_in_full(grid: AppendixGrid, words: Vocabulary) -> Unfolded | None:
    """The list with every line in full; None if nothing is to be filled in, or it is in doubt what."""
    rows = padded(grid.rows)
    carrying = _Carrying(words, len(rows[0]) if rows else 0)
    for caption in grid.captions:
        carrying.take_heading(caption)
    for number, row in enumerate(rows):
        carrying.take(row, rows[number - 1] if number else ())
    if not carrying.has_filled or carrying.is_in_doubt:
        return None
    used = [heading for heading in carrying.headings if heading.is_used]
    for heading in used:
        if heading.line is not None:
            carrying.lines[heading.line] = tuple([NOTHING] * (carrying.width + 2))
    captions = tuple(cell for cell in grid.captions if all(cell is not heading.cell for heading in used))
    return Unfolded(
        (AppendixGrid(tuple(carrying.lines), captions, grid.sheet),), tuple(heading.cell for heading in used)
    )


@dataclass
class _Heading:
    """A day or a unit in a row of its own."""

    cell: Cell
    line: int | None
    """Its own line; None for a title of the table."""
    is_used: bool = False


@dataclass(frozen=True)
class _Heads:
    """Where the columns of a list stand; places count from 0."""

    places: dict[AppendixColumn, int]
    is_wanting: AppendixColumn | None
    """The column that headings stand for."""

    def cell(self, row: CellRow, column: AppendixColumn) -> Cell:
        """The row's cell in the column, an empty one where there is no such column."""
        place = self.places.get(column)
        return NOTHING if place is None else row[place]


@dataclass
class _Carrying:
    """Goes through a list from top to bottom. Two columns are made at the right: for what headings tell, and hours."""

    words: Vocabulary
    width: int
    lines: list[CellRow] = field(default_factory=list)
    has_filled: bool = False
    is_in_doubt: bool = False
    heads: _Heads | None = None
    day: _Heading | None = None
    unit: _Heading | None = None
    last_day: Cell | None = None
    last_line: int | None = None
    """The line of which rows below may tell the hours."""
    headings: list[_Heading] = field(default_factory=list)

    def take(self, row: CellRow, above: CellRow) -> None:
        """Go on by one row of the list; `above` is the row before it."""
        if heads := _heads_of(row):
            self._take_head(row, heads)
        elif not distinct(row):
            self._forget()
            self._keep(row)
        elif is_across(row) and self._is_heading(row):
            self._take_across(row)
        elif self.heads is None:
            self._keep(row)
        else:
            self._take_line(row, above, self.heads)

    def _keep(self, row: CellRow) -> None:
        self.lines.append((*row, NOTHING, NOTHING))

    def _forget(self) -> None:
        self.last_day = self.last_line = None

    def _take_head(self, row: CellRow, heads: _Heads) -> None:
        self._forget()
        self.heads = heads
        corner = distinct(row)[0]
        wanting = heads.is_wanting
        self.lines.append(
            (
                *row,
                NOTHING if wanting is None else head(wanting, corner),
                NOTHING if any(column in heads.places for column in _WHEN) else head(AppendixColumn.HOURS, corner),
            )
        )

    def _is_heading(self, row: CellRow) -> bool:
        """Whether the row's only cell is no cell of a list's line: merged, or in a column where it cannot be one."""
        places = [place for place, cell in enumerate(row) if not cell.is_empty]
        if self.heads is None or len(places) > 1:
            return True
        own = {column: self.heads.places.get(column) for column in (*_WHEN, AppendixColumn.TIME, AppendixColumn.UNIT)}
        if self.words.is_day(row[places[0]]):
            return places[0] != own[AppendixColumn.TIME]
        return places[0] not in own.values()

    def _take_across(self, row: CellRow) -> None:
        (cell,) = distinct(row)
        if not self.take_heading(cell, len(self.lines)):
            self._forget()
            if self.words.machine(cell) is None and self.words.month(cell) is None:
                self.day = self.unit = None
        self._keep(row)

    def take_heading(self, cell: Cell, line: int | None = None) -> bool:
        """Whether the text stands for the lines below it."""
        if self.words.is_day(cell):
            self.day = _Heading(cell, line)
            self.headings.append(self.day)
        elif self.words.is_unit(cell) and self.words.machine(cell) is None:
            self.unit = _Heading(cell, line)
            self.headings.append(self.unit)
        else:
            return False
        self._forget()
        return True

    def _take_line(self, row: CellRow, above: CellRow, heads: _Heads) -> None:
        time = heads.cell(row, AppendixColumn.TIME)
        own = [cell for cell in distinct(row) if all(cell is not other for other in above)]
        if self._tells_hours_of_last(row, own, time, heads):
            return
        filled = list(row)
        made = NOTHING
        hours = NOTHING
        if heads.is_wanting is AppendixColumn.UNIT:
            made = self._under(self.unit)
        elif heads.is_wanting is AppendixColumn.TIME:
            made = self._under(self.day)
        elif AppendixColumn.TIME in heads.places and self._has_content(row, heads):
            place = heads.places[AppendixColumn.TIME]
            if time.is_empty:
                told = self._under(self.day) if self.day is not None else self._carried(heads)
                filled[place] = time if told.is_empty else told
            elif self.day is not None and self.words.shift(time) is not None:
                filled[place], hours = self._under(self.day), time
            elif self.day is not None and self.day.line is not None:
                self.is_in_doubt = self.is_in_doubt or self.day.is_used
                self.day = None
        if not time.is_empty:
            self.last_day = time if self.words.is_day(time) else None
        self.has_filled = self.has_filled or not made.is_empty or filled != list(row)
        self.last_line = len(self.lines)
        self.lines.append((*filled, made, hours))

    @staticmethod
    def _has_content(row: CellRow, heads: _Heads) -> bool:
        return any(not heads.cell(row, column).is_empty for column in (AppendixColumn.UNIT, *_WHEN))

    @staticmethod
    def _under(heading: _Heading | None) -> Cell:
        if heading is None:
            return NOTHING
        heading.is_used = True
        return heading.cell

    def _carried(self, heads: _Heads) -> Cell:
        """The day of the line above, where days stand before what happens on them."""
        unit = heads.places.get(AppendixColumn.UNIT)
        is_first = unit is not None and heads.places[AppendixColumn.TIME] < unit
        return self.last_day if is_first and self.last_day is not None else NOTHING

    def _tells_hours_of_last(self, row: CellRow, own: Sequence[Cell], time: Cell, heads: _Heads) -> bool:
        """Whether the row only tells when the machine is there on the days of the line above; then it is told so."""
        if self.last_line is None or len(own) != 1:
            return False
        (cell,) = own
        last = self.lines[self.last_line]
        when = [heads.places[column] for column in _WHEN if column in heads.places]
        if self.words.shift(cell) is None:
            return False
        if cell is time and AppendixColumn.TIME in heads.places and not any(column in heads.places for column in _WHEN):
            self._add_hours(last, cell)
            return True
        unit = heads.cell(row, AppendixColumn.UNIT)
        same_unit = unit.is_empty or unit is last[heads.places[AppendixColumn.UNIT]]
        if len(when) == 1 and cell is row[when[0]] and time.is_empty and same_unit and not last[when[0]].is_empty:
            line = list(last)
            line[when[0]] = cell
            self.lines.append(tuple(line))
            self.has_filled = True
            return True
        return False

    def _add_hours(self, last: CellRow, cell: Cell) -> None:
        """The line above at these hours: itself where it had none, else once more."""
        line = (*last[:-1], cell)
        if last[-1].is_empty and self.last_line is not None:
            self.lines[self.last_line] = line
        else:
            self.lines.append(line)
        self.has_filled = True


def _heads_of(row: CellRow) -> _Heads | None:
    """The columns of a list that tells of units or of days, where the other may stand in headings."""
    places: dict[AppendixColumn, int] = {}
    for place, cell in enumerate(row):
        column = column_of(cell)
        if column is not None:
            places.setdefault(column, place)
    for column in (AppendixColumn.PLACE, AppendixColumn.ADDRESS):
        if AppendixColumn.UNIT not in places and column in places:
            places[AppendixColumn.UNIT] = places.pop(column)
    has_unit, has_days = AppendixColumn.UNIT in places, AppendixColumn.TIME in places
    if AppendixColumn.FIRST_DAY in places:
        return None
    if len(places) < _FEWEST_HEADS or not (has_unit or has_days) or not _KNOWN & set(places):
        return None
    if has_unit and has_days:
        return _Heads(places, None)
    return _Heads(places, AppendixColumn.TIME if has_unit else AppendixColumn.UNIT)
