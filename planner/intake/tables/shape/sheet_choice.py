"""Which sheet of a workbook holds which table, and which sheets hold none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.domain.folding import bare_of_marks, fold
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.layout.calendar import CLOSURE_WORDS, CLOSURES
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.column import GUIDE_TITLE, SheetLayout
from planner.intake.layout.staffing import STAFFING_LAYOUTS
from planner.intake.tables.shape.heads import heads_of, loose_text
from planner.intake.values.names import slip_suggestion, suggestion
from planner.texts import texts_of

_ = texts_of("intake")

_COPY = re.compile(r"(?:^(?:bản sao (?:của )?|copy of )|\s*\(\d+\)$|\s*-\s*copy$|\s+\d+$)", re.IGNORECASE)
_IDLE_TITLES = (GUIDE_TITLE,)
"""Sheets that the program writes for people alone."""
_TITLES_OF_OTHER_FILES = ("Kết quả", "Công dân", "Chỉ tiêu", "Danh sách mời")
_HEADS_THAT_TELL = 3
"""A strange sheet with so many heads of a table is taken for that table."""


def is_known_title(title: str, layouts: Sequence[SheetLayout] = LAYOUTS) -> bool:
    """Whether a sheet of this title is one that the program reads; by default, reads in a campaign workbook."""
    return any(_is_own(title, layout) for layout in layouts)


def may_be_known_title(title: str, layouts: Sequence[SheetLayout] = LAYOUTS) -> bool:
    """Whether a sheet of this title may stand for one that the program reads."""
    return any(_is_own(title, layout) or _is_other(title, layout) for layout in layouts)


def _is_own(title: str, layout: SheetLayout) -> bool:
    return fold(loose_text(title)) == fold(layout.title)


def _is_other(title: str, layout: SheetLayout) -> bool:
    """Whether the sheet is a copy of the layout's, is called otherwise, or without the marks of its letters."""
    bare = bare_of_marks(_COPY.sub("", loose_text(title)).strip())
    return any(bare == bare_of_marks(name) for name in (layout.title, *layout.other_titles))


@dataclass(frozen=True)
class ChosenSheet:
    """The sheet that holds a layout's table, if any does."""

    sheet: Sheet | None
    is_other: bool = False
    """It does not bear the layout's title."""


class SheetChoice:
    """Chooses among the sheets of a workbook, and says what it did not choose."""

    def __init__(self, sheets: Sequence[Sheet], layouts: Sequence[SheetLayout], findings: Findings) -> None:
        self._sheets = sheets
        self._layouts = layouts
        self._findings = findings
        self._told: set[str] = set()
        """Titles of sheets of which something was said, or that were chosen."""

    def sheet_of(self, layout: SheetLayout) -> ChosenSheet:
        """The sheet of this title; one that stands for it where that is missing or empty."""
        own = [sheet for sheet in self._sheets if _is_own(sheet.title, layout)]
        others = [
            sheet
            for sheet in self._sheets
            if sheet not in own and _is_other(sheet.title, layout) and _holds_table(layout, sheet)
        ]
        self._told.update(sheet.title for sheet in (*own, *others))
        if len(own) > 1:
            self._findings.error(
                own[1].title,
                _("two sheets bear this name: {names}").format(names=listed([sheet.title for sheet in own])),
                _("Delete or rename one of them"),
            )
        if own and (not others or _rows_of(layout, own[0])):
            for other in others:
                self._note_other(layout, own[0], other)
            return ChosenSheet(own[0])
        if len(others) > 1:
            self._findings.error(
                others[1].title,
                _("several sheets may be {title}: {names}").format(
                    title=shown(layout.title), names=listed([sheet.title for sheet in others])
                ),
                _("Put all rows into one sheet {title}, and delete the others").format(title=shown(layout.title)),
            )
        if not others:
            return ChosenSheet(None)
        self._findings.note(
            others[0].title,
            _("the sheet is read as {title}").format(title=shown(layout.title)),
        )
        return ChosenSheet(others[0], is_other=True)

    def _note_other(self, layout: SheetLayout, own: Sheet, other: Sheet) -> None:
        """A copy that holds other rows is warned of; another sheet of the same use has to be joined."""
        if _rows_of(layout, other) <= _rows_of(layout, own):
            self._findings.note(
                other.title,
                _("the sheet is not read; all its rows stand on sheet {title} too").format(title=shown(own.title)),
            )
            return
        is_copy = bare_of_marks(_COPY.sub("", loose_text(other.title)).strip()) == bare_of_marks(layout.title)
        (self._findings.warn if is_copy else self._findings.error)(
            other.title,
            _("the sheet is not read, for sheet {title} holds rows too").format(title=shown(own.title)),
            _("Copy what is missing into sheet {title}, then delete this sheet").format(title=shown(own.title)),
        )

    def note_strange(self, missing: Iterable[SheetLayout]) -> None:
        """Name every sheet with content that holds none of the tables, and the table that it probably is.

        `missing` are the tables without any row: a sheet with the heads of one of them is asked about.
        """
        without_rows = tuple(missing)
        rest = []
        for sheet in self._sheets:
            if sheet.title in self._told or not _has_content(sheet) or _is_read_elsewhere(sheet):
                continue
            layout = None if _is_of_another_file(sheet) else _table_by_heads(self._layouts, sheet)
            is_sure = layout in without_rows and layout is not None and _has_own_heads(layout, sheet)
            if layout is None and CLOSURES in self._layouts and _may_hold_closures(sheet):
                layout, is_sure = CLOSURES, True
            if layout is None:
                rest.append(sheet.title)
                continue
            (self._findings.error if is_sure else self._findings.warn)(
                sheet.title,
                _("the sheet is not read, but has the heads of sheet {title}").format(title=shown(layout.title)),
                _("Name it {title}, or rename its heads if it is something of your own").format(
                    title=shown(layout.title)
                ),
            )
        self._note_rest(rest)

    def _note_rest(self, titles: Sequence[str]) -> None:
        known = [layout.title for layout in (*self._layouts, *STAFFING_LAYOUTS)]
        alike = {title: advice for title in titles if (advice := _like(title, known))}
        for title, advice in alike.items():
            self._findings.warn(title, _("the sheet is not read"), advice)
        rest = [title for title in titles if title not in alike]
        if rest:
            self._findings.note(listed(rest), _("sheets of your own, which are not read"))


