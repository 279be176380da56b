"""What a cell can mean where it stands alone: a day, a unit, a machine, shifts, a tick, a weekday, a month."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName
from planner.intake.appendix.days.day_cells import clauses_of
from planner.intake.appendix.days.months import Month, month_heading
from planner.intake.appendix.days.shift_names import ShiftNames
from planner.intake.appendix.lines.machine_finding import MachineFinder
from planner.intake.appendix.table.columns import AppendixColumn, column_of, one_line
from planner.intake.appendix.table.subheads import shifts_alone
from planner.intake.campaign.frame import Period
from planner.intake.cells.sheets import Cell
from planner.intake.values.names import Clarity, unit_names
from planner.intake.values.texts import NO_MARKS, YES_MARKS, Unfit, mark_word

_WEEKDAY_WORDS = r"(?:thứ ?(?:[2-7]|hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật|cn|t[2-7])"
_WEEKDAY = re.compile(rf"\(?{_WEEKDAY_WORDS}\)?", re.IGNORECASE)
_DATE = r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2}(?: ?[/.-] ?[0-9]{2,4})?|[0-9]{1,2} tháng [0-9]{1,2}(?:,? năm [0-9]{4})?"
_SHAPED_AS_DAY = re.compile(
    rf"(?:{_WEEKDAY_WORDS}[ ,:;-]*)?(?:ngày )?(?:{_DATE})[ ,;-]*(?:\(?{_WEEKDAY_WORDS}\)?)?[.:]?", re.IGNORECASE
)
_NUMBER_OF_DAY = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_TICKS = YES_MARKS - {"1", "true"}
"""*1* in the middle of a table may be how many, or the number of a machine."""
_NOT = NO_MARKS | {"/"}
_PARTS = re.compile(r"[;,\n]| và ")
UNIT_HEADS = frozenset([AppendixColumn.UNIT, AppendixColumn.PLACE, AppendixColumn.ADDRESS])
"""Heads of units; the latter two where no column of units is."""
_REST = re.compile(r"nghỉ(?: (?:lễ|tết|bù|lễ, tết))?(?: [0-9]{1,2}/[0-9]{1,2})?")
_LAST_DAY_OF_A_MONTH = 31
_FULL_WEEKDAYS = {"cn": "Chủ nhật", **{f"t{number}": f"Thứ {number}" for number in range(2, 8)}}


class Vocabulary:
    """Answers what a cell means by itself; strict, since a whole table is read by it."""

    def __init__(self, campaign: Campaign) -> None:
        self._period = Period(campaign.calendar.first_day, campaign.calendar.last_day)
        self._shifts = ShiftNames(campaign.calendar.shifts)
        self._machines = MachineFinder(campaign)
        self._units = unit_names(campaign.units)
        # The same few hundred texts stand in thousands of cells, each of which is looked at as head and as content.
        self._told_machines: dict[str, MachineName | None] = {}
        self._are_units: dict[str, bool] = {}
        self._are_shifts: dict[str, bool] = {}
        self._are_days: dict[str, bool] = {}

    def machine(self, cell: Cell) -> Cell | None:
        """The cell with the name of the machine that it means, as *TỔ 1 (đồng chí An)* does."""
        text = one_line(cell)
        if text not in self._told_machines:
            self._told_machines[text] = self._machine(text)
        name = self._told_machines[text]
        return None if name is None else replace(cell, value=name)

    def _machine(self, text: str) -> MachineName | None:
        try:
            heading = self._machines.heading(text) if text else None
        except Unfit:
            return None
        return heading.machine if heading is not None and heading.month is None else None

    def machines(self, cell: Cell) -> tuple[Cell, ...]:
        """The machines that the cell lists; none if anything else stands in it."""
        if whole := self.machine(cell):
            return (whole,)
        found = [self.machine(replace(cell, value=part)) for part in _parts(cell)]
        return tuple(one for one in found if one is not None) if all(found) else ()

    def is_unit(self, cell: Cell) -> bool:
        """Whether the cell names a unit, or several of one name; with its zone in brackets, perhaps."""
        text = one_line(cell)
        if text not in self._are_units:
            names = (text, *(match[1] for match in _brackets(text)))
            known = (self._units.clarity(name) is not Clarity.UNKNOWN for name in names)
            self._are_units[text] = bool(text) and any(known)
        return self._are_units[text]

    def units(self, cell: Cell) -> tuple[tuple[Cell, Cell | None], ...]:
        """The unit of the cell, or several each with its shifts before or behind it; none if one is not known."""
        if not isinstance(cell.value, str):
            return ()
        if whole := self._unit_with_shift(cell):
            return (whole,)
        found = [self._unit_with_shift(replace(cell, value=part)) for part in _parts(cell)]
        # Two units without their shifts would have the machine at both at once.
        return tuple(one for one in found if one is not None) if all(one and one[1] for one in found) else ()

    def _unit_with_shift(self, cell: Cell) -> tuple[Cell, Cell | None] | None:
        text = one_line(cell)
        for match in _brackets(text):
            first, last = (replace(cell, value=match[number]) for number in (1, 2))
            for unit, when in ((first, last), (last, first)):
                shift = self.shift(when)
                if shift is not None and self.is_unit(unit):
                    return unit, shift
        return (cell, None) if self.is_unit(cell) else None

    def shift(self, cell: Cell) -> Cell | None:
        """The cell with the shifts that it means and nothing else."""
        if not isinstance(cell.value, str):
            return None
        if cell.value not in self._are_shifts:
            self._are_shifts[cell.value] = shifts_alone(cell, self._shifts) is not None
        return cell if self._are_shifts[cell.value] else None

    def shift_of_head(self, cell: Cell) -> Cell | None:
        """The shifts that a head names alone or behind what its column holds: *Đơn vị buổi sáng*."""
        return self.shift(cell) or self._behind_unit(cell, self.shift)

    def machine_of_head(self, cell: Cell) -> Cell | None:
        """The machine that a head names alone or behind what its column holds: *Đơn vị (TỔ 1)*."""
        return self.machine(cell) or self._behind_unit(cell, self.machine)

    @staticmethod
    def _behind_unit(cell: Cell, meaning: Callable[[Cell], Cell | None]) -> Cell | None:
        text = one_line(cell)
        if column_of(cell) not in UNIT_HEADS:
            return None
        for place in (match.start() for match in re.finditer(r"[ (:–-]", text)):
            before, rest = replace(cell, value=text[:place]), replace(cell, value=text[place:].strip(" ():–-"))
            if column_of(before) in UNIT_HEADS and (found := meaning(rest)):
                return found
        return None

    def is_day(self, cell: Cell) -> bool:
        """Whether the cell tells a day and nothing else; it may be a day that there is not, which is to be named."""
        if isinstance(cell.value, datetime | date):
            return True
        text = one_line(cell)
        if text not in self._are_days:
            self._are_days[text] = bool(_SHAPED_AS_DAY.fullmatch(text)) or self._tells_days(cell)
        return self._are_days[text]

    def _tells_days(self, cell: Cell) -> bool:
        if not isinstance(cell.value, str) or is_weekday(cell) or _NUMBER_OF_DAY.fullmatch(one_line(cell)):
            return False
        try:
            clauses = clauses_of(cell, None, self._period, self._shifts)
        except Unfit:
            return False
        return len(clauses) == 1 and bool(clauses[0].days) and not (clauses[0].hours or clauses[0].labels)

    def has_days(self, cell: Cell) -> bool:
        """Whether the cell tells days, in whatever shifts."""
        if not isinstance(cell.value, str):
            return isinstance(cell.value, datetime | date)
        try:
            return any(clause.days for clause in clauses_of(cell, None, self._period, self._shifts))
        except Unfit:
            return self.is_day(cell)

    @staticmethod
    def month(cell: Cell) -> Month | None:
        """The month that the cell names."""
        return month_heading(one_line(cell))


def number_of_day(cell: Cell) -> int | None:
    """The day of a month that a head of figures tells."""
    if isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float) and cell.value == int(cell.value):
        return int(cell.value) if 1 <= cell.value <= _LAST_DAY_OF_A_MONTH else None
    text = one_line(cell)
    return int(text) if _NUMBER_OF_DAY.fullmatch(text) else None


def is_weekday(cell: Cell) -> bool:
    """Whether a weekday stands here and nothing else."""
    return bool(_WEEKDAY.fullmatch(one_line(cell)))


def weekday_in_full(cell: Cell) -> str:
    """*T7* as *Thứ 7*, which is no month."""
    text = one_line(cell).strip("()")
    return _FULL_WEEKDAYS.get(text.casefold(), text)


def is_tick(cell: Cell) -> bool:
    """Whether the cell holds a mark that says yes."""
    return mark_word(cell.value) in _TICKS


def says_no(cell: Cell) -> bool:
    """Whether the cell says that nobody comes."""
    word = mark_word(one_line(cell) or cell.value)
    return cell.is_empty or word in _NOT or bool(_REST.fullmatch(word))


def _parts(cell: Cell) -> list[str]:
    text = cell.value if isinstance(cell.value, str) else ""
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """The text parted where what stands behind a name may begin."""
    for pattern in (r"(.+?)\s*\(([^()]+)\)", r"(.+?)\s*[:–-]\s*([^()]+)"):
        if match := re.fullmatch(pattern, text):
            yield match
