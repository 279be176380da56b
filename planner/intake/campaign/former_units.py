"""Sheet *Đơn vị cũ*: units that were merged; their codes and names are read wherever a unit is named."""

from datetime import timedelta

from planner.domain.campaign import FormerUnit, Unit
from planner.domain.record import UnitCode
from planner.intake.campaign.frame import CampaignFrame
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import shown
from planner.intake.layout.units import FormerUnitColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import unit_names
from planner.texts import texts_of

_ = texts_of("intake")


def with_former_units(table: SheetTable, units: UnitSheet, frame: CampaignFrame) -> UnitSheet:
    """The units with what they were called before; notes rows that cannot be used, and names that mean several.

    An old unit that still stands on sheet *Đơn vị* though it was merged before the campaign leaves its need to its
    successor. One that is merged in the midst of the campaign is refused.
    """
    if not table.rows or units.names.is_empty:
        return units
    by_code = {unit.code: unit for unit in units.units}
    for row in table:
        code, former = _successor(row, units), _former(row)
        if code is None or former is None:
            continue
        standing = _standing(former, units.units)
        if standing is None:
            row.day(FormerUnitColumn.FIRST_DAY)
            unit = by_code[code]
            by_code[code] = unit.model_copy(update={"formerly": (*unit.formerly, former)})
        elif standing.code == code:
            row.error(
                _named_in(former),
                _("{name} cannot be its own successor").format(name=shown(standing.name)),
                _("Give the successor its own code and name on sheet Đơn vị, or delete this row"),
            )
        elif _was_merged_before(row, standing, former, frame):
            by_code[code] = _with_need(by_code[code], by_code[standing.code].need)
            by_code[standing.code] = _merged(by_code[standing.code], frame)
    known = tuple(by_code[code] for code in sorted(by_code))
    return UnitSheet(known, unit_names(known))


def _with_need(unit: Unit, more: int) -> Unit:
    return unit.model_copy(update={"need": unit.need + more})


def _merged(unit: Unit, frame: CampaignFrame) -> Unit:
    """The old unit, which needs nothing any more and is open on no day."""
    day_before = frame.days.first_day - timedelta(days=1)
    return unit.model_copy(update={"need": 0, "last_day": day_before})


def _was_merged_before(row: SheetRow, standing: Unit, former: FormerUnit, frame: CampaignFrame) -> bool:
    """Whether the old unit, which still has a row of its own, was merged by the campaign's first day."""
    if not row.require(FormerUnitColumn.FIRST_DAY, _("Enter the day of the merger, for the old unit still stands too")):
        return False
    day = row.day(FormerUnitColumn.FIRST_DAY)
    if day is None:
        return False
    if day > frame.days.first_day:
        row.error(
            _named_in(former),
            _("{name} still stands on sheet Đơn vị and is merged in the midst of the campaign").format(
                name=shown(standing.name)
            ),
            _("Delete its row there and add what it still needs to the successor, from the day of the merger on"),
        )
        return False
    return True


def _named_in(former: FormerUnit) -> FormerUnitColumn:
    return FormerUnitColumn.CODE if former.code else FormerUnitColumn.NAME


def _successor(row: SheetRow, units: UnitSheet) -> UnitCode | None:
    if not row.require(FormerUnitColumn.UNIT, _("Enter the code or name of the unit that it became part of")):
        return None
    name = row.text(FormerUnitColumn.UNIT)
    found = units.names.identity(name, row.where(FormerUnitColumn.UNIT), row.findings) if name else None
    return UnitCode(found) if found is not None else None


def _former(row: SheetRow) -> FormerUnit | None:
    """The old unit of the row; None where neither code nor name is told."""
    code, name = row.plain(FormerUnitColumn.CODE, is_name=True), row.plain(FormerUnitColumn.NAME)
    if not (code or name):
        row.require(FormerUnitColumn.NAME, _("Enter the old unit's code or name"))
        return None
    return FormerUnit(code=code, name=name)


def _standing(former: FormerUnit, units: tuple[Unit, ...]) -> Unit | None:
    """The unit of sheet *Đơn vị* that is the old one: by its code, else where no code is told by its very name."""
    if former.code:
        return next((unit for unit in units if unit.code == former.code), None)
    alike = [unit for unit in units if unit.name == former.name]
    return alike[0] if len(alike) == 1 else None