def _is_read_elsewhere(sheet: Sheet) -> bool:
    """Whether the sheet is for people alone, or one of those on the crews, which have a reader of their own."""
    return fold(sheet.title) in map(fold, _IDLE_TITLES) or may_be_known_title(sheet.title, STAFFING_LAYOUTS)


def _is_of_another_file(sheet: Sheet) -> bool:
    """Whether the sheet is one that another command reads from a workbook of its own."""
    return fold(loose_text(sheet.title)) in map(fold, _TITLES_OF_OTHER_FILES)


def _table_by_heads(layouts: Iterable[SheetLayout], sheet: Sheet) -> SheetLayout | None:
    return next((one for one in layouts if _holds_table(one, sheet, _HEADS_THAT_TELL)), None)


def _has_own_heads(layout: SheetLayout, sheet: Sheet) -> bool:
    """Whether enough of the heads stand there as the table has them; a list of duties has days and shifts, too."""
    heads = heads_of(layout, sheet)
    return len(heads.places) - len(heads.read_as) >= _HEADS_THAT_TELL


def _may_hold_closures(sheet: Sheet) -> bool:
    """Whether a sheet of rest days by its title has a column of days with something below it."""
    words = set(re.findall(r"\w+", bare_of_marks(loose_text(sheet.title))))
    return bool(words & CLOSURE_WORDS) and _holds_table(CLOSURES, sheet)


def _like(title: str, known: Sequence[str]) -> str:
    """A hint where the title is a slip of a known one, or holds one and more."""
    words = f" {bare_of_marks(loose_text(title))} "
    held = [name for name in known if " " in name and f" {bare_of_marks(name)} " in words]
    return slip_suggestion(title, known) or suggestion(title, held)


def _has_content(sheet: Sheet) -> bool:
    return any(not cell.is_empty for cells in sheet.rows for cell in cells)


def _holds_table(layout: SheetLayout, sheet: Sheet, at_least: int = 0) -> bool:
    """Whether the sheet has the heads that the table needs, so many at least, and something below them."""
    heads = heads_of(layout, sheet)
    has_heads = all(column in heads.places for column in layout.needed_columns) and len(heads.places) >= at_least
    return has_heads and bool(_rows_of(layout, sheet))


def _rows_of(layout: SheetLayout, sheet: Sheet) -> set[tuple[tuple[str, str], ...]]:
    """The rows below the heads as what stands in which column, so that two sheets can be compared."""
    heads = heads_of(layout, sheet)
    names = {place: str(column) for column, place in heads.places.items()}
    rows = set()
    for cells in sheet.rows[heads.last_row :]:
        filled = tuple(sorted((names[place], str(cells[place].value)) for place in names if _is_filled(cells, place)))
        if filled:
            rows.add(filled)
    return rows


def _is_filled(cells: Sequence[Cell], place: int) -> bool:
    return place < len(cells) and not cells[place].is_empty
