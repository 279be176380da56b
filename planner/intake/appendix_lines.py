"""One line of an appendix → the slots in which a machine stands at a unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign, PostingKind
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.intake.appendix_columns import AppendixColumn, AppendixColumns, one_line
from planner.intake.appendix_month import Month, month_heading
from planner.intake.appendix_names import UnitFinder
from planner.intake.appendix_notes import AppendixNotes, note_outside, read_as
from planner.intake.appendix_shifts import Hours, ShiftNames, ToldShifts, shifts_told
from planner.intake.appendix_times import Clause, clauses_of, day_of_cell
from planner.intake.appendix_words import lines_in
from planner.intake.findings import Findings, shown
from planner.intake.frame import Period
from planner.intake.names import fold
from planner.intake.sheets import Cell
from planner.intake.tables import refuse_unreadable
from planner.intake.values import Unfit, plain_text
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_QUOTA = re.compile(r"([0-9]{1,6}) ?(?:hồ sơ|hs|/|$)", re.IGNORECASE)
_NOTHING_TOLD = ToldShifts((), (), whole_day=False, rest="")


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A machine at a unit in a slot, and the cell that says so."""

    machine: MachineName
    unit: UnitCode
    day: date
    shift: ShiftLabel
    where: str


@dataclass(frozen=True)
class LineOf:
    """A line as it stands: its cells, and what the rows above it say."""

    cells: tuple[Cell, ...]
    columns: AppendixColumns
    machine: MachineName
    unit: Cell
    month: Month | None

    def cell(self, column: AppendixColumn) -> Cell | None:
        """The line's cell in this column; None for an empty one."""
        return self.columns.cell(self.cells, column)


@dataclass(frozen=True, slots=True)
class _Timed:
    """Days that one cell tells, with their shifts."""

    where: str
    days: tuple[date, ...]
    shifts: tuple[ShiftLabel, ...]
    by_crew: bool = False
    """The shifts are known by labels alone, which may be those of crews."""


