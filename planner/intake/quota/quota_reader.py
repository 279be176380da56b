"""Workbook of targets → units by indicators, or units by people; or every problem that it has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from planner.domain.quota import Indicator, QuotaFacts, TargetTable, UnitPeople, UnitTargets
from planner.errors import Problem, WorkbookProblems
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import DOSSIERS_IN_ALL
from planner.intake.cells.open_in_excel import note_open_in_excel
from planner.intake.cells.sheets import read_sheets
from planner.intake.layout.quota import DEFAULT_INDICATOR, QuotaColumn
from planner.intake.quota.facts import quota_facts
from planner.intake.quota.sheet import QuotaSheet, UnitRow, quota_sheet
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")

Content = TypeVar("Content")
_FEWEST_ROWS_OF_A_SUM = 2


@dataclass(frozen=True)
class ReadTargets:
    """A table of targets as read, and what its reader should look at."""

    table: TargetTable
    facts: QuotaFacts
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class ReadPeople:
    """Units with their people, and what a total that is shared out over them is to be called."""

    units: tuple[UnitPeople, ...]
    indicator: Indicator
    facts: QuotaFacts
    warnings: tuple[Problem, ...]


def read_targets(path: Path) -> ReadTargets:
    """The targets of every unit. A printed total that is not the sum of its rows is a warning.

    Raises UnreadableFile if it is no readable workbook, and WorkbookProblems with every problem of its content.
    """
    table, facts, warnings = _read(path, _table, by_people=False)
    return ReadTargets(table, facts, warnings)


def read_people(path: Path) -> ReadPeople:
    """The people of every unit; other figures are not looked at. Raises UnreadableFile and WorkbookProblems."""
    (units, indicator), facts, warnings = _read(path, _people, by_people=True)
    return ReadPeople(units, indicator, facts, warnings)


def _read(
    path: Path, content_of: Callable[[QuotaSheet, Findings], Content], *, by_people: bool
) -> tuple[Content, QuotaFacts, tuple[Problem, ...]]:
    findings = Findings(keeps_notes=True)
    titles, sheets = read_sheets(path, lambda _title: True)
    content = content_of(quota_sheet(sheets, findings, by_people=by_people), findings)
    facts = quota_facts(titles, sheets, findings)
    note_open_in_excel(path, findings)
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    return content, facts, findings.warnings


def _table(sheet: QuotaSheet, findings: Findings) -> TargetTable:
    if not sheet.indicators and sheet.units:
        findings.error(
            sheet.head,
            _("no column holds an indicator"),
            _("Write an indicator's name beside Đơn vị, and its targets below"),
        )
    indicators = sheet.indicators
    table = TargetTable(
        indicators=tuple(Indicator(str(column)) for column in indicators),
        rows=tuple(UnitTargets(unit=one.unit, targets=_targets(one.row, indicators)) for one in sheet.units),
        printed_totals=tuple(
            sheet.total.whole_within(column, 0, DOSSIERS_IN_ALL) if sheet.total else None for column in indicators
        ),
    )
    if not findings.errors:
        _note_wrong_totals(sheet, table)
        _note_hidden_total(sheet.units, table)
    return table


def _targets(row: SheetRow, indicators: Sequence[StrEnum]) -> tuple[int, ...]:
    """The row's targets; 0 for one that was noted as missing or unfit."""
    if indicators and all(row.is_empty(column) for column in indicators):
        row.error(QuotaColumn.UNIT, _("no target stands in this row"), _("Enter the targets, or delete the row"))
        return (0,) * len(indicators)
    targets = []
    for column in indicators:
        row.require(column, _("Enter the target; 0 where the unit has none"))
        targets.append(row.whole_within(column, 0, DOSSIERS_IN_ALL) or 0)
    return tuple(targets)


def _note_wrong_totals(sheet: QuotaSheet, table: TargetTable) -> None:
    if sheet.total is None:
        return
    for position, (column, printed) in enumerate(zip(sheet.indicators, table.printed_totals, strict=True)):
        rows = sum(row.targets[position] for row in table.rows)
        if printed is not None and printed != rows:
            sheet.total.warn(
                column,
                _("the total says {printed}, but the rows add up to {rows}: a difference of {difference}").format(
                    printed=spoken_number(printed),
                    rows=spoken_number(rows),
                    difference=spoken_number(abs(printed - rows)),
                ),
                _("Check the rows and the total, and mend the wrong one; the total is used as it stands"),
            )


def _note_hidden_total(units: Sequence[UnitRow], table: TargetTable) -> None:
    """A row that is the sum of all others is most likely a total under another name, and would count twice."""
    if len(table.rows) <= _FEWEST_ROWS_OF_A_SUM:
        return
    sums = [sum(column) for column in zip(*(row.targets for row in table.rows), strict=True)]
    for one, row in zip(units, table.rows, strict=True):
        if any(row.targets) and all(2 * target == total for target, total in zip(row.targets, sums, strict=True)):
            one.row.warn(
                QuotaColumn.UNIT,
                _("{unit} is exactly the sum of all other rows").format(unit=shown(one.unit)),
                _("If it is the total, call the row Tổng; as a unit it counts twice"),
            )


def _people(sheet: QuotaSheet, findings: Findings) -> tuple[tuple[UnitPeople, ...], Indicator]:
    if len(sheet.populations) != 1:
        _note_populations(sheet, findings)
        return (), Indicator(DEFAULT_INDICATOR)
    column = sheet.populations[0]
    units = []
    for one in sheet.units:
        one.row.require(column, _("Enter how many people the unit has"))
        units.append(UnitPeople(one.unit, one.row.whole_within(column, 0, DOSSIERS_IN_ALL) or 0))
    if units and not findings.errors and not any(unit.people for unit in units):
        findings.error(
            sheet.head,
            _("nobody lives in any unit, so a total cannot be shared out"),
            _("Enter each unit's people in the column {name}").format(name=shown(column)),
        )
    only = sheet.indicators[0] if len(sheet.indicators) == 1 else DEFAULT_INDICATOR
    return tuple(units), Indicator(str(only))


def _note_populations(sheet: QuotaSheet, findings: Findings) -> None:
    """There is to be one column by which a total is shared out."""
    if len(sheet.populations) > 1:
        findings.error(
            sheet.head,
            _("two columns hold the population: {names}").format(names=", ".join(map(shown, sheet.populations))),
            _("Keep the one by which a total is to be shared out"),
        )
    elif sheet.units:
        findings.error(
            sheet.head,
            _("the column {name} is missing").format(name=shown(QuotaColumn.POPULATION)),
            _("A total is shared out by it: write its title beside Đơn vị and each unit's people below"),
        )
