"""One line of an appendix → the slots in which a machine stands at a unit."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import UnitCode
from planner.domain.succession import unit_on
from planner.intake.appendix.days.day_cells import clauses_of
from planner.intake.appendix.days.shift_names import ShiftNames
from planner.intake.appendix.document.account import Account
from planner.intake.appendix.lines.line_times import LineTimes
from planner.intake.appendix.lines.notes import AppendixNotes, Books
from planner.intake.appendix.lines.own_hours import own_timetables
from planner.intake.appendix.lines.slots import LineOf, PlacedSlot
from planner.intake.appendix.lines.unit_of_line import UnitsOfLines
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import Findings
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit


class LineReader:
    """Reads lines against the campaign; what cannot be read is named in findings."""

    def __init__(
        self,
        campaign: Campaign,
        findings: Findings,
        notes: AppendixNotes,
        account: Account,
        former: Sequence[Assignment] = (),
    ) -> None:
        """`former` are the rows of the plan that the appendix was made from; they tell units of one name apart."""
        self._campaign = campaign
        self._period = Period(campaign.calendar.first_day, campaign.calendar.last_day)
        self._findings = findings
        self._notes = notes
        self._account = account
        self._shifts = ShiftNames(campaign.calendar.shifts)
        self._units = UnitsOfLines(campaign, notes, former)

    @property
    def shift_names(self) -> ShiftNames:
        """How shifts are called."""
        return self._shifts

    def is_unit(self, cell: Cell) -> bool:
        """Whether the cell names a unit, or several of one name."""
        return self._units.is_unit(cell)

    def codes_in(self, cell: Cell) -> frozenset[UnitCode]:
        """The units that a cell may mean; none where it names nobody for sure."""
        return self._units.codes_in(cell)

    def days_alone(self, cell: Cell) -> frozenset[date]:
        """The days that a text tells, if it tells nothing else."""
        try:
            clauses = clauses_of(cell, None, self._period, self._shifts)
        except Unfit:
            return frozenset()
        if any(clause.hours or clause.labels for clause in clauses):
            return frozenset()
        return frozenset(day for clause in clauses for day in clause.days)

    def slots(self, line: LineOf) -> Iterator[PlacedSlot]:
        """The slots of a line whose unit and days can be read."""
        timed = list(self._times_of(line).timed(line))
        try:
            unit = self._units.unit_of(line, [day for each in timed for day in each.days])
        except Unfit as unfit:
            self._findings.error(line.unit.where, unfit.what, unfit.advice)
            return
        placed = [
            PlacedSlot(
                line.machine,
                unit_on(self._campaign, unit, day),
                day,
                self._notes.crew_shift(shift, day) if each.by_crew else shift,
                each.where,
            )
            for each in timed
            for day in each.days
            for shift in each.shifts
        ]
        if placed:
            self._units.compare(line, placed)
        yield from placed

    def _times_of(self, line: LineOf) -> LineTimes:
        """Who reads the line's times by the hours that hold for its machine at its unit."""
        units = self._units.codes_in(line.unit)
        stops = [self._campaign.stop_of(unit) for unit in units]
        are_of_clusters = bool(stops) and all(len(self._campaign.units_at(stop)) > 1 for stop in stops)
        own = own_timetables(self._campaign, units, line.machine)
        names = self._shifts.there(own, may_be_within=are_of_clusters) if own or are_of_clusters else self._shifts
        return LineTimes(self._campaign, Books(self._findings, self._notes, self._account), names)
