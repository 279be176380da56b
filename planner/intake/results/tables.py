"""Which sheets of a workbook hold results, and their rows; whatever else stands in it is named."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planner.domain.folding import fold
from planner.intake.cells.findings import Findings, listed
from planner.intake.cells.sheets import Sheet, read_sheets
from planner.intake.layout.results import CHOICES, RESULTS
from planner.intake.tables.shape.heads import heads_of
from planner.intake.tables.shape.sheet_choice import may_be_known_title
from planner.intake.tables.shape.unread import TellUnread
from planner.intake.tables.sheet_tables import SheetRow, tables_of
from planner.texts import texts_of

_ = texts_of("intake")

MADE_BY = "planner new-results"


def rows_of_results(path: Path, findings: Findings) -> list[SheetRow]:
    """The rows of sheet *Kết quả*; without one of every sheet with its heads, such as one for each day.

    Raises UnreadableFile.
    """
    titles, sheets = read_sheets(path, lambda _title: True)
    sheets = tuple(sheet for sheet in sheets if fold(sheet.title) != fold(CHOICES))
    if any(may_be_known_title(sheet.title, (RESULTS,)) for sheet in sheets):
        return _rows(RESULTS.title, titles, sheets, findings)
    with_heads = [sheet for sheet in sheets if _has_heads(sheet)]
    if not with_heads:
        return _rows(RESULTS.title, titles, sheets, findings)
    findings.note(listed([sheet.title for sheet in with_heads]), _("the results are read from here"))
    others = [sheet for sheet in sheets if sheet not in with_heads]
    found = _rows(with_heads[0].title, titles, (with_heads[0], *others), findings)
    return found + [row for sheet in with_heads[1:] for row in _rows(sheet.title, titles, (sheet,), findings)]


def _has_heads(sheet: Sheet) -> bool:
    return set(RESULTS.needed_columns) <= heads_of(RESULTS, sheet).places.keys()


def _rows(title: str, titles: Sequence[str], sheets: Sequence[Sheet], findings: Findings) -> list[SheetRow]:
    layout = replace(RESULTS, title=title)
    return list(tables_of(titles, sheets, findings, (layout,), MADE_BY, unread=TellUnread.FULL)[layout])
