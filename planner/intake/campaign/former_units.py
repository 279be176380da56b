"""Sheet *Đơn vị cũ*: units that were merged; their codes and names are read wherever a unit is named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from planner.domain.campaign import FormerUnit, Succession, Unit
from planner.domain.record import UnitCode
from planner.intake.campaign.frame import CampaignFrame
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import shown
from planner.intake.layout.units import FormerUnitColumn
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import unit_names
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class _SuccessionRow:
    """An old unit that still stands on sheet *Đơn vị*, and the row that merges it."""

    succession: Succession
    row: SheetRow


def with_former_units(table: SheetTable, units: UnitSheet, frame: CampaignFrame) -> UnitSheet:
    """The units with what they were called before; notes rows that cannot be used.

    An old unit that still stands on sheet *Đơn vị* is open only before the day of the merger and leaves what it then
    needs to its successor, which opens on that day.
    """
    if not table.rows or units.names.is_empty:
        return units
    by_code = {unit.code: unit for unit in units.units}
    merged: dict[UnitCode, _SuccessionRow] = {}
    for row in table:
        code, former = _successor(row, units), _former(row)
        if code is None or former is None:
            continue
        standing = _standing(former, units.units)
        if standing is None:
            unit = by_code[code]
            by_code[code] = unit.model_copy(update={"formerly": (*unit.formerly, former)})
        elif standing.code == code:
            row.error(
                _named_in(former),
                _("{name} cannot be its own successor").format(name=shown(standing.name)),
                _("Give the successor its own code and name on sheet Đơn vị, or delete this row"),
            )
        elif (found := _succession(row, standing, code, former, merged)) is not None:
            _note_after_the_campaign(found, frame)
            merged[standing.code] = found
    _note_successors_gone(merged, by_code)
    successions = tuple(sorted((one.succession for one in merged.values()), key=lambda one: (one.day, one.unit)))
    known = _within_their_days(by_code, successions)
    return UnitSheet(known, unit_names(known), units.rows, successions)


def _within_their_days(units: Mapping[UnitCode, Unit], successions: Iterable[Succession]) -> tuple[Unit, ...]:
    """The units, each open only while it exists, sorted by code."""
    known = dict(units)
    for one in successions:
        old, new = known[one.unit], known[one.successor]
        last_day = min(old.last_day, one.day - timedelta(days=1))
        known[one.unit] = old.model_copy(update={"last_day": last_day})
        known[one.successor] = new.model_copy(update={"first_day": max(new.first_day, one.day)})
    return tuple(known[code] for code in sorted(known))


def _succession(
    row: SheetRow,
    standing: Unit,
    successor: UnitCode,
    former: FormerUnit,
    merged: Mapping[UnitCode, _SuccessionRow],
) -> _SuccessionRow | None:
    """The merger of a unit that still stands; None after noting what is wrong with it."""
    if not row.require(FormerUnitColumn.FIRST_DAY, _("Enter the day of the merger, for the old unit still stands too")):
        return None
    if former.since is None:
        return None
    if earlier := merged.get(standing.code):
        row.error(
            _named_in(former),
            _("{name} is merged already by {where}").format(
                name=shown(standing.name), where=earlier.row.where(FormerUnitColumn.UNIT)
            ),
            _("Keep the row that is right; an old unit has one successor"),
        )
        return None
    return _SuccessionRow(Succession(unit=standing.code, successor=successor, day=former.since), row)


def _note_after_the_campaign(merged: _SuccessionRow, frame: CampaignFrame) -> None:
    if merged.succession.day > frame.days.last_day:
        merged.row.warn(
            FormerUnitColumn.FIRST_DAY,
            _("the merger lies after the campaign, in which the successor is not open then"),
            check_days(merged.succession.day, *frame.days),
        )


def _note_successors_gone(merged: Mapping[UnitCode, _SuccessionRow], units: Mapping[UnitCode, Unit]) -> None:
    """Name mergers into a unit that is itself no more on that day."""
    for one in merged.values():
        heir = merged.get(one.succession.successor)
        if heir is not None and heir.succession.day <= one.succession.day:
            one.row.error(
                FormerUnitColumn.UNIT,
                _("{name} has itself become part of {other} by {day}").format(
                    name=shown(units[heir.succession.unit].name),
                    other=shown(units[heir.succession.successor].name),
                    day=spoken_day(heir.succession.day),
                ),
                _("Name the unit that exists after the merger, or mend the days"),
            )


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
    return FormerUnit(code=code, name=name, since=row.day(FormerUnitColumn.FIRST_DAY))


def _standing(former: FormerUnit, units: tuple[Unit, ...]) -> Unit | None:
    """The unit of sheet *Đơn vị* that is the old one: by its code, else where no code is told by its very name."""
    if former.code:
        return next((unit for unit in units if unit.code == former.code), None)
    alike = [unit for unit in units if unit.name == former.name]
    return alike[0] if len(alike) == 1 else None