class LineReader:
    """Reads lines against the campaign; what cannot be read is named in findings."""

    def __init__(
        self, campaign: Campaign, findings: Findings, notes: AppendixNotes, former: Sequence[Assignment] = ()
    ) -> None:
        """`former` are the rows of the plan that the appendix was made from; they tell units of one name apart."""
        self._campaign = campaign
        self._former = tuple(former)
        self._period = Period(campaign.calendar.first_day, campaign.calendar.last_day)
        self._findings = findings
        self._notes = notes
        self._shifts = ShiftNames(campaign.calendar.shifts)
        self.units = UnitFinder(campaign.units)

    def slots(self, line: LineOf) -> Iterator[PlacedSlot]:
        """The slots of a line whose unit and days can be read."""
        timed = list(self._timed(line))
        try:
            unit = self._unit(line, [day for each in timed for day in each.days])
        except Unfit as unfit:
            self._findings.error(line.unit.where, unfit.what, unfit.advice)
            return
        if timed:
            self._compare_place(line, unit, timed[0].days[0])
            self._compare_quota(line, timed[0].days[0])
        for each in timed:
            for day in each.days:
                for shift in each.shifts:
                    meant = self._notes.crew_shift(shift, day) if each.by_crew else shift
                    yield PlacedSlot(line.machine, unit, day, meant, each.where)

    def _timed(self, line: LineOf) -> Iterator[_Timed]:
        told = self._told_shifts(line)
        for cell, month in self._day_cells(line):
            yield from self._timed_in(cell, month, told)
        yield from self._from_first_to_last(line, told)

    def _day_cells(self, line: LineOf) -> Iterator[tuple[Cell, Month | None]]:
        month = self._month(line)
        for time in line.columns.times:
            cell = line.cells[time.place] if time.place < len(line.cells) else None
            if cell is not None and not cell.is_empty:
                yield cell, time.month or month

    def _month(self, line: LineOf) -> Month | None:
        """The month that stands in a column of its own, else the heading's."""
        cell = line.cell(AppendixColumn.MONTH)
        if cell is None:
            return line.month
        told = str(cell.value) if not isinstance(cell.value, float) else f"{cell.value:g}"
        text = one_line(cell) or told
        return month_heading(text) or month_heading(f"tháng {text}") or line.month

    def _told_shifts(self, line: LineOf) -> ToldShifts:
        cells = [cell for one in (AppendixColumn.SHIFT, AppendixColumn.HOURS) if (cell := line.cell(one)) is not None]
        lines: list[str] = []
        for cell in cells:
            try:
                refuse_unreadable(cell)
                lines += lines_in(str(cell.value))
            except Unfit as unfit:
                self._findings.error(cell.where, unfit.what, unfit.advice)
        return shifts_told(lines, self._shifts) if lines else _NOTHING_TOLD

    def _timed_in(self, cell: Cell, month: Month | None, told: ToldShifts) -> Iterator[_Timed]:
        try:
            refuse_unreadable(cell)
            clauses = clauses_of(cell, month, self._period, self._shifts)
            for number, clause in enumerate(clauses):
                yield from self._timed_clause(cell, clause, _told_to(told, number, len(clauses)))
        except Unfit as unfit:
            self._findings.error(cell.where, unfit.what, unfit.advice)
        else:
            if not any(clause.days for clause in clauses):
                advice = _("Write them behind the month: Tháng 4/2023: 14,15,16")
                self._findings.error(cell.where, _("no days are told"), advice)

    def _from_first_to_last(self, line: LineOf, told: ToldShifts) -> Iterator[_Timed]:
        first_cell, last_cell = line.cell(AppendixColumn.FIRST_DAY), line.cell(AppendixColumn.LAST_DAY)
        if first_cell is None:
            if last_cell is not None:
                self._findings.error(last_cell.where, _("the first day is missing"), _("Enter it under Từ ngày"))
            return
        where = first_cell.where
        try:
            first = day_of_cell(first_cell, self._period, self._shifts)
            where = last_cell.where if last_cell is not None else where
            last = first if last_cell is None else day_of_cell(last_cell, self._period, self._shifts)
            days = self._days_between(where, first, last)
            yield from self._timed_clause(first_cell, Clause(days), told)
        except Unfit as unfit:
            self._findings.error(where, unfit.what, unfit.advice)

    def _days_between(self, where: str, first: date, last: date) -> tuple[date, ...]:
        """The campaign's days from first to last; an end outside of it is named. Raises Unfit for a turned period."""
        if last < first:
            raise Unfit(
                _("{last} stands before {first}").format(last=spoken_day(last), first=spoken_day(first)),
                _("Enter a last day on or after the first day"),
            )
        start, end = max(first, self._period.first_day), min(last, self._period.last_day)
        if (start, end) != (first, last):
            note_outside(self._findings, where, sorted({first, last} - {start, end}), self._campaign)
        return tuple(days_between(start, end))

    def _timed_clause(self, cell: Cell, clause: Clause, told: ToldShifts) -> Iterator[_Timed]:
        outside = [day for day in clause.days if not self._period.first_day <= day <= self._period.last_day]
        if outside:
            note_outside(self._findings, cell.where, outside, self._campaign)
        days = tuple(day for day in clause.days if day not in outside)
        if not days:
            return
        if clause.is_guessed:
            self._notes.once(
                cell.where,
                _("Excel had made another thing of the days; they were read as {days}").format(
                    days=", ".join(map(spoken_day, days))
                ),
                _("Format the cell as Text, then type the days again"),
            )
        labels = clause.labels or told.labels
        if hours := clause.hours or told.hours:
            yield _Timed(cell.where, days, self._by_hours(cell, days, hours, labels))
        elif labels:
            yield _Timed(cell.where, days, labels, by_crew=True)
        elif told.rest:
            raise Unfit(
                _("the shift {value} is not to be told").format(value=shown(told.rest)),
                _("Write the hours of one of: {shifts}").format(shifts=self._shifts.with_hours()),
            )
        else:
            if not (clause.whole_day or told.whole_day):
                self._notes.all_shifts_taken(cell.where)
            yield _Timed(cell.where, days, self._shifts.labels)

    def _by_hours(
        self, cell: Cell, days: Sequence[date], told: Sequence[Hours], labels: Sequence[ShiftLabel]
    ) -> tuple[ShiftLabel, ...]:
        found: list[ShiftLabel] = []
        for hours in told:
            fitting = self._shifts.of_hours(hours)
            if not fitting:
                raise Unfit(
                    _("no shift of sheet Ca has the hours {hours}").format(hours=hours),
                    _("Write the hours of one of: {shifts}").format(shifts=self._shifts.with_hours()),
                )
            found += fitting
        meant = tuple(label for label in self._shifts.labels if label in found)
        if labels and set(labels) != set(meant):
            self._notes.label_disagrees(cell.where, days, labels[0], meant[0])
        return meant

    def _unit(self, line: LineOf, days: Sequence[date]) -> UnitCode:
        """The line's unit; of several that bear the name, the one that machine and place allow."""
        refuse_unreadable(line.unit)
        name = plain_text(line.unit.value)
        meant = self.units.meant(name)
        codes = meant.codes
        if len(codes) > 1:
            codes = self._served(line.machine, codes, days)
        if len(codes) > 1 and (place := line.cell(AppendixColumn.PLACE)):
            told = fold(one_line(place))
            codes = tuple(code for code in codes if fold(self._campaign.units_by_code[code].place) == told) or codes
        if len(codes) > 1:
            codes = self._as_before(line, name, codes, days)
        if len(codes) > 1:
            raise self.units.several(name, codes)
        if not meant.is_sure:
            known = self._campaign.units_by_code[codes[0]].name
            self._notes.once(line.unit.where, read_as(name, known), _("Write the name as in its own sheet to be sure"))
        return codes[0]

    def _served(self, machine: MachineName, codes: tuple[UnitCode, ...], days: Sequence[date]) -> tuple[UnitCode, ...]:
        """Those of the units that the machine serves on these days; all of them where it serves none."""
        postings = [self._campaign.machines_by_name[machine].posting_on(day) for day in days]
        served = {code for posting in postings if posting is not None for code in posting.serves}
        return tuple(code for code in codes if code in served) or codes

    def _as_before(
        self, line: LineOf, name: str, codes: tuple[UnitCode, ...], days: Sequence[date]
    ) -> tuple[UnitCode, ...]:
        """The one of them where the machine was on these days by the former plan, or at all; all where that says no."""
        visits = [row for row in self._former if row.machine == line.machine and row.unit in codes]
        for told in ({row.unit for row in visits if row.date in days}, {row.unit for row in visits}):
            if len(told) == 1:
                (code,) = told
                what = _("{value} can mean several units; read as {code}, where {machine} was in the plan before")
                self._notes.once(
                    line.unit.where,
                    what.format(value=shown(name), code=code, machine=line.machine),
                    _("Enter the code instead of the name to be sure"),
                )
                return (code,)
        return codes

    def _compare_place(self, line: LineOf, unit: UnitCode, day: date) -> None:
        cell = line.cell(AppendixColumn.PLACE)
        told = one_line(cell) if cell is not None else ""
        if cell is None or not told:
            return
        posting = self._campaign.machines_by_name[line.machine].posting_on(day)
        known = self._campaign.units_by_code[unit].place
        if posting is not None and posting.kind is PostingKind.FIXED and posting.place:
            known = posting.place
        if fold(told) != fold(known):
            self._notes.once(
                cell.where,
                _("the place {told} is {known} in the workbook").format(told=shown(told), known=shown(known)),
                _("Mend Địa điểm in the workbook if the appendix is right"),
            )

    def _compare_quota(self, line: LineOf, day: date) -> None:
        cell = line.cell(AppendixColumn.QUOTA)
        posting = self._campaign.machines_by_name[line.machine].posting_on(day)
        if cell is None or posting is None:
            return
        told = _QUOTA.match(one_line(cell) or _figure(cell))
        if told is not None and int(told[1]) != posting.capacity:
            self._notes.once(
                cell.where,
                _("the appendix says {told} dossiers a shift for {machine}; the workbook's {known} count").format(
                    told=told[1], machine=line.machine, known=posting.capacity
                ),
                _("Mend Năng lực ca in the workbook if the appendix is right"),
            )


def _figure(cell: Cell) -> str:
    """A number as people write it."""
    return f"{cell.value:g}" if isinstance(cell.value, int | float) else str(cell.value)


def _told_to(told: ToldShifts, number: int, num_clauses: int) -> ToldShifts:
    """What the shift column tells of one clause: where both have as many lines, the line beside it."""
    if num_clauses > 1 and len(told.labels) == num_clauses:
        told = told._replace(labels=told.labels[number : number + 1])
    if num_clauses > 1 and len(told.hours) == num_clauses:
        told = told._replace(hours=told.hours[number : number + 1])
    return told
