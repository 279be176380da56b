"""Where a list's heads stand, below whatever titles, in one row or two, and which cells of a row make a column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.intake.cells.cell_sheet import Range
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.layout.citizens import CitizenColumn, MeaningOfHead, PartOfColumn, meaning_of_head
from planner.intake.tables.shape.heads import head_text

ROWS_OF_TITLES = 40
"""Heads are looked for in so many rows."""
_FEWEST_HEADS = 2
_LEAST_SHARE_OF_GIVEN_NAMES = 0.5

Places = dict[MeaningOfHead, int]


@dataclass(frozen=True)
class ListHeads:
    """The heads of a list; its rows begin below `last_row`, the first row is 1."""

    first_row: int
    last_row: int
    places: dict[CitizenColumn, tuple[int, ...]]
    """By column the places in a row, from 0, that make it; of several only one is filled, but for names, which are
    joined.
    """
    read_as: tuple[tuple[Cell, CitizenColumn], ...]
    """Heads that were taken for a column of quite another name."""
    dropped: tuple[Cell, ...]
    """Heads of columns that are not read."""
    is_by_class: bool
    """The hamlets are classes of a school."""


def is_head_row(cells: Sequence[Cell]) -> bool:
    """Whether a name's head stands here beside another."""
    meanings = set(_meanings(cells).values())
    has_name = CitizenColumn.NAME in meanings or {PartOfColumn.FAMILY, PartOfColumn.GIVEN} <= meanings
    return has_name and len(meanings) >= _FEWEST_HEADS


def heads_of(sheet: Sheet, *, prefers_classes: bool = False) -> ListHeads | None:
    """The list's first heads, or None where there are none; where both are told, classes may stand before hamlets."""
    for row in range(min(len(sheet.rows), ROWS_OF_TITLES)):
        if is_head_row(sheet.rows[row]):
            return heads_in(sheet, row, prefers_classes=prefers_classes)
    return None


def _meanings(cells: Sequence[Cell]) -> dict[int, MeaningOfHead]:
    found = {}
    for place, cell in enumerate(cells):
        meaning = meaning_of_head(head_text(cell)) if isinstance(cell.value, str) else None
        if meaning is not None:
            found[place] = meaning
    return found


def heads_in(sheet: Sheet, row: int, *, prefers_classes: bool) -> ListHeads:
    """The heads that begin in this row, counted from 0."""
    upper = sheet.rows[row]
    merged = [Range.of(written) for written in sheet.merged]
    goes_on = row + 1 < len(sheet.rows) and _goes_on(sheet.rows[row + 1], _meanings(upper))
    lower = sheet.rows[row + 1] if goes_on else ()
    last = row + 1 if goes_on else row
    if last + 1 < len(sheet.rows) and _only_numbers_columns(sheet.rows[last + 1]):
        last += 1
    places, heads = _places(upper, lower, row, merged)
    chosen = _chosen(places, sheet, last, merged, prefers_classes=prefers_classes)
    used = {place for several in chosen.values() for place in several}
    taken_for_hamlets = chosen.get(CitizenColumn.HAMLET, ())
    is_by_class = any(place == places.get(PartOfColumn.CLASS) for place in taken_for_hamlets)
    read_as = tuple(
        (heads[place], CitizenColumn.HAMLET)
        for place in taken_for_hamlets
        if place in (places.get(PartOfColumn.CLASS), places.get(PartOfColumn.RESIDENCE))
    )
    dropped = tuple(cell for place, cell in heads.items() if place not in used)
    return ListHeads(row + 1, last + 1, chosen, read_as, dropped, is_by_class)


def _goes_on(cells: Sequence[Cell], above: dict[int, MeaningOfHead]) -> bool:
    """Whether this is a second row of heads: nothing but such, as *Nam* and *Nữ* below a year of birth."""
    filled = [(place, cell) for place, cell in enumerate(cells) if not cell.is_empty]
    meanings = _meanings(cells)
    return (
        bool(filled)
        and all(place in meanings or head_text(cell).casefold() in {"ngày", "tháng"} for place, cell in filled)
        and not any(place in above and above[place] is meanings.get(place) for place, _cell in filled)
    )


def _only_numbers_columns(cells: Sequence[Cell]) -> bool:
    told = [head_text(cell).strip("()") for cell in cells if not cell.is_empty]
    return len(told) > _FEWEST_HEADS and told == [str(number) for number in range(1, len(told) + 1)]


