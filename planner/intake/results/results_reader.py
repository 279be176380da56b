"""Results workbook → what was collected, or every problem that it has: where a row of results is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.folding import fold
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.errors import Problem, WorkbookProblems
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import Findings, listed
from planner.intake.cells.open_in_excel import note_open_in_excel
from planner.intake.cells.sheets import Sheet, read_sheets
from planner.intake.layout.results import CHOICES, RESULTS, ResultColumn
from planner.intake.results.remarks import Expectations, about_day
from planner.intake.results.rows import RowOfResult, one_a_key
from planner.intake.results.shift import ShiftReader, SlotSaid
from planner.intake.tables.month_first import note_month_first
from planner.intake.tables.shape.heads import heads_of
from planner.intake.tables.shape.sheet_choice import may_be_known_title
from planner.intake.tables.shape.unread import TellUnread
from planner.intake.tables.sheet_tables import SheetRow, tables_of
from planner.intake.values.names import NameBook, machine_names, unit_names
from planner.texts import plurals_of, texts_of

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


ngettext = plurals_of("intake")

_FIGURES = (ResultColumn.COLLECTED, ResultColumn.APPROVED, ResultColumn.ACTIVATED)


@dataclass(frozen=True)
class ReadResults:
    """Results as read, no two about the same, and what a planner should look at before trusting them."""

    results: tuple[Result, ...]
    """Sorted by day and shift, then machine in workbook order, then unit; a day's elsewhere rows stand last."""
    warnings: tuple[Problem, ...]


def read_results(path: Path, campaign: Campaign, today: date) -> ReadResults:
    """What a results workbook reports of the campaign, up to today.

    Rows without any figure are left out. Of several rows about one machine, unit and slot the last counts; rows about
    one unit and day without a machine are added up. Raises UnreadableFile if it is no readable workbook, and
    WorkbookProblems with every problem of its content.
    """
    findings = Findings(keeps_notes=True)
    rows = rows_of_results(path, findings)
    filled_in = [row for row in rows if not _is_left_empty(row)]
    note_month_first(filled_in, ResultColumn.DAY, findings)
    reported = one_a_key(_ResultReader(campaign, today).reported(filled_in))
    expectations = Expectations(campaign)
    for one in reported:
        for remark in expectations.surprises(one.result):
            one.row.warn(remark.column, remark.what, remark.advice)
    _note_rows_left_empty(rows, findings)
    note_open_in_excel(path, findings)
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    return ReadResults(_in_order([one.result for one in reported], campaign), findings.warnings)


def _is_left_empty(row: SheetRow) -> bool:
    """Whether no figure stands here: a row of the form that nobody has filled in, whatever its note says."""
    return all(row.is_empty(figure) for figure in _FIGURES)


def _note_rows_left_empty(rows: Sequence[SheetRow], findings: Findings) -> None:
    empty = [str(row.number) for row in rows if _is_left_empty(row)]
    if empty:
        findings.warn(
            RESULTS.title,
            ngettext(
                "{count} row without a figure is left out: {rows}",
                "{count} rows without a figure are left out: {rows}",
                len(empty),
            ).format(count=len(empty), rows=listed(empty)),
            _("Fill them in and record the file again once the figures are known; enter 0 where nobody came"),
        )
    elif not rows and not findings.errors:
        findings.warn(RESULTS.title, _("the sheet reports nothing"), _("Enter one row for each machine and shift"))


def _in_order(results: Iterable[Result], campaign: Campaign) -> tuple[Result, ...]:
    ranks = {machine.name: rank for rank, machine in enumerate(campaign.machines)}
    shifts = {label: rank for rank, label in enumerate(campaign.calendar.shift_labels)}

    def place(result: Result) -> tuple[date, int, int, UnitCode]:
        if result.machine is None or result.shift is None:
            return (result.day, len(shifts), len(ranks), result.unit)
        return (result.day, shifts[result.shift], ranks[result.machine], result.unit)

    return tuple(sorted(results, key=place))


class _ResultReader:
    """Reads rows against the campaign's days, shifts, machines and units."""

    def __init__(self, campaign: Campaign, today: date) -> None:
        self._days = Period(campaign.calendar.first_day, campaign.calendar.last_day)
        self._today = today
        self._shifts = ShiftReader(campaign)
        self._machines = machine_names(campaign.machines)
        self._units = unit_names(campaign.units)

    def reported(self, rows: Iterable[SheetRow]) -> list[RowOfResult]:
        """The rows that could be read, in sheet order."""
        return [RowOfResult(row, result) for row in rows if (result := self._result(row))]

    def _result(self, row: SheetRow) -> Result | None:
        """The row's result, or None after noting everything that is wrong with it."""
        day = self._day(row)
        unit = self._name(row, ResultColumn.UNIT, self._units, _("Enter a unit's code or name"))
        has_shift = self._shifts.is_given(row)
        is_elsewhere = row.is_empty(ResultColumn.MACHINE) and not has_shift
        machine = shift = None
        if not is_elsewhere:
            advice = _("Enter both Máy and Ca; leave both empty for what was collected without a machine")
            machine = self._name(row, ResultColumn.MACHINE, self._machines, advice)
            beside = SlotSaid(
                day,
                None if unit is None else UnitCode(unit),
                None if machine is None else MachineName(machine),
            )
            shift = self._shifts.shift_of(row, beside) if has_shift else None
            if not has_shift:
                row.require(ResultColumn.SHIFT, advice)
        collected = self._collected(row, is_elsewhere=is_elsewhere)
        approved = row.whole(ResultColumn.APPROVED)
        activated = row.whole(ResultColumn.ACTIVATED)
        note = row.plain(ResultColumn.NOTE)
        if day is None or unit is None or collected is None:
            return None
        if not is_elsewhere and (machine is None or shift is None):
            return None
        return Result(
            day=day,
            shift=shift,
            machine=MachineName(machine) if machine is not None else None,
            unit=UnitCode(unit),
            collected=collected,
            approved=approved,
            activated=activated,
            note=note,
            source=row.where(ResultColumn.COLLECTED),
        )

    def _day(self, row: SheetRow) -> date | None:
        row.require(ResultColumn.DAY, _("Enter the day, for example 18/4/2023"))
        day = row.day(ResultColumn.DAY)
        if day is None:
            return None
        remark = about_day(day, self._days, self._today)
        if remark is None:
            return day
        row.error(remark.column, remark.what, remark.advice)
        return None

    @staticmethod
    def _name(row: SheetRow, column: ResultColumn, names: NameBook, advice: str) -> str | None:
        name = row.text(column) if row.require(column, advice) else ""
        return names.identity(name, row.where(column), row.findings) if name else None

    @staticmethod
    def _collected(row: SheetRow, *, is_elsewhere: bool) -> int | None:
        """Dossiers; a unit's day without a machine may bring activations alone."""
        if is_elsewhere and row.is_empty(ResultColumn.COLLECTED):
            return 0
        row.require(ResultColumn.COLLECTED, _("Enter the dossiers collected; 0 where nobody came"))
        return row.whole(ResultColumn.COLLECTED)
