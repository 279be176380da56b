"""What a cell of days tells: which days, and in which hours or shifts of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from planner.domain.record import ShiftLabel
from planner.intake.appendix.days.cell_lines import Clause, clauses_in
from planner.intake.appendix.days.cell_text import lines_in
from planner.intake.appendix.days.months import Month
from planner.intake.appendix.days.shift_names import ShiftNames, ToldHours, ToldShifts
from planner.intake.campaign.frame import Period
from planner.intake.cells.findings import shown
from planner.intake.cells.limits import FIRST_DATE, LAST_DATE
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit
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


class MeantShifts(NamedTuple):
    """Hours, labels, or all shifts; nothing where neither place tells anything."""

    hours: tuple[ToldHours, ...]
    labels: tuple[ShiftLabel, ...]
    whole_day: bool


def meant_by(clause: Clause, told: ToldShifts, names: ShiftNames, *, is_one_of_several: bool) -> MeantShifts:
    """What both tell together. Raises Unfit where they contradict each other, and for a column that tells no shift.

    `is_one_of_several`: the cell has other clauses, which may be the reason why the column tells more.
    """
    if told.rest:
        raise Unfit(
            _("the shift {value} is not to be told").format(value=shown(told.rest)),
            _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
        )
    of_clause = _shifts(clause.hours, clause.labels, names, whole_day=clause.whole_day)
    of_column = _shifts(told.hours, told.labels, names, whole_day=told.whole_day)
    if of_clause and of_column:
        agree = of_clause == of_column or (is_one_of_several and of_clause < of_column)
        if not agree and not _may_be_a_crew(clause, told, of_clause, of_column):
            raise Unfit(
                _("the column of shifts tells {column}, the days {cell}").format(
                    column=_listed(of_column, names), cell=_listed(of_clause, names)
                ),
                _("Make both agree, or empty one of them"),
            )
    is_wider = len(of_column) > len(of_clause) > 0
    return MeantShifts(
        hours=clause.hours or (() if is_wider else told.hours),
        labels=clause.labels or (() if is_wider else told.labels),
        whole_day=clause.whole_day or told.whole_day,
    )


def _shifts(
    hours: Sequence[ToldHours], labels: Sequence[ShiftLabel], names: ShiftNames, *, whole_day: bool
) -> frozenset[ShiftLabel]:
    """The shifts of the hours, else of the labels; hours that no shift has are named elsewhere."""
    if hours:
        return frozenset(label for each in hours for label in names.of_hours(each))
    return frozenset(labels) or (frozenset(names.labels) if whole_day else frozenset())


def _may_be_a_crew(
    clause: Clause, told: ToldShifts, of_clause: frozenset[ShiftLabel], of_column: frozenset[ShiftLabel]
) -> bool:
    """Labels may be those of crews that change shifts every month: beside hours, another label is told, not refused."""
    has_labels_alone = bool(clause.hours and not clause.by_session and told.labels and not told.hours) or bool(
        told.hours and clause.labels and not clause.hours
    )
    return has_labels_alone and len(of_clause) == len(of_column)


def _listed(labels: frozenset[ShiftLabel], names: ShiftNames) -> str:
    return ", ".join(label for label in names.labels if label in labels)
