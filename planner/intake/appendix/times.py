"""What a cell of days tells: which days, and in which hours or shifts of them."""

from dataclasses import replace
from datetime import date, datetime, time

from planner.intake.appendix.cell_lines import Clause, clauses_in
from planner.intake.appendix.month import Month
from planner.intake.appendix.shifts import ShiftNames
from planner.intake.appendix.words import lines_in
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import shown
from planner.intake.cells.limits import FIRST_DATE, LAST_DATE
from planner.intake.cells.sheets import Cell
from planner.intake.tables.values import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

_LAST_DAY_OF_A_MONTH = 31


def clauses_of(cell: Cell, month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    """What the cell tells, clause by clause; none for a text that tells hours only. Raises Unfit."""
    value = cell.value
    if isinstance(value, datetime | date):
        return (_clause_of_date(value, cell.number_format, campaign),)
    if isinstance(value, bool | time):
        raise Unfit(_("a truth value or a time of day stands where days belong"), _("Type the days as text: 14,15,16"))
    if isinstance(value, int | float):
        text = f"{value:.10g}"
        if isinstance(value, int) or value.is_integer():
            if not 1 <= value <= _LAST_DAY_OF_A_MONTH:
                raise _taken_for_number(text)
            return _clauses(text, month, campaign, names)
        return _clauses_of_fraction(text, month, campaign, names)
    return _clauses(str(value), month, campaign, names)


def _clause_of_date(value: datetime | date, number_format: str, campaign: Period) -> Clause:
    """A cell that Excel holds for a date; where it shows no year, the year is Excel's and not the writer's."""
    day = value.date() if isinstance(value, datetime) else value
    within = campaign.first_day <= day <= campaign.last_day
    if within or "y" in number_format.lower():
        return Clause((day,))
    for year in range(campaign.first_day.year, campaign.last_day.year + 1):
        try:
            moved = day.replace(year=year)
        except ValueError:
            continue
        if campaign.first_day <= moved <= campaign.last_day:
            return Clause((moved,), is_guessed=True)
    return Clause((day,))


def _clauses_of_fraction(text: str, month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    """*11,12* that Excel took for a number: two days, if both were written with two figures."""
    whole, _point, rest = text.partition(".")
    if len(rest) != 2 or not whole.isdecimal() or int(rest) <= int(whole):  # noqa: PLR2004 - 11,1 may have been 11,10
        raise _taken_for_number(text)
    clauses = _clauses(text, month, campaign, names)
    return tuple(replace(one, is_guessed=True) for one in clauses)


def _taken_for_number(text: str) -> Unfit:
    return Unfit(
        _("Excel took the days for the number {value}").format(value=shown(text)),
        _("Format the cell as Text, then type the days again"),
    )


def _clauses(text: str, month: Month | None, campaign: Period, names: ShiftNames) -> tuple[Clause, ...]:
    return clauses_in(lines_in(text), month, campaign, names)


def day_of_cell(cell: Cell, campaign: Period, names: ShiftNames) -> date:
    """The one day that a cell of *Từ ngày* or *Đến ngày* tells. Raises Unfit."""
    clauses = clauses_of(cell, None, campaign, names)
    if any(clause.hours or clause.labels for clause in clauses):
        raise Unfit(
            _("{value}: hours stand beside the day").format(value=shown(cell.value)),
            _("Write the hours in a column of their own, under Ca or Giờ"),
        )
    days = [day for clause in clauses for day in clause.days]
    if len(days) != 1 or not FIRST_DATE <= days[0] <= LAST_DATE:
        raise Unfit(
            _("{value} is not a date").format(value=shown(cell.value)), _("Enter day/month/year, for example 18/4/2023")
        )
    return days[0]
