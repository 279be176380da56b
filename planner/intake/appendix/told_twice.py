"""Shifts that a cell of days tells, beside those of a column of their own: both have to mean the same."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.record import ShiftLabel
from planner.intake.appendix.cell_lines import Clause
from planner.intake.appendix.shifts import Hours, ShiftNames, ToldShifts
from planner.intake.cells.findings import shown
from planner.intake.tables.values import Unfit
from planner.texts import texts_of

_ = texts_of("intake")


class Meant(NamedTuple):
    """Hours, labels, or all shifts; nothing where neither place tells anything."""

    hours: tuple[Hours, ...]
    labels: tuple[ShiftLabel, ...]
    whole_day: bool


def meant_by(clause: Clause, told: ToldShifts, names: ShiftNames, *, is_one_of_several: bool) -> Meant:
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
    return Meant(
        hours=clause.hours or (() if is_wider else told.hours),
        labels=clause.labels or (() if is_wider else told.labels),
        whole_day=clause.whole_day or told.whole_day,
    )


def _shifts(
    hours: Sequence[Hours], labels: Sequence[ShiftLabel], names: ShiftNames, *, whole_day: bool
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
