"""Workbook of citizens → the citizens of each unit. Only the columns that are needed are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.folding import fold
from planner.domain.invitation import Citizen, household_by_count
from planner.domain.long_numbers import holds_long_number, without_long_numbers
from planner.domain.record import UnitCode
from planner.errors import Problem, WorkbookProblems, WrongUsage
from planner.intake.citizens.layout import CITIZENS, OTHER_HEADERS, CitizenColumn
from planner.intake.citizens.rows import CitizenReader
from planner.intake.citizens.tally import Tally
from planner.intake.findings import Findings, short
from planner.intake.long_sheet import read_long_sheets
from planner.intake.name_books import unit_names
from planner.intake.names import NameBook
from planner.intake.open_in_excel import note_open_in_excel
from planner.intake.sheets import Cell, Sheet
from planner.intake.tables import Row, Table, is_known_title, tables_of
from planner.texts import texts_of

_ = texts_of("intake")

MADE_BY = "planner invite --new"


@dataclass(frozen=True, slots=True, repr=False)
class ReadCitizens:
    """Citizens as read, and what to know before inviting them."""

    by_unit: dict[UnitCode, tuple[Citizen, ...]]
    dropped: tuple[str, ...]
    """The titles of columns that were not read."""
    warnings: tuple[Problem, ...]

    def __repr__(self) -> str:
        return "ReadCitizens(…)"


def read_citizens(
    path: Path, campaign: Campaign, unit: UnitCode | None = None, *, with_identity: bool = False
) -> ReadCitizens:
    """The citizens of each unit, or of this one alone, in the order of their STT.

    A sheet without the column *Đơn vị* is about `unit`, or the campaign's only one. Identity numbers are checked, and
    forgotten unless they are asked for. Raises UnreadableFile, WorkbookProblems, and WrongUsage where nothing says
    which unit is meant.
    """
    findings = Findings()
    titles, sheets = read_long_sheets(path, partial(is_known_title, layouts=(CITIZENS,)))
    headed = [_with_usual_headers(sheet) for sheet in sheets]
    table = tables_of(titles, headed, findings, (CITIZENS,), MADE_BY)[CITIZENS]
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    tally = Tally(findings, CITIZENS.title)
    reader = CitizenReader(tally, campaign.calendar.last_day.year, with_identity=with_identity)
    by_unit = _by_unit(table, _UnitReader(campaign, unit, table, tally), reader, tally)
    tally.close()
    note_open_in_excel(path, findings)
    if not any(by_unit.values()) and not findings.errors:
        findings.error(CITIZENS.title, _("the sheet names no citizen"), _("Enter one row for each citizen"))
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    return ReadCitizens(by_unit, _dropped(headed), findings.warnings)


def _with_usual_headers(sheet: Sheet) -> Sheet:
    """The sheet with the headers of the form where others mean the same."""
    if not sheet.rows:
        return sheet
    usual = {fold(header): column for header, column in OTHER_HEADERS.items()}
    there = {fold(str(cell.value)) for cell in sheet.rows[0] if not cell.is_empty}
    head = []
    for cell in sheet.rows[0]:
        column = usual.get(fold(str(cell.value))) if isinstance(cell.value, str) else None
        if column is not None and fold(column) not in there:
            there.add(fold(column))
            head.append(Cell(cell.where, column.value))
        else:
            head.append(cell)
    return replace(sheet, rows=(tuple(head), *sheet.rows[1:]))


def _dropped(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    known = {fold(column) for column in CitizenColumn}
    heads = [cell for sheet in sheets for cell in sheet.rows[0] if sheet.rows and not cell.is_empty]
    return tuple(
        short(without_long_numbers(str(cell.value))) for cell in heads if fold(str(cell.value).strip()) not in known
    )


class _UnitReader:
    """Says whose citizen a row is."""

    def __init__(self, campaign: Campaign, unit: UnitCode | None, table: Table, tally: Tally) -> None:
        self._names: NameBook = unit_names(campaign.units)
        self._wanted = unit
        self._tally = tally
        codes = [each.code for each in campaign.units]
        self._usual = unit or (codes[0] if len(codes) == 1 else None)
        self._known: dict[str, str | None] = {}
        has_column = any(not row.is_empty(CitizenColumn.UNIT) for row in table)
        if self._usual is None and table.rows and not has_column:
            raise WrongUsage(
                _(
                    "the list does not say whose citizens it holds. Name the unit with --unit, or in a column {column}"
                ).format(column=CitizenColumn.UNIT)
            )

    def unit(self, row: Row) -> UnitCode | None:
        """The unit's code, or None for a row of no unit that is wanted or known."""
        cell = row.cell(CitizenColumn.UNIT)
        if cell.is_empty:
            if self._usual is None:
                self._refuse(row, _("nothing is entered"))
            return self._usual
        name = str(cell.value).strip()
        if name not in self._known:
            scratch = Findings()
            text = Row(row.title, row.number, row.cells, scratch).text(CitizenColumn.UNIT)
            self._known[name] = self._names.identity(text, cell.where, scratch) if text else None
        code = self._known[name]
        if code is None:
            self._refuse(row, _("not one unit of sheet Đơn vị"))
            return None
        return UnitCode(code) if self._wanted in (None, code) else None

    def _refuse(self, row: Row, what: str) -> None:
        advice = _("Enter the unit's code, or its name as in the campaign's workbook")
        self._tally.error(row.where(CitizenColumn.UNIT), f"{CitizenColumn.UNIT}: {what}", advice)


