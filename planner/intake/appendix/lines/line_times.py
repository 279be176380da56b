"""One line of an appendix → its days, each with the shifts that are told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign
from planner.domain.record import ShiftLabel
from planner.intake.appendix.days.cell_lines import Clause
from planner.intake.appendix.days.cell_text import lines_in
from planner.intake.appendix.days.day_cells import clauses_of, day_of_cell, meant_by
from planner.intake.appendix.days.months import Month, month_heading
from planner.intake.appendix.days.shift_names import ShiftNames, ToldHours, ToldShifts
from planner.intake.appendix.days.when import shifts_told
from planner.intake.appendix.document.account import Use
from planner.intake.appendix.lines.notes import Books, note_outside
from planner.intake.appendix.lines.slots import LineOf
from planner.intake.appendix.table.columns import AppendixColumn, TimeColumn, one_line
from planner.intake.appendix.table.subheads import marked_shifts, shifts_alone, tells_days
from planner.intake.campaign.frame import Period
from planner.intake.cells.sheets import Cell
from planner.intake.tables.sheet_tables import refuse_unreadable
from planner.intake.values.texts import Unfit
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


@dataclass(frozen=True, slots=True)
class TimedDays:
    """Days that one cell tells, with their shifts."""

    where: str
    days: tuple[date, ...]
    shifts: tuple[ShiftLabel, ...]
    by_crew: bool = False
    """The shifts are known by labels alone, which may be those of crews."""


class LineTimes:
    """Reads what lines tell of days and shifts, by the hours that hold where they are; what cannot be read is named."""

    def __init__(self, campaign: Campaign, books: Books, names: ShiftNames) -> None:
        self._campaign = campaign
        self._period = Period(campaign.calendar.first_day, campaign.calendar.last_day)
        self._findings, self._notes, self._account = books
        self._shifts = names

    def timed(self, line: LineOf) -> Iterator[TimedDays]:
        """The days that the line tells, with their shifts, as far as they can be read."""
        told = self._told_shifts(line)
        listed: list[TimedDays] = []
        for cell, time in self._day_cells(line):
            listed += self._timed_in(cell, time.month or self._month(line), time.shifts or told)
        ranged = list(self._from_first_to_last(line, told))
        if listed and ranged and _days_of(listed) != _days_of(ranged):
            self._findings.error(
                listed[0].where,
                _("Từ ngày and Đến ngày tell other days than {cell}").format(cell=listed[0].where),
                _("Write the days in one of these places"),
            )
            return
        yield from listed
        yield from ranged

    def _day_cells(self, line: LineOf) -> Iterator[tuple[Cell, TimeColumn]]:
        """What tells days; a second column of time that tells hours alone tells none."""
        cells = [(cell, time) for time in line.columns.times if (cell := line.at(time.place)) is not None]
        marked = [(cell, time) for time in line.columns.marks if (cell := line.at(time.place)) is not None]
        cells += [(cell, time) for cell, time in marked if tells_days(cell)]
        telling = [(cell, time) for cell, time in cells if shifts_alone(cell, self._shifts) is None]
        yield from telling or ([] if self._has_first_day(line) else cells)

    @staticmethod
    def _has_first_day(line: LineOf) -> bool:
        return line.cell(AppendixColumn.FIRST_DAY) is not None

    def _shift_cells(self, line: LineOf) -> Iterator[Cell]:
        """What may tell hours or labels for all days of the line."""
        for column in (AppendixColumn.SHIFT, AppendixColumn.HOURS):
            if (cell := line.cell(column)) is not None:
                yield cell
        days = {id(cell) for cell, _time in self._day_cells(line)}
        for time in line.columns.times:
            cell = line.at(time.place)
            if cell is not None and id(cell) not in days and shifts_alone(cell, self._shifts) is not None:
                yield cell

    def _month(self, line: LineOf) -> Month | None:
        """The month that stands in a column of its own, else the heading's."""
        cell = line.cell(AppendixColumn.MONTH)
        if cell is None:
            return line.month
        told = str(cell.value) if not isinstance(cell.value, float) else f"{cell.value:g}"
        text = one_line(cell) or told
        month = month_heading(text) or month_heading(f"tháng {text}")
        if month is not None:
            self._account.use(cell, Use.MONTH)
        return month or line.month

    def _told_shifts(self, line: LineOf) -> ToldShifts:
        lines: list[str] = []
        for cell in self._shift_cells(line):
            try:
                refuse_unreadable(cell)
                own = lines_in(str(cell.value))
                self._use_shifts(cell, shifts_told(own, self._shifts))
                lines += own
            except Unfit as unfit:
                self._findings.error(cell.where, unfit.what, unfit.advice)
        return shifts_told(lines, self._shifts) if lines else self._marked(line)

    def _use_shifts(self, cell: Cell, told: ToldShifts) -> None:
        """Enter what a cell tells of shifts; one that tells something else too is left to be named."""
        if told.rest:
            return
        if told.hours:
            self._account.use(cell, Use.HOURS)
        if told.labels or told.whole_day:
            self._account.use(cell, Use.SHIFT)

    def _marked(self, line: LineOf) -> ToldShifts:
        """The shifts in whose columns a mark stands."""
        marked = ((time, cell) for time in line.columns.marks if (cell := line.at(time.place)) is not None)
        return marked_shifts(marked, self._shifts, self._findings, self._account)

    def _timed_in(self, cell: Cell, month: Month | None, told: ToldShifts) -> Iterator[TimedDays]:
        try:
            refuse_unreadable(cell)
            clauses = clauses_of(cell, month, self._period, self._shifts)
            for number, clause in enumerate(clauses):
                told_here = _told_to(told, number, clauses)
                yield from self._timed_clause(cell, clause, told_here, is_one_of_several=len(clauses) > 1)
        except Unfit as unfit:
            self._findings.error(cell.where, unfit.what, unfit.advice)
        else:
            if not any(clause.days for clause in clauses):
                advice = _("Write them behind the month: Tháng 4/2023: 14,15,16")
                self._findings.error(cell.where, _("no days are told"), advice)

    def _from_first_to_last(self, line: LineOf, told: ToldShifts) -> Iterator[TimedDays]:
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
            if last_cell is not None:
                self._account.use(last_cell, Use.DAYS)
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

    def _timed_clause(
        self, cell: Cell, clause: Clause, told: ToldShifts, *, is_one_of_several: bool = False
    ) -> Iterator[TimedDays]:
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
        self._use_clause(cell, clause)
        meant = meant_by(clause, told, self._shifts, is_one_of_several=is_one_of_several)
        if meant.hours:
            yield TimedDays(cell.where, days, self._by_hours(cell, days, meant.hours, meant.labels))
        elif meant.labels:
            yield TimedDays(cell.where, days, meant.labels, by_crew=True)
        else:
            if not meant.whole_day:
                self._notes.all_shifts_taken(cell.where)
            yield TimedDays(cell.where, days, self._shifts.labels)

    def _use_clause(self, cell: Cell, clause: Clause) -> None:
        """Enter what a clause of a cell of days was read as, and tell what is to be known of it."""
        self._account.use(cell, Use.DAYS)
        if clause.hours:
            self._account.use(cell, Use.HOURS)
        if clause.labels or clause.whole_day:
            self._account.use(cell, Use.SHIFT)
        for remark in clause.remarks:
            self._notes.once(cell.where, remark.what, remark.advice)

    def _by_hours(
        self, cell: Cell, days: Sequence[date], told: Sequence[ToldHours], labels: Sequence[ShiftLabel]
    ) -> tuple[ShiftLabel, ...]:
        found: list[ShiftLabel] = []
        for hours in told:
            found += self._of_hours(hours, days)
        meant = tuple(label for label in self._shifts.labels if label in found)
        if labels and len(set(labels)) != len(meant):
            raise Unfit(
                _("{labels} and the hours {hours} do not agree").format(
                    labels=", ".join(labels), hours=", ".join(map(str, told))
                ),
                _("Write the hours of one of: {shifts}").format(shifts=self._shifts.with_hours()),
            )
        if labels and set(labels) != set(meant):
            self._notes.label_disagrees(cell.where, days, labels[0], meant[0])
        return meant

    def _of_hours(self, hours: ToldHours, days: Sequence[date]) -> tuple[ShiftLabel, ...]:
        """The shifts of these hours, which hold on each of these days. Raises Unfit."""
        on_weekdays = [self._shifts.on(weekday) for weekday in sorted({day.weekday() for day in days})]
        fitting = {names.of_hours(hours): names for names in on_weekdays}
        if () in fitting:
            raise _no_shift_of(hours, fitting[()])
        if len(fitting) > 1:
            raise Unfit(
                _("the hours {hours} are those of different shifts on these days").format(hours=hours),
                _("Give each day its own line, with its hours: 14/4 (7h00-15h00)"),
            )
        return next(iter(fitting))


