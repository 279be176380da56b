"""Workbook of citizens → the citizens of each unit. Only the columns that are needed are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.folding import fold
from planner.domain.invitation import Citizen, household_by_count
from planner.domain.long_numbers import holds_long_number, without_long_numbers
from planner.domain.record import UnitCode
from planner.errors import Problem, WorkbookProblems, WrongUsage
from planner.intake.cells.findings import Findings, listed, short, shown
from planner.intake.cells.long_sheet import read_long_sheets
from planner.intake.cells.open_in_excel import note_open_in_excel
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.cells.unseen import tell_unseen
from planner.intake.citizens.heads import heads_of
from planner.intake.citizens.listing import listing_of
from planner.intake.citizens.numbering import ListedCitizen, numbered_apart, row_told
from planner.intake.citizens.rows import CitizenReader
from planner.intake.citizens.tally import CitizenTally
from planner.intake.layout.citizens import CITIZENS, CitizenColumn
from planner.intake.layout.column import GUIDE_TITLE
from planner.intake.tables.shape.heads import loose_text
from planner.intake.tables.sheet_tables import SheetRow, is_known_title
from planner.intake.values.names import NameBook, unit_names
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
    findings = Findings(keeps_notes=True)
    _titles, sheets = read_long_sheets(path, lambda _title: True)
    lists = _lists_among(sheets, findings)
    tell_unseen(findings, (one for sheet in sheets if sheet in lists or sheet.is_hidden for one in sheet.unseen))
    listing = listing_of(lists, findings, prefers_classes=_is_school(campaign, unit))
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    tally = CitizenTally(findings, CITIZENS.title)
    reader = CitizenReader(tally, campaign.calendar.last_day.year, with_identity=with_identity)
    by_unit = _by_unit(listing.rows, _UnitReader(campaign, unit, listing.rows, tally), reader, tally)
    tally.close()
    note_open_in_excel(path, findings)
    if not any(by_unit.values()) and not findings.errors:
        findings.error(CITIZENS.title, _("the sheet names no citizen"), _("Enter one row for each citizen"))
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    return ReadCitizens(by_unit, _dropped(listing.dropped), findings.warnings)


def _lists_among(sheets: Sequence[Sheet], findings: Findings) -> list[Sheet]:
    """The sheet *Công dân*; without one every sheet that holds a list, such as one for each class. Others are named."""
    own = [sheet for sheet in sheets if is_known_title(sheet.title, (CITIZENS,))]
    others = [
        sheet
        for sheet in sheets
        if sheet not in own
        and fold(sheet.title) != fold(GUIDE_TITLE)
        and any(any(not cell.is_empty for cell in cells) for cells in sheet.rows)
    ]
    lists = [sheet for sheet in others if heads_of(sheet) is not None]
    if len(own) > 1 or (own and lists):
        findings.error(
            (lists or own[1:])[0].title,
            _("this sheet holds a list of citizens, too, and would not be read beside sheet {title}").format(
                title=shown(own[0].title)
            ),
            _("Put all citizens into one sheet, or delete what is not needed"),
        )
    if not own and not others:
        findings.error(
            CITIZENS.title,
            _("the sheet is missing"),
            _("Make one with `{command}` and copy your table into it").format(command=MADE_BY),
        )
    read = own or lists or others[:1]
    if not own and lists:
        findings.note(
            listed([sheet.title for sheet in lists]),
            _("the citizens are read from here"),
        )
    rest = [short(without_long_numbers(sheet.title)) for sheet in others if sheet not in read and sheet not in lists]
    if rest:
        findings.note(listed(rest), _("sheets of your own, which are not read"))
    return read


def _is_school(campaign: Campaign, unit: UnitCode | None) -> bool:
    """Whether the list is a school's, where classes count and not hamlets."""
    wanted = campaign.units_by_code.get(unit) if unit is not None else None
    if wanted is None and len(campaign.units) == 1:
        wanted = campaign.units[0]
    return wanted is not None and any(fold(text).startswith(fold("trường")) for text in (wanted.name, wanted.kind))


def _dropped(heads: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(short(without_long_numbers(loose_text(cell.value))) for cell in heads))


class _UnitReader:
    """Says whose citizen a row is."""

    def __init__(
        self, campaign: Campaign, unit: UnitCode | None, rows: Sequence[SheetRow], tally: CitizenTally
    ) -> None:
        self._names: NameBook = unit_names(campaign.units)
        self._wanted = unit
        self._tally = tally
        codes = [each.code for each in campaign.units]
        self._usual = unit or (codes[0] if len(codes) == 1 else None)
        self._known: dict[str, str | None] = {}
        has_column = any(not row.is_empty(CitizenColumn.UNIT) for row in rows)
        if self._usual is None and rows and not has_column:
            raise WrongUsage(
                _(
                    "the list does not say whose citizens it holds. Name the unit with --unit, or in a column {column}"
                ).format(column=CitizenColumn.UNIT)
            )

    def unit(self, row: SheetRow) -> UnitCode | None:
        """The unit's code, or None for a row of no unit that is wanted or known."""
        cell = row.cell(CitizenColumn.UNIT)
        if cell.is_empty:
            if self._usual is None:
                self._refuse(row, _("nothing is entered"))
            return self._usual
        name = str(cell.value).strip()
        if name not in self._known:
            scratch = Findings()
            text = SheetRow(row.title, row.number, row.cells, scratch).text(CitizenColumn.UNIT)
            self._known[name] = self._names.identity(text, cell.where, scratch) if text else None
        code = self._known[name]
        if code is None:
            self._refuse(row, _("not one unit of sheet Đơn vị"))
            return None
        return UnitCode(code) if self._wanted in (None, code) else None

    def _refuse(self, row: SheetRow, what: str) -> None:
        advice = _("Enter the unit's code, or its name as in the campaign's workbook")
        self._tally.error(row.where(CitizenColumn.UNIT), f"{CitizenColumn.UNIT}: {what}", advice)


def _by_unit(
    rows: Sequence[SheetRow], units: _UnitReader, reader: CitizenReader, tally: CitizenTally
) -> dict[UnitCode, tuple[Citizen, ...]]:
    found: dict[UnitCode, list[ListedCitizen]] = {}
    identities: dict[str, SheetRow] = {}
    for row in rows:
        code = units.unit(row)
        citizen = reader.citizen(row)
        _note_doubled_identity(row, identities, tally)
        if code is not None and citizen is not None:
            found.setdefault(code, []).append(ListedCitizen(row, citizen))
    return {
        code: _without_long_labels(numbered_apart(listed_ones, tally), tally)
        for code, listed_ones in sorted(found.items())
    }


def _note_doubled_identity(row: SheetRow, rows: dict[str, SheetRow], tally: CitizenTally) -> None:
    cell = row.cell(CitizenColumn.IDENTITY)
    if cell.is_empty:
        return
    digits = "".join(letter for letter in str(cell.value) if letter.isdecimal())
    before = rows.setdefault(digits, row)
    if before is not row:
        what = _("the same number as in row {row}").format(row=row_told(before, row))
        advice = _("Check whether one citizen stands in the list twice")
        tally.warn(cell.where, f"{CitizenColumn.IDENTITY}: {what}", advice)


def _without_long_labels(citizens: list[Citizen], tally: CitizenTally) -> tuple[Citizen, ...]:
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