def _by_unit(
    table: Table, units: _UnitReader, reader: CitizenReader, tally: Tally
) -> dict[UnitCode, tuple[Citizen, ...]]:
    found: dict[UnitCode, dict[int, Citizen]] = {}
    rows_of: dict[tuple[UnitCode, int], int] = {}
    identities: dict[str, int] = {}
    for row in table:
        code = units.unit(row)
        citizen = reader.citizen(row)
        _note_doubled_identity(row, identities, tally)
        if code is None or citizen is None:
            continue
        if citizen.number in found.setdefault(code, {}):
            what = _("the number of row {row} once more").format(row=rows_of[code, citizen.number])
            advice = _("Give each citizen of a unit a number of their own, and keep it from list to list")
            tally.error(row.where(CitizenColumn.NUMBER), f"{CitizenColumn.NUMBER}: {what}", advice)
            continue
        rows_of[code, citizen.number] = row.number
        found[code][citizen.number] = citizen
    return {
        code: _without_long_labels([of_unit[number] for number in sorted(of_unit)], tally)
        for code, of_unit in sorted(found.items())
    }


def _note_doubled_identity(row: Row, rows: dict[str, int], tally: Tally) -> None:
    cell = row.cell(CitizenColumn.IDENTITY)
    if cell.is_empty:
        return
    digits = "".join(letter for letter in str(cell.value) if letter.isdecimal())
    before = rows.setdefault(digits, row.number)
    if before != row.number:
        what = _("the same number as in row {row}").format(row=before)
        advice = _("Check whether one citizen stands in the list twice")
        tally.warn(cell.where, f"{CitizenColumn.IDENTITY}: {what}", advice)


def _without_long_labels(citizens: list[Citizen], tally: Tally) -> tuple[Citizen, ...]:
    """Households that are told by a long number, perhaps their head's identity number, are counted 1, 2, 3 instead."""
    if not any(holds_long_number(citizen.household) for citizen in citizens):
        return tuple(citizens)
    tally.warn(
        CITIZENS.title,
        _("{column}: holds long numbers, perhaps identity numbers; households are counted instead").format(
            column=CitizenColumn.HOUSEHOLD
        ),
        _("Number the households in the list itself"),
    )
    labels: dict[str, str] = {}
    return tuple(
        replace(citizen, household=labels.setdefault(citizen.household, household_by_count(len(labels) + 1)))
        if citizen.household
        else citizen
        for citizen in citizens
    )
