"""Who works each machine in a week: machines and shifts against the days from Monday to Sunday."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.hours import Hours, hours_of
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.prints.forms.roster import wording
from planner.prints.forms.roster.telling import ABSENT, MISSING, Telling, usual_hours
from planner.prints.paper.paper import Orientation, Paper
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words.clock_hours import hours_in_short
from planner.prints.words.weekdays import WEEKDAYS, begins_with_capital
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.roster.loads import DutyPeriod
from planner.roster.seating import machine_shifts
from planner.roster.staffing import Role
from planner.texts import spoken_day

SIZE = 10.0
SHIFT_MM, SEAT_MM, DAY_MM = 27.0, 22.0, 29.0
"""252 mm in all: what A4 lengthwise leaves between margins of 30 and 15 mm."""
AT_SHIFT, AT_SEAT, AT_MONDAY = range(3)


class _Occupant(NamedTuple):
    """Who sits in a seat, or that nobody does."""

    name: str
    is_missing: bool = False


class _MachineDay(NamedTuple):
    """A machine in one shift of one day."""

    place: str
    hours: Hours
    seats: dict[Role, list[_Occupant]]


def week_paper(case: RosterCase, roster: Roster, week: DutyPeriod) -> Paper:
    """The table of one week before any format: a band a machine that stands somewhere in it, a block a shift."""
    telling = Telling(case, roster)
    machines = _Machines(telling, week)
    days = week.days()
    columns = (
        PaperColumn(title=wording.SHIFT, width_mm=SHIFT_MM, align=Align.CENTER),
        PaperColumn(title=wording.SEAT, width_mm=SEAT_MM),
        *(PaperColumn(title=_told(day), width_mm=DAY_MM, align=Align.CENTER, fill=telling.fill(day)) for day in days),
    )
    bands = tuple(Band(title=machine, blocks=tuple(machines.blocks(machine, days))) for machine in machines.names)
    return Paper(
        frame=telling.frame(wording.WEEK, wording.week(*week), wording.MADE_BY, wording.COMMANDER),
        parts=(Table(columns=columns, bands=bands, size=SIZE),),
        orientation=Orientation.LANDSCAPE,
        sheet="Phân ca",
        mark=telling.mark,
    )


class _Machines:
    """What each machine does in a week, and with whom."""

    def __init__(self, telling: Telling, week: DutyPeriod) -> None:
        self._telling = telling
        self._days: dict[tuple[MachineName, ShiftLabel, date], _MachineDay] = {}
        case, roster = telling.case, telling.roster
        for stood in machine_shifts(case.campaign, case.plan):
            if week.holds(stood.day):
                self._day(stood.machine, stood.shift, stood.day, stood.unit)
        for duty in roster.duties:
            if week.holds(duty.date):
                seats = self._day(duty.machine, duty.shift, duty.date, duty.unit).seats
                seats.setdefault(duty.role, []).append(_Occupant(telling.name(duty.officer)))
        for vacancy in roster.vacant:
            if week.holds(vacancy.date):
                seats = self._day(vacancy.machine, vacancy.shift, vacancy.date, vacancy.unit).seats
                missing = [_Occupant(wording.VACANT, is_missing=True)] * vacancy.officers
                seats.setdefault(vacancy.role, []).extend(missing)

    @property
    def names(self) -> list[MachineName]:
        """The machines of the week in workbook order."""
        return sorted({machine for machine, _shift, _day in self._days}, key=self._telling.machine_rank)

    def blocks(self, machine: MachineName, days: tuple[date, ...]) -> Iterator[Block]:
        """A block for each shift that the machine works in."""
        for shift in self._telling.case.campaign.calendar.shift_labels:
            worked = [self._days.get((machine, shift, day)) for day in days]
            if any(worked):
                yield Block(rows=tuple(self._rows(shift, days, worked)))

    def _day(self, machine: MachineName, shift: ShiftLabel, day: date, unit: UnitCode) -> _MachineDay:
        key = machine, shift, day
        if key not in self._days:
            campaign = self._telling.case.campaign
            hours = hours_of(campaign, Slot(day, shift), campaign.stop_of(unit), machine)
            self._days[key] = _MachineDay(self._telling.place(machine, unit, day), hours, {})
        return self._days[key]

    def _rows(self, shift: ShiftLabel, days: tuple[date, ...], worked: list[_MachineDay | None]) -> Iterator[PaperRow]:
        lines = self._lines(worked)
        usual = self._usual_hours(shift, worked)
        hours = wording.hours_of_shift(usual)
        shift_told = f"{self._labels(shift, days)}: {hours}"
        yield PaperRow(
            cells=(
                PaperCell(column=AT_SHIFT, text=shift_told, rows=1 + len(lines), bold=True),
                PaperCell(column=AT_SEAT, text=wording.WORKPLACE),
                *_places(worked, usual, 1 + len(lines)),
            )
        )
        for role, number in lines:
            beside = []
            if number == 0:
                same = sum(1 for other, _number in lines if other == role)
                beside.append(PaperCell(column=AT_SEAT, text=self._telling.role(role), rows=same))
            occupied = [each.seats.get(role, []) if each else [] for each in worked]
            seated = [
                _occupant_cell(AT_MONDAY + place, occupants[number])
                for place, occupants in enumerate(occupied)
                if number < len(occupants)
            ]
            yield PaperRow(cells=(*beside, *seated))

    def _lines(self, worked: Iterable[_MachineDay | None]) -> list[tuple[Role, int]]:
        """Each role as often as most officers of it sit there on a day, in the order of *Vị trí*."""
        most: dict[Role, int] = {}
        for each in worked:
            for role, occupants in each.seats.items() if each else ():
                most[role] = max(most.get(role, 0), len(occupants))
        order = list(dict.fromkeys(demand.role for demand in self._telling.case.staffing.demands))
        ranked = sorted(most, key=lambda role: (order.index(role) if role in order else len(order), role))
        return [(role, number) for role in ranked for number in range(most[role])]

    def _usual_hours(self, shift: ShiftLabel, worked: Iterable[_MachineDay | None]) -> Hours:
        """Those of the sheet *Ca* where they hold on any of the days, else those of the first."""
        usual = usual_hours(self._telling.case, shift)
        found = [each.hours for each in worked if each]
        return usual if usual in found else found[0]

    def _labels(self, shift: ShiftLabel, days: tuple[date, ...]) -> str:
        """*Ca 01*, and from when on the shift bears another label where labels change in this week."""
        told = str(self._telling.label(days[0], shift))
        for before, day in pairwise(days):
            label = self._telling.label(day, shift)
            if label != self._telling.label(before, shift):
                told += f" (từ {spoken_day(day, with_year=False)}: {label})"
        return told


def _places(worked: list[_MachineDay | None], usual: Hours, num_rows: int) -> Iterator[PaperCell]:
    """A cell over the days at one place, and one over all rows of days without work."""
    told = [None if each is None else _place_told(each, usual) for each in worked]
    for text, same in groupby(enumerate(told), key=lambda each: each[1]):
        columns = [AT_MONDAY + place for place, _text in same]
        if text is None:
            yield from (PaperCell(column=column, text="", rows=num_rows, fill=ABSENT) for column in columns)
        else:
            yield PaperCell(column=columns[0], text=text, columns=len(columns), bold=True)


def _place_told(each: _MachineDay, usual: Hours) -> str:
    return each.place if each.hours == usual else f"{each.place} ({hours_in_short(each.hours)})"


def _occupant_cell(column: int, occupant: _Occupant) -> PaperCell:
    return PaperCell(column=column, text=occupant.name, fill=MISSING if occupant.is_missing else "")


def _told(day: date) -> str:
    """*Thứ Hai 10/4*."""
    return f"{begins_with_capital(WEEKDAYS[day.weekday()])} {spoken_day(day, with_year=False)}"
