"""A day's sheet for a recorder who is bound to units: of others it shows nothing, and takes nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from planner.board.views.day_sheet import DaySheet, UnitOfSheet
from planner.domain.record import UnitCode
from planner.replan.planned import PlannedSlot

_UNIT_FIELD = "xa."


def of_own_units(sheet: DaySheet, units: Collection[UnitCode] | None) -> DaySheet:
    """The sheet without the rows and choices of other units; all of it where `units` is None."""
    if units is None:
        return sheet
    own = tuple(UnitOfSheet(each.name, each.rows) for each in sheet.units if each.rows[0].key.unit in units)
    planned = [row for each in own for row in each.rows if row.planned]
    return replace(
        sheet,
        units=own,
        num_planned=len(planned),
        num_reported=sum(row.row_number > 0 for row in planned),
        choice_units=tuple(each for each in sheet.choice_units if each.value in units),
    )


def of_units(slots: Iterable[PlannedSlot], units: Collection[UnitCode]) -> tuple[PlannedSlot, ...]:
    """The planned slots at these units."""
    return tuple(slot for slot in slots if slot.unit in units)


def names_others(form: Mapping[str, str], units: Collection[UnitCode] | None) -> bool:
    """Whether a row of the form is about another unit than these, which the sheet never offers; None is all."""
    if units is None:
        return False
    return any(name.startswith(_UNIT_FIELD) and unit and unit not in units for name, unit in form.items())
