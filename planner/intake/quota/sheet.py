"""The sheet of targets: where its table stands, which columns hold targets, which rows are units and which sums."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.folding import fold
from planner.domain.quota import UnitName
from planner.intake.cells.cell_sheet import Range
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.cells.limits import NAME_LENGTH, NUM_FIGURES, NUM_INDICATORS, NUM_UNITS
from planner.intake.cells.sheets import Cell, Sheet
from planner.intake.layout.column import GUIDE_TITLE
from planner.intake.layout.quota import FACTS, FORM_COMMAND, TARGETS, QuotaColumn
from planner.intake.layout.settings import SETTINGS
from planner.intake.quota.columns import TargetColumns, target_columns, ungrouped
from planner.intake.quota.heads import ROWS_OF_TITLES, QuotaHead, QuotaHeads, heads_of, text_of
from planner.intake.quota.lines import LineKind, QuotaLine, lines_of
from planner.intake.quota.sums import note_differences, note_row_sums
from planner.intake.tables.sheet_tables import SheetRow, is_known_title
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class UnitRow:
    """A unit by its name, and the row that tells of it."""

    unit: UnitName
    row: SheetRow


@dataclass(frozen=True)
class QuotaSheet:
    """The sheet's rows and the columns to read them by."""

    title: str
    units: tuple[UnitRow, ...]
    total: SheetRow | None
    indicators: tuple[StrEnum, ...]
    populations: tuple[StrEnum, ...]
    row_of_heads: int = 1
    is_there: bool = True

    @property
    def head(self) -> str:
        """Where its heads stand, as sheet!row."""
        return f"{self.title}!{self.row_of_heads}"


NO_SHEET = QuotaSheet(TARGETS.title, (), None, (), (), is_there=False)


def quota_sheet(sheets: Sequence[Sheet], findings: Findings, *, by_people: bool = False) -> QuotaSheet:
    """The sheet of targets, or of people. Notes everything that is wrong with its heads, names and shape, and whatever
    it does not read.
    """
    heads = _chosen(sheets, findings)
    if heads is None:
        return NO_SHEET
    _note_titles(heads, findings)
    columns = target_columns(heads, findings)
    heads = _with_numbers(heads, (*columns.targets, *columns.populations), findings)
    figures = columns.populations if by_people else columns.targets
    lines = lines_of(heads, figures, columns.numbers)
    _note_shape(heads, figures, lines, findings)
    reading = _QuotaReading(heads, columns, findings)
    rows = {line.number: reading.row(line) for line in lines}
    units = tuple(_units([rows[line.number] for line in lines if line.kind is LineKind.UNIT]))
    totals = [line for line in lines if line.kind is LineKind.TOTAL]
    _note_more_totals(totals, rows)
    _note_rows_left_out(heads, lines, findings)
    note_differences(lines, [reading.names[head.place] for head in figures], rows)
    if not by_people:
        note_row_sums(heads, columns, [line for line in lines if line.kind is LineKind.UNIT], findings)
    indicators = tuple(reading.names[head.place] for head in columns.targets)
    if not lines and not findings.errors:
        findings.error(heads.sheet.title, _("the sheet holds no unit"), _("Enter one row for each unit"))
    _note_excess(heads, units, indicators, findings)
    return QuotaSheet(
        title=heads.sheet.title,
        units=units,
        total=rows[totals[0].number] if totals else None,
        indicators=indicators,
        populations=tuple(reading.names[head.place] for head in columns.populations),
        row_of_heads=heads.last_row,
    )