def _places(
    upper: Sequence[Cell], lower: Sequence[Cell], row: int, merged: Sequence[Range]
) -> tuple[Places, dict[int, Cell]]:
    """The first place of each meaning, and the cell of every head by its place; lower heads tell more than upper."""
    places: Places = {}
    heads: dict[int, Cell] = {}
    for place in range(max(len(upper), len(lower))):
        below = lower[place] if place < len(lower) else Cell("")
        above = upper[place] if place < len(upper) else Cell("")
        cell = above if below.is_empty else below
        if cell.is_empty:
            continue
        heads[place] = cell
        meaning = meaning_of_head(head_text(cell)) if isinstance(cell.value, str) else None
        over = _over(upper, place, row, merged) if not below.is_empty else None
        if meaning in (PartOfColumn.BORN_MEN, PartOfColumn.BORN_WOMEN, PartOfColumn.YEAR) and over not in (
            None,
            CitizenColumn.BORN,
        ):
            continue  # men and women of something else
        if meaning is PartOfColumn.YEAR and over is None:
            continue
        if meaning is not None:
            places.setdefault(meaning, place)
    return places, heads


def _over(upper: Sequence[Cell], place: int, row: int, merged: Sequence[Range]) -> MeaningOfHead | str | None:
    """What stands over a lower head: its meaning, its words where these mean nothing, None where nothing stands."""
    start = next(
        (one.first_place for one in merged if one.holds(row + 1, place)), place if place < len(upper) else len(upper)
    )
    cell = upper[start] if start < len(upper) else Cell("")
    if cell.is_empty and start == place:
        cell = next((one for one in reversed(upper[:place]) if not one.is_empty), cell)
    if cell.is_empty:
        return None
    return meaning_of_head(head_text(cell)) or head_text(cell)


def _chosen(
    places: Places, sheet: Sheet, last: int, merged: Sequence[Range], *, prefers_classes: bool
) -> dict[CitizenColumn, tuple[int, ...]]:
    found: dict[CitizenColumn, tuple[int, ...]] = {
        column: (places[column],) for column in CitizenColumn if column in places
    }
    if names := _names(places, sheet, last, merged):
        found[CitizenColumn.NAME] = names
    if born := _births(places):
        found[CitizenColumn.BORN] = born
    order: tuple[MeaningOfHead, ...] = (CitizenColumn.HAMLET, PartOfColumn.CLASS, PartOfColumn.RESIDENCE)
    if prefers_classes:
        order = (PartOfColumn.CLASS, CitizenColumn.HAMLET, PartOfColumn.RESIDENCE)
    hamlet = next((places[one] for one in order if one in places), None)
    if hamlet is not None:
        found[CitizenColumn.HAMLET] = (hamlet,)
    return found


def _names(places: Places, sheet: Sheet, last: int, merged: Sequence[Range]) -> tuple[int, ...]:
    family, given = places.get(PartOfColumn.FAMILY), places.get(PartOfColumn.GIVEN)
    if family is not None and given is not None:
        return (family, given)
    name = places.get(CitizenColumn.NAME)
    if name is None:
        return () if given is None else (given,)
    head = sheet.rows[last]
    is_spread = any(one.holds(last + 1, name) and one.holds(last + 1, name + 1) for one in merged)
    has_no_head = name + 1 >= len(head) or head[name + 1].is_empty
    return (name, name + 1) if has_no_head and (is_spread or _holds_given_names(sheet, last, name)) else (name,)


def _holds_given_names(sheet: Sheet, last: int, name: int) -> bool:
    """Whether most names go on in the column beside theirs, which has no head."""
    rows = [cells for cells in sheet.rows[last + 1 :] if name < len(cells) and not cells[name].is_empty]
    filled = [cells for cells in rows if name + 1 < len(cells) and isinstance(cells[name + 1].value, str)]
    return len(filled) > _LEAST_SHARE_OF_GIVEN_NAMES * len(rows)


def _births(places: Places) -> tuple[int, ...]:
    """The year's own column, else the columns of men and women."""
    if PartOfColumn.YEAR in places:
        return (places[PartOfColumn.YEAR],)
    men, women = places.get(PartOfColumn.BORN_MEN), places.get(PartOfColumn.BORN_WOMEN)
    if men is not None and women is not None and places.get(CitizenColumn.BORN) in (None, men, women):
        return (men, women)
    return ()


def cells_of(cells: Sequence[Cell], places: Sequence[int]) -> Iterator[Cell]:
    """The cells of a row at these places, as far as it reaches."""
    for place in places:
        if place < len(cells):
            yield cells[place]