def _no_shift_of(hours: ToldHours, names: ShiftNames) -> Unfit:
    what = _("no shift of sheet Ca has the hours {hours}").format(hours=hours)
    advice = _("Write the hours of one of: {shifts}").format(shifts=names.with_hours())
    if (around := names.around(hours)) is not None:
        advice = _(
            "{advice}. They lie within {shift}: for several stops in one shift, enter the units as one Cụm on sheet "
            "Đơn vị, or cut the shift on sheet Ca"
        ).format(advice=advice, shift=around)
    return Unfit(what, advice)


def _days_of(timed: Sequence[TimedDays]) -> set[date]:
    return {day for each in timed for day in each.days}


def _told_to(told: ToldShifts, number: int, clauses: Sequence[Clause]) -> ToldShifts:
    """What the shift column tells of one clause: where both have as many lines, the line beside it.

    Raises Unfit where lines of days without hours stand beside as many lines of shifts: each may hold for its line, or
    all for all days.
    """
    count = len(clauses)
    if count == 1 and told.num_lines == clauses[0].num_lines > 1 and not (clauses[0].hours or clauses[0].labels):
        raise Unfit(
            _("{count} lines of days stand beside {count} lines of shifts").format(count=told.num_lines),
            _("Give each day its own row, or write the hours behind each day: 14/4 (7h00-15h00)"),
        )
    if count > 1 and len(told.labels) == count:
        told = told._replace(labels=told.labels[number : number + 1])
    if count > 1 and len(told.hours) == count:
        told = told._replace(hours=told.hours[number : number + 1])
    return told