def _chosen(sheets: Sequence[Sheet], findings: Findings) -> QuotaHeads | None:
    """The table of sheet *Chỉ tiêu*, else the only one of any sheet; one error where there is none."""
    if any(is_known_title(sheet.title, (SETTINGS,)) for sheet in sheets):
        findings.error(
            TARGETS.title,
            _("this is a campaign's workbook, not a table of targets"),
            _("Make one with `{command}` and copy your table into it").format(command=FORM_COMMAND),
        )
        return None
    others = [
        sheet
        for sheet in sheets
        if fold(sheet.title) != fold(GUIDE_TITLE) and not is_known_title(sheet.title, (FACTS,))
    ]
    named = [sheet for sheet in others if is_known_title(sheet.title, (TARGETS,))]
    read = [(sheet, heads_of(sheet)) for sheet in (named or others)]
    found = [heads for _sheet, heads in read if heads is not None]
    if len(found) > 1:
        findings.error(
            found[1].sheet.title,
            _("tables stand on several sheets: {names}").format(names=listed([one.sheet.title for one in found])),
            _("Call the one to be read {title}, or delete the others").format(title=shown(TARGETS.title)),
        )
        return None
    if not found:
        findings.error(
            named[0].title if named else TARGETS.title,
            _("no table is found: none of the first {count} rows holds the head {unit} beside others").format(
                count=ROWS_OF_TITLES, unit=shown(QuotaColumn.UNIT)
            ),
            _("Write {unit} over the names of the units and a title over each column of targets, or: {command}").format(
                unit=shown(QuotaColumn.UNIT), command=FORM_COMMAND
            ),
        )
        return None
    _note_other_sheets([sheet for sheet in others if sheet is not found[0].sheet], findings)
    if not named:
        findings.note(
            found[0].sheet.title,
            _("the table of targets is read from this sheet, its heads from row {row}").format(row=found[0].first_row),
        )
    return found[0]


def _note_other_sheets(sheets: Sequence[Sheet], findings: Findings) -> None:
    filled = [sheet.title for sheet in sheets if any(not cell.is_empty for cells in sheet.rows for cell in cells)]
    if filled:
        findings.note(listed(filled), _("sheets of your own, which are not read"))


def _note_titles(heads: QuotaHeads, findings: Findings) -> None:
    above = [cell for cells in heads.sheet.rows[: heads.first_row - 1] for cell in cells if not cell.is_empty]
    if above:
        findings.note(
            above[0].where,
            _("above the heads, which are in row {row}, this is not read: {texts}").format(
                row=heads.first_row, texts=listed([text_of(cell) for cell in above], at_most=3)
            ),
        )


def _with_numbers(heads: QuotaHeads, columns: Iterable[QuotaHead], findings: Findings) -> QuotaHeads:
    """The table with figures that stand as text in groups of three as numbers."""
    numbers: dict[str, Cell] = {}
    for head in columns:
        cells = [cells[head.place] for _number, cells in heads.rows() if head.place < len(cells)]
        numbers |= ungrouped(cells, findings)
    if not numbers:
        return heads
    rows = tuple(tuple(numbers.get(cell.where, cell) for cell in cells) for cells in heads.sheet.rows)
    return replace(heads, sheet=replace(heads.sheet, rows=rows))


class _QuotaReading:
    """Makes rows of lines, by columns that are named as on the sheet."""

    def __init__(self, heads: QuotaHeads, columns: TargetColumns, findings: Findings) -> None:
        self._findings = findings
        self._units = heads.units.place
        self._title = heads.sheet.title
        titles = {heads.units.place: str(QuotaColumn.UNIT)}
        titles |= {head.place: head.title for head in (*columns.targets, *columns.populations)}
        members = [(f"COLUMN_{number}", title) for number, title in enumerate(titles.values())]
        made = StrEnum("SheetColumn", members)  # type: ignore[misc]
        self.names: dict[int, StrEnum] = dict(zip(titles, made, strict=True))

    def row(self, line: QuotaLine) -> SheetRow:
        """The line's cells by column; the unit's own name stands in its column alone."""
        cells = {str(name): line.cells[place] for place, name in self.names.items() if place < len(line.cells)}
        return SheetRow(self._title, line.number, cells, self._findings)


