"""Sheet *Chỉ tiêu*: which of its columns are indicators, which rows are units and which one holds the totals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.folding import fold
from planner.domain.quota import UnitName
from planner.intake.findings import Findings, shown
from planner.intake.layout import SheetLayout
from planner.intake.limits import NUM_UNITS
from planner.intake.quota.layout import (
    FORM_COMMAND,
    NAME_LENGTH,
    NUM_FIGURES,
    NUM_INDICATORS,
    POPULATION_NAMES,
    TARGETS,
    TOTAL_NAMES,
    QuotaColumn,
)
from planner.intake.sheets import Cell, Sheet
from planner.intake.tables import Row, is_known_title, tables_of
from planner.intake.values import Unfit, normal_text
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")

_TOTALS = frozenset(map(fold, TOTAL_NAMES))
_POPULATIONS = frozenset(map(fold, POPULATION_NAMES))
_NO_INDICATORS = frozenset(map(fold, QuotaColumn)) | _POPULATIONS


@dataclass(frozen=True)
class UnitRow:
    """A unit by its name, and the row that tells of it."""

    unit: UnitName
    row: Row


@dataclass(frozen=True)
class QuotaSheet:
    """The sheet's rows and the columns to read them by."""

    units: tuple[UnitRow, ...]
    total: Row | None
    indicators: tuple[StrEnum, ...]
    population: StrEnum | None


def quota_sheet(titles: Sequence[str], sheets: Sequence[Sheet], findings: Findings) -> QuotaSheet:
    """The sheet of targets. Notes everything that is wrong with its headers, names and shape."""
    sheet = next((one for one in sheets if is_known_title(one.title, (TARGETS,))), None)
    columns = _columns(_headers(sheet, findings) if sheet else ())
    layout = SheetLayout(TARGETS.title, columns, TARGETS.needed_columns, needed=True)
    table = tables_of(titles, sheets, findings, (layout,), FORM_COMMAND)[layout]
    indicators = tuple(column for column in columns if fold(column) not in _NO_INDICATORS)
    populations = [column for column in columns if fold(column) in _POPULATIONS]
    _note_columns_at_odds(indicators, populations, findings)
    rows = [row for row in table if _tells_something(row, (QuotaColumn.UNIT, *populations, *indicators))]
    totals = [row for row in rows if _is_total(row)]
    _note_more_totals(totals)
    units = tuple(_units([row for row in rows if row not in totals]))
    if table.is_there and not rows and not findings.errors:
        findings.error(TARGETS.title, _("the sheet holds no unit"), _("Enter one row for each unit"))
    _note_excess(units, len(indicators), findings)
    return QuotaSheet(units, totals[0] if totals else None, indicators, populations[0] if populations else None)


def _note_excess(units: Sequence[UnitRow], num_indicators: int, findings: Findings) -> None:
    advice = _("Part the table into several workbooks")
    if len(units) > NUM_UNITS:
        where = units[NUM_UNITS].row.where(QuotaColumn.UNIT)
        findings.error(where, _("more than {limit} units").format(limit=NUM_UNITS), advice)
    elif len(units) * num_indicators > NUM_FIGURES:
        findings.error(
            TARGETS.title, _("more than {limit} figures in one table").format(limit=spoken_number(NUM_FIGURES)), advice
        )


def _headers(sheet: Sheet, findings: Findings) -> Iterator[str]:
    """The titles in row 1 that can be read, in sheet order."""
    for place, cell in enumerate(sheet.rows[0] if sheet.rows else ()):
        if cell.is_empty:
            _note_untitled(sheet, place, findings)
        elif title := _title(cell, findings):
            yield title


def _title(cell: Cell, findings: Findings) -> str:
    """A column's title; an empty text after noting why it cannot be used."""
    row = Row(TARGETS.title, 1, {QuotaColumn.UNIT: cell}, findings, _("a column's title"))
    if not row.text(QuotaColumn.UNIT):
        return ""
    title = normal_text(str(cell.value))
    if len(title) > NAME_LENGTH:
        row.error(QuotaColumn.UNIT, *_too_long(title))
        return ""
    if fold(title) in _TOTALS:
        row.error(
            QuotaColumn.UNIT,
            _("{title} stands over a column, as if it were an indicator").format(title=shown(title)),
            _("Delete the column; totals stand in a row"),
        )
        return ""
    return title


def _note_untitled(sheet: Sheet, place: int, findings: Findings) -> None:
    filled = next((row[place] for row in sheet.rows[1:] if place < len(row) and not row[place].is_empty), None)
    if filled is not None:
        findings.error(
            filled.where,
            _("the column has no title in row 1"),
            _("Write the indicator's name there, or clear the column"),
        )


def _columns(headers: Iterable[str]) -> type[StrEnum]:
    """The sheet's columns as an enum of its own; of titles that mean the same only the first, as the reader of tables
    refuses the second.
    """
    titles = {fold(QuotaColumn.UNIT): str(QuotaColumn.UNIT)}
    for title in headers:
        titles.setdefault(fold(title), title)
    members = [(f"COLUMN_{number}", title) for number, title in enumerate(titles.values())]
    return StrEnum("SheetColumn", members)  # type: ignore[return-value]  # mypy takes it for a member


def _note_columns_at_odds(indicators: Sequence[StrEnum], populations: Sequence[StrEnum], findings: Findings) -> None:
    header = f"{TARGETS.title}!1"
    if len(populations) > 1:
        findings.error(
            header,
            _("two columns hold the population: {names}").format(names=", ".join(map(shown, populations))),
            _("Keep the one by which a total is to be shared out"),
        )
    if len(indicators) > NUM_INDICATORS:
        findings.error(
            header,
            _("{count} indicators in one table").format(count=len(indicators)),
            _("Keep at most {limit}, and put the others into another workbook").format(limit=NUM_INDICATORS),
        )


def _tells_something(row: Row, columns: Iterable[StrEnum]) -> bool:
    """Whether more stands in the row than its number or a note."""
    return any(not row.is_empty(column) for column in columns)


def _is_total(row: Row) -> bool:
    value = row.cell(QuotaColumn.UNIT).value
    try:
        return isinstance(value, str) and fold(normal_text(value).rstrip(":. ")) in _TOTALS
    except Unfit:
        return False


def _note_more_totals(totals: Sequence[Row]) -> None:
    for row in totals[1:]:
        row.error(
            QuotaColumn.UNIT,
            _("a second row of totals; the first is row {row}").format(row=totals[0].number),
            _("Keep one; leave the totals of parts out of the table"),
        )


def _units(rows: Iterable[Row]) -> Iterator[UnitRow]:
    """The rows of units by their names; a name that is missing or stands twice is noted."""
    first: dict[str, int] = {}
    for row in rows:
        row.require(QuotaColumn.UNIT, _("Enter the unit's name, or clear the row"))
        name = row.text(QuotaColumn.UNIT)
        if not name:
            continue
        number = first.setdefault(fold(name), row.number)
        if len(name) > NAME_LENGTH:
            row.error(QuotaColumn.UNIT, *_too_long(name))
        elif number != row.number:
            row.error(
                QuotaColumn.UNIT,
                _("{name} stands in row {row} already").format(name=shown(name), row=number),
                _("Delete one, or tell the two apart by their kind or district"),
            )
        else:
            yield UnitRow(UnitName(name), row)


def _too_long(text: str) -> tuple[str, str]:
    return (
        _("text of {length} characters").format(length=len(text)),
        _("Shorten it to at most {limit} characters").format(limit=NAME_LENGTH),
    )
