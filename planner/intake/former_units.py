"""Sheet *Đơn vị cũ*: units that were merged; their codes and names are read wherever a unit is named."""

from planner.domain.campaign import FormerUnit, Unit
from planner.domain.record import UnitCode
from planner.intake.findings import shown
from planner.intake.layout import FormerUnitColumn
from planner.intake.name_books import unit_names
from planner.intake.tables import Row, Table
from planner.intake.units import UnitSheet
from planner.texts import texts_of

_ = texts_of("intake")


def with_former_units(table: Table, units: UnitSheet) -> UnitSheet:
    """The units with what they were called before; notes rows that cannot be used, and names that mean several."""
    if not table.rows or units.names.is_empty:
        return units
    by_code = {unit.code: unit for unit in units.units}
    for row in table:
        code, former = _successor(row, units), _former(row)
        if code is None or former is None:
            continue
        if _still_stands(row, former, units, code):
            continue
        unit = by_code[code]
        by_code[code] = unit.model_copy(update={"formerly": (*unit.formerly, former)})
    known = tuple(by_code[code] for code in sorted(by_code))
    return UnitSheet(known, unit_names(known))


def _successor(row: Row, units: UnitSheet) -> UnitCode | None:
    if not row.require(FormerUnitColumn.UNIT, _("Enter the code or name of the unit that it became part of")):
        return None
    name = row.text(FormerUnitColumn.UNIT)
    found = units.names.identity(name, row.where(FormerUnitColumn.UNIT), row.findings) if name else None
    return UnitCode(found) if found is not None else None


def _former(row: Row) -> FormerUnit | None:
    """The old unit of the row; None where neither code nor name is told."""
    row.day(FormerUnitColumn.FIRST_DAY)
    code, name = row.plain(FormerUnitColumn.CODE, is_name=True), row.plain(FormerUnitColumn.NAME)
    if not (code or name):
        row.require(FormerUnitColumn.NAME, _("Enter the old unit's code or name"))
        return None
    return FormerUnit(code=code, name=name)


def _still_stands(row: Row, former: FormerUnit, units: UnitSheet, successor: UnitCode) -> bool:
    """Whether the old unit has a row on sheet *Đơn vị*, which is refused: a unit is planned under one name."""
    standing = _standing(former, units.units)
    if standing is None:
        return False
    column = FormerUnitColumn.CODE if former.code else FormerUnitColumn.NAME
    if standing.code == successor:
        row.error(
            column,
            _("{name} cannot be its own successor").format(name=shown(standing.name)),
            _("Give the successor its own code and name on sheet Đơn vị, or delete this row"),
        )
        return True
    row.error(
        column,
        _("{name} still stands on sheet Đơn vị, beside its successor").format(name=shown(standing.name)),
        _("Delete its row there and add what it still needs to the successor, from the day of the merger on"),
    )
    return True


def _standing(former: FormerUnit, units: tuple[Unit, ...]) -> Unit | None:
    """The unit of sheet *Đơn vị* that is the old one: by its code, else where no code is told by its very name."""
    if former.code:
        return next((unit for unit in units if unit.code == former.code), None)
    alike = [unit for unit in units if unit.name == former.name]
    return alike[0] if len(alike) == 1 else None