def _note_shape(
    heads: QuotaHeads, figures: Sequence[QuotaHead], lines: Sequence[QuotaLine], findings: Findings
) -> None:
    """Refuse merged cells over names or figures of units, and content so far outside that no one looks for it."""
    units = {line.number for line in lines if line.kind is LineKind.UNIT}
    places = {heads.units.place, *(head.place for head in figures)}
    for written in heads.sheet.merged:
        one = Range.of(written)
        if units & set(range(one.first_row, one.last_row + 1)) and places & set(
            range(one.first_place, one.last_place + 1)
        ):
            findings.error(
                f"{heads.sheet.title}!{written}",
                _("merged cells inside a table"),
                _("Unmerge them and fill every cell of its own"),
            )
    if heads.sheet.outside:
        findings.error(
            f"{heads.sheet.title}!{heads.sheet.outside}",
            _("content far outside the table"),
            _("Delete it; rows and columns beyond the table are not read"),
        )


def _note_rows_left_out(heads: QuotaHeads, lines: Sequence[QuotaLine], findings: Findings) -> None:
    groups = [line for line in lines if line.kind in (LineKind.GROUP, LineKind.SUBTOTAL)]
    if groups:
        findings.note(
            f"{heads.sheet.title}!{groups[0].number}",
            _("headings and sums of groups, which are no units: {rows}").format(rows=_rows_told(groups)),
        )
    tail = [line for line in lines if line.kind is LineKind.TAIL]
    if tail:
        findings.note(
            f"{heads.sheet.title}!{tail[0].number}",
            _("words below the table, which are not read: {rows}").format(rows=_rows_told(tail)),
        )


def _rows_told(lines: Sequence[QuotaLine]) -> str:
    return listed([_("row {number} ({name})").format(number=line.number, name=line.name) for line in lines])


def _note_more_totals(totals: Sequence[QuotaLine], rows: dict[int, SheetRow]) -> None:
    """Two rows of totals that say the same do no harm."""
    for line in totals[1:]:
        if line.figures != totals[0].figures:
            rows[line.number].error(
                QuotaColumn.UNIT,
                _("a second row of totals with other figures; the first is row {row}").format(row=totals[0].number),
                _("Keep the right one"),
            )


def _note_excess(
    heads: QuotaHeads, units: Sequence[UnitRow], indicators: Sequence[StrEnum], findings: Findings
) -> None:
    advice = _("Part the table into several workbooks")
    if len(indicators) > NUM_INDICATORS:
        findings.error(
            f"{heads.sheet.title}!{heads.last_row}",
            _("{count} indicators in one table").format(count=len(indicators)),
            _("Keep at most {limit}, and put the others into another workbook").format(limit=NUM_INDICATORS),
        )
    if len(units) > NUM_UNITS:
        where = units[NUM_UNITS].row.where(QuotaColumn.UNIT)
        findings.error(where, _("more than {limit} units").format(limit=NUM_UNITS), advice)
    elif len(units) * len(indicators) > NUM_FIGURES:
        findings.error(
            heads.sheet.title,
            _("more than {limit} figures in one table").format(limit=spoken_number(NUM_FIGURES)),
            advice,
        )


def _units(rows: Iterable[SheetRow]) -> Iterator[UnitRow]:
    """The rows of units by their names; a name that is missing or stands twice is noted."""
    first: dict[str, int] = {}
    for row in rows:
        row.require(QuotaColumn.UNIT, _("Enter the unit's name, or clear the row"))
        name = row.text(QuotaColumn.UNIT)
        if not name:
            continue
        number = first.setdefault(fold(name), row.number)
        if len(name) > NAME_LENGTH:
            row.error(
                QuotaColumn.UNIT,
                _("text of {length} characters").format(length=len(name)),
                _("Shorten it to at most {limit} characters").format(limit=NAME_LENGTH),
            )
        elif number != row.number:
            row.error(
                QuotaColumn.UNIT,
                _("{name} stands in row {row} already").format(name=shown(name), row=number),
                _("Delete one, or tell the two apart by their kind or district"),
            )
        else:
            yield UnitRow(UnitName(name), row)
