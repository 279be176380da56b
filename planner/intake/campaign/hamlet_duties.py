"""Sheet *Phân công thôn*: which team looks after which hamlet, and when it goes there."""

from planner.domain.folding import fold
from planner.domain.office import HamletDuty
from planner.domain.record import UnitCode
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.limits import NUM_DUTIES
from planner.intake.layout.units import DutyColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.texts import texts_of

_ = texts_of("intake")


def hamlet_duties_of(table: SheetTable, units: UnitSheet) -> tuple[HamletDuty, ...]:
    """The duties by unit, in each in sheet order; a hamlet may have several teams, but each team once."""
    seen: dict[tuple[UnitCode, str, str], SheetRow] = {}
    found = []
    for row in table.rows[:NUM_DUTIES]:
        duty = _duty(row, units)
        if duty is None:
            continue
        key = (duty.unit, fold(duty.hamlet), fold(duty.team))
        if key in seen:
            row.error(
                DutyColumn.TEAM,
                _("row {row} says already that this team looks after this hamlet").format(row=seen[key].number),
                _("Delete one row"),
            )
        seen.setdefault(key, row)
        found.append(duty)
    return tuple(sorted(found, key=lambda duty: duty.unit))


def _duty(row: SheetRow, units: UnitSheet) -> HamletDuty | None:
    """The row's duty, or None after noting everything that is wrong with it."""
    has_unit = row.require(DutyColumn.UNIT, _("Enter a unit's code or name"))
    has_hamlet = row.require(DutyColumn.HAMLET, _("Enter the hamlet's name"))
    has_team = row.require(DutyColumn.TEAM, _("Enter the team or the person that looks after the hamlet"))
    unit = _unit(row, units) if has_unit else None
    hamlet, team = row.text(DutyColumn.HAMLET), row.text(DutyColumn.TEAM)
    weekdays, daily_target = row.weekdays(DutyColumn.WEEKDAYS), row.whole(DutyColumn.DAILY_TARGET)
    contact, note = row.text(DutyColumn.CONTACT), row.plain(DutyColumn.NOTE)
    if unit is None or not (has_hamlet and has_team and hamlet and team):
        return None
    return HamletDuty(
        unit=unit,
        hamlet=hamlet,
        team=team,
        weekdays=weekdays,
        daily_target=daily_target,
        contact=contact,
        note=note,
    )


def _unit(row: SheetRow, units: UnitSheet) -> UnitCode | None:
    name = row.text(DutyColumn.UNIT)
    if units.names.is_empty or not name:
        return None
    found = units.names.identity(name, row.where(DutyColumn.UNIT), row.findings)
    return UnitCode(found) if found else None
